"""Where an event stands for programs that know only whole dates, and in words what such dates leave out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from components.words.dates import date_words
from components.words.quantities import grade_words, quantity_words
from components.words.safe_text import clean
from data.dates.calendar import DAY, MINUTE

TIMED: Final = ("hour", "minute", "second")
COARSE: Final = ("millennium", "century", "decade", "year", "season", "month")
DOUBTS: Final = {
    "~": "The date is approximate.",
    "?": "The date is uncertain.",
    "%": "The date is approximate and uncertain.",
}
SHORT: Final = {"~": "date approximate", "?": "date uncertain", "%": "date approximate and uncertain"}
NO_END: Final = "No end is given; it stands here where it begins."
NO_START: Final = "No beginning is given; it stands here where it ends."


@dataclass(frozen=True, slots=True)
class WholeDates:
    """Seconds `[start, end)`, both known; `is_timed` where a time of day was given."""

    start: int
    end: int
    is_timed: bool


def whole_dates(row: Mapping[str, Any]) -> WholeDates | None:
    """Where an event stands; one with an open end at the end it has; None for one without any date."""
    start, end = row["start"], row["end"]
    known = [moment for moment in (start, end) if moment is not None]
    if not known:
        return None
    is_timed = row["precision"] in TIMED or any(moment % DAY for moment in known)
    unit = MINUTE if is_timed else DAY
    start = known[0] - unit if start is None else start
    return WholeDates(start, start + unit if end is None else max(end, start + 1), is_timed)


def date_notes(row: Mapping[str, Any]) -> Iterator[str]:
    """What two plain dates do not say, in sentences: how finely and how surely the date is known."""
    if row["start"] is None and row["end"] is not None:
        yield NO_START
    if row["end"] is None and row["start"] is not None:
        yield NO_END
    if row["date"].startswith("["):
        yield "It is not known which of these dates it was."
    elif row["precision"] in COARSE and "/" not in row["date"] and not row["date"].startswith("{"):
        yield f"The date is known to the {row['precision']} only: all the time that it may be is covered."
    if row["qualifier"]:
        yield DOUBTS[row["qualifier"]]


def attribution(row: Mapping[str, Any]) -> list[str]:
    """The figure as it was worded, and who says so: a sentence each, where there is something to say."""
    figure = [quantity_words(row["value"]), row["unit"], row["metric"]] if row["value"] else []
    reported = f", {date_words(row['reported'])}" if row["reported"] else ""
    lines = [
        " ".join(part for part in figure if part),
        f"Said by {row['source']}{reported}" if row["source"] else "",
        f"Grade {grade_words(row['grade'])}" if row["grade"] else "",
    ]
    return [clean(line) for line in lines if line]


def web(address: str) -> str:
    """The address where it is one of the web, else ""; it is never a way to run or open anything."""
    is_web = address.lower().startswith(("http://", "https://"))
    return address if is_web and address.isprintable() and not set(address) & set(' "<>\\^`{|}') else ""
