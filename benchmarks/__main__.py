"""The benchmark: `make bench`, or `make bench SIZE=small`, which ends within two minutes.

One table. The full run ends within an hour. Each part ends in time or says that it did not; one that fails says why,
and the rest goes on. Data and what was measured are kept in benchmarks/.cache: a long run can be made in pieces by
--parts and --rows, and all of them stand in the table; --fresh forgets what was measured before. --write puts it on a
page, as the full run does.
"""

import argparse
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from benchmarks import generate, pieces, report
from benchmarks.goals import ENGINES, GOALS, LARGE, MIDDLE, PEER_SIZES, QUESTIONS, SIZES, SMALL, TABLE
from benchmarks.measured import Measured, parse_lines
from benchmarks.serving import CACHE, ROOT
from benchmarks.table import NO_TIME

PAGE = ROOT / "docs" / "benchmark.md"
SEED = 7
WITHIN_S = {"small": 112.0, "full": 3600.0}
LIMITS_S = {"reading": 240, "page": 400, "server": 150, "crowd": 400, "peers": 240, "engines": 600}
MOST_OPENING_S = 900
FOR_LARGE = 3
"""So many times as long may a part take at the largest number of events."""
KEYS_OF_PART = {
    "reading": ("read", "read.whole"),
    "page": tuple(goal.key for goal in GOALS[:12]),
    "server": ("cpu.unknown", "cpu.known", TABLE, "memory", "viewer"),
    "crowd": ("crowd", "action.cpu", "capacity"),
}
PARTS = (*KEYS_OF_PART, "peers")
ENGINE_KEYS = tuple(f"{engine}.{question}" for engine in ENGINES for question in QUESTIONS)
SMALL_PARTS = ("page", "server", "reading")


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be measured: in a process of its own, on so many events, and what it must tell."""

    part: str
    size: int
    keys: tuple[str, ...]
    limit_s: float
    module: str = "benchmarks.parts"


def main() -> None:
    """Measure, print, and where it was asked for, or the full run, write the page."""
    options = _parse_arguments()
    kind, sizes = options.size, tuple(options.rows or (SIZES if options.size == "full" else (SMALL, MIDDLE)))
    place, until = CACHE / f"measured-{kind}.json", monotonic() + WITHIN_S[kind]
    CACHE.mkdir(exist_ok=True)
    parts = options.parts or (PARTS if kind == "full" else SMALL_PARTS)
    if options.fresh or not (options.parts or options.rows):
        place.unlink(missing_ok=True)
    for task in _tasks(parts, sizes):
        pieces.keep(place, _measure_task(task, 20 if kind == "full" else 3, until))
    measured = pieces.load(place)
    text = report.page(measured, sorted({*sizes, *(one.size for one in measured if one.size)}))
    print(text)
    if target := options.write or (PAGE if kind == "full" and not (options.parts or options.rows) else None):
        report.write(target, text)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--parts", nargs="*", choices=(*PARTS, "engines"), help="only these")
    parser.add_argument("--rows", nargs="*", type=int, help="only these numbers of events")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--write", type=Path, help="the page to write; the full run writes docs/benchmark.md")
    return parser.parse_args()


def _tasks(parts: tuple[str, ...], sizes: tuple[int, ...]) -> list[Task]:
    """What there is to measure: what every number of events is asked for, then the peers."""
    tasks: list[Task] = []
    for size in sizes:
        parts_of_size = [part for part in KEYS_OF_PART if part in parts and _is_wanted(part, size)]
        tasks += [Task(part, size, KEYS_OF_PART[part], _limit(part, size)) for part in parts_of_size]
    tasks += [Task("engines", size, ENGINE_KEYS, _limit("engines", size)) for size in sizes if "engines" in parts]
    peers = [(peer, size) for peer, peer_sizes in PEER_SIZES.items() for size in sizes if size in peer_sizes]
    for peer, size in peers if "peers" in parts else ():
        keys = (f"{peer}.load", f"{peer}.move")
        tasks.append(Task(peer, size, keys, _limit("peers", size), "benchmarks.peers"))
    return tasks


def _limit(part: str, size: int) -> float:
    return LIMITS_S[part] * (FOR_LARGE if size >= LARGE else 1)


def _is_wanted(part: str, size: int) -> bool:
    """Whether any goal asks for this part at this size; at a size of no goal everything is measured."""
    goals = [goal for goal in GOALS if goal.key in KEYS_OF_PART[part]]
    return size not in SIZES or any(size in goal.limits or size in goal.p95 for goal in goals)


def _events(rows: int) -> Path:
    """A data set of so many events, made once."""
    path = CACHE / f"events-{rows}-{SEED}.csv"
    if not path.exists():
        print(f"Making {rows:,} events ...", file=sys.stderr)
        generate.write(path, rows, SEED)
    return path


def _measure_task(task: Task, often: int, until: float) -> pieces.Piece:
    """What the part tells until its time is over; each thing it should have told and did not is a fault."""
    began, start, load = monotonic(), datetime.now(UTC), os.getloadavg()[0]
    print(f"{task.part}, {task.size:,} events ..." if task.size else f"{task.part} ...", file=sys.stderr, flush=True)
    path = _events(task.size or SMALL)
    if task.size > MIDDLE and task.part in ("page", "server", "crowd"):
        _open(path, until - monotonic())
    left_s = until - monotonic()
    if left_s < 1:
        measurements = [Measured(key, fault=NO_TIME) for key in task.keys]
    else:
        measurements = _measure_part(task, path, often, min(task.limit_s, left_s))
    seconds = round(monotonic() - began, 1)
    return pieces.Piece(task.part, task.size, f"{start:%Y-%m-%dT%H:%M}", seconds, round(load, 2), tuple(measurements))


def _measure_part(task: Task, path: Path, often: int, limit_s: float) -> list[Measured]:
    out, complaints, is_over = _run_module([task.module, task.part, str(path), str(often)], limit_s)
    fault = (complaints.strip().splitlines() or ["ended without a word"])[-1][:90].replace("|", "/")
    if is_over:
        fault = f"did not end in {limit_s:.0f} s"
    by_key = {measured.key: measured for measured in parse_lines(out.splitlines())}
    if missing := [key for key in task.keys if key not in by_key]:
        print(complaints[-2000:], file=sys.stderr)
    return [*by_key.values(), *(Measured(key, fault=fault) for key in missing)]


def _open(path: Path, left_s: float) -> None:
    """Read a large file into its tables, and build what stands beside them, where that is not done yet: no other part
    has to wait for it, or is measured while it is built."""
    print("Opening it ...", file=sys.stderr, flush=True)
    _run_module(
        ["benchmarks.opening", str(path), "--beside"], min(MOST_OPENING_S, left_s), XDG_CACHE_HOME=str(CACHE / "opened")
    )


def _run_module(module: list[str], limit_s: float, **environment: str) -> tuple[str, str, bool]:
    """What a module of ours printed and complained of, and whether it had to be ended, with all that it started."""
    env = {**os.environ, **environment}
    process = subprocess.Popen([sys.executable, "-m", *module], cwd=ROOT, env=env, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)  # fmt: skip
    try:
        return *process.communicate(timeout=max(0.0, limit_s)), False
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its servers and browsers too
        return *process.communicate(), True


if __name__ == "__main__":
    main()
