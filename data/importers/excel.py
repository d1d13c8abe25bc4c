"""Excel's workbooks (.xlsx): every cell as it is seen, formulas as they last came out (ECMA-376, Office Open XML)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from data.files.records import OnShare
from data.files.zipped_xml import Parts, local
from data.importers import _number_formats
from data.importers._registry import Sheet, importer
from data.importers._workbook import MergedCells, Page, Row, sheet_of

KIND = "an Excel workbook"
NO_RESULT = "{} cells hold a formula without its result, and are empty here. Open the workbook, and save it again."
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@importer(".xlsx", ".xlsm", recognises=lambda head: head.startswith(b"PK\3\4") and b"xl/" in head)
def read_excel(content: bytes, name: str, mapping: Mapping[str, str], on_progress: OnShare | None = None) -> Sheet:
    """Every cell as text. Raises BadFile for what is no workbook, or has nothing in it."""
    book = open_book(Parts(content, name, KIND))
    sheet = sheet_of(book.pages(), name, "Excel workbook", mapping, on_progress, size=len(content))
    if not book.unsolved:
        return sheet
    return replace(sheet, notes=(*sheet.notes, NO_RESULT.format(len(book.unsolved))))


@dataclass(slots=True)
class Book:
    """What the cells of all sheets refer to. `unsolved`: the cells of a formula without its result."""

    parts: Parts
    texts: list[str]
    forms: list[str]
    is_1904: bool
    sheets: list[tuple[str, str, bool]]
    unsolved: set[str] = field(default_factory=set)

    def pages(self) -> list[Page]:
        """The sheets, each with its name, its rows and whether it is hidden."""
        return [Page(name, lambda part=part: self.rows(part), hidden) for name, part, hidden in self.sheets]  # type: ignore[misc]

    def rows(self, part: str) -> Iterator[Row]:
        """The rows of a sheet that are not empty. What was merged downwards stands in each of its rows."""
        return (cells for _, cells in self.numbered_rows(part))

    def numbered_rows(self, part: str) -> Iterator[tuple[int, Row]]:
        """The same, each with its number in the sheet."""
        content = self.parts.read(part)
        begin, running = _merged_ranges(content), MergedCells()
        for number, row in enumerate(self.parts.each(content, "row"), 1):
            index = _int(row.get("r", ""), number)
            cells = self._cells(row)
            if cells:
                running.fill(index, cells)
                for place, last in begin.get(index, ()):
                    running.begin(place, last, cells.get(place, ""))
                yield index, cells

    def _cells(self, row: Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        place = -1
        for cell in row:
            ref = cell.get("r")
            place = column(ref.rstrip("0123456789")) if ref else place + 1
            if text := self._text(cell):
                cells[place] = text
        return cells

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _plain(next((part for part in cell if local(part) == "is"), cell))
        value = next((part.text for part in cell if local(part) == "v"), None)
        if value is None:
            if any(local(part) == "f" for part in cell):
                self.unsolved.add(cell.get("r", ""))
            return ""
        if kind == "s":
            place = _int(value, -1)
            return self.texts[place] if 0 <= place < len(self.texts) else ""
        if kind == "b":
            return "true" if value == "1" else "false"
        return self._number(value, cell.get("s", "0")) if kind == "n" else _unescape(value)

    def _number(self, value: str, style: str) -> str:
        place = _int(style, -1)
        form = self.forms[place] if 0 <= place < len(self.forms) else ""
        try:
            return _number_formats.text(float(value), form, self.is_1904)
        except (ValueError, OverflowError):
            return value


def column(letters: str) -> int:
    """The place of a column from 0.

    >>> column("A"), column("Z"), column("AA")
    (0, 25, 26)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _merged_ranges(content: bytes) -> dict[int, list[tuple[int, int]]]:
    """Where cells are merged downwards: the first row, and for each the column and the last row."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    for letters, first, last in _MERGED.findall(content):
        if int(first) < int(last):
            ranges.setdefault(int(first), []).append((column(letters.decode()), int(last)))
    return ranges


def open_book(parts: Parts) -> Book:
    """A workbook with what its cells refer to. Raises BadFile."""
    main = _relations(parts, "", "_rels/.rels").get("officeDocument", "xl/workbook.xml")
    if main not in parts:
        raise parts.damaged("there is no workbook in it")
    folder, _, file = main.rpartition("/")
    related = _relations(parts, folder, f"{folder}/_rels/{file}.rels")
    tree = parts.tree(main)
    sheets = [
        (sheet.get("name", ""), related.get(sheet.get(_RELATED) or sheet.get(_RELATED_STRICT) or "", ""),
         sheet.get("state", "visible") != "visible")
        for sheet in tree.iterfind("{*}sheets/{*}sheet")
    ]  # fmt: skip
    settings = tree.find("{*}workbookPr")
    is_1904 = settings is not None and settings.get("date1904", "") in ("1", "true")
    texts = [_plain(one) for one in parts.each(parts.read(related.get("sharedStrings", "")) or b"<none/>", "si")]
    return Book(parts, texts, _forms(parts.tree(related.get("styles", ""))), is_1904, _worksheets(sheets, parts))


def _worksheets(sheets: list[tuple[str, str, bool]], parts: Parts) -> list[tuple[str, str, bool]]:
    """Those with cells: a sheet may be a chart alone."""
    return [sheet for sheet in sheets if sheet[1] in parts and "chartsheet" not in sheet[1]]


def _relations(parts: Parts, folder: str, rels: str) -> dict[str, str]:
    """The parts that relations of a part in the folder point to, by their id and by the last word of their kind."""
    targets = {}
    for relation in parts.tree(rels):
        target = relation.get("Target", "")
        place = target[1:] if target.startswith("/") else normpath(join(folder, target))
        targets[relation.get("Id", "")] = targets[relation.get("Type", "").rpartition("/")[2]] = place
    return targets


def _forms(styles: Element) -> list[str]:
    """The number format of each style."""
    own = {form.get("numFmtId"): form.get("formatCode", "") for form in styles.iterfind("{*}numFmts/{*}numFmt")}
    ids = [style.get("numFmtId", "0") for style in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own[number] if number in own else _number_formats.BUILT_IN.get(_int(number, 0), "") for number in ids]


def _int(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _plain(text: Element) -> str:
    """The letters of a text whatever their fonts, without the reading aid above them, as Japanese has it."""
    runs = [text, *(part for part in text if local(part) == "r")]
    return _unescape("".join(part.text or "" for run in runs for part in run if local(part) == "t"))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
