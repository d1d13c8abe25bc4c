"""Rows of cells as delimited text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from components.exporters._subject import Cells

AT_ONCE: Final = 5_000
"""Records in one piece."""


def written(records: Iterable[Cells], delimiter: str, *, quote_all: bool = False) -> Iterator[str]:
    """The records with CRLF between them, each cell exactly as given; missing cells at a record's end stay missing."""
    into = io.StringIO(newline="")
    how: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(into, delimiter=delimiter or ",", quoting=how, lineterminator="\r\n")
    waiting = iter(records)
    while some := list(islice(waiting, AT_ONCE)):
        writer.writerows(_present(record) or [""] for record in some)
        yield into.getvalue()
        into.seek(0)
        into.truncate()


def _present(record: Sequence[str | None]) -> list[str]:
    """The cells up to the last that is there."""
    cells = list(record)
    while cells and cells[-1] is None:
        cells.pop()
    return [cell or "" for cell in cells]
