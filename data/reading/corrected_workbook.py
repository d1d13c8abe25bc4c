"""An Excel workbook with its changes in it: the cells of one sheet written otherwise, all else as it was, byte by byte.

A cell is told by its name (B5), so it is found in the text of the sheet, and only that text is another. Styles stay. A
number stays a number, a day a day, where that is read as it was meant; all else is text.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from data.files.changed_table import ChangedTable
from data.files.rewritable_records import fitted
from data.files.zipped_xml import Parts
from data.importers import Sheet
from data.importers.excel import KIND, column, open_book

NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
ROW: Final = r"<(?:\w+:)?row\b[^>]*?\br=\"%d\"[^>]*?(?:/>|>.*?</(?:\w+:)?row>)"
CELL: Final = re.compile(r"<(?:\w+:)?c\b([^>]*?\br=\"([A-Z]{1,3})\d+\"[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
CHAIN: Final = "xl/calcChain.xml"
Cells = Mapping[int, Mapping[int, str]]
"""By row of the sheet and place of the column, what shall be there."""


def copies(content: bytes, sheet: Sheet, table: ChangedTable) -> Iterator[bytes]:
    """The workbook with numbers and days as such, and where that is read otherwise, with all of them as text."""
    book = open_book(Parts(content, table.name, KIND))
    part = next((part for name, part, _ in book.sheets if name == sheet.sheet), "")
    text = book.parts.read(part).decode("utf-8", "replace")
    rows = [(number, cells) for number, cells in book.numbered_rows(part)]
    places = sorted({place for _, cells in rows for place in cells})
    if len(rows) <= table.source.count or len(places) != len(table.source.headers) or "</" not in text:
        return
    wanted = _wanted(table, [number for number, _ in rows], places)
    for is_typed in (True, False):
        new = _changed(text, wanted, is_typed=is_typed)
        if new is not None:
            yield _packed(content, part, new)


def _wanted(table: ChangedTable, numbers: Sequence[int], places: Sequence[int]) -> Cells:
    """The cells that shall say something else, as the sheet numbers them: its last rows are the records."""
    first, last = len(numbers) - table.source.count - 1, numbers[-1]
    columns = [*places, *range(places[-1] + 1, places[-1] + 1 + table.width - len(places))]
    wanted: dict[int, dict[int, str]] = {}
    for place in range(len(places), table.width):
        wanted.setdefault(numbers[first], {})[columns[place]] = table.layout.headers[place]
    for row, cells in table.changed.items():
        before = fitted(table.source.read(row), table.width)
        new = enumerate(fitted(cells, table.width))
        wanted[numbers[first + row]] = {columns[place]: cell for place, cell in new if cell != before[place]}
    for number, cells in enumerate(table.added.values(), last + 1):
        wanted[number] = {columns[place]: cell for place, cell in enumerate(cells) if cell}
    return wanted


def _changed(text: str, wanted: Cells, *, is_typed: bool) -> str | None:
    """The text of a sheet; None where a cell is one of a formula for several."""
    prefix = next(iter(re.findall(r"<(\w+:)?sheetData\b", text)), "")
    text = re.sub(r"<(?:\w+:)?dimension\b[^>]*/>", "", text, count=1)
    for number, cells in sorted(wanted.items()):
        found = re.search(ROW % number, text, re.DOTALL)
        row = found[0] if found else f'<{prefix}row r="{number}"></{prefix}row>'
        new = _row(row, number, cells, prefix, is_typed=is_typed)
        if new is None:
            return None
        if found:
            text = text[: found.start()] + new + text[found.end() :]
        else:
            end = text.rindex(f"</{prefix}sheetData>")
            text = text[:end] + new + text[end:]
    return text


def _row(row: str, number: int, cells: Mapping[int, str], prefix: str, *, is_typed: bool) -> str | None:
    """A row with some cells written otherwise; the others as they are, in the order of the columns."""
    head = re.match(r"<[^>]*?>", row)
    start = (head[0] if head else "").replace("/>", ">")
    start = re.sub(r'\sspans="[^"]*"', "", start)
    parts = {column(found[2]): found for found in CELL.finditer(row)}
    written = {place: found[0] for place, found in parts.items()}
    for place, cell in cells.items():
        old = parts.get(place)
        if old and re.search(r'<(?:\w+:)?f\b[^>]*\bt="(?:shared|array|dataTable)"', old[3] or ""):
            return None
        written[place] = _cell(f"{letters_of(place)}{number}", cell, old[1] if old else "", prefix, is_typed=is_typed)
    return f"{start}{''.join(written[place] for place in sorted(written))}</{prefix}row>"


def _cell(name: str, text: str, before: str, prefix: str, *, is_typed: bool) -> str:
    """A cell in the style that it had."""
    style = "".join(re.findall(r'\ss="\d+"', before)[:1])
    is_number = is_typed and bool(before) and not re.search(r'\st="(?!n")', before)
    if not text:
        return f'<{prefix}c r="{name}"{style}/>'
    value = number_of(text) if is_number else ""
    if value:
        return f'<{prefix}c r="{name}"{style}><{prefix}v>{value}</{prefix}v></{prefix}c>'
    said = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{name}"{style} t="inlineStr">{said}</{prefix}c>'


def number_of(text: str) -> str:
    """A number as a sheet has it, or the count of a day; "" for all else.

    >>> number_of("12.5"), number_of("2022-01-05"), number_of("2022-01-05~"), number_of("1850-01-01")
    ('12.5', '44566', '', '')
    """
    if NUMBER.fullmatch(text):
        return text
    try:
        count = (date.fromisoformat(text) - date(1899, 12, 30)).days if DAY.fullmatch(text) else 0
    except ValueError:
        return ""
    return str(count) if count > 60 else ""


def letters_of(place: int) -> str:
    """The letters of a column.

    >>> letters_of(0), letters_of(25), letters_of(26), letters_of(701), letters_of(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _packed(content: bytes, part: str, text: str) -> bytes:
    """The workbook with one sheet another, and without the list of its formulas, which Excel makes anew."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename == CHAIN:
                continue
            if info.filename == part:
                raw = text.encode()
            elif info.filename in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                raw = re.sub(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", raw)
            new.writestr(info, raw, zipfile.ZIP_DEFLATED)
    return into.getvalue()
