"""Old Excel workbooks (.xls) and binary ones (.xlsb), through python-calamine; what only bears such a name, as it is.

It does not tell how a date is shown, so each is a day, or a moment where it has a time of day: a note says so.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from data.errors import BadFile
from data.files.records import OnShare
from data.importers import _typed_values
from data.importers._number_formats import plain_number
from data.importers._registry import IMPORTERS, Sheet, importer
from data.importers._workbook import MergedCells, Page, Row, sheet_of

OLD: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK\x03\x04"
SHOWN: Final = "This kind of workbook does not tell how its dates are shown: each is read as a whole day."
AGAIN: Final = "Save it without a password as .xlsx, or the sheet as CSV (UTF-8)."


@importer(".xls", ".xlsb")
def read_calamine(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """Every cell as text. Raises BadFile for what is no workbook, is locked, or has nothing in it."""
    is_binary = content.startswith(ZIP) and b"xl/workbook.bin" in content
    if not content.startswith(OLD) and not is_binary:
        ending = ".xlsx" if content.startswith(ZIP) else ".csv"  # programs call tables of text .xls, too
        return IMPORTERS[ending](content, name, mapping, on_progress)
    from python_calamine import CalamineError, CalamineWorkbook  # here, since few files are of this kind

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        pages = [_page(book, sheet) for sheet in book.sheets_metadata if "worksheet" in str(sheet.typ).lower()]
        result = sheet_of(pages, name, "Excel workbook", mapping, on_progress)
    except (CalamineError, OSError, ValueError) as error:
        message = f"{name} cannot be read as an Excel workbook: {str(error).rstrip('.')}."
        raise BadFile(message, text=name, advice=AGAIN) from None
    return replace(result, notes=(*result.notes, SHOWN))


def _page(book: Any, sheet: Any) -> Page:
    is_hidden = str(sheet.visible).rpartition(".")[2].lower() != "visible"
    return Page(sheet.name, lambda: _rows(book.get_sheet_by_name(sheet.name)), is_hidden)


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet that are not empty. What was merged downwards stands in each of its rows."""
    begin: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        begin.setdefault(first, []).append((column, last))
    merged = MergedCells()
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = {place: text for place, value in enumerate(values) if (text := _text(value))}
        if cells:
            merged.fill(number, cells)
            for place, last in begin.get(number, ()):
                merged.begin(place, last, cells.get(place, ""))
            yield cells


def _text(value: Any) -> str:
    """A value as a cell of a CSV has it.

    >>> _text(datetime(2022, 1, 5)), _text(datetime(2022, 1, 5, 14, 30)), _text(79.0)
    ('2022-01-05', '2022-01-05T14:30', '79')
    >>> _text(time(9, 5)), _text(timedelta(hours=9, minutes=5)), _text(True), _text(" ")
    ('09:05', '9:05', 'true', '')
    """
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, float):
        return plain_number(value)
    return _typed_values.as_text(value).strip()
