"""A file that is edited without being written: what its importer reads, with the changes beside it laid over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import BadFile
from data.files import changed_table, journal_lines
from data.files.changed_table import ChangedTable
from data.files.journal_lines import Save
from data.files.rewritable_records import fitted
from data.files.source_rows import Source, source_of
from data.importers import Sheet
from data.reading.editable_files import is_overlaid, journal_of


def written(path: Path) -> list[Save]:
    """The journal of such a file; nothing where there is none, or the file is one of another kind. Raises BadFile."""
    place = journal_of(path)
    if not is_overlaid(path):
        return []
    try:
        return journal_lines.understood(place.read_bytes())[0]
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"The changes of {path.name}, {place.name}, cannot be read: {error.strerror}."
        raise BadFile(message, text=place.name, advice="Allow it to be read, or take it away.") from None


def source(sheet: Sheet, name: str, digest: str) -> Source:
    """The records of a file as it is."""
    bare = Source(name, sheet.headers, 0, digest, lambda _: (), None, sheet.unnamed, sheet.sheet, sheet.others)
    return source_of(sheet.records.columns, sheet.records.count, bare)


def laid_over(sheet: Sheet, path: Path, name: str, digest: str) -> tuple[Sheet, str]:
    """What is read of a file with the changes over it, and the digest of both. Raises BadFile."""
    saves = written(path)
    if not any(save.entries for save in saves):
        return sheet, digest
    table = changed_table.overlay(source(sheet, name, digest), saves, {})
    return replace(changed(sheet, table), conflicts=tuple(one.problem() for one in table.unplaced)), table.digest


def changed(sheet: Sheet, table: ChangedTable) -> Sheet:
    """The records as changed, in the same form."""
    records, width = sheet.records, table.width
    rows = {row: fitted(cells, width) for row, cells in table.changed.items()}
    more = [fitted(cells, width) for cells in table.added.values()]
    columns = [
        _column(
            records.columns[place] if place < len(records.columns) else _empty(records.count),
            {row: cells[place] for row, cells in rows.items()},
            [cells[place] for cells in more],
        )
        for place in range(width)
    ]
    extras = [_column(column, {}, [""] * len(more)) for column in records.extras]
    whole = replace(
        records, columns=columns, count=records.count + len(more), extras=extras,
        short={row: count for row, count in records.short.items() if row not in rows},
    )  # fmt: skip
    parts = (*sheet.parts[:-1], (sheet.parts[-1][0], sheet.parts[-1][1] + len(more))) if sheet.parts else ()
    return replace(
        sheet, headers=table.layout.headers, records=whole, parts=parts,
        notes=(*sheet.notes, *notes(table)),
    )  # fmt: skip


def notes(table: ChangedTable) -> Iterable[str]:
    """What is said of the changes."""
    return [note for note in (table.edited(), _elsewhere(table.elsewhere)) if note]


def _elsewhere(count: int) -> str:
    return f"{count:,} changes are of another sheet, and not shown here." if count else ""


def _empty(count: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), count)], pa.string())


def _column(column: pa.ChunkedArray, cells: Mapping[int, str], more: Sequence[str]) -> pa.ChunkedArray:
    """A column with some cells written otherwise, by their rows, and others at its end."""
    chunks, first = [], 1
    rows = np.array(sorted(cells), np.int64)
    for chunk in column.chunks:
        here = rows[(rows >= first) & (rows < first + len(chunk))]
        if len(here):
            mask = np.zeros(len(chunk), bool)
            mask[here - first] = True
            other = pa.array([cells[row] for row in here.tolist()], chunk.type)
            chunk = pc.replace_with_mask(chunk, pa.array(mask), other)
        chunks.append(chunk)
        first += len(chunk)
    return pa.chunked_array([*chunks, pa.array(more, column.type)], column.type)
