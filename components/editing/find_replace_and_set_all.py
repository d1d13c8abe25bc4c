"""Many cells changed at once: what was typed into the grid, found and replaced, or set on all rows that are shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.editing.saving import Desk
from data.corrections.save import Cell, Correction, save
from data.errors import BadEdit, DatelineError

Rows = Mapping[int, Sequence[str]]
"""The cells of some rows, by their numbers in the file."""


def typed(rows: Rows, headers: Sequence[str], state: Mapping[str, Any]) -> tuple[list[Cell], list[dict[str, str]]]:
    """The cells that were changed in the grid, and the rows that were added, by what the grid says of itself.

    >>> typed({7: ["2022", "a"]}, ["date", "title"], {"edited_rows": {"0": {"title": "b"}}, "added_rows": []})
    ([Cell(row=7, column='title', before='a', after='b')], [])
    """
    numbers, cells = list(rows), list[Cell]()
    for place, changes in (state.get("edited_rows") or {}).items():
        row = numbers[int(place)]
        for header, value in changes.items():
            if header in headers and (text := _text(value)) != (before := rows[row][headers.index(header)]):
                cells.append(Cell(row, header, before, text))
    added = [
        {header: _text(value) for header, value in row.items() if header in headers and _text(value)}
        for row in state.get("added_rows") or ()
    ]
    return cells, [row for row in added if row]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def found(rows: Rows, headers: Sequence[str], column: str, words: str, other: str) -> list[Cell]:
    """Each cell in which some words stand, with others in their place. column: "" is every one.

    >>> found({7: ["2022", "a cat"]}, ["date", "title"], "", "cat", "dog")
    [Cell(row=7, column='title', before='a cat', after='a dog')]
    """
    if not words or words == other:
        return []
    return [
        Cell(row, header, cell, cell.replace(words, other))
        for row, cells in rows.items()
        for header, cell in zip(headers, cells, strict=True)
        if column in ("", header) and words in cell
    ]


def set_on_all(rows: Rows, headers: Sequence[str], column: str, value: str) -> list[Cell]:
    """The column of each row that says something else.

    >>> set_on_all({7: ["2022", "a"], 8: ["2023", "b"]}, ["date", "title"], "title", "b")
    [Cell(row=7, column='title', before='a', after='b')]
    """
    place = headers.index(column)
    return [Cell(row, column, cells[place], value) for row, cells in rows.items() if cells[place] != value]


def save_many(
    desk: Desk, cells: Sequence[Cell], added: Sequence[Mapping[str, str]], seen: str, why: str
) -> tuple[bool, str]:
    """Whether all of it was saved, as one change, and a sentence. Nothing is saved where one cell cannot be read."""
    if refusal := desk.refusal():
        return False, f"Nothing was saved. {refusal}"
    change = Correction(desk.who, " ".join(why.split()), cells, added, seen=seen)
    try:
        done = save(desk.path, change, desk.rules, desk.known)
    except BadEdit as refused:
        first = refused.problems[0]
        rest = f" {len(refused.problems) - 1} more cells cannot be read." if refused.problems[1:] else ""
        return False, f"Nothing was saved. {first.column or 'A row'}, “{first.value}”: {first.message}{rest}"
    except DatelineError as refused:
        return False, str(refused)
    rows = len({entry.row for entry in done.entries if entry.row})
    return True, f"Saved: {len(cells):,} cells, {len(added):,} new rows." if rows else "It says that already."
