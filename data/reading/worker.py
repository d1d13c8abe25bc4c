"""Reading in a child process, for files of strangers and for large ones: its memory, time and end are ours to choose.

The parent gets the tables through a temporary folder, which is always removed, or as a file of tables.
"""

import contextlib
import errno
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

import data
from data import errors
from data import settings as settings_files
from data.engine import cache_folder, temporary_folders
from data.errors import PROGRAM, BadColumns, BadFile, DatelineError, DiskFull, Problem, shown
from data.files.progress import OnProgress, Progress
from data.reading import find_event_files
from data.reading.reader import read
from data.reading.reader_queue import ReaderQueue
from data.reading_report import Glimpse, Reading, Report
from data.settings import DEFAULT, Settings

ROOT = Path(data.__file__).parents[1]
TABLES = ("events", "members", "raw")
"""The tables of a reading, as they lie in the folder."""
WORKER = f"{__package__}.worker_main"
"""What runs there."""
SAID, MOST_LINES = "said.txt", 20
"""The file with what it says beside its answer, and how much of that goes into the log."""
MEMORY = "4GB"
"""That of a reader; DATELINE_MEMORY is another."""
SPLIT, AGAIN = "Split it into smaller files.", "Write it again, as CSV (UTF-8) if you can."
OUT_OF_MEMORY, DISK_FULL = 83, 84
"""The child's exit statuses when it notices by itself."""
QUEUE = ReaderQueue()
"""The children of this process wait for each other, but those that read what its owner has chosen."""
_FULL = re.compile(r"no space left|could not write|disk quota|failed to offload|exceeds the limit of max_temp", re.I)


class TooHeavy(Exception):  # noqa: N818 - it says what is so
    """What was read is more than the parent wants to have in its memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: bytes of memory, seconds of processor, seconds by the clock; 0 is as much as there is."""

    memory: int = field(default_factory=lambda: cache_folder.bytes_of("DATELINE_MEMORY", MEMORY))
    processor: int = 120
    clock: int = 180


UNBOUNDED = Limits(0, 0, 0)
"""For files that whoever runs the server has chosen."""


def read_own(
    path: Path, mapping: Mapping[str, str], settings: Settings | None, on_progress: OnProgress | None = None
) -> Reading:
    """As `reading.read`, here; in a process of its own where that might be taken down by what is in the file."""
    if find_event_files.may_abort(path):
        used = settings_files.of(path) if settings is None else settings
        return in_child(path, mapping, used, on_progress, limits=UNBOUNDED)
    return read(path, mapping, settings, on_progress and (lambda share: on_progress(Progress(share))))


def in_child(
    path: Path | str,
    mapping: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    heavy: int = 0,
) -> Reading:
    """As `reading.read`, in a process of its own. settings: None for the default ones.

    name: what the file is called in the sentences, where it lies under another name. heavy: bytes of tables from which
    they are not brought here, but TooHeavy raised. Raises what `read` raises, and BadFile where the file needs more
    memory or time than it may have.
    """
    with _ask(path, mapping, settings or DEFAULT, name, limits or Limits(), on_progress, heavy=heavy) as (
        folder, answer,
    ):  # fmt: skip
        if answer.get("is_heavy"):
            raise TooHeavy
        problems = tuple(
            Problem(*problem) for problem in zip(*_table(folder, "problems").to_pydict().values(), strict=True)
        )
        tables = {table: _table(folder, table) for table in TABLES}
        return Reading(Report.from_json(answer["report"], problems), **tables, digest=answer["digest"])


def build_in_child(
    path: Path | str,
    database: Path,
    mapping: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    limits: Limits = UNBOUNDED,
    on_glimpse: Callable[[Glimpse], None] | None = None,
) -> None:
    """As `build_tables.build`, in a process of its own: what `on_progress` raises ends it at once.

    on_glimpse: given the days of the file before it is read, where `data.bulk.preview` finds them there.
    Raises what `build` raises, and BadFile where the file needs more memory or time than it may have.
    """
    with _ask(path, mapping, settings or DEFAULT, None, limits, on_progress, database, on_glimpse):
        pass


