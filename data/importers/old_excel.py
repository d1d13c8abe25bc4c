"""Old Excel workbooks (.xls) and binary ones (.xlsb), through python-calamine; what only bears such a name, as it is.

It does not tell how a date is shown, so each is a day, or a moment where it has a time of day: a note says so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import data
from data.errors import BadFile
from data.files.records import OnShare
from data.importers._registry import IMPORTERS, Sheet, importer
from data.importers._workbook import Page, sheet_of

OLD: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK\x03\x04"
SHOWN: Final = "This kind of workbook does not tell how its dates are shown: each is read as a whole day."
AGAIN: Final = "Save it without a password as .xlsx, or the sheet as CSV (UTF-8)."
DAMAGED: Final = "it is damaged, or needs more memory than a file may have"
PROCESS: Final = f"{__package__}._old_excel_process"
SECONDS: Final = 300


@importer(".xls", ".xlsb")
def read_calamine(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """Every cell as text. Raises BadFile for what is no workbook, is locked or damaged, or has nothing in it."""
    is_binary = content.startswith(ZIP) and b"xl/workbook.bin" in content
    if not content.startswith(OLD) and not is_binary:
        ending = ".xlsx" if content.startswith(ZIP) else ".csv"  # programs call tables of text .xls, too
        return IMPORTERS[ending](content, name, mapping, on_progress)
    pages = [_page(page) for page in _pages(content, name)]
    sheet = sheet_of(pages, name, "Excel workbook", mapping, on_progress, size=len(content))
    return replace(sheet, notes=(*sheet.notes, SHOWN))


def _pages(content: bytes, name: str) -> list[Mapping[str, Any]]:
    """What the library says of the workbook, in a process that it may take down with it."""
    environment = {**os.environ, "PYTHONPATH": str(Path(data.__file__).parents[1])}
    try:
        done = subprocess.run(
            [sys.executable, "-m", PROCESS], input=content, capture_output=True, env=environment, timeout=SECONDS
        )
        answer: Any = json.loads(done.stdout) if done.returncode == 0 else {"error": DAMAGED}
    except (subprocess.TimeoutExpired, OSError):
        answer = {"error": "it takes too long"}
    if isinstance(answer, list):
        return answer
    if "refused" in answer:
        message, advice = answer["refused"]
        raise BadFile(f"{name}{message}", text=name, advice=advice)
    raise BadFile(f"{name} cannot be read as an Excel workbook: {answer['error']}.", text=name, advice=AGAIN)


def _page(page: Mapping[str, Any]) -> Page:
    rows = [{int(place): text for place, text in row.items()} for row in page["rows"]]
    return Page(page["name"], lambda: rows, page["is_hidden"])
