"""A large file read once, into a DuckDB file of tables: events, names, records, problems, and what was understood."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from data.bulk import load
from data.engine import connection, count_tables
from data.files.progress import OnProgress, Progress
from data.reading import changes_over_file
from data.reading.fill_engine import fill
from data.reading.reader import read
from data.reading.reader_version import reader_version
from data.reading_report import Report
from data.settings import Settings

SAMPLES, SAMPLE = 32, 1 << 16
READ_SHARE = 0.8
MODERATE = 256 << 20
ROWS = 16_384
"""The tables of files of fewer bytes are made of such parts, so that they are enough for all cores."""


def name(path: Path, settings: Settings, mapping: Mapping[str, str]) -> str:
    """What the tables of a file are kept under: its place, size, time, inode and a sample of it, and how it is read.
    What the settings say of how it is shown changes nothing in the tables.

    The whole of a gigabyte takes a second to hash; a file that is changed in place, to the same size, at the same
    nanosecond and outside the sample, is not noticed.
    """
    status = path.stat()
    stamp = (str(path.resolve()), status.st_size, status.st_mtime_ns, status.st_ino)
    changes = [save.at for save in changes_over_file.written(path) if save.entries]
    how = (settings.zone, settings.columns, sorted(mapping.items()))
    digest = hashlib.blake2b(repr((stamp, changes, how, reader_version())).encode(), digest_size=16)
    with path.open("rb") as file:
        for number in range(SAMPLES):
            file.seek(max(status.st_size - SAMPLE, 0) * number // (SAMPLES - 1))
            digest.update(file.read(SAMPLE))
    return digest.hexdigest()


def build(
    path: Path | str,
    database: Path,
    mapping: Mapping[str, str],
    settings: Settings,
    on_progress: OnProgress = lambda _: None,
    *,
    memory: int = 0,
) -> None:
    """The tables of a file, written to `database`. memory: bytes the engine may hold; 0 is the usual.

    Raises what `reading.read` raises, and MemoryError.
    """
    path = Path(path)
    engine = connection.writing(database, memory, ROWS if path.stat().st_size < MODERATE else connection.ROWS)
    try:
        report, digest = _quickly(path, mapping, settings, engine, on_progress) or _carefully(
            path, mapping, settings, engine, on_progress
        )
        _finish(engine, report, digest, mapping)
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    finally:
        engine.close()
    on_progress(Progress(1.0))


def _quickly(
    path: Path,
    mapping: Mapping[str, str],
    settings: Settings,
    engine: duckdb.DuckDBPyConnection,
    on_progress: OnProgress,
) -> tuple[Report, str] | None:
    """The tables made by set operations; None where there is a doubt how to read the file."""
    result = load.read(path, mapping, settings, engine, on_progress, changes_over_file.written(path))
    if result:
        count_tables.build(engine)
    return result


def _carefully(
    path: Path,
    mapping: Mapping[str, str],
    settings: Settings,
    engine: duckdb.DuckDBPyConnection,
    on_progress: OnProgress,
) -> tuple[Report, str]:
    """The tables made by the careful reader, which takes every file."""
    connection.empty(engine)
    reading = read(path, mapping, settings, lambda share: on_progress(Progress(share * READ_SHARE)))
    fill(engine, reading)
    engine.execute("create view placed as select rowid as spot, * from event")
    return reading.report, reading.digest


def _finish(engine: duckdb.DuckDBPyConnection, report: Report, digest: str, mapping: Mapping[str, str]) -> None:
    engine.execute("create table about (name varchar, value varchar)")
    engine.execute("insert into about select 'problems', count(*) from problem")
    engine.executemany("insert into about values (?, ?)", list(_about(report, digest, mapping)))


def _about(report: Report, digest: str, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "report", report.to_json()
    yield "digest", digest
    yield "mapping", json.dumps(dict(mapping))