@contextlib.contextmanager
def _ask(
    path: Path | str,
    mapping: Mapping[str, str] | None,
    settings: Settings,
    name: str | None,
    limits: Limits,
    on_progress: OnProgress | None,
    database: Path | None = None,
    on_glimpse: Callable[[Glimpse], None] | None = None,
    heavy: int = 0,
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The folder with a child's tables and what it answered. Raises what went wrong there."""
    path, told = Path(path), on_progress or (lambda _: None)
    name = name or path.name
    turn = QUEUE.turn(name, limits.memory, told) if limits.memory else contextlib.nullcontext()
    with turn, temporary_folders.folder() as folder:
        task = {
            "parent": os.getpid(),
            "heavy": heavy,
            "path": str(path.absolute()),
            "mapping": dict(mapping or {}),
            "settings": asdict(settings),
            "name": name,
            "folder": str(folder),
            "memory": limits.memory,
            "processor": limits.processor,
            "database": str(database.absolute()) if database else "",
            "is_glimpsed": on_glimpse is not None,
        }
        look = lambda: on_glimpse(_glimpse(folder)) if on_glimpse else None  # noqa: E731
        status, is_late = _run(task, limits.clock, told, look)
        yield folder, _read_answer(folder, name, status, is_late, database.parent if database else folder)


def _run(task: Mapping[str, Any], clock: int, on_progress: OnProgress, look: Callable[[], None]) -> tuple[int, bool]:
    """The child's exit status, and whether it had to be stopped for taking too long."""
    environment = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": str(ROOT),
    }
    late = threading.Event()
    said = Path(task["folder"]) / SAID
    with said.open("wb") as log, subprocess.Popen(
        [sys.executable, "-m", WORKER], cwd=task["folder"], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
    ) as child:  # fmt: skip

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(clock, stop)
        timer.daemon = True
        if clock:
            timer.start()
        try:
            _hand_over(task, child.stdin)
            for step in _read_progress(child.stdout):
                on_progress(step) if step else look()
            return child.wait(), late.is_set()
        finally:
            timer.cancel()
            child.kill()


def _hand_over(task: Mapping[str, Any], pipe: IO[str] | None) -> None:
    with contextlib.suppress(BrokenPipeError):
        if pipe:
            pipe.write(json.dumps(task))
            pipe.close()


def _read_progress(lines: IO[str] | None) -> Iterator[Progress | None]:
    """How far the child is; None when the tables of a glimpse lie in the folder."""
    for line in lines or ():
        with contextlib.suppress(ValueError, TypeError):
            yield Progress(*values) if (values := json.loads(line)) else None


def _glimpse(folder: Path) -> Glimpse:
    report = Report.from_json((folder / "glimpse.json").read_text())
    return Glimpse(_table(folder, "days"), Reading(report, *(_table(folder, name) for name in TABLES)))


def _read_answer(folder: Path, name: str, status: int, is_late: bool, tables: Path) -> Mapping[str, Any]:
    """What the child answered. tables: the folder with what it makes. Raises what went wrong there."""
    _write_down(folder)
    if is_late:
        raise BadFile(f"{name} takes too long to read.", text=name, advice=SPLIT)
    answer = folder / "answer.json"
    if status == DISK_FULL:
        raise disk_full(name, tables)
    if not answer.exists():  # what comes after it changes nothing of it
        raise _killed(name, status)
    values: dict[str, Any] = json.loads(answer.read_bytes())
    if "error" in values:
        raise _error(values)
    return values


def _killed(name: str, status: int) -> BadFile:
    if status == -24:  # SIGXCPU: the processor's time is used up
        return BadFile(f"{name} takes too long to read.", text=name, advice=SPLIT)
    if status in (-9, OUT_OF_MEMORY):
        return BadFile(f"{name} needs more memory than a file may have.", text=name, advice=SPLIT)
    if status in (-4, -6, -7, -8, -11):  # a library ended the process, which it does where it gets no memory, too
        return BadFile(f"{name} is damaged, or needs more memory than a file may have.", text=name, advice=AGAIN)
    logging.getLogger(__name__).error("%s could not be read: its reader ended with status %s.", name, status)
    return BadFile(f"{name} could not be read: its reader ended in the middle of it.", text=name, advice=AGAIN)


def _write_down(folder: Path) -> None:
    """What the child said on its way, for the log of whoever runs this."""
    with contextlib.suppress(OSError):
        for line in (folder / SAID).read_text("utf-8", "replace").splitlines()[-MOST_LINES:]:
            logging.getLogger(__name__).error("%s", line[:500])


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is read next. Raises DiskFull."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise disk_full(path.name, path.parent) if is_disk_full(error) else error from None


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, of the system or of the engine, says that there is no room on a disk."""
    return (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)) or bool(
        _FULL.search(str(error))
    )


def disk_full(name: str, place: Path) -> DiskFull:
    """The sentence for a file for which there is no room in a folder."""
    free = ""
    with contextlib.suppress(OSError):
        free = f"; {shutil.disk_usage(place).free / 1e6:,.0f} MB are free there"
    return DiskFull(
        f"There is no room for the tables of {name}: the disk is full that has the folder {shown(str(place))}{free}.",
        text=name,
        advice=f"“{PROGRAM} cache --clear” takes away what is kept of other files; DATELINE_CACHE and TMPDIR name"
        " folders on another disk.",
    )


def _error(answer: Mapping[str, Any]) -> DatelineError:
    if answer["error"] == "BadColumns":
        return BadColumns(Report.from_json(answer["report"]), tuple(answer["missing"]))
    kind = getattr(errors, answer["error"], BadFile)
    error: DatelineError = kind(answer["message"], text=answer["text"], advice=answer["advice"])
    return error


def _table(folder: Path, name: str) -> pa.Table:
    with pa.OSFile(str(folder / f"{name}.arrow")) as file:
        return pa.ipc.open_file(file).read_all()
