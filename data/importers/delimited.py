"""CSV and its kin: one record on a line, cells between commas, semicolons, tabs or bars."""

from collections.abc import Mapping

import pyarrow.compute as pc

from data.errors import DatelineError, shown
from data.files import dialect, records, signatures
from data.files.encoding import ENCODING, decode
from data.files.quotation import find_swallowed
from data.files.records import OnShare
from data.files.rewrite_as_rfc4180 import restate
from data.importers._content_types import ending_of
from data.importers._registry import IMPORTERS, Sheet, importer
from data.schema import REQUIRED, find_columns

WINDOWS = "The file is not in UTF-8; by its letters it was read as {}. Save it as “CSV UTF-8” to be sure."

_FORMULA = r'(?s)^\s*="([^"]*)"\s*$'
FORMULAS = "Cells like {}, written for a spreadsheet, are read as the text in them."
CHOSEN = "The file is not in UTF-8; it is read as {}, as was chosen."


def is_table(head: bytes) -> bool:
    """Whether a text begins with a line that names a date and a title."""
    try:
        signatures.refuse("", head)
        headers = dialect.settle(restate(decode(head[: head.rfind(b"\n") + 1], "").utf8)[0], "").headers
    except DatelineError:
        return False
    return {*REQUIRED} <= find_columns(headers)[0].keys()


@importer(".csv", ".tsv", shared=(".txt",), recognises=is_table)
def read_delimited(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """Every cell as text; a calendar or JSON under such a name, as what it is. Raises BadFile for any other."""
    if ending := ending_of(content):
        return IMPORTERS[ending](content, name, mapping, on_progress)
    signatures.refuse(name, content[:2048])
    text = decode(content, name, mapping.get(ENCODING, ""))
    utf8, written = restate(text.utf8)
    layout = dialect.settle(utf8, name, mapping)
    read = records.read(utf8, layout.start, layout.delimiter, len(layout.headers), name, on_progress)
    read.is_cut = read.is_cut or text.is_cut
    read.ending = "" if text.utf8.endswith((b"\n", b"\r")) else "open"
    columns, _ = find_columns(layout.headers, mapping)
    if "date" in columns:
        lost = find_swallowed(read.columns, layout.delimiter, layout.headers.index(columns["date"]))
        read.misplaced |= {row: message for row, message in lost.items() if row not in read.misplaced}
    notes = (*((written,) if written else ()), *layout.notes, *_unwrap(read))
    if not text.encoding.startswith("utf"):
        note = CHOSEN.format(mapping[ENCODING]) if ENCODING in mapping else WINDOWS.format(text.encoding.capitalize())
        notes = (note, *notes)
    if text.stray:
        notes = (text.stray, *notes)
    return Sheet(layout.headers, read, text.encoding, layout.delimiter, layout.skipped, notes, layout.unnamed)


def has_formulas(utf8: bytes, delimiter: str) -> bool:
    """Whether a cell of a file may be written as a spreadsheet's formula for a text, ="2022-01-05"."""
    if b"=" not in utf8 or b'="' not in utf8:  # one byte is looked for ten times as fast as two
        return False
    signs = (f"{before}{mark}" for before in (delimiter, "\n") for mark in ('="', '"=""'))
    return utf8.startswith((b'="', b'"=""')) or any(sign.encode() in utf8 for sign in signs)


def _unwrap(read: records.Records) -> tuple[str, ...]:
    """Puts the text of such a formula in its place, and says so."""
    notes: list[str] = []
    for place, column in enumerate(read.columns):
        is_wrapped = pc.match_substring_regex(column, _FORMULA)
        if pc.any(is_wrapped).as_py():
            first = str(column.filter(is_wrapped)[0].as_py())
            read.columns[place] = pc.replace_substring_regex(column, _FORMULA, r"\1")
            notes.append(FORMULAS.format(shown(first, 40)))
    return tuple(notes[:1])
