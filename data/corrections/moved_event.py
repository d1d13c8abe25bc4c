"""An event moved in time by steps of its own precision: what its cells would say, and when it would be then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data import dates
from data.corrections.row_validation import Rules, context, judge
from data.dates import moves
from data.dates.conventions import split_mapping
from data.dates.moves import END, START, WHOLE
from data.dates.span import Span
from data.errors import BadDate, BadFile
from data.files.changed_table import EditableTable

MOST_STEPS: Final = 1_000_000
FORM: Final = "Press E, and write it there."


@dataclass(frozen=True, slots=True)
class MovedEvent:
    """Header to what a cell says and what it would say; the date of the event as it is, and then; by how many steps it
    moved; and which part did: one that is no span has no ends, and moves whole."""

    cells: Mapping[str, tuple[str, str]]
    before: Span
    date: Span
    steps: int
    part: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with a date, as the column reads it. name: our own of its column; others: more cells of that."""

    name: str
    header: str
    text: str
    others: Sequence[str]
    rules: Rules

    @property
    def zone(self) -> str | None:
        return self.rules.zone or None

    def read(self, text: str) -> Span:
        """Raises BadDate."""
        conventions = split_mapping(self.rules.mapping)[1]
        found = dates.read_column([text, *self.others], zone=self.zone, conventions=conventions, role=self.name)
        span = found.spans[0]
        if not isinstance(span, Span):
            raise span or BadDate("There is no date.", text=text, advice=FORM)
        return span

    def step(self, part: str) -> moves.Step:
        """By what it moves. Raises BadDate."""
        return moves.step_of(self.text, self.read(self.text), part)

    def moved(self, step: moves.Step, count: int, part: str) -> str:
        """What it would say. Raises BadDate."""
        return moves.moved(self.text, step, count, self.read, self.zone, part, self.others)


def moved_event(
    table: EditableTable, rules: Rules, row: int, part: str = WHOLE, *, by: float = 0.0, steps: int | None = None
) -> MovedEvent:
    """An event moved by so many steps, or as near as its steps come to a shift by so many seconds.

    part: all of it, or one end of a span. Raises BadDate and BadFile where it cannot be, with what to do instead.
    """
    start, end = (_cell(table, rules, row, name) for name in ("date", "end"))
    if start is None:
        raise BadFile("Its date is put together of several columns.", text=FORM, advice=FORM)
    part = part if end or _has_ends(start) else WHOLE
    held = _held(start, end, part)
    step = moves.coarsest([cell.step(each) for cell, each in held])
    count = step.nearest(_origin(held[0]), by) if steps is None else steps
    if abs(count) > MOST_STEPS:
        raise BadDate("That is too far to be moved at once.", text=start.text, advice=FORM)
    after = {cell.name: cell.moved(step, count, each) for cell, each in held}
    said = [_date(start, end, texts).edtf for texts in ({}, after)]
    cells = {cell.header: (cell.text, after[cell.name]) for cell, _ in held if after[cell.name] != cell.text}
    before, date = _judged(table, rules, row, cells)
    if before != said[0] and not before.startswith((f"{said[0]}T", f"{said[0]}/")):
        raise BadFile("Its date is put together of several columns.", text=FORM, advice=FORM)
    return MovedEvent(cells, dates.parse(before), dates.parse(date or said[1]), count, part)


def _cell(table: EditableTable, rules: Rules, row: int, name: str) -> _Cell | None:
    """The cell of a row that has its date, or its end; None where there is none, or it says nothing."""
    header = rules.columns.get(name, "")
    if header not in table.layout.headers:
        return None
    place = table.place(header)
    text = table.cells(row)[place]
    beside = context(table, table.width, (row,))
    return _Cell(name, header, text, [cells[place] for cells in beside], rules) if text.strip() else None


def _has_ends(cell: _Cell) -> bool:
    span = cell.read(cell.text)
    return span.is_interval or (span.is_set and ".." in span.edtf)


def _held(start: _Cell, end: _Cell | None, part: str) -> list[tuple[_Cell, str]]:
    """The cells that move, each with the part of it. Raises BadDate for an end that is open."""
    if end is None:
        return [(start, part)]
    is_open = end.read(end.text).end is None
    if part == END and is_open:
        raise BadDate("It has no end yet, so there is none to move.", text=end.text, advice=FORM)
    ends = [] if part == START or is_open else [(end, WHOLE)]
    return ends if part == END else [(start, WHOLE), *ends]


def _origin(held: tuple[_Cell, str]) -> int:
    """The moment from which a shift is counted."""
    cell, part = held
    span = cell.read(cell.text)
    moment = span.end if part == END else span.start
    return moment if moment is not None else span.end or 0


def _judged(table: EditableTable, rules: Rules, row: int, cells: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """The date of a row in EDTF, and with these cells, as the file is read: with a time of day from a column beside it;
    "" where it would be none."""
    headers, beside = table.layout.headers, context(table, table.width, (row,))
    before = table.cells(row)
    after = [cells[header][1] if header in cells else cell for header, cell in zip(headers, before, strict=True)]
    events = judge(headers, [*beside, before, after], rules).events
    found = dict(zip(events["row"].to_pylist(), events["date"].to_pylist(), strict=True))
    return found.get(len(beside) + 1, ""), found.get(len(beside) + 2, "")


def _date(start: _Cell, end: _Cell | None, texts: Mapping[str, str]) -> Span:
    """The date of an event with these texts in its cells. Raises BadDate."""
    span = start.read(texts.get("date", start.text))
    try:
        return dates.combine(span, end.read(texts.get("end", end.text))) if end else span
    except BadDate:
        raise BadDate("Then it would end before it starts.", text=span.edtf, advice="Move it the other way.") from None
