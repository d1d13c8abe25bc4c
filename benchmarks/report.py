"""The page of the benchmark: the tables, what missed its goal, when and on which machine it was measured."""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import table
from benchmarks.goals import PEERS
from benchmarks.pieces import Piece, results

NOTES = "<!-- notes: kept as they are when the table is measured again -->"
PACKAGES = ("streamlit", "duckdb", "ibis-framework", "plotly", "pandas")
HOW_OTHERS = """One load each, in a fresh profile. Zooms are asked of the peer’s own functions and end with the frame
after they are drawn. Mosaic’s brush is drawn with the mouse over a histogram, and a step of it ends when the bars
beside it are new; its events were in DuckDB before it was loaded, and its first step, which builds the tables that
the others ask, is not counted."""
NPM_PACKAGES = Path(__file__).parent / "peers" / "package.json"


def page(pieces: Sequence[Piece], sizes: Sequence[int]) -> str:
    """Everything that these pieces told; what was not measured at these sizes is a row that says so."""
    by_key = results(pieces)
    others = ""
    if any(piece.part in PEERS for piece in pieces):
        others = f"\n## Peers, same browser, same events\n\n{table.peers(by_key, sizes)}\n\n{_peer_notes()}\n"
    for size in sorted({piece.size for piece in pieces if piece.part == "engines"}):
        others += f"\n## Events in an engine elsewhere, {size:,} of them\n\n{table.engines(by_key, size)}\n"
    return f"""# Measured

Made by `make bench` on {_days(pieces)}, in {_minutes(pieces)}, on {_machine()}. {_versions()}.

Medians. Where a floor is named it was measured in turns, once before each of ours: the ratio is the median of these
pairs, beside the least and the most of them, and “others” is how much of the processors other programs had meanwhile.
The floors:

{table.floors()}

{table.table(by_key, sizes)}

{_missed_goals(table.missed(by_key, sizes))}
{others}
## When, and how busy the machine was

{_when(pieces)}
"""


def write(place: Path, text: str) -> None:
    """Put the page there, and what somebody wrote under the old one's tables under the new one's."""
    old = place.read_text("utf-8") if place.exists() else ""
    place.write_text(f"{text}\n{NOTES}{old.partition(NOTES)[2] or chr(10)}", "utf-8")


def _missed_goals(rows: Sequence[str]) -> str:
    if not rows:
        return "No goal that was measured is missed."
    return "\n".join(("Goals that are missed:\n", *(f"- {row}" for row in rows)))


def _days(pieces: Sequence[Piece]) -> str:
    days = sorted({piece.at[:10] for piece in pieces})
    return " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "no day"


def _minutes(pieces: Sequence[Piece]) -> str:
    seconds = sum(piece.seconds for piece in pieces)
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _when(pieces: Sequence[Piece]) -> str:
    head = "| part | events | began (UTC) | took | load when it began |\n| --- | ---: | --- | ---: | ---: |"
    rows = [f"| {PEERS.get(one.part, one.part)} | {f'{one.size:,}' if one.size else ''} | {one.at.replace('T', ' ')} | "
            f"{one.seconds:.0f} s | {one.load:.1f} |" for one in pieces]  # fmt: skip
    return "\n".join((head, *rows))


def _peer_notes() -> str:
    versions = json.loads(NPM_PACKAGES.read_text("utf-8"))["dependencies"]
    packages = ", ".join(f"{name} {number}" for name, number in sorted(versions.items()) if number[0].isdigit())
    return f"{HOW_OTHERS}\n\nFrom npm: {packages}."


def _versions() -> str:
    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def _machine() -> str:
    """The machine in words."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{os.cpu_count()} cores ({', '.join(sorted(models)) or platform.machine()}), {memory:.0f} GiB of memory, "
            f"{platform.system()}, Python {platform.python_version()}, {_browser()}")  # fmt: skip


def _browser() -> str:
    place = shutil.which("chromium") or shutil.which("google-chrome")
    process = subprocess.run([place, "--version"], capture_output=True, text=True, check=False) if place else None
    return " ".join(process.stdout.split()[:2]) if process and process.stdout else "Playwright’s Chromium"
