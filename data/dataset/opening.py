"""Files opened: a file goes in, tables to ask come out, and nothing else can be reached from them."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import duckdb
import pyarrow as pa

from data import settings as settings_files
from data.bulk.preview import glimpse
from data.dataset import files_being_written
from data.dataset.dataset import Dataset
from data.dataset.tables import LateTables, OwnTables
from data.engine import cache_folder, connection, count_tables, temporary_folders
from data.engine.problem_table import Problems
from data.errors import BadFile, DiskFull
from data.files import folder
from data.files.progress import OnProgress
from data.importers import IMPORTERS
from data.reading import build_tables, find_event_files
from data.reading.editable_files import is_overlaid, journal_of
from data.reading.fill_engine import fill
from data.reading.reader import is_large
from data.reading.worker import Limits, TooHeavy, build_in_child, in_child, read_own, write_whole
from data.reading_report import Glimpse, Reading, Report
from data.search.results import Searcher
from data.search.word_index import Index
from data.settings import Settings
from data.warehouses import address, warehouse

BATCH = 50_000
LEAST_INDEXED = 200_000
"""The texts of fewer events are looked through in no time."""
HEAVY: Final = 64 << 20
"""Bytes of tables from which what a stranger brought is not held in memory, however small the file is."""
TRIES = 3
"""How often a file is read that is written meanwhile."""
OnGlimpse = Callable[[Dataset], None]


def load(reading: Reading, settings: Settings, key: str) -> Dataset:
    """A reading copied into an engine of its own, sorted, and closed to files, network and further settings."""
    engine = connection.in_memory()
    fill(engine, reading)
    tables = OwnTables(connection.lock(engine))
    name = name_of(reading.report.file)
    return Dataset(key, reading.report, settings, name, tables, weight=reading.weight, digest=reading.digest)


def load_glimpse(preview: Glimpse, settings: Settings, key: str) -> Dataset:
    """A data set of which nothing is known but its days: a count table, and no events but the eras."""

    def tables() -> OwnTables:
        engine = connection.in_memory()
        fill(engine, preview.eras)
        engine.register("incoming", preview.days)
        engine.execute(f"create table {count_tables.PREFIX}0 as from incoming")
        engine.unregister("incoming")
        return OwnTables(connection.lock(engine))

    report = preview.eras.report
    return Dataset(key, report, settings, name_of(report.file), LateTables(tables), glimpse=preview)


def open_file(
    path: Path | str,
    mapping: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
    on_glimpse: OnGlimpse | None = None,
) -> Dataset:
    """The data set in a file, with the settings beside it. Raises what `reading.read` raises.

    A large file is read once into a file of tables in the cache folder (`data.engine.cache_folder`), which is opened
    from then on.
    on_progress: told how far the reading is; what it raises ends it. on_glimpse: given a set that only counts the
    events of such a file by day (`data.bulk.preview`), before it is read, if that can be told quickly.
    """
    if address.is_source(path):
        opened = warehouse.open_source(path, mapping or {})
        return Dataset(opened.key, opened.report, opened.settings, name_of(opened.report.file), opened.tables)
    path, columns = Path(path), mapping or {}
    for _ in range(TRIES):
        if not is_large(path):
            _, stamps = _stamps(path)
            settings = settings_files.of(path)
            reading = read_own(path, columns, settings, on_progress)
            if _stamps(path)[1] == stamps:
                return load(reading, settings, key_of(reading.digest, reading.report, settings, columns))
            continue
        with suppress(_Changed):
            return _open_large(path, columns, on_progress, on_glimpse)
    advice = "Wait until it is whole, or show a copy of it."
    raise BadFile(f"{path.name} is written again each time it is read.", text=path.name, advice=advice)


class _Changed(Exception):  # noqa: N818 - it says what is so
    """The file was written while it was read: it must be read again."""


def _open_large(
    path: Path, mapping: Mapping[str, str], on_progress: OnProgress | None, on_glimpse: OnGlimpse | None
) -> Dataset:
    settings = settings_files.of(path)
    name = build_tables.name(path, settings, mapping)
    tables = cache_folder.find(name)
    dataset = _tables(tables, settings, name) if tables else None
    if dataset is None and on_glimpse and (days := glimpse(path, mapping, settings, on_progress)) is not None:
        on_glimpse(load_glimpse(days, settings, f"glimpse-{name}"))
    return dataset or _read_into_tables(path, name, settings, mapping, on_progress)


def in_file_order(dataset: Dataset) -> Iterator[pa.Table]:
    """The events in the order of the file, some at a time; first a table of none, for the columns."""
    con = dataset.table().get_backend().con  # Ibis 12 asks DuckDB 2 for batches in a way that is gone
    batches = con.cursor().sql("select * from event order by row").to_arrow_reader(BATCH)
    yield pa.Table.from_batches([], batches.schema)
    for batch in batches:
        yield pa.Table.from_batches([batch])


def open_content(
    name: str,
    content: bytes,
    mapping: Mapping[str, str],
    settings: Settings,
    key: str,
    on_progress: OnProgress | None = None,
    on_glimpse: OnGlimpse | None = None,
    changes: bytes = b"",
) -> Dataset:
    """As `open_upload`, of what is in no file yet. name: whatever a stranger says. changes: the journal over it."""
    with temporary_folders.folder() as place:
        path = place / (Path(name.replace("\\", "/").replace("\0", "")).name[-100:] or "upload.csv")
        write_whole(path, content)
        if changes:
            write_whole(journal_of(path), changes)
        return open_upload(path, mapping, settings, key, on_progress, on_glimpse)


def open_upload(
    path: Path,
    mapping: Mapping[str, str],
    settings: Settings,
    key: str,
    on_progress: OnProgress | None = None,
    on_glimpse: OnGlimpse | None = None,
) -> Dataset:
    """What a stranger brought, read within limits and kept in no folder. Raises what `child.in_child` raises.

    A large file becomes a file of tables that lasts as long as it is open. on_glimpse: as for `open_file`; the glimpse
    has a key that nobody can guess.
    """
    if not is_large(path):
        with suppress(TooHeavy):
            return load(in_child(path, mapping, settings, on_progress, heavy=HEAVY), settings, key)
    with temporary_folders.folder() as place:
        part = place / "tables"

        def look(days: Glimpse) -> None:
            if on_glimpse:
                on_glimpse(load_glimpse(days, settings, secrets.token_urlsafe(24)))

        build_in_child(path, part, mapping, settings, on_progress, Limits(), look)
        return replace(_whole(part, path, settings), key=key, weight=part.stat().st_size)


def _read_into_tables(
    path: Path,
    name: str,
    settings: Settings,
    mapping: Mapping[str, str],
    on_progress: OnProgress | None,
) -> Dataset:
    """The file read in a process of its own; where the cache folder cannot be written, or has no room, into tables of
    this run only."""
    if cache_folder.is_writable():
        try:
            with cache_folder.adding(name) as part:
                return _built(path, part, name, settings, mapping, on_progress)
        except DiskFull:
            if not _is_on_another_disk(cache_folder.folder()):
                raise
    with temporary_folders.folder() as place:  # opened files stay readable though their name is gone
        return _built(path, place / name, name, settings, mapping, on_progress)


def _built(
    path: Path, part: Path, name: str, settings: Settings, mapping: Mapping[str, str], on_progress: OnProgress | None
) -> Dataset:
    build_in_child(path, part, mapping, settings, on_progress)
    if not path.exists() or build_tables.name(path, settings, mapping) != name:
        raise _Changed
    return _whole(part, path, settings, name)


def _is_on_another_disk(place: Path) -> bool:
    """Whether a folder is on another disk than the one for what is temporary."""
    try:
        return place.stat().st_dev != Path(gettempdir()).stat().st_dev
    except OSError:
        return True


def _whole(tables: Path, path: Path, settings: Settings, name: str = "") -> Dataset:
    dataset = _tables(tables, settings, name)
    if dataset is None:
        raise BadFile(f"{path.name} could not be read into tables.", advice="Look whether the disk is full.")
    return dataset


def _tables(path: Path, settings: Settings, name: str) -> Dataset | None:
    """The data set in a file of tables; None where it is gone or damaged, so that it is made again.

    name: what it is kept under, "" where it is not.
    """
    try:
        engine = connection.reading(path)
        about = dict(engine.execute("select name, value from about").fetchall())
    except duckdb.Error:
        cache_folder.drop(path)
        return None
    problems = Problems(int(about["problems"]), engine.cursor)
    report = Report.from_json(about["report"], problems)
    index = Index(name) if name and report.events >= LEAST_INDEXED else None
    return Dataset(
        key_of(about["digest"], report, settings, json.loads(about["mapping"])),
        report,
        settings,
        name_of(report.file),
        OwnTables(connection.lock(engine), index),
        index,
        Searcher(engine, index) if index else None,
        kept=name,
        digest=about["digest"],
    )


_GLUE: Final = re.compile(r"_|(?<=[a-zß-ÿ])-(?=[^\W\d])|(?<=[^\W\d])-(?=[12][0-9]{3}$)")
"""What stands for a space in the name of a file; the hyphens of a date and of a number stay."""


def name_of(file: str) -> str:
    """What a set is called that has no title: its file without the ending, as a person would say it.

    >>> name_of("bridge_plan.xlsx"), name_of("2022-01-05 log.CSV"), name_of("public.incidents"), name_of(".csv")
    ('Bridge plan', '2022-01-05 log', 'public.incidents', '.csv')
    >>> name_of("protest-log.csv"), name_of("kazakhstan-2022.csv"), name_of("postmortem-INC-4471.csv")
    ('Protest log', 'Kazakhstan 2022', 'Postmortem INC-4471')
    """
    stem, dot, ending = file.rpartition(".")
    if not stem or f"{dot}{ending}".lower() not in (*IMPORTERS, *address.ENDINGS):
        return file
    words = " ".join(_GLUE.sub(" ", stem).split())
    return words[:1].upper() + words[1:] or file


def key_of(digest: str, report: Report, settings: Settings, mapping: Mapping[str, str]) -> str:
    """A hash that is the same for the same content, name, settings and mapping."""
    text = repr((digest, report.file, settings, sorted(mapping.items())))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def stamp(path: Path | str) -> Hashable:
    """What changes whenever the file or its settings have been written again, and are still since then for a moment
    (`data.dataset.files_being_written`); cheap enough to ask often."""
    if address.is_source(path):
        return warehouse.stamp(path)
    path = Path(path)
    files, stamps = _stamps(path)
    return files_being_written.settled(str(path), stamps, files)


def accept(path: Path) -> Hashable:
    """The stamp of a file that this program has just put into its place: it need not be still for a moment first."""
    files, stamps = _stamps(path)
    files_being_written.accept(str(path), stamps, files)
    return stamps


def _stamps(path: Path) -> tuple[list[Path], Hashable]:
    """The files at a path, that of the settings among them, and what changes as soon as one is written."""
    if folder.is_many(path):
        files = find_event_files.list_files(path)
        read = [*files, *map(journal_of, filter(is_overlaid, files)), settings_files.beside(path)]
        return read, (*map(str, files), *address.stamps(*read))
    read = [path, settings_files.beside(path), *([journal_of(path)] if is_overlaid(path) else [])]
    return read, address.stamps(*read)
