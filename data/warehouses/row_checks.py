"""What can be wrong with a row of somebody else's table, as conditions: to count it, and to list it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from data import event_links
from data.schema import KINDS
from data.validation.validate import NO_DATE, NO_TITLE
from data.warehouses import cells
from data.warehouses.columns import Columns


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong where a condition holds; a fatal row is no event."""

    header: str
    holds: ir.BooleanValue
    value: ir.StringValue
    message: str
    is_fatal: bool = False


def checks(of: Columns) -> Iterator[Check]:
    """Everything that can be wrong with a row."""
    date = of.dates
    blank = ibis.literal("")
    yield Check(of.of["date"], (date.text == "") & ~date.is_good & ~date.is_bad, blank, NO_DATE, True)
    yield Check(of.of["date"], date.is_bad, date.text, NO_MOMENT, True)
    yield Check(of.of["title"], cells.is_blank(of.text("title")), blank, NO_TITLE, True)
    if of.has("id"):
        yield Check(of.of["id"], of.id.isnull(), blank, NO_KEY, True)
    if (end := of.moments("end")) is not None:
        yield Check(of.of["end"], end.is_bad, end.text, NO_MOMENT)
        yield Check(of.of["end"], (end.end <= date.start) & ~date.is_span, end.text, BEFORE)
        yield Check(of.of["end"], (end.text != "") & date.is_span, end.text, TWICE)
    if (reported := of.moments("reported")) is not None:
        yield Check(of.of["reported"], reported.is_bad, reported.text, NO_MOMENT)
    if (figure := of.figure) is not None:
        yield Check(of.of["value"], figure.is_bad, of.text("value"), NO_FIGURE)
    if of.has("importance"):
        is_bad = cells.importance(of.column("importance"))[1]
        yield Check(of.of["importance"], is_bad, of.text("importance"), "Write 1 for minor, 2 for usual, 3 for key.")
    if of.has("sequence"):
        is_bad = cells.sequence(of.column("sequence"))[1]
        yield Check(of.of["sequence"], is_bad, of.text("sequence"), "Write a whole number, of nine digits at most.")
    yield from _patterns(of)


def _patterns(of: Columns) -> Iterator[Check]:
    patterns: Mapping[str, tuple[Callable[[Any], Any], str]] = {
        "kind": (lambda text: text.lower().strip().isin(KINDS), "Write event, era or title."),
        "grade": (lambda text: text.upper().strip().re_search(cells.GRADE), "Write A1 to F6."),
        "links": (lambda text: text.re_search(event_links.WHOLE), event_links.FORM),
        "url": (cells.is_address, "Write an address that begins with https:// or http://."),
        "media": (cells.is_address, "Write an address that begins with https:// or http://."),
    }
    for name, (is_good, message) in patterns.items():
        if of.has(name):
            text = of.text(name)
            yield Check(of.of[name], (text.strip() != "") & ~is_good(text), text, message)


NO_MOMENT: Final = (
    "This date cannot be read in a table. Write 2022, 2022-01, 2022-01-05 or 2022-01-05T14:30, with ~ after it where it"
    " is about; as a date also a span, 1990/2019 or 2022-01-06/.. where the end is open. Seasons, sets, decades such as"
    " 199X and years before 1 are read in files alone."
)
TWICE: Final = "The date is a span already, so this end is left out."
BEFORE: Final = "The end lies before the start, and is left out."
NO_FIGURE: Final = "This figure cannot be read here. Write it as in 2000, ~2000, >1000, 24..99 or dozens."
NO_KEY: Final = "There is no key. Write one, different in each row."


def problem(of: Columns, each: int) -> ir.Table:
    """The table `problem`: what is wrong, at most so many of each kind."""
    parts = [
        of.read.filter(check.holds).limit(each).select(
            row=ibis.coalesce(of.number, 0), column=ibis.literal(check.header), value=check.value.left(201),
            message=_named(of, check.message), is_fatal=ibis.literal(check.is_fatal),
        )
        for check in checks(of)
    ]  # fmt: skip
    rows = ibis.union(*parts)
    return rows.order_by(rows["row"], rows["column"])


def _named(of: Columns, message: str) -> Any:
    """A message that says which row it is about, where that has no number."""
    return ibis.literal(message) if of.has_number else "Row " + ibis.coalesce(of.id, "") + ": " + message


def count_problems(of: Columns) -> ir.Table:
    """One row: `rows`, `events`, and p0, p1, … of each check."""
    counts = {f"p{index}": _number(check.holds) for index, check in enumerate(checks(of))}
    return of.read.aggregate(rows=of.read.count(), events=_number(of.is_event), **counts)


def _number(flag: Any) -> Any:
    return ibis.coalesce(ibis.ifelse(flag, 1, 0).sum(), 0).cast("int64")
