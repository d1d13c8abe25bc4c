"""Reading in a child process, for files of strangers: bounded in memory and time, and its end is ours to choose.

The parent gets the tables through a temporary folder, which is always removed.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from data import errors
from data.errors import BadColumns, BadFile, DatelineError, Problem
from data.report import Reading, Report
from data.settings import DEFAULT, Category, MetricSetting, Settings

ROOT = Path(__file__).parents[1]
TABLES = ("events", "members", "raw")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: bytes of memory, seconds of processor, seconds by the clock."""

    memory: int = 4 << 30
    processor: int = 120
    clock: int = 180


def in_child(
    path: Path | str,
    mapping: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    name: str | None = None,
    limits: Limits | None = None,
) -> Reading:
    """As `reading.read`, in a process of its own. settings: None for the default ones.

    name: what the file is called in the sentences, where it lies under another name. Raises what `read` raises, and
    BadFile where the file needs more memory or time than it may have.
    """
    limits = limits or Limits()
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        task = {
            "path": str(path.absolute()),
            "mapping": dict(mapping or {}),
            "settings": asdict(settings or DEFAULT),
            "name": name or path.name,
            "folder": folder,
            "memory": limits.memory,
            "processor": limits.processor,
        }
        status, is_late = _run(task, limits.clock, progress or (lambda _: None))
        return _collected(Path(folder), name or path.name, status, is_late)


def _run(task: Mapping[str, Any], clock: int, progress: Callable[[float], None]) -> tuple[int, bool]:
    """The child's exit status, and whether it had to be stopped for taking too long."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    late = threading.Event()
    with subprocess.Popen(
        [sys.executable, "-m", "data.child"], cwd=task["folder"], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(clock, stop)
        timer.daemon = True
        timer.start()
        try:
            _hand_over(task, child.stdin)
            for share in _shares(child.stdout):
                progress(share)
            return child.wait(), late.is_set()
        finally:
            timer.cancel()
            child.kill()


def _hand_over(task: Mapping[str, Any], pipe: IO[str] | None) -> None:
    with contextlib.suppress(BrokenPipeError):
        if pipe:
            pipe.write(json.dumps(task))
            pipe.close()


def _shares(lines: IO[str] | None) -> Iterator[float]:
    for line in lines or ():
        with contextlib.suppress(ValueError):
            yield min(max(float(line), 0.0), 1.0)


def _collected(folder: Path, name: str, status: int, is_late: bool) -> Reading:
    if is_late:
        raise BadFile(f"{name} takes too long to read.", text=name, advice="Split it into smaller files.")
    answer = folder / "answer.json"
    if status or not answer.exists():
        raise _killed(name, status)
    said = json.loads(answer.read_bytes())
    if "error" in said:
        raise _error(said)
    problems = tuple(
        Problem(*problem) for problem in zip(*_table(folder, "problems").to_pydict().values(), strict=True)
    )
    tables = {table: _table(folder, table) for table in TABLES}
    return Reading(_report(said["report"], problems), **tables, digest=said["digest"])


def _killed(name: str, status: int) -> BadFile:
    memory = BadFile(
        f"{name} needs more memory than a file may have.", text=name, advice="Split it into smaller files."
    )
    if status == -24:  # SIGXCPU: the processor's time is used up
        return BadFile(f"{name} takes too long to read.", text=name, advice="Split it into smaller files.")
    if status in (-6, -9, -11, OUT_OF_MEMORY):  # aborted, killed, or a library that did not get its memory
        return memory
    return BadFile(f"{name} could not be read.", text=name, advice="Try it with “python app.py check” to see why.")


def _error(said: Mapping[str, Any]) -> DatelineError:
    if said["error"] == "BadColumns":
        return BadColumns(_report(said["report"], ()), tuple(said["missing"]))
    kind = getattr(errors, said["error"], BadFile)
    error: DatelineError = kind(said["message"], text=said["text"], advice=said["advice"])
    return error


def _report(said: Mapping[str, Any], problems: tuple[Problem, ...]) -> Report:
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    lists["problems"] = problems
    return Report(**lists)


def _table(folder: Path, name: str) -> pa.Table:
    with pa.OSFile(str(folder / f"{name}.arrow")) as file:
        return pa.ipc.open_file(file).read_all()


OUT_OF_MEMORY = 83
"""The child's exit status when it notices by itself."""


def main() -> int:
    """The child: a task on standard input, progress on standard output, the answer in the folder."""
    task = json.load(sys.stdin)
    _limit(task["memory"], task["processor"])
    folder = Path(task["folder"])
    try:
        (folder / "answer.json").write_text(json.dumps(_answer(task, folder)))
    except MemoryError:  # pyarrow's own is one too
        return OUT_OF_MEMORY
    return 0


def _limit(memory: int, processor: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the clock alone watches
        return
    # One second more of processor for the kernel's last word: before it, the child ends with a signal that says why.
    limits = ((resource.RLIMIT_AS, memory, 0), (resource.RLIMIT_CPU, processor, 1), (resource.RLIMIT_CORE, 0, 0))
    for what, most, more in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most + more))


def _answer(task: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    from data.reading import read  # here, since the parent's side is imported by it

    try:
        reading = read(task["path"], task["mapping"], _settings(task["settings"]), _tell, name=task["name"])
    except BadColumns as error:
        return {"error": "BadColumns", "report": asdict(error.report), "missing": error.missing}  # type: ignore[call-overload]
    except DatelineError as error:
        kept = {"message": error.message, "text": error.text, "advice": error.advice}
        return {"error": type(error).__name__, **kept}
    for name in TABLES:
        _write(folder, name, getattr(reading, name))
    listed = reading.report.problems
    _write(folder, "problems", pa.table({f.name: [getattr(p, f.name) for p in listed] for f in fields(Problem)}))
    report = {field.name: getattr(reading.report, field.name) for field in fields(Report) if field.name != "problems"}
    return {"report": report, "digest": reading.digest}


def _tell(share: float) -> None:
    print(f"{share:.3f}", flush=True)


def _settings(said: Mapping[str, Any]) -> Settings:
    categories = tuple(Category(**category) for category in said["categories"])
    metrics = tuple(MetricSetting(**metric) for metric in said["metrics"])
    return Settings(**{**said, "categories": categories, "metrics": metrics})


def _write(folder: Path, name: str, table: pa.Table) -> None:
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


if __name__ == "__main__":
    sys.exit(main())
