"""Two rows that tell the same event made one, and one that tells two made two: nothing that was said is lost."""

from collections.abc import Mapping, Sequence
from typing import Final

from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction
from data.errors import BadFile
from data.files.changed_table import EditableTable
from data.schema import same_header

LISTS: Final = frozenset({"actors", "tags", "links"})
"""Columns of several names, of which a merged event has those of both."""
OWN: Final = frozenset({"id", "withdrawn"})
"""Columns that stay those of their own row."""


def merged(
    table: EditableTable, rules: Rules, row: int, other: int, names: tuple[str, str], who: str, why: str = ""
) -> Correction:
    """One row takes what it does not say itself from another, which is withdrawn and keeps all its cells.

    names: the ids of both. Raises BadFile where they are one row.
    """
    if row == other:
        raise BadFile("This is the same event.", text=names[0], advice="Name another one.")
    ours = {header: name for name, header in rules.columns.items()}
    cells = [
        Cell(row, header, mine, after)
        for header, mine, theirs in zip(table.layout.headers, table.cells(row), table.cells(other), strict=True)
        if ours.get(header) not in OWN and (after := _both(mine, theirs, is_list=ours.get(header) in LISTS)) != mine
    ]
    header = rules.columns.get("withdrawn") or same_header("withdrawn", table.layout.headers) or "withdrawn"
    is_there = header in table.layout.headers
    before = table.cells(other)[table.place(header)] if is_there else ""
    reason = f"the same as {names[0] or f'row {row}'}{f': {why}' if why else ''}"
    cells.append(Cell(other, header, before, reason))
    said = why or f"{names[1] or f'row {other}'} tells the same"
    columns = [] if is_there else [header]
    return Correction(who, said, cells, columns=columns, names={row: names[0], other: names[1]})


def _both(mine: str, theirs: str, *, is_list: bool) -> str:
    """
    >>> _both("", "a", is_list=False), _both("b", "a", is_list=False), _both("b; c", "a; c", is_list=True)
    ('a', 'b', 'b; c; a')
    """
    if not is_list or not mine.strip() or not theirs.strip():
        return mine if mine.strip() else theirs
    parts = [part.strip() for part in mine.split(";")]
    more = [part.strip() for part in theirs.split(";") if part.strip() and part.strip() not in parts]
    return "; ".join([mine.strip().removesuffix(";"), *more]) if more else mine


def split(
    table: EditableTable, rules: Rules, row: int, values: Mapping[str, str], columns: Sequence[str], who: str,
    why: str = "", name: str = "", taken: Sequence[str] = (), left: Sequence[str] = (),
) -> Correction:  # fmt: skip
    """A further row with the cells of one, but for these values by header, and without its id.

    name: the id of the one. taken: headers of cells that go with the new row, and stay in the old one no longer; left:
    of those that stay in the old one alone. Raises BadFile where the new row would say no more than the old one, or
    there is no such row or column.
    """
    if not 1 <= row <= table.count:
        raise BadFile("This row is there no longer.", advice="Load the page again.")
    headers, cells = table.layout.headers, table.cells(row)
    own = {header for own in OWN if (header := rules.columns.get(own))}
    before = {header: cell for header, cell in zip(headers, cells, strict=True) if cell and header not in own}
    new = {**{header: cell for header, cell in before.items() if header not in left}, **values}
    new = {header: cell for header, cell in new.items() if cell}
    if new == before:
        raise BadFile("The new event would be the same as the old one.", advice="Say what is different in it.")
    gone = [Cell(row, header, cell, "") for header in taken if (cell := cells[table.place(header)])]
    said = why or (f"{name or f'row {row}'} tells two things" if gone else "")
    return Correction(who, said, gone, added=[new], columns=columns, names={row: name} if gone else {})
