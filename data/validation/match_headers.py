"""Which header of a file is which column of ours: told by its name and, where that is not enough, by its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from data.errors import BadCell, shown
from data.schema import find_columns, squeezed
from data.validation import cells


def match_columns(
    headers: Sequence[str], mapping: Mapping[str, str], distinct_texts: Callable[[int], Iterable[str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which header is which column, and notes. distinct_texts: the texts in the column at a place.

    A column called “type” is the kind only where it says event, era or title; else the category, if none is.
    """
    columns, notes = find_columns(headers, mapping)
    header = columns.get("kind")
    if header is None or "kind" in mapping or squeezed(header) == "kind":
        return columns, notes
    if all(_is_kind(cell) for cell in distinct_texts(headers.index(header))):
        return columns, notes
    rest = {name: other for name, other in columns.items() if name != "kind"}
    others = tuple(note for note in notes if not note.startswith(f"{shown(header)} is read as kind"))
    reason = f"{shown(header)} does not say event, era or title, so it is"
    if "category" in rest:
        return rest, (*others, f"{reason} kept as it is.")
    return {**rest, "category": header}, (*others, f"{reason} read as category.")


def _is_kind(cell: str) -> bool:
    try:
        return not cell.strip() or bool(cells.kind(cell.strip()))
    except BadCell:
        return False
