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
from benchmarks.measured import report_turns
from benchmarks.serving import CACHE
from benchmarks.turns import Turns


def reading(path: Path, often: int) -> None:
    """Ours with the first picture, and with all of it, each in turns with DuckDB's bare read of the CSV; each time as
    if never seen before."""
    times = 1 if often < 4 or path.stat().st_size > 500e6 else 3
    first, whole = (Turns(lambda: _bare_read(path)) for _ in range(2))
    for _ in range(times):
        base = _bare_read(path)
        read = _read_times(path)
        for turns, value in zip((first, whole), read, strict=True):
            turns.pairs.append((base, value))
    report_turns("read", first)
    report_turns("read.whole", whole)


def _bare_read(path: Path) -> float:
    with duckdb.connect(config={"threads": os.cpu_count() or 1}) as engine:
        began = perf_counter()
        engine.execute("CREATE TABLE bare AS SELECT * FROM read_csv($1, all_varchar = true)", [str(path)])
        return (perf_counter() - began) * 1000


def _read_times(path: Path) -> tuple[float, float]:
    """To the first picture and to all of it, in ms. What was read is left for the other parts, which would have to
    read it again."""
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        done = subprocess.run([sys.executable, "-m", "benchmarks.opening", str(path)], check=True, text=True,
                              env={**os.environ, "XDG_CACHE_HOME": folder}, stdout=subprocess.PIPE)  # fmt: skip
        shutil.copytree(folder, CACHE / "opened", copy_function=shutil.move, dirs_exist_ok=True)
    numbers = done.stdout.split()
    return float(numbers[0]), float(numbers[-1])


PARTS: dict[str, Callable[[Path, int], None]] = {
    "reading": reading,
    "page": page.measure,
    "server": server.measure,
    "crowd": crowd.measure,
    "engines": engines.measure,
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
