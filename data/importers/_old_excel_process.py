"""The pages of an old or binary workbook as JSON, made in a process of its own: the library may abort on a damaged one.

python -m data.importers._old_excel_process < mill.xls
"""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from data.errors import BadFile
from data.files.limits import Meter, whole
from data.importers import _typed_values
from data.importers._number_formats import plain_number
from data.importers._workbook import MergedCells, Row

MOST_MEMORY: Final = 2 << 30
SECONDS: Final = 120
LOCKED: Final = "it is locked with a password"
DAMAGED: Final = "it is damaged, or no workbook"


def main() -> None:
    """Names, visibility and rows of the worksheets; or what the library says of the file, under `error`."""
    from python_calamine import CalamineError, CalamineWorkbook  # here, since few files are of this kind

    try:
        content = sys.stdin.buffer.read()
        _limit(min(whole(len(content)), MOST_MEMORY))
        book, meter = CalamineWorkbook.from_filelike(io.BytesIO(content)), Meter("", len(content))
        sheets = [sheet for sheet in book.sheets_metadata if "worksheet" in str(sheet.typ).lower()]
        answer: Any = [_page(book, sheet, meter) for sheet in sheets]
    except BadFile as error:
        answer = {"refused": [error.message, error.advice]}
    except (CalamineError, OSError, ValueError) as error:
        answer = {"error": LOCKED if "password" in str(error).lower() else DAMAGED}
    json.dump(answer, sys.stdout)


def _limit(memory: int) -> None:
    """So many bytes more than this process has by now: the library makes what a damaged file claims to hold."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # there are no limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _page(book: Any, sheet: Any, meter: Meter) -> dict[str, Any]:
    is_hidden = str(sheet.visible).rpartition(".")[2].lower() != "visible"
    return {"name": sheet.name, "is_hidden": is_hidden, "rows": list(_rows(book.get_sheet_by_name(sheet.name), meter))}


def _rows(sheet: Any, meter: Meter) -> Iterator[Row]:
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
            meter.row(cells.values(), number + 1)
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


if __name__ == "__main__":
    main()
