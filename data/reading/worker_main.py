"""The child process that reads: a task on standard input, progress on standard output, the answer in a folder."""

import contextlib
import ctypes
import json
import os
import signal
import sys
from collections.abc import Mapping
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from data.engine.problem_table import from_problems
from data.errors import BadColumns, DatelineError, unforeseen
from data.files.progress import Progress
from data.reading.worker import DISK_FULL, OUT_OF_MEMORY, TABLES, is_disk_full
from data.reading_report import Report
from data.settings import Category, MetricSetting, Settings

END_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG."""


class WithoutPandas(MetaPathFinder):
    """Has the process find no pandas: PyArrow would load it at its first array, which takes a third of a second."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """None for every other module. Raises ModuleNotFoundError for pandas."""
        if fullname == "pandas":
            raise ModuleNotFoundError("A process that only reads needs no pandas.", name=fullname)


def main() -> int:
    """The child: a task on standard input, progress on standard output, the answer in the folder."""
    task = json.load(sys.stdin)
    _end_with(task["parent"])
    sys.meta_path.insert(0, WithoutPandas())
    _limit(task["memory"], task["processor"])
    folder = Path(task["folder"])
    try:
        (folder / "answer.part").write_text(json.dumps(_answer(task, folder)))
        os.replace(folder / "answer.part", folder / "answer.json")
    except MemoryError:  # pyarrow's own is one too
        return OUT_OF_MEMORY
    except Exception as error:
        if not is_disk_full(error):
            raise
        return DISK_FULL
    return 0


def _end_with(parent: int) -> None:
    """Have the kernel end this process with its parent: nobody else would read what it says, or take its files away."""
    with contextlib.suppress(AttributeError, OSError):  # Linux has it
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent and os.name == "posix":  # it went while this began
        os._exit(DISK_FULL)


def _limit(memory: int, processor: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the clock alone watches
        return
    # One second more of processor for the kernel's last word: before it, the child ends with a signal that says why.
    limits = ((resource.RLIMIT_AS, memory, 0), (resource.RLIMIT_CPU, processor, 1), (resource.RLIMIT_CORE, 0, 0))
    for what, most, more in limits:
        if not most and what != resource.RLIMIT_CORE:
            continue
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most + more))


def _answer(task: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    try:
        return _build(task, folder) if task["database"] else _read(task, folder)
    except BadColumns as error:
        report = error.report.to_json() if isinstance(error.report, Report) else ""
        return {"error": "BadColumns", "report": report, "missing": error.missing}
    except DatelineError as error:
        return _said(error)
    except MemoryError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise
        return _said(unforeseen(task["name"], error))


def _said(error: DatelineError) -> dict[str, Any]:
    parts = {"message": error.message, "text": error.text, "advice": error.advice}
    return {"error": type(error).__name__, **parts}


def _build(task: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    from data.reading.build_tables import build  # here, after the limits are set, and only what is asked for

    if task["is_glimpsed"]:
        _look(task, folder)
    part = task["memory"] // 2  # the rest is for what Python and Arrow hold
    build(task["path"], Path(task["database"]), task["mapping"], _settings(task["settings"]), _say, memory=part)
    return {}


def _look(task: Mapping[str, Any], folder: Path) -> None:
    from data.bulk.preview import glimpse  # as above

    preview = glimpse(Path(task["path"]), task["mapping"], _settings(task["settings"]), _say)
    if preview:
        for name in TABLES:
            _write(folder, name, getattr(preview.eras, name))
        _write(folder, "days", preview.days)
        (folder / "glimpse.json").write_text(preview.eras.report.to_json())
        print("null", flush=True)


def _read(task: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    from data.reading.reader import read  # as above

    reading = read(task["path"], task["mapping"], _settings(task["settings"]), _say_share, name=task["name"])
    if 0 < task["heavy"] < reading.weight:
        return {"is_heavy": True}
    for name in TABLES:
        _write(folder, name, getattr(reading, name))
    _write(folder, "problems", from_problems(reading.report.problems))
    return {"report": reading.report.to_json(), "digest": reading.digest}


def _say(progress: Progress) -> None:
    print(json.dumps([round(progress.share, 3), progress.rows, progress.of, progress.step]), flush=True)


def _say_share(share: float) -> None:
    _say(Progress(share))


def _settings(values: Mapping[str, Any]) -> Settings:
    categories = tuple(Category(**category) for category in values["categories"])
    metrics = tuple(MetricSetting(**metric) for metric in values["metrics"])
    columns = tuple((ours, header) for ours, header in values["columns"])
    lists = {"categories": categories, "metrics": metrics, "embed": tuple(values["embed"]), "columns": columns}
    return Settings(**{**values, **lists})


def _write(folder: Path, name: str, table: pa.Table) -> None:
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


if __name__ == "__main__":
    result = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(result)  # all is written: to take the libraries down in their turn could only spoil the answer
