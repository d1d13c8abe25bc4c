"""Rows of cells as delimited text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from components.exporters._exported_view import Cells

BATCH_ROWS: Final = 5_000
"""Rows in one piece."""


def delimited(rows: Iterable[Cells], delimiter: str, *, quote_all: bool = False) -> Iterator[str]:
    """The rows with CRLF between them, each cell exactly as given; missing cells at a row's end stay missing."""
    buffer = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=delimiter or ",", quoting=quoting, lineterminator="\r\n")
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH_ROWS)):
        writer.writerows(_present(row) or [""] for row in batch)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _present(row: Sequence[str | None]) -> list[str]:
    """The cells up to the last that is there."""
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return [cell or "" for cell in cells]
