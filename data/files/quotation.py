"""Quotation marks out of their place: which rows they would swallow, and the lines as they were meant.

RFC 4180: a mark opens a cell at its very beginning, closes it at its very end, and is doubled within. One that is
opened and never meant takes the next lines into its cell, silently; the shape of the lines says which it is.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data.errors import shown
from data.files.limits import MOST_CELL
from data.files.split_by_width import split_by_width

MOST_OPEN: Final = MOST_CELL
"""Characters within which a quotation that goes over several lines must be closed; longer is no cell."""
MOST_FITTED: Final = 1000
"""Lines whose marks are put in place by the width of the file: each may take milliseconds."""
LITERAL: Final = (
    "A quotation mark is opened here and closed nowhere where a cell ends, so it is read as a sign like any other:"
    " {}. Take it out, or close it at the end of the cell."
)
INSIDE: Final = (
    "A quotation mark stands within the quoted cell that begins {}, so more cells may follow than were meant."
    ' Write it twice there: “""”.'
)
SWALLOWED: Final = (
    "This row goes over several lines, and one of them looks like a row of its own: {}. If it is one, a quotation mark"
    " is out of place before it: take it out, or close it where its cell ends."
)


class MendedLines:
    """The lines of a file, one for one, with marks that would swallow rows made signs like any other.

    `problems` is what is wrong with the record that was read last; whoever reads the records takes it away.
    width: cells of a record; 0 where it is not known, then that of the next line.
    """

    def __init__(self, lines: Iterable[str], delimiter: str, width: int = 0) -> None:
        self.problems: list[str] = []
        self._rest, self._back = iter(lines), deque[str]()
        self._delimiter, self._width, self._fitted_before = delimiter, width, 0
        self._good, self._closing = _forms(delimiter)

    def __iter__(self) -> Iterator[str]:
        while (line := self._next()) is not None:
            if '"' not in line or self._good.fullmatch(line):
                yield line
            else:
                yield from self._mend(line)

    def _next(self) -> str | None:
        return self._back.popleft() if self._back else next(self._rest, None)

    def _mend(self, line: str) -> Iterator[str]:
        """The line, and those that a cell goes over; each mark in it is followed to its end."""
        position, first = 0, line
        while (opened := self._find_opening(line, position)) is not None:
            run = [line]
            closed = self._run(run)
            if closed is None or not self._closes(run[-1], closed):
                literal = self._literal(line, opened)
                if self._are_rows(literal, run, is_closed=closed is not None):
                    self._back.extendleft(reversed(run[1:]))
                    self.problems.append(LITERAL.format(shown(line[opened:].strip(), 40)))
                    line = literal
                    continue
                if closed is None:
                    yield from run
                    return
                self.problems.append(INSIDE.format(shown(line[opened + 1 :].strip(), 40)))
            yield from run[:-1]
            line, position = run[-1], _next_cell(run[-1], closed, self._delimiter)
        yield self._fitted(line) if line is first and self.problems else line

    def _fitted(self, line: str) -> str:
        """The line with its marks where they make as many cells as the file has columns, if one way to is best."""
        self._fitted_before += 1
        is_worth_it = self._fitted_before <= MOST_FITTED
        cells = split_by_width(line, self._delimiter, self._width) if is_worth_it else ()
        end = line[len(line.rstrip("\r\n")) :]
        meant = (unquoted(cell.strip(" ") if cell.lstrip(" ").startswith('"') else cell) for cell in cells)
        return self._delimiter.join(quoted(cell, self._delimiter) for cell in meant) + end if cells else line

    def _find_opening(self, line: str, position: int) -> int | None:
        """Where a cell is opened that does not end in this line, looking from a cell's beginning on; None for none."""
        while 0 <= position < len(line):
            if line[position] != '"':
                position = _next_cell(line, position, self._delimiter)
                continue
            closed = self._closing.match(line, position + 1)
            if closed is None:
                return position
            if not self._closes(line, closed.end() - 1):
                self.problems.append(INSIDE.format(shown(line[position + 1 :].strip(), 40)))
            position = _next_cell(line, closed.end(), self._delimiter)
        return None

    def _run(self, run: list[str]) -> int | None:
        """Takes the lines into which an open cell goes; where it is closed in the last, None where nowhere."""
        size = 0
        while size < MOST_OPEN and (line := self._next()) is not None:
            run.append(line)
            size += len(line)
            if closed := self._closing.match(line):
                return closed.end() - 1
        return None

    def _closes(self, line: str, position: int) -> bool:
        """Whether a cell ends behind the mark; spaces there do no harm."""
        rest = line[position + 1 :].lstrip(" ")
        return not rest or rest[0] in (self._delimiter, "\r", "\n")

    def _literal(self, line: str, position: int) -> str:
        """The line with the mark at a place as a part of its cell."""
        end = line.find(self._delimiter, position)
        end = len(line.rstrip("\r\n")) if end < 0 else end
        cell = line[position:end].replace('"', '""')
        return f'{line[:position]}"{cell}"{line[end:]}'

    def _are_rows(self, line: str, run: Sequence[str], *, is_closed: bool) -> bool:
        """Whether the line by itself and the next one are records of the right width.

        A text that is cut off at the end of a file has no such line below it, but may be nothing but the mark.
        """
        if len(run) < 2:
            return not is_closed and line.endswith(('""""\n', '""""\r\n', '""""\r'))
        following = self._cells(run[1])
        width = self._width or following
        whole = is_closed or len(run) > 2 or bool(run[1].strip())
        return whole and width > 1 and self._cells(line) == width == following

    def _cells(self, line: str) -> int:
        try:
            return len(next(csv.reader([line], delimiter=self._delimiter), []))
        except csv.Error:
            return 0


