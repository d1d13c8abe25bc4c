"""The parts of a run, each in a process of its own: `python -m benchmarks.parts NAME FILE HOW_OFTEN`.

What a part measures it tells at once, so that what it did not reach is all that is missing if it takes too long.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb

from benchmarks import crowd, engines, page, server
from benchmarks.goals import CHART, FRAGMENT, READ
from benchmarks.measured import tell
from benchmarks.serving import KEPT, browser, fresh_page, served

HERE = Path(__file__).parent


def floors(_: Path, often: int) -> None:
    """An empty fragment's answer, and the first view of a bare chart."""
    with browser() as chromium:
        with served(HERE / "floors" / "fragment.py") as bare, fresh_page(chromium) as seen:
            seen.goto(bare.url)
            seen.wait_for_selector("[data-testid=stText]")
            click = "probe.clickToText('[data-testid=stButton] button', '[data-testid=stText]')"
            tell(FRAGMENT, [seen.evaluate(click) for _ in range(often + 3)][3:])
        with served(HERE / "floors" / "chart.py") as bare:
            chart = ".js-plotly-plot .scatterlayer path.point"
            tell(CHART, [page.first_view(chromium, bare.url, chart) for _ in range(max(2, often // 4) + 1)][1:])


def reading(path: Path, often: int) -> None:
    """DuckDB's bare read of the CSV, and ours with the first picture; each time as if never seen before."""
    times = 1 if often < 4 or path.stat().st_size > 500e6 else 3
    tell(READ, [_bare_read(path) for _ in range(times)])
    opened = [_opened(path) for _ in range(times)]
    tell("read", [first for first, _ in opened])
    tell("read.whole", [whole for _, whole in opened])


def _bare_read(path: Path) -> float:
    with duckdb.connect(config={"threads": os.cpu_count() or 1}) as engine:
        began = perf_counter()
        engine.execute("CREATE TABLE bare AS SELECT * FROM read_csv($1, all_varchar = true)", [str(path)])
        return (perf_counter() - began) * 1000


def _opened(path: Path) -> tuple[float, float]:
    """To the first picture and to all of it, in ms. What was read is left for the other parts, which would have to
    read it again."""
    with tempfile.TemporaryDirectory(dir=KEPT) as empty:
        done = subprocess.run([sys.executable, "-m", "benchmarks.opening", str(path)], check=True, text=True,
                              env={**os.environ, "XDG_CACHE_HOME": empty}, stdout=subprocess.PIPE)  # fmt: skip
        shutil.copytree(empty, KEPT / "opened", copy_function=shutil.move, dirs_exist_ok=True)
    said = done.stdout.split()
    return float(said[0]), float(said[-1])


PARTS: dict[str, Callable[[Path, int], None]] = {
    "floors": floors,
    "reading": reading,
    "page": page.measure,
    "server": server.measure,
    "crowd": crowd.measure,
    "engines": engines.measure,
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
