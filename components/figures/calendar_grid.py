"""Where the cells of a calendar stand: which stretches are columns and rows, and how many columns are on a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from components.figures.text_width import width as text_width
from components.words.times_and_durations import stretch_words, year_words
from data.dates.calendar import DAY, civil, weekday
from data.dates.month_names import MONTHS
from data.queries.calendar_counts import Stretch, stretches, wider_than

FINEST: Final = ("day", "month", "year", "decade")
"""What a cell may be: the first of these that finds room."""
ROWS: Final = {"day": 7, "month": 12, "year": 10, "decade": 10}
LEAST, MOST = 12.0, 32.0
"""Pixels from cell to cell."""
AIR: Final = 2.0
MOST_HEIGHT: Final = 640.0
HEAD, FOOT, EXTRA, APART = 18.0, 12.0, 14.0, 5.0
"""Pixels above a line for the names of its columns, under it, and of the row of what is known less finely."""
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NAMED_EVERY: Final = (1, 2, 5, 10, 20, 50, 100)
NAME_SIZE: Final = 13


class Cell(NamedTuple):
    """A stretch of the calendar and where it stands, in pixels from the left and the top of the plot.

    is_wider: it holds what is known by no more than this stretch, which is that of the next unit.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    is_wider: bool
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a calendar. row_names: where each stands, and whether it is that of what is known less finely.
    column_names: with where they stand."""

    unit: str
    within: Stretch
    pitch: float
    height: float
    cells: tuple[Cell, ...]
    row_names: tuple[tuple[str, float, bool], ...]
    column_names: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Columns dealt out over lines: `each` to a line."""

    unit: str
    columns: tuple[int, ...]
    each: int
    pitch: float

    @property
    def step(self) -> float:
        """Pixels from line to line."""
        return HEAD + ROWS[self.unit] * self.pitch + APART + EXTRA + FOOT

    @property
    def height(self) -> float:
        return -(-len(self.columns) // self.each) * self.step - FOOT

    def place(self, column: int, row: int) -> tuple[float, float]:
        """The left and the top of a cell."""
        line, across = divmod(column, self.each)
        return across * self.pitch, line * self.step + HEAD + row * self.pitch


def grid(window: Stretch, room: float) -> Grid:
    """The calendar of a window in so many pixels: of days where they find room, else of months, of years, of decades.

    It shows the whole of each month (year, decade, century) that the window has a part of.
    """
    for unit in FINEST:
        found = stretches(*window, wider_than(unit))
        within = found[0][0], found[-1][1]
        lines = _lines(unit, within, room)
        if lines.height <= MOST_HEIGHT or unit == FINEST[-1]:
            break
    cells = (*_cells(lines, within), *_wider(lines, found))
    names = tuple(_row_names(lines))
    return Grid(unit, within, lines.pitch, lines.height, cells, names, tuple(_column_names(lines, found)))


def _lines(unit: str, within: Stretch, room: float) -> _Lines:
    """As few lines as cells of the least size allow, with cells as large as those lines allow."""
    first = within[0] - weekday(within[0]) * DAY
    weeks = range(first, within[1], 7 * DAY) if unit == "day" else ()
    columns = tuple(weeks) or tuple(start for start, _ in stretches(*within, wider_than(unit)))
    lines = -(-len(columns) * LEAST // room)
    each = int(-(-len(columns) // lines))
    return _Lines(unit, columns, each, min(max(room / each, LEAST), MOST))


def _place(lines: _Lines, moment: int) -> tuple[int, int]:
    """The column and the row of the stretch that begins here."""
    year, month, *_ = civil(moment)
    if lines.unit == "day":
        return (moment - lines.columns[0]) // (7 * DAY), weekday(moment)
    first = civil(lines.columns[0])[0]
    if lines.unit == "month":
        return year - first, month - 1
    if lines.unit == "year":
        return year // 10 - first // 10, year % 10
    return year // 100 - first // 100, year // 10 % 10


def _cells(lines: _Lines, within: Stretch) -> Iterator[Cell]:
    for start, end in stretches(*within, lines.unit):
        left, top = lines.place(*_place(lines, start))
        yield Cell(start, end, left, top, left + lines.pitch - AIR, top + lines.pitch - AIR, False,
                   stretch_words(start, end))  # fmt: skip


def _wider(lines: _Lines, found: list[Stretch]) -> Iterator[Cell]:
    """Under the columns of each month (year, decade, century) the cell of what is known no more finely."""
    unit = wider_than(lines.unit)
    for start, end in found:
        said = f"{stretch_words(start, end)}, known only by {unit}"
        column, last = _place(lines, start)[0], _place(lines, end - DAY)[0]
        if lines.unit == "day":  # a week that two months share is the later one's
            last = max(last - (weekday(end) != 0), column)
            last = min(last, (column // lines.each + 1) * lines.each - 1)
        left, top = lines.place(column, ROWS[lines.unit])
        right = left + (last - column + 1 if lines.unit == "day" else 1) * lines.pitch - AIR
        yield Cell(start, end, left, top + APART, right, top + APART + EXTRA, True, said)


def _row_names(lines: _Lines) -> Iterator[tuple[str, float, bool]]:
    """Every other row, on each line; and the row of what is known less finely."""
    for line in range(-(-len(lines.columns) // lines.each)):
        first = line * lines.each
        every = 1 if lines.pitch >= 16 else 2
        for row in range(0, ROWS[lines.unit], every):
            yield _row_name(lines, row), lines.place(first, row)[1] + (lines.pitch - AIR) / 2, False
        top = lines.place(first, ROWS[lines.unit])[1]
        yield f"{wider_than(lines.unit)} only", top + APART + EXTRA / 2, True


def _row_name(lines: _Lines, row: int) -> str:
    """Before the year 1 years are counted backwards, and no digit is that of a row."""
    if lines.unit == "day":
        return DAYS[row]
    if lines.unit == "month":
        return MONTHS[row][:3]
    if civil(lines.columns[0])[0] < 0:
        return ""
    return f"…{row}" if lines.unit == "year" else f"…{row}0s"


def _column_names(lines: _Lines, found: list[Stretch]) -> Iterator[tuple[str, float, float]]:
    """The name over the first column of each month, year, decade or century, as many as do not touch."""
    reached = {-1: 0.0}
    named = found if lines.unit == "day" else _round(found, lines)
    for at, (start, _) in enumerate(named):
        column = _place(lines, start)[0]
        if lines.unit == "day" and weekday(start) and column + 1 < len(lines.columns) and at:
            column += 1  # over the first week that begins in the month
        left, top = lines.place(column, 0)
        line = column // lines.each
        name = _column_name(start, lines.unit, is_first=line not in reached, is_top=not line)
        if left >= reached.get(line, -1.0):
            reached[line] = left + text_width(name, NAME_SIZE) + 8
            yield name, left, top - 2


def _round(found: list[Stretch], lines: _Lines) -> list[Stretch]:
    """Those whose number is round, as far apart as their names need."""
    size = {"month": 1, "year": 10, "decade": 100}[lines.unit]
    widest = max(text_width(_column_name(start, lines.unit), NAME_SIZE) for start, _ in (found[0], found[-1]))
    every = next((step for step in NAMED_EVERY if step * lines.pitch >= widest + 10), NAMED_EVERY[-1])
    if len(found) <= every:
        return found[:1]
    return [one for one in found if civil(one[0])[0] // size % every == 0]


def _column_name(start: int, unit: str, *, is_first: bool = False, is_top: bool = True) -> str:
    """A month has its year in January and where a line begins, but for a December before which a year stands above."""
    year, month, *_ = civil(start)
    if unit != "day":
        return year_words(year)
    name = MONTHS[month - 1][:3]
    has_year = month == 1 or (is_first and (is_top or month < 12))
    return f"{name} {year_words(year)}" if has_year else name
