"""A copy of a file with its changes in it, in its own form where that comes out whole, else as a CSV."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa

from data.dates.conventions import split_mapping
from data.errors import DatelineError
from data.files import changed_table
from data.files.changed_table import ChangedTable
from data.files.quotation import quoted
from data.importers import HEAD, Sheet, importer_for
from data.reading import changes_over_file, corrected_json, corrected_parquet, corrected_workbook
from data.reading.editable_files import journal_of
from data.reading.file_bytes import content_of

Write = Callable[[bytes, Sheet, ChangedTable], Iterable[bytes]]
"""Content, what was read of it, what it shall say -> copies, the most faithful first; each is read before it is
taken."""
WRITERS: Final[Mapping[str, Write]] = {
    ".xlsx": corrected_workbook.copies,
    ".xlsm": corrected_workbook.copies,
    ".json": corrected_json.copies,
    ".geojson": corrected_json.copies,
    ".ndjson": corrected_json.copies_of_lines,
    ".jsonl": corrected_json.copies_of_lines,
    ".parquet": corrected_parquet.copies,
}
DATED: Final = (2000, 1, 1, 0, 0, 0)
"""When all parts of an archive were made: the same changes give the same bytes."""


def archive(path: Path, mapping: Mapping[str, str]) -> bytes:
    """A ZIP with the corrected copy and the changes beside it. Raises BadFile."""
    name, content = corrected(path, mapping)
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(name, DATED), content, zipfile.ZIP_DEFLATED)
        if journal_of(path).is_file():
            changes = journal_of(path).read_bytes()
            packed.writestr(zipfile.ZipInfo(journal_of(path).name, DATED), changes, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def corrected(path: Path, mapping: Mapping[str, str]) -> tuple[str, bytes]:
    """The name and the content of a corrected copy. Raises BadFile."""
    content, chosen = content_of(path), split_mapping(mapping)[0]
    sheet = _sheet(content, path.name, chosen)
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    source = changes_over_file.source(sheet, path.name, digest)
    table = changed_table.overlay(source, changes_over_file.written(path), {})
    wanted = changes_over_file.changed(sheet, table)
    stem = f"{path.stem} corrected"
    write = WRITERS.get(path.suffix.lower())
    for copy in write(content, sheet, table) if write and not sheet.parts else ():
        if _says(copy, path.name, chosen, wanted):
            return f"{stem}{path.suffix}", copy
    return f"{stem}.csv", _csv(table)


def _sheet(content: bytes, name: str, mapping: Mapping[str, str]) -> Sheet:
    return importer_for(name, content[:HEAD])(content, name, mapping, None)


def _says(copy: bytes, name: str, mapping: Mapping[str, str], wanted: Sheet) -> bool:
    """Whether what is read of a copy is what it shall say, whatever the order of its columns."""
    try:
        new = _sheet(copy, name, mapping)
    except DatelineError:
        return False
    if sorted(new.headers) != sorted(wanted.headers) or new.records.count != wanted.records.count:
        return False
    places = {header: place for place, header in enumerate(new.headers)}
    return all(
        _texts(column).equals(_texts(new.records.columns[places[header]]))
        for header, column in zip(wanted.headers, wanted.records.columns, strict=True)
    )


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()).fill_null("")


def _csv(table: ChangedTable) -> bytes:
    lines = [table.layout.headers, *table.all_cells()]
    return "".join(",".join(quoted(cell, ",") for cell in cells) + "\n" for cells in lines).encode()
