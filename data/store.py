"""Files opened: a file goes in, tables to ask come out, and nothing else can be reached from them."""

import hashlib
import json
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import duckdb
import ibis
from ibis.backends.duckdb import Backend

from data import building, engine, shelf, tallies
from data import settings as settings_files
from data.child import build_in_child
from data.errors import BadFile, DatelineError
from data.problems import Problems
from data.reading import read
from data.report import Reading, Report
from data.settings import Settings
from data.statements import Compiled


class _Locked(Backend):  # type: ignore[misc]
    """Ibis on an engine whose configuration is locked: it would set the time zone first, and is not allowed to."""

    def _post_connect(self, extensions: object = None) -> None:  # noqa: ARG002 - the signature is Ibis's
        self._record_batch_readers_consumed: dict[str, object] = {}


class _Threads(threading.local):
    """What each thread has for itself."""

    backend: Backend | None = None
    tables: Mapping[str, ibis.Table] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Dataset:
    """A file in an engine. `key` is a hash of content, settings and mapping, or a token for what one viewer uploaded.

    Ask `table()` in the thread that uses it: one connection may not serve two.
    """

    key: str
    report: Report
    settings: Settings
    name: str
    _engine: duckdb.DuckDBPyConnection = field(repr=False)
    _mine: _Threads = field(default_factory=_Threads, repr=False)
    _closed: threading.Event = field(default_factory=threading.Event, repr=False)
    _tallies: tuple[str, ...] = field(init=False, repr=False)
    statements: Compiled = field(default_factory=dict, repr=False)
    """The questions that were compiled for it, for `data.statements`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tallies", tuple(tallies.names(self._engine)))

    def table(self, name: str = "event") -> ibis.Table:
        """The events (`event`), the names in them (`member`) or the records as read (`raw`), for this thread."""
        if self._closed.is_set():
            raise DatelineError(f"{self.name} is closed.", advice="Open it again.")
        if self._mine.backend is None:
            self._mine.backend = _Locked.from_connection(self._engine.cursor())
        if name not in self._mine.tables:
            self._mine.tables = {**self._mine.tables, name: self._mine.backend.table(name)}
        return self._mine.tables[name]

    @property
    def tallies(self) -> tuple[str, ...]:
        """The names of the count tables (`data.tallies`), the smallest first."""
        return self._tallies

    def close(self) -> None:
        """Forget the tables. Threads that are asking still get their answer; the memory goes with the last of them."""
        self._closed.set()
        self._engine.close()


def load(reading: Reading, settings: Settings, key: str) -> Dataset:
    """A reading copied into an engine of its own, sorted, and closed to files, network and further settings."""
    held = engine.in_memory()
    engine.fill(held, reading)
    return Dataset(key, reading.report, settings, reading.report.file, engine.lock(held))


def open_file(
    path: Path | str, mapping: Mapping[str, str] | None = None, progress: Callable[[float], None] | None = None
) -> Dataset:
    """The data set in a file, with the settings beside it. Raises what `reading.read` raises.

    A large file is read once into a file of tables in the cache folder (`data.shelf`), which is opened from then on.
    progress: told from 0 to 1 how far the reading is; what it raises ends it.
    """
    path, chosen = Path(path), mapping or {}
    settings = settings_files.of(path)
    if not building.is_large(path):
        reading = read(path, chosen, settings, progress)
        return load(reading, settings, key_of(reading.digest, reading.report, settings, chosen))
    name = building.name(path, settings, chosen)
    kept = shelf.find(name)
    found = _tables(kept, settings) if kept else None
    return found or _read_into_tables(path, name, settings, chosen, progress)


def _read_into_tables(
    path: Path,
    name: str,
    settings: Settings,
    mapping: Mapping[str, str],
    progress: Callable[[float], None] | None,
) -> Dataset:
    """The file read in a process of its own; where the cache folder cannot be written, into tables of this run only."""
    with _place(name) as part:
        build_in_child(path, part, mapping, settings, progress)
        opened = _tables(part, settings)
    if opened is None:
        raise BadFile(f"{path.name} could not be read into tables.", advice="Look whether the disk is full.")
    return opened


@contextmanager
def _place(name: str) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            part = stack.enter_context(shelf.adding(name))
        except OSError:  # opened files stay readable though their name is gone
            part = Path(stack.enter_context(TemporaryDirectory(prefix="dateline-"))) / name
        yield part


def _tables(path: Path, settings: Settings) -> Dataset | None:
    """The data set in a file of tables; None where it is gone or damaged, so that it is made again."""
    try:
        held = engine.reading(path)
        said = dict(held.execute("select name, value from about").fetchall())
    except duckdb.Error:
        shelf.drop(path)
        return None
    problems = Problems(int(said["problems"]), held.cursor)
    report = Report.from_json(said["report"], problems)
    return Dataset(
        key_of(said["digest"], report, settings, json.loads(said["mapping"])),
        report,
        settings,
        report.file,
        engine.lock(held),
    )


def key_of(digest: str, report: Report, settings: Settings, mapping: Mapping[str, str]) -> str:
    """A hash that is the same for the same content, name, settings and mapping."""
    said = repr((digest, report.file, settings, sorted(mapping.items())))
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def stamp(path: Path | str) -> Hashable:
    """What changes whenever the file or its settings are written again; cheap enough to ask often."""
    path = Path(path)
    return tuple(_stamp(each) for each in (path, settings_files.beside(path)))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
