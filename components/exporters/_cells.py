"""Rows of cells as delimited text."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from components.exporters._registry import Cells


def written(records: Iterable[Cells], delimiter: str, *, quote_all: bool = False) -> str:
    """The records with CRLF between them, each cell exactly as given; missing cells at a record's end stay missing."""
    into = io.StringIO(newline="")
    how: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(into, delimiter=delimiter or ",", quoting=how, lineterminator="\r\n")
    for record in records:
        writer.writerow(_present(record) or [""])
    return into.getvalue()


def encoded(text: str, encoding: str) -> bytes:
    """The text in the encoding it came in; in UTF-8 where that cannot hold it, whatever it is."""
    try:
        return text.encode(encoding)
    except (UnicodeError, LookupError):
        return text.encode("utf-8", "surrogatepass")


def _present(record: Sequence[str | None]) -> list[str]:
    """The cells up to the last that is there."""
    cells = list(record)
    while cells and cells[-1] is None:
        cells.pop()
    return [cell or "" for cell in cells]
