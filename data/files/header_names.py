"""The names of a file's columns: each there once, on one line and of a bounded length, whatever the header says."""

from collections.abc import Sequence

from data.errors import shown
from data.files.limits import LONGEST_HEADER


def unique_headers(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[int]]:
    """Each header once, on one line, whatever the case; a note for each that was changed; which had no name at all."""
    headers: list[str] = []
    notes: list[str] = []
    unnamed: set[int] = set()
    names: set[str] = set()
    for number, cell in enumerate(cells, 1):
        header = _bounded(cell)
        if not header:
            header = f"column {number}"
            unnamed.add(number - 1)
            notes.append(f"Column {number} has no name; it is called {shown(header)}.")
        elif header.casefold() in names:
            notes.append(
                f"The header {shown(header)} is there twice; column {number} is called {shown(f'{header} ({number})')}."
            )
        while header.casefold() in names:
            header = f"{header} ({number})"
        names.add(header.casefold())
        headers.append(header)
    return tuple(headers), tuple(notes), frozenset(unnamed)


def _bounded(cell: str) -> str:
    header = " ".join(cell.replace("\0", "").split())
    return header if len(header) <= LONGEST_HEADER else header[: LONGEST_HEADER - 1] + "…"
