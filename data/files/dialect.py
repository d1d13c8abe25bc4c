"""How a file is cut into records: its delimiter, and where its header is. Settled before anything is read.

The header is the line that names our columns; where no line does, the first of the width that most records have.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from data import dates
from data.dates.conventions import DAY, Conventions
from data.errors import BadDate, BadFile, shown
from data.files.header_names import unique_headers
from data.files.limits import LONGEST_HEADER, MOST_CELL, MOST_COLUMNS, too_long, too_many_columns
from data.files.quotation import MendedLines, is_in_place
from data.files.rewrite_as_rfc4180 import UNIT, USUAL
from data.profiles import headers_of
from data.schema import REQUIRED, find_columns, squeezed

DELIMITERS = USUAL
RARE = (UNIT, "\x01", "^", "~", ":", "#", " ")
"""Delimiters that are taken where none of the usual ones makes a table."""
DELIMITER_WORDS = {
    ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space", ":": "colon", "^": "caret", "~": "tilde",
    "#": "number sign", "\x01": "the control sign 01", UNIT: "several signs",
}  # fmt: skip
SAMPLE = 1 << 20
LINES_SEARCHED = 40
RECORDS_WEIGHED = 200

ENDING = "\x1eend\x1e"
"""Put after the last line when reading: it stands alone, unless a quotation mark is still open there."""

MISPLACED = "In the header: {}"

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, the headers (each once), and the byte at which the first record begins.

    `skipped` are the lines above the header that are not blank; `notes` says what was assumed.
    """

    delimiter: str
    headers: tuple[str, ...]
    start: int
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unnamed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Guess:
    """A line that may be the header, read with one delimiter."""

    delimiter: str
    line: int
    cells: tuple[str, ...]
    score: tuple[float, ...]


def settle(utf8: bytes, name: str, mapping: Mapping[str, str] | None = None) -> Dialect:
    """The dialect of a file in UTF-8. Raises BadFile where there is nothing to read, or it is no table.

    mapping: the user's own choice of columns; a line with those headers is the header.
    """
    lines = _first_lines(utf8)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        raise BadFile(
            f"{name} is empty.", text=name, advice="Write a header line, such as “date,title”, and events below."
        )
    separator_line = _SEPARATOR.fullmatch(lines[filled[0]].strip())
    delimiters = (separator_line.group(1),) if separator_line else DELIMITERS
    searched = filled[1 if separator_line else 0 :][:LINES_SEARCHED]
    if not searched:
        raise BadFile(f"{name} has no header.", text=name, advice="Write a header line, such as “date,title”.")
    if headless := _of_a_source(lines, searched[0]):
        return headless
    best = _named(lines, searched, delimiters, mapping or {})
    if not (separator_line or (best and best.score[0] > 1)):
        best = _rarely(lines, searched, mapping or {}, best) or best
    best = best or _shaped(lines, searched, delimiters)
    return _dialect(utf8, name, lines, best)


def _of_a_source(lines: Sequence[str], first: int) -> Dialect | None:
    """The dialect of a known source that writes no header, and tabs."""
    headers, notes = headers_of(_record(lines, first, "\t"))
    return Dialect("\t", headers, _offset(lines, first), (), notes) if headers else None


def _first_lines(utf8: bytes) -> list[str]:
    """The lines of the first megabyte with their ends; a last one that is not whole is left out if it can be."""
    sample = utf8[:SAMPLE]
    lines = [match.group().decode("utf-8", "ignore") for match in islice(_LINE.finditer(sample), 20_000)]
    if len(utf8) > SAMPLE and len(lines) > 2:
        lines = lines[:-2]
    return lines


def records(lines: Sequence[str], delimiter: str, width: int = 0) -> Iterator[list[str]]:
    """The records in some lines, as Python's own reader finds them."""
    csv.field_size_limit(MOST_CELL)
    return csv.reader(MendedLines(lines, delimiter, width), delimiter=delimiter)


