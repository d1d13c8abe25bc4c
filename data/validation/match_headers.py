"""Which header of a file is which column of ours: told by its name and, where that is not enough, by its cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from data import event_links
from data.errors import BadCell, shown
from data.schema import find_columns, squeezed
from data.validation import cells


def match_columns(
    headers: Sequence[str], mapping: Mapping[str, str], distinct_texts: Callable[[int], Iterable[str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which header is which column, and notes. distinct_texts: the texts in the column at a place.

    A column called “type” is the kind only where it says event, era or title; else the category, if none is. One called
    “links” has links between events only where a cell looks like one, one called “order” says which event comes first
    only where all its cells are whole numbers.
    """
    columns, notes = _without_addresses(*find_columns(headers, mapping), headers, mapping, distinct_texts)
    columns, notes = _without_streets(columns, notes, headers, mapping, distinct_texts)
    columns, notes = _without_numbers_of_orders(columns, notes, headers, mapping, distinct_texts)
    header = columns.get("kind")
    if header is None or "kind" in mapping or squeezed(header) == "kind":
        return columns, notes
    if all(_is_read(cells.kind, cell) for cell in distinct_texts(headers.index(header))):
        return columns, notes
    rest = {name: other for name, other in columns.items() if name != "kind"}
    others = tuple(note for note in notes if not note.startswith(f"{shown(header)} is read as kind"))
    reason = f"{shown(header)} does not say event, era or title, so it is"
    if "category" in rest:
        return rest, (*others, f"{reason} kept as it is.")
    return {**rest, "category": header}, (*others, f"{reason} read as category.")


def _without_addresses(
    columns: dict[str, str], notes: tuple[str, ...], headers: Sequence[str], mapping: Mapping[str, str],
    distinct_texts: Callable[[int], Iterable[str]],
) -> tuple[dict[str, str], tuple[str, ...]]:  # fmt: skip
    """The same without a column of links in which no cell is one: most that are called so have addresses."""
    header = columns.get("links")
    if header is None or "links" in mapping:
        return columns, notes
    said = [text for text in distinct_texts(headers.index(header)) if text.strip()]
    if not said or any(map(event_links.is_like, said)):
        return columns, notes
    kept = f"{shown(header)} is kept as it is: no cell of it links an event to another, as in caused: ID."
    others = tuple(note for note in notes if not note.startswith(f"{shown(header)} is read as links"))
    return {name: other for name, other in columns.items() if name != "links"}, (*others, kept)


def _without_streets(
    columns: dict[str, str], notes: tuple[str, ...], headers: Sequence[str], mapping: Mapping[str, str],
    distinct_texts: Callable[[int], Iterable[str]],
) -> tuple[dict[str, str], tuple[str, ...]]:  # fmt: skip
    """The same without a url in which no cell is one: “address” is more often where something is."""
    header = columns.get("url")
    if header is None or "url" in mapping or squeezed(header) == "url":
        return columns, notes
    said = [text for text in distinct_texts(headers.index(header)) if text.strip()]
    if not said or any(map(_is_like_an_address, said)):
        return columns, notes
    rest = {name: other for name, other in columns.items() if name != "url"}
    others = tuple(note for note in notes if not note.startswith(f"{shown(header)} is read as url"))
    reason = f"{shown(header)} has no web address, so it is"
    if "place" in rest or squeezed(header) != "address":
        return rest, (*others, f"{reason} kept as it is.")
    return {**rest, "place": header}, (*others, f"{reason} read as place.")


def _is_like_an_address(cell: str) -> bool:
    """Whether the cell may be meant as an address in the web, though it may be none that can be followed."""
    return bool(re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|www\.|/|(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]|\s*$))", cell, re.I))


def _without_numbers_of_orders(
    columns: dict[str, str], notes: tuple[str, ...], headers: Sequence[str], mapping: Mapping[str, str],
    distinct_texts: Callable[[int], Iterable[str]],
) -> tuple[dict[str, str], tuple[str, ...]]:  # fmt: skip
    """The same without a column of another name for `sequence` that has other cells than numbers, such as `PO-17`."""
    header = columns.get("sequence")
    if header is None or "sequence" in mapping or squeezed(header) == "sequence":
        return columns, notes
    if all(_is_read(cells.sequence, cell) for cell in distinct_texts(headers.index(header))):
        return columns, notes
    kept = f"{shown(header)} is kept as it is: not every cell of it is a whole number."
    others = tuple(note for note in notes if not note.startswith(f"{shown(header)} is read as sequence"))
    return {name: other for name, other in columns.items() if name != "sequence"}, (*others, kept)


def _is_read(read: Callable[[str], object], cell: str) -> bool:
    """Whether a cell can be read so, or is empty."""
    try:
        return not cell.strip() or read(cell.strip()) is not None
    except BadCell:
        return False
