"""OpenDocument's spreadsheets (.ods), as LibreOffice writes them: every cell as it is seen (OASIS, ODF 1.3)."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from data.errors import BadFile
from data.files.limits import IN_ROW, MOST_ROW, Meter, too_wide
from data.files.records import OnShare
from data.files.zipped_xml import Parts, local
from data.importers._number_formats import cut, plain_number
from data.importers._registry import Sheet, importer
from data.importers._workbook import MergedCells, Page, Row, sheet_of

KIND = "an OpenDocument spreadsheet"
_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("office", "table", "text")
)
_CLOCK = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
MOST_ROWS: Final = 1_048_576
MOST_ALIKE: Final = 1 << 14
"""How often a filled cell may be said to come again: a sheet has no more columns."""


def is_spreadsheet(head: bytes) -> bool:
    """Whether a file says first, as the standard has it, that it is one."""
    return head.startswith(b"PK\3\4") and b"application/vnd.oasis.opendocument.spreadsheet" in head[:200]


@importer(".ods", recognises=is_spreadsheet)
def read_opendocument(
    content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None
) -> Sheet:
    """Every cell as text. Raises BadFile for what is no spreadsheet, or has nothing in it."""
    parts = Parts(content, name, KIND)
    if "content.xml" not in parts or b"encryption-data" in parts.read("META-INF/manifest.xml"):
        advice = "Save it without a password, or save the sheet as CSV (UTF-8)."
        raise BadFile(f"{name} is locked, or no spreadsheet.", text=name, advice=advice)
    try:
        pages = _pages(parts)
    except RecursionError:
        raise parts.damaged("one of its texts is nested without an end") from None
    return sheet_of(pages, name, "OpenDocument spreadsheet", mapping, on_progress, size=len(content))


def _pages(parts: Parts) -> list[Page]:
    pages: list[Page] = []
    rows: list[Row] = []
    number, running, meter = 0, MergedCells(), Meter(parts.name, parts.size)
    for element in parts.each(parts.read("content.xml"), "table-row", "table"):
        if local(element) == "table":
            pages.append(Page(element.get(f"{_TABLE}name", ""), lambda rows=rows: rows))  # type: ignore[misc]
            rows, number, running = [], 0, MergedCells()
            continue
        cells, down = _cells(element, number + 1, meter)
        times = min(_times(element, "rows"), MOST_ROWS) if cells else 1
        meter.row(cells.values(), number + 1, times)
        for _ in range(times):
            number += 1
            if cells:
                running.fill(number, filled := dict(cells))
                meter.take(IN_ROW * (len(filled) - len(cells)))
                rows.append(filled)
        for place, more in down.items():
            running.begin(place, number + more - 1, cells.get(place, ""))
        if not cells:
            number += _times(element, "rows") - 1
        if len(rows) > MOST_ROWS:
            raise parts.damaged("it has more rows than a sheet can have")
    return pages


def _cells(row: Element, number: int, meter: Meter) -> tuple[dict[int, str], dict[int, int]]:
    """The cells of a row that are not empty; and how many rows each covers, where it is merged downwards."""
    cells: dict[int, str] = {}
    down: dict[int, int] = {}
    place = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times, text = _times(cell, "columns"), _text(cell)
        if text:
            alike = min(times, MOST_ALIKE)
            if len(text) * alike > MOST_ROW:
                raise too_wide(meter.name, number)
            cells.update((index, text) for index in range(place, place + alike))
            if (rows := _count(cell.get(f"{_TABLE}number-rows-spanned"))) > 1:
                down[place] = rows
        place += times
    return cells, down


def _times(element: Element, what: str) -> int:
    return _count(element.get(f"{_TABLE}number-{what}-repeated"))


def _count(text: str | None) -> int:
    """A number of times; once where it is not said, or makes no sense."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 1


def _text(cell: Element) -> str:
    """What a cell shows; of a date and a number what they are, as exact as they are shown."""
    shown = "\n".join("".join(_letters(part)) for part in cell if part.tag == f"{_TEXT}p")
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value", ""), shown)
    if kind == "time" and (clock := _CLOCK.fullmatch(cell.get(f"{_OFFICE}time-value", ""))):
        hours, minutes, seconds = clock.groups()
        return f"{hours}:{minutes}" + (f":{seconds}" if shown.count(":") > 1 else "")
    if kind == "float" and not re.fullmatch("0[0-9]+", shown):
        return _number(cell.get(f"{_OFFICE}value", ""), shown)
    return cell.get(f"{_OFFICE}string-value") or shown


def _number(value: str, shown: str) -> str:
    """A number in full; what is seen of it where it is none."""
    try:
        return plain_number(float(value))
    except (ValueError, OverflowError):
        return shown


def _date(value: str, shown: str) -> str:
    """A date as exact as it is shown: the numbers that are seen tell it."""
    try:
        when = datetime.fromisoformat(value[:19])
    except ValueError:
        return value
    numbers = [int(number) for number in re.findall("[0-9]+", shown)]
    if numbers == [when.year]:
        return cut(when, "M" if any(map(str.isalpha, shown)) else "y")
    if sorted(numbers) == sorted([when.year, when.month]):
        return cut(when, "M")
    if ":" not in shown:
        return cut(when, "d")
    return cut(when, "s" if shown.count(":") > 1 else "h")


def _letters(part: Element) -> Iterator[str]:
    """The text of a paragraph with its spaces, tabs and line breaks; without the remarks on it."""
    yield part.text or ""
    for child in part:
        kind = local(child)
        if kind == "s":
            yield " " * min(_count(child.get(f"{_TEXT}c")), 1_000)
        elif kind in ("tab", "line-break"):
            yield {"tab": "\t", "line-break": "\n"}[kind]
        elif kind not in ("annotation", "ruby-text", "note"):
            yield from _letters(child)
        yield child.tail or ""