def _record(lines: Sequence[str], start: int, delimiter: str) -> tuple[str, ...]:
    """The record that begins in a line; one whose marks are out of place is as wide as those below it."""
    width = 0 if is_in_place(lines[start], delimiter) else _common_width(lines[start + 1 :], delimiter)
    try:
        return tuple(next(iter(records(lines[start : start + 1000], delimiter, width)), ()))
    except csv.Error:
        return ()


def _common_width(lines: Sequence[str], delimiter: str) -> int:
    """How many cells most of the first records have; 0 where none can be read."""
    try:
        widths = Counter(len(row) for row in islice(records(lines, delimiter), RECORDS_WEIGHED) if row)
    except csv.Error:
        return 0
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _named(
    lines: Sequence[str], searched: Sequence[int], delimiters: Sequence[str], mapping: Mapping[str, str]
) -> Guess | None:
    """The line that names most of our columns; None where none names a required one, or two others."""
    guesses = []
    chosen = {squeezed(header) for header in mapping.values()}
    for delimiter in delimiters:
        for line in searched:
            cells = tuple(cell.strip()[:LONGEST_HEADER] for cell in _record(lines, line, delimiter)[: 2 * MOST_COLUMNS])
            columns, _ = find_columns(cells)
            extra = len(chosen & {squeezed(cell) for cell in cells})
            required = sum(name in columns for name in REQUIRED) + min(extra, len(REQUIRED))
            if (required and len(cells) > 1) or len(columns) > 1:
                guesses.append(
                    Guess(delimiter, line, cells, (min(required, 2), -line if required > 1 else 0, len(columns)))
                )
    best = max(guesses, key=lambda guess: guess.score, default=None)
    return best and _below(best, guesses, searched)


def _rarely(
    lines: Sequence[str], searched: Sequence[int], mapping: Mapping[str, str], usual: Guess | None
) -> Guess | None:
    """The header between rare delimiters, where all records have as many cells, and either it names more than between
    the usual ones, or these make no table."""
    is_table = usual is not None or _shaped(lines, searched, DELIMITERS).score[0] == 1
    for delimiter in RARE:
        uniform = _shaped(lines, searched, (delimiter,))
        if uniform.score[0] < 1 or len(searched) < 2:
            continue
        named = _named(lines, searched, (delimiter,), mapping)
        if named and named.score[0] > 1:
            return named
        if not is_table and uniform.score[1] > 2:
            return named or uniform
    return None


def _below(best: Guess, guesses: Sequence[Guess], searched: Sequence[int]) -> Guess:
    """The line below, where it names more: then the first has names of groups, each merged over several columns."""
    line = next((number for number in searched if number > best.line), None)
    below = next((guess for guess in guesses if (guess.line, guess.delimiter) == (line, best.delimiter)), best)
    if below is not best and below.cells == best.cells:
        return _below(below, guesses, searched)
    required, _, named = below.score
    return below if required == len(REQUIRED) and named > best.score[2] else best


def _shaped(lines: Sequence[str], searched: Sequence[int], delimiters: Sequence[str]) -> Guess:
    """The first record of the commonest width, with the delimiter that makes the records most alike."""
    guesses = []
    for delimiter in delimiters:
        try:
            rows = list(islice(records(lines, delimiter), RECORDS_WEIGHED))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if row)
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        above: tuple[str, ...] = ()
        for place, line in enumerate(searched):
            cells = _record(lines, line, delimiter)
            if len(cells) == width:
                alike = count / widths.total() if width > 1 else 0.0
                if header := _header_beside(above, cells):
                    line, cells = searched[place - 1], header
                guesses.append(Guess(delimiter, line, cells, (alike, width)))
                break
            above = cells
    if guesses:
        return max(guesses, key=lambda guess: guess.score)
    return Guess(delimiters[0], searched[0], _record(lines, searched[0], delimiters[0]), (0.0,))


