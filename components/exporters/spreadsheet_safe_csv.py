"""The chosen records so that a spreadsheet shows every cell and runs none."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from components.exporters._delimited_text import delimited
from components.exporters._exported_view import Sheet, Subject
from components.exporters._registry import exporter
from data import dates
from data.errors import BadDate

RUNS = tuple("=+-@\t\r\n\0＝＋－＠")
"""A spreadsheet may run a cell that begins with one of these (OWASP, CSV injection)."""

NUMBER = re.compile(r"[+-]?\d[\d ,.]*")
MOST_DATE = 64


@exporter(
    "spreadsheet",
    title="CSV, safe for spreadsheets",
    explains="An apostrophe goes before each cell that a spreadsheet would run; dates and numbers stay as they are.",
    suffix="csv",
    mime="text/csv",
    order=51,
)
def spreadsheet(subject: Subject) -> Iterator[bytes]:
    """The records in UTF-8 with its mark, commas, every cell quoted, none that would run."""
    return safe(subject.sheet)


def safe(sheet: Sheet) -> Iterator[bytes]:
    """A sheet of which a spreadsheet shows every cell and runs none.

    >>> b"".join(safe(Sheet(["date", "title"], [["-0044-03-15", "=1+1"]]))).decode("utf-8-sig").splitlines()[1]
    '"-0044-03-15","\\'=1+1"'
    """
    rows = ([harmless(cell) if cell else cell for cell in row] for row in chain([sheet.header], sheet.rows))
    yield codecs.BOM_UTF8
    for text in delimited(rows, ",", quote_all=True):
        yield text.encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would run it.

    >>> [harmless(cell) for cell in ("@SUM(A1)", "-12", "+ 5", "-0043/-0030", "a-b")]
    ["'@SUM(A1)", '-12', "'+ 5", '-0043/-0030', 'a-b']
    """
    begins = cell.lstrip(" \u00a0\ufeff")
    if not begins.startswith(RUNS) or NUMBER.fullmatch(cell) or _is_date(cell):
        return cell
    return "'" + cell


def _is_date(cell: str) -> bool:
    try:
        return len(cell) <= MOST_DATE and bool(dates.parse(cell))
    except BadDate:
        return False
