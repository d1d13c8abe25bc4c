"""Titles of rows that have none: the first words of their text, else their category and place."""

from typing import Final

import pyarrow.compute as pc

from data.validation import combined_cells
from data.validation.infer_columns import first_words
from data.validation.records_table import Table

OTHERS: Final = ("text", "category", "place")


def title(own: str, text: str, category: str, place: str) -> str:
    """The title as written, or what stands for it; nothing where nothing can.

    >>> title("", "", "Protest", "Oldtown"), title("Rain", "It rained.", "", "")
    ('Protest, Oldtown', 'Rain')
    """
    return own or first_words(text) or ", ".join(part for part in (category, place) if part)


def note(count: int) -> str:
    """What is said where so many titles are made."""
    rows = "1 row has" if count == 1 else f"{count:,} rows have"
    return f"{rows} no title: the first words of the text, or category and place, stand for it."


def put(table: Table) -> None:
    """The titles of a table; a note says how many are made."""
    if table.columns.get("title") == table.columns.get("text") and "title" not in table.overrides:
        combined_cells.put(table, "title", first_words, [table.headers.index(table.columns["text"])])
    cells = table.text("title")
    empty = pc.equal(pc.utf8_trim_whitespace(cells), "")
    if not pc.any(empty).as_py() or not any(name in table.columns for name in OTHERS):
        return
    combined_cells.put_derived(table, "title", title, ("title", *OTHERS))
    is_new = pc.and_(empty, pc.not_equal(table.text("title"), ""))
    if count := pc.sum(is_new).as_py():
        table.notes.append(note(count))