@lru_cache(maxsize=16)
def _forms(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line of which every mark is in its place, and an open cell up to the mark that closes it."""
    sign = re.escape(delimiter)
    cell = rf'(?:"(?:[^"]|"")*+"(?!")\ *+(?={sign}|[\r\n]|\Z)|(?!")[^{sign}\r\n]*+)'
    return re.compile(rf"{cell}(?:{sign}{cell})*+[\r\n]*+"), re.compile(r'(?:[^"]|"")*+"')


def is_in_place(line: str, delimiter: str) -> bool:
    """Whether each quotation mark of a line opens, closes or is doubled within a cell of it."""
    return '"' not in line or _forms(delimiter)[0].fullmatch(line) is not None


def _next_cell(line: str, position: int, delimiter: str) -> int:
    """Where the next cell begins; the line's length where none does."""
    place = line.find(delimiter, position)
    return len(line) if place < 0 else place + 1


def find_swallowed(columns: Sequence[pa.ChunkedArray], delimiter: str, date_at: int) -> dict[int, str]:
    """The records that may hold another one, though every mark is in its place: their numbers from 1, and what is said.

    Such a record goes over several lines, each has as many cells as the header, and one of them a date where the
    dates are, written as that of the record itself.
    """
    many = [pc.match_substring(column, "\n") for column in columns]
    rows = {int(row) for column in many for row in pc.indices_nonzero(column).to_pylist()}
    messages = {}
    for row in sorted(rows):
        if line := inner_row([str(column[row].as_py()) for column in columns], delimiter, date_at):
            messages[row + 1] = SWALLOWED.format(shown(line, 60))
    return messages


def inner_row(cells: Sequence[str], delimiter: str, date_at: int) -> str:
    """The line within a record that looks like a record itself; "" for none.

    >>> inner_row(["2022-01-01", "a,x\\n2022-01-02,b", "y"], ",", 0)
    '2022-01-02,b,y'
    """
    first, *others = delimiter.join(cells).splitlines()
    width, own = len(cells), _shape(cells[date_at])
    if not own or first.count(delimiter) != width - 1:
        return ""
    for line in others:
        if line.count(delimiter) == width - 1 and _shape(line.split(delimiter)[date_at]) == own:
            return line
    return ""


def _shape(cell: str) -> str:
    """How a date is written: the same for 5 May 2021 and 7 Jun 1999; "" for a cell without a digit."""
    folded = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "0", cell.strip().strip('"')))
    return folded if "0" in folded else ""


def unquoted(piece: str) -> str:
    """What a cell says that is written like this.

    >>> unquoted('"a ""b"" c"'), unquoted("d")
    ('a "b" c', 'd')
    """
    return piece[1:-1].replace('""', '"') if len(piece) > 1 and piece[0] == piece[-1] == '"' else piece


def quoted(cell: str, delimiter: str, *, always: bool = False) -> str:
    """A cell as it is written: between quotation marks where it needs them.

    >>> quoted('say "no", twice', ","), quoted("plain", ",")
    ('"say ""no"", twice"', 'plain')
    """
    needs = any(sign in cell for sign in (delimiter, '"', "\r", "\n")) or cell != cell.strip()
    return '"' + cell.replace('"', '""') + '"' if needs or always else cell
