"""The text of a file with some of its records changed: all others keep their bytes, and so do the other cells."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from data.errors import BadFile, shown
from data.files.dialect import records
from data.files.quotation import quoted, unquoted
from data.files.rewritable_records import RawTable, fitted


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What becomes of a file.

    columns: headers that come behind the others. cells: by record and place, numbered as they are before. removed:
    records that go. added: what each new record comes to be the number of, and its cells, in that order.
    """

    columns: Sequence[str] = ()
    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    added: Sequence[tuple[int, Sequence[str]]] = ()


Source = int | Sequence[str]
"""A record that was there before, by its number, or the cells of a new one."""


def rewritten(table: RawTable, change: Rewrite) -> RawTable:
    """The file after a change, cut into records again, and compared with what it ought to be. Raises BadFile."""
    return _spliced(table, change) or _rewritten(table, change)


def _spliced(table: RawTable, change: Rewrite) -> RawTable | None:
    """The same where it is enough to look at the records that change; None where it is not."""
    places = range(table.count + 1, table.count + 1 + len(change.added))
    if not table.is_plain or change.columns or change.removed or [row for row, _ in change.added] != [*places]:
        return None
    pieces, last, width = list[bytes](), 0, table.width
    changed = {
        row: _record(table, row, table.raw(row), cells, 0).encode() for row, cells in sorted(change.cells.items())
    }
    for row, record in changed.items():
        start, end = table.bounds[row - 1].tolist()
        pieces += [table.utf8[last:start], record]
        last = end
    pieces.append(table.utf8[last:])
    added = [_changed(table, cells, change) for _, cells in change.added]
    if added and (pieces[-1] or pieces[-2])[-1:] != b"\n":
        return None
    new = table.spliced([*pieces, *added], changed, added)
    wanted = {row: _cells(table, row, change, width) for row in changed} | dict(change.added)
    are_so = new and all(new.cells(row) == fitted(cells, width) for row, cells in wanted.items())
    return new if are_so else None


def _rewritten(table: RawTable, change: Rewrite) -> RawTable:
    wanted = expected(table, change)
    new = table.again(b"".join(_pieces(table, change, wanted)))
    is_right = new.layout.headers == (*table.layout.headers, *change.columns) and new.count == len(wanted)
    if not is_right or not _are_as_wanted(table, new, wanted, change):
        advice = "Look at its quotation marks, or save it as “CSV UTF-8” in a spreadsheet first."
        raise BadFile(f"{table.name} would be read in another way then.", text=table.name, advice=advice)
    return new


def expected(table: RawTable, change: Rewrite) -> list[Source]:
    """Where each record of the new file comes from."""
    rows: list[Source] = [row for row in range(1, table.count + 1) if row not in change.removed]
    for row, cells in change.added:
        rows.insert(row - 1, cells)
    return rows


def _are_as_wanted(table: RawTable, new: RawTable, wanted: Sequence[Source], change: Rewrite) -> bool:
    """Whether each record says what it ought to; one that is not changed was copied, and must only end where it did."""
    of = np.array([source if isinstance(source, int) and _stays(source, change) else 0 for source in wanted], int)
    lengths, before = np.diff(new.bounds).ravel(), np.diff(table.bounds).ravel()
    ends_alike = np.abs(lengths[of > 0] - before[of[of > 0] - 1]) <= len(table.line_end) * (of[of > 0] == table.count)
    return bool(ends_alike.all()) and all(
        new.cells(row + 1) == _cells(table, wanted[row], change, new.width) for row in np.flatnonzero(of == 0).tolist()
    )


def _stays(row: int, change: Rewrite) -> bool:
    return not change.columns and row not in change.cells


def _cells(table: RawTable, source: Source, change: Rewrite, width: int) -> list[str]:
    """The cells that a record ought to have."""
    if not isinstance(source, int):
        return fitted(source, width)
    cells = fitted(table.cells(source), width)
    for place, text in change.cells.get(source, {}).items():
        cells[place] = text
    return cells


