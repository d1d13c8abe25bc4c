"""The changes beside a file laid over its records in the engine, which are then read as if the file said them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from data.bulk.csv import RawRecords
from data.engine import connection
from data.engine.quoting import literal
from data.files import changed_table
from data.files.changed_table import ChangedTable
from data.files.journal_lines import Save
from data.files.rewritable_records import fitted
from data.files.source_rows import Source

TABLE = f"{connection.SPARE}.record"


def lay_over(
    raw: RawRecords, name: str, written: Sequence[Save], engine: duckdb.DuckDBPyConnection
) -> RawRecords | None:
    """The records with the changes in them; None where a change does not fit the row that it was made of, so that the
    careful reader must look for it."""
    if not any(save.entries for save in written):
        return raw
    headers = raw.dialect.headers
    columns = ", ".join(f"c{place}" for place in range(len(headers)))

    def read(row: int) -> Sequence[str]:
        found = engine.execute(f"select {columns} from {TABLE} where rowid = ?", [row - 1]).fetchone()
        return [cell or "" for cell in found or ()]

    source = Source(name, headers, raw.count, raw.digest, read, None, raw.dialect.unnamed)
    table = changed_table.overlay(source, written, {})
    if table.unplaced:
        return None
    notes = tuple(note for note in (table.edited(),) if note)  # as long as the records are those of the file
    _write(table, engine)
    dialect = replace(raw.dialect, headers=table.layout.headers, notes=(*raw.dialect.notes, *notes))
    return replace(raw, dialect=dialect, count=table.count, digest=table.digest, is_ascii=False, is_single=False)


def _write(table: ChangedTable, engine: duckdb.DuckDBPyConnection) -> None:
    """The changed cells, the new columns and the new rows, put into the records."""
    for place in range(len(table.source.headers), table.width):
        engine.execute(f"alter table {TABLE} add column c{place} varchar default ''")
    for row, cells in table.changed.items():
        before = fitted(table.source.read(row), table.width)
        _update(engine, row, {place: cell for place, cell in enumerate(cells) if cell != before[place]})
    for cells in table.added.values():
        texts = ", ".join(literal(cell) for cell in fitted(cells, table.width))
        engine.execute(f"insert into {TABLE} values ({texts})")


def _update(engine: duckdb.DuckDBPyConnection, row: int, cells: Mapping[int, str]) -> None:
    said = ", ".join(f"c{place} = {literal(cell)}" for place, cell in cells.items())
    engine.execute(f"update {TABLE} set {said} where rowid = {row - 1}")
