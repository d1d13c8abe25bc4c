"""The benchmark: `make bench`, or `make bench SIZE=small`. One table; each part ends in time or says that it did not.

The full run writes docs/benchmark.md. Data are kept in benchmarks/.cache.
"""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from benchmarks import generate, table
from benchmarks.goals import GOALS, MIDDLE, PEER_SIZES, READ, SIZES, SMALL, TABLE
from benchmarks.measured import Measured, heard
from benchmarks.serving import KEPT, ROOT

PAGE = ROOT / "docs" / "benchmark.md"
NOTES = "<!-- notes: kept as they are when the table is measured again -->"
SEED = 7
LIMITS_S = {"floors": 60, "reading": 180, "page": 240, "server": 120, "crowd": 200}
PEER_LIMIT_S = 120
TELLS = {
    "floors": ("floor.fragment", "floor.chart"),
    "reading": (READ, "read"),
    "page": tuple(goal.key for goal in GOALS[:9]),
    "server": ("cpu.unknown", "cpu.known", TABLE, "memory", "viewer"),
    "crowd": ("crowd",),
}
Results = dict[tuple[str, int], Measured]


def main() -> None:
    """Measure, print, and where it was the full run, write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--size", choices=("small", "full"), default="full")
    asked.add_argument("--parts", nargs="*", default=[*LIMITS_S, "peers"], help="only these")
    asked.add_argument("--rows", nargs="*", type=int, help="only these numbers of events")
    asked.add_argument("--write", type=Path, help="where to write the page; the full run writes docs/benchmark.md")
    chosen = asked.parse_args()
    is_small = chosen.size == "small"
    sizes = tuple(chosen.rows or ((SMALL, MIDDLE) if is_small else SIZES))
    began = monotonic()
    results = _measured(sizes, chosen.parts, often=4 if is_small else 20, is_small=is_small)
    said = _page(results, sizes, monotonic() - began, has_peers="peers" in chosen.parts and not is_small)
    print(said)
    if place := chosen.write or (None if is_small or chosen.rows else PAGE):
        place.write_text(said + _notes(place), "utf-8")


def _measured(sizes: tuple[int, ...], parts: list[str], often: int, *, is_small: bool) -> Results:
    results: Results = {}
    if "floors" in parts:
        results |= _part("floors", 0, _events(min(sizes)), often, TELLS["floors"], LIMITS_S["floors"])
    for size in sizes:
        path = _events(size)
        for name in (name for name in parts if name in LIMITS_S and name != "floors" and _is_asked(name, size)):
            if is_small and name == "crowd":
                continue
            results |= _part(name, size, path, often, TELLS[name], LIMITS_S[name])
    return results if is_small or "peers" not in parts else results | _peers(sizes, often)


def _peers(sizes: tuple[int, ...], often: int) -> Results:
    results: Results = {}
    for peer, its_sizes in PEER_SIZES.items():
        for size in (size for size in sizes if size in its_sizes):
            keys = (f"{peer}.load", f"{peer}.move")
            results |= _part(peer, size, _events(size), often, keys, PEER_LIMIT_S, module="benchmarks.peers")
    return results


def _is_asked(name: str, size: int) -> bool:
    """Whether any goal asks for this part at this size."""
    return any(size in goal.limits or size in goal.p95 for goal in GOALS if goal.key in TELLS[name])


def _events(rows: int) -> Path:
    """The record of so many events, made once."""
    path = KEPT / f"events-{rows}-{SEED}.csv"
    KEPT.mkdir(exist_ok=True)
    if not path.exists():
        print(f"Making {rows:,} events ...", file=sys.stderr)
        generate.write(path, rows, SEED)
    return path


def _part(
    name: str,
    size: int,
    path: Path,
    often: int,
    keys: tuple[str, ...],
    limit_s: float,
    module: str = "benchmarks.parts",
) -> Results:
    """What a part tells until its time is over; each thing it should have told and did not is a fault."""
    print(f"{name}, {size:,} events ..." if size else f"{name} ...", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", module, name, str(path), str(often)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)  # fmt: skip
    fault = f"did not end in {limit_s:g} s"
    try:
        out, complaints = process.communicate(timeout=limit_s)
        fault = (complaints.strip().splitlines() or ["ended without a word"])[-1][:90].replace("|", "/")
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        out, complaints = process.communicate()
    told = {(one.key, size): one for one in heard(out.splitlines())}
    if any((key, size) not in told for key in keys):
        print(complaints[-2000:], file=sys.stderr)
    return {(key, size): told.get((key, size), Measured(key, fault=fault)) for key in keys}


def _page(results: Results, sizes: tuple[int, ...], seconds: float, *, has_peers: bool) -> str:
    others = f"\n## Peers, same browser, same events\n\n{table.peers(results, sizes)}\n" if has_peers else ""
    return f"""# Measured

Made by `make bench` on {datetime.now(UTC):%-d %B %Y}, in {seconds / 60:.0f} minutes, on {_machine()}.

Medians; the ratio is to the floor that was measured in the same run.

{table.table(results, sizes)}
{others}"""


def _machine() -> str:
    """The machine in words."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    version = (
        subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False).stdout.split()
        if chromium
        else []
    )
    name = " ".join(version[:2]) or "Playwright’s Chromium"
    load = os.getloadavg()[0]
    return (f"{os.cpu_count()} cores ({', '.join(sorted(models)) or platform.machine()}), {memory:.0f} GiB of memory, "
            f"{platform.system()}, Python {platform.python_version()}, {name}, load at the end {load:.1f}")  # fmt: skip


def _notes(place: Path) -> str:
    """What somebody wrote under the table, kept."""
    old = place.read_text("utf-8") if place.exists() else ""
    return f"\n{NOTES}{old.partition(NOTES)[2] or chr(10)}"


if __name__ == "__main__":
    main()