def _pieces(table: RawTable, change: Rewrite, wanted: Sequence[Source]) -> Iterator[bytes]:
    """The text: what stands above the records, each record with the blank lines before it, what is below them."""
    utf8, end = table.utf8, table.line_end.encode()
    head = utf8[: table.layout.start]
    yield _wider_head(table, head.decode(), change.columns).encode() if change.columns else head
    ends = [table.layout.start, *table.bounds[:, 1].tolist()]
    last, place = head, 0
    while place < len(wanted):
        if last and last[-1:] not in (b"\n", b"\r"):
            yield end
        source, first = wanted[place], place
        place += 1
        if isinstance(source, int) and _stays(source, change):
            while (
                place < len(wanted)
                and wanted[place] == source + place - first
                and _stays(source + place - first, change)
            ):
                place += 1
            last = utf8[ends[source - 1] : ends[source + place - first - 1]]
        else:
            last = _changed(table, source, change)
        yield last
    yield utf8[ends[-1] :]


def _changed(table: RawTable, source: Source, change: Rewrite) -> bytes:
    """A record as it is written that is new or not what it was, with the blank lines before it."""
    delimiter = table.layout.delimiter
    if isinstance(source, int):
        start, before = int(table.bounds[source - 1, 0]), int(table.bounds[source - 2, 1]) if source > 1 else 0
        gap = table.utf8[before or table.layout.start : start]
        changed = change.cells.get(source, {})
        return gap + _record(table, source, table.raw(source), changed, len(change.columns)).encode()
    cells = fitted(source, table.width + len(change.columns))
    return (delimiter.join(quoted(cell, delimiter) for cell in cells) + table.line_end).encode()


def _wider_head(table: RawTable, head: str, columns: Sequence[str]) -> str:
    """What stands above the records, with further headers at its end. Raises BadFile where no header is there."""
    delimiter = table.layout.delimiter
    above = [cells for cells in records(list(io.StringIO(head, newline="")), delimiter) if any(map(str.strip, cells))]
    body = head.rstrip("\r\n")
    if not above or len(above[-1]) != table.width:
        raise BadFile(
            f"{table.name} has no header as wide as its rows, so no column can be added.", text=table.name,
            advice="Write a header for each column first.",
        )  # fmt: skip
    return body + "".join(delimiter + quoted(name, delimiter) for name in columns) + head[len(body) :]


def _record(table: RawTable, row: int, raw: str, changed: Mapping[int, str], more: int) -> str:
    """A record with some cells changed; the others as they were written."""
    delimiter, cells = table.layout.delimiter, table.cells(row)
    body = raw.rstrip("\r\n")
    pieces = slices(body, delimiter)
    if [unquoted(piece) for piece in pieces[: table.width]] != cells[: len(pieces)]:
        pieces = [quoted(cell, delimiter) for cell in (table.read[row - 1] if table.read else cells)]
    if len(pieces) > table.width and more:
        raise BadFile(
            f"Row {row} of {table.name} has more cells than the header, so no column can be added.", text=body[:200],
            advice="Put a cell that has the delimiter in it between quotation marks first.",
        )  # fmt: skip
    last = max((*changed, table.width + more - 1 if more else 0))
    pieces += [""] * (last + 1 - len(pieces))
    is_quoted = all(piece.startswith('"') for piece in pieces if piece)
    for place, text in changed.items():
        always = pieces[place].startswith('"') or (is_quoted and not pieces[place])
        pieces[place] = quoted(text, delimiter, always=always)
    return delimiter.join(pieces) + raw[len(body) :]


def slices(body: str, delimiter: str) -> list[str]:
    """The cells of a record as they are written.

    >>> slices("a;'b;c", ";"), slices('"b;c";', ";")
    (['a', "'b", 'c'], ['"b;c"', ''])
    """
    sign = re.escape(delimiter)
    cell = re.compile(rf'(?:"(?:[^"]|"")*+"[^{sign}]*+|[^{sign}]*+)')
    found, position = [], 0
    while match := cell.match(body, position):
        found.append(match[0])
        if match.end() >= len(body):
            break
        position = match.end() + 1
    return found


def new_header(name: str, headers: Sequence[str]) -> str:
    """The name of a column to be added. Raises BadFile where it is none, or is there already."""
    plain = " ".join(name.split())
    if not plain or len(plain) > 100 or any(not sign.isprintable() for sign in plain):
        raise BadFile(f"{shown(name)} is no name of a column.", text=name, advice="Write a word or two.")
    if plain.casefold() in {header.casefold() for header in headers}:
        raise BadFile(f"There is a column {shown(plain)} already.", text=name, advice="Write into that one.")
    return plain