def _header_beside(above: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """The line above the records where it names their columns and is one cell wider or narrower; () where it does not.

    A delimiter at the end of each record, or of the header alone, makes such a cell; or the number of the row before
    it, which R and others write without a header.
    """
    is_wider = len(above) == len(cells) + 1 and not above[-1].strip()
    is_narrower = len(above) == len(cells) - 1 and not cells[-1].strip()
    named = above[:-1] if is_wider else above
    is_numbered = len(above) == len(cells) - 1 and cells[0].strip() in ("0", "1")
    are_names = len(named) > 1 and all(cell.strip() and not any(map(str.isdigit, cell)) for cell in named)
    is_data = any(map(str.isdigit, "".join(cells)))
    if not (are_names and is_data):
        return ()
    return ("", *named) if is_numbered else (*named, "") if is_wider or is_narrower else ()


def _dialect(utf8: bytes, name: str, lines: Sequence[str], best: Guess) -> Dialect:
    cells = _record(lines, best.line, best.delimiter)
    if len(best.cells) == len(cells) + 1 and cells in (best.cells[:-1], best.cells[1:]):
        cells = best.cells  # each record is one cell wider
    cells = _with_row_names(cells, lines[best.line :], best.delimiter)
    width = len(cells)
    if not cells:
        raise too_long(name, "the header", is_quoted=True)
    if width > MOST_COLUMNS:
        raise too_many_columns(name, width)
    skipped = tuple(shown(line.strip())[1:-1] for line in lines[: best.line] if line.strip())
    if _is_data(cells):
        note = "The file has no header line, so its columns are called “column 1”, “column 2” and so on."
        headers = tuple(f"column {number}" for number in range(1, width + 1))
        return Dialect(best.delimiter, headers, _offset(lines, best.line), skipped, (note,))
    mended = MendedLines(lines[best.line :], best.delimiter, len(cells))
    reader = csv.reader(chain(mended, (ENDING,)), delimiter=best.delimiter)
    if next(reader)[-1].endswith(ENDING):
        raise _unclosed(utf8, name)
    headers, notes, unnamed = unique_headers([cell.removeprefix('"') for cell in cells] if mended.problems else cells)
    notes = (*(MISPLACED.format(first) for first in mended.problems[:1]), *notes)
    start = _offset(lines, best.line + reader.line_num)
    return Dialect(best.delimiter, headers, start, skipped, notes, unnamed)


def _with_row_names(cells: tuple[str, ...], lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """The header with a first column of no name, where each record has a cell more than it: its name or number, as R
    writes it. The dates tell: they are all one cell further to the right than the header has them."""
    columns, _ = find_columns(cells)
    if "date" not in columns:
        return cells
    place = cells.index(columns["date"])
    rows = [row for row in islice(records(lines, delimiter), 1, RECORDS_WEIGHED) if any(map(str.strip, row))]
    is_shifted = bool(rows) and all(
        len(row) == len(cells) + 1 and _is_date(row[place + 1]) and not _is_date(row[place]) for row in rows
    )
    names = [row[0] for row in rows]
    return ("", *cells) if is_shifted and len({*names}) == len(names) else cells


def _is_date(cell: str) -> bool:
    try:
        return any(char.isdigit() for char in cell) and bool(dates.parse(cell, conventions=Conventions(order=DAY)))
    except BadDate:
        return False


def _unclosed(utf8: bytes, name: str) -> BadFile:
    if len(utf8) > SAMPLE:
        return too_long(name, "the header", is_quoted=True)
    return BadFile(
        f"{name} has a quotation mark in its header that is never closed.",
        text=name,
        advice="Close it, or take it out.",
    )


def _offset(lines: Sequence[str], count: int) -> int:
    return sum(len(line.encode()) for line in lines[:count])


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a line is an event and no header: one of its cells is a date to the day, and none names a column."""
    return not find_columns(cells)[0] and any(_is_day(cell) for cell in cells)


def _is_day(cell: str) -> bool:
    try:
        return any(char.isdigit() for char in cell) and dates.parse(cell).precision in ("day", "minute", "second")
    except BadDate:
        return False
