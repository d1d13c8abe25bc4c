"""The only opener of an engine: a reading goes in, tables to ask come out, and nothing else can be reached from it."""

import hashlib
import threading
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from data import settings as settings_files
from data.errors import DatelineError
from data.reading import read
from data.report import Reading, Report
from data.settings import Settings

TABLES = {"event": 'coalesce(start, "end") nulls first, row', "member": "row, field, value", "raw": "row"}
"""The engine's tables, and how each is sorted."""


class _Locked(Backend):  # type: ignore[misc]
    """Ibis on an engine whose configuration is locked: it would set the time zone first, and is not allowed to."""

    def _post_connect(self, extensions: object = None) -> None:  # noqa: ARG002 - the signature is Ibis's
        self._record_batch_readers_consumed: dict[str, object] = {}


class _Threads(threading.local):
    """What each thread has for itself."""

    backend: Backend | None = None


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

    def table(self, name: str = "event") -> ibis.Table:
        """The events (`event`), the names in them (`member`) or the records as read (`raw`), for this thread."""
        if self._closed.is_set():
            raise DatelineError(f"{self.name} is closed.", advice="Open it again.")
        if self._mine.backend is None:
            self._mine.backend = _Locked.from_connection(self._engine.cursor())
        return self._mine.backend.table(name)

    def close(self) -> None:
        """Forget the tables. Threads that are asking still get their answer; the memory goes with the last of them."""
        self._closed.set()
        self._engine.close()


def load(reading: Reading, settings: Settings, key: str) -> Dataset:
    """A reading copied into an engine of its own, sorted, and closed to files, network and further settings."""
    engine = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    for name, order in TABLES.items():
        engine.register("incoming", _incoming(reading, name))
        engine.execute(f"create table {name} as select * from incoming order by {order}")
        engine.unregister("incoming")
    engine.execute("set python_enable_replacements = false")
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return Dataset(key, reading.report, settings, reading.report.file, engine)


def _incoming(reading: Reading, name: str) -> pa.Table:
    table: pa.Table = {"event": reading.events, "member": reading.members, "raw": reading.raw}[name]
    return table


def open_file(path: Path | str, mapping: Mapping[str, str] | None = None) -> Dataset:
    """The data set in a file, with the settings beside it. Raises what `reading.read` raises."""
    settings = settings_files.of(Path(path))
    reading = read(path, mapping, settings)
    return load(reading, settings, key_of(reading, settings, mapping or {}))


def key_of(reading: Reading, settings: Settings, mapping: Mapping[str, str]) -> str:
    """A hash that is the same for the same content, name, settings and mapping."""
    said = repr((reading.digest, reading.report.file, settings, sorted(mapping.items())))
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
