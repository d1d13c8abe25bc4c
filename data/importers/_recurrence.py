"""The events of a calendar with their repetitions, up to a bound, which is said."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from data.files.limits import Meter

MOST_REPEATS: Final = 1_000
"""Repetitions of one event."""
MOST_ROWS: Final = 100_000
"""Rows of a calendar; what repeats beyond them stands where it begins."""
LONGEST: Final = timedelta(days=366)
"""How far one that never ends is read, where no event of the file is later."""
OFTEN: Final = ("SECONDLY", "MINUTELY", "HOURLY")
Row = Callable[[Any, date | None, timedelta, str], dict[str, Any]]


def all_of(parts: Sequence[Any], row: Row, meter: Meter) -> tuple[list[dict[str, Any]], list[str]]:
    """A row of each part and of each of its repetitions, and what is said of those that are not read. meter: what they
    are together is counted before they are made."""
    moved = {(str(part.get("UID", "")), _plain(which)) for part in parts if (which := _moment(part, "RECURRENCE-ID"))}
    last = max((_plain(start) for part in parts if (start := _begin(part))), default=datetime.min)
    rows: list[dict[str, Any]] = []
    cut: list[str] = []
    for part in parts:
        start = _begin(part)
        repeats = "RRULE" in part or "RDATE" in part
        if start is None or not repeats or len(rows) > MOST_ROWS:
            rows.append(row(part, start, _length(part, start), _number(part)))
            cut += [f"“{part.get('SUMMARY', '')}”, its first date alone"] if start and repeats else []
            continue
        moments, is_cut = _moments(part, start, max(last, _plain(start) + LONGEST))
        uid = str(part.get("UID", ""))
        remaining = [moment for moment in moments if (uid, moment) not in moved]
        meter.take(len(part.to_ical()) * len(remaining))
        rows += [row(part, _like(start, moment), _length(part, start), _day(moment, start)) for moment in remaining]
        cut += [f"“{part.get('SUMMARY', '')}”, to {_day(moments[-1], start)}"] if is_cut and moments else []
    return rows, _notes(cut)


def _notes(cut: Sequence[str]) -> list[str]:
    more = f" and {len(cut) - 10} more" if len(cut) > 10 else ""
    return [f"What repeats without an end, or very often, is read up to a bound: {'; '.join(cut[:10])}{more}."] * bool(
        cut
    )


def _begin(part: Any) -> date | None:
    """When it begins; of a task without a beginning when it is due."""
    for name in ("DTSTART", "DUE", "DTSTAMP" if part.name == "VJOURNAL" else "DTSTART"):
        if start := _moment(part, name):
            return start
    return None


def attribute(value: Any, name: str) -> Any:
    """What a property says; None where there is none, or it is broken."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _moment(part: Any, name: str) -> date | None:
    value = attribute(part.get(name), "dt")
    return value if isinstance(value, date) else None


def _length(part: Any, start: date | None) -> timedelta:
    """How long it lasts; of whole days at least one, and nothing where that is not said."""
    for name in ("DTEND", "DUE"):
        end = _moment(part, name)
        if end is not None and start is not None and isinstance(end, datetime) == isinstance(start, datetime):
            return max(_plain(end) - _plain(start), timedelta())
    length = attribute(part.get("DURATION"), "dt")
    return max(length, timedelta()) if isinstance(length, timedelta) else timedelta()


def _moments(part: Any, start: date, last: datetime) -> tuple[list[datetime], bool]:
    """The moments at which it begins, on the clocks of its place, oldest first; whether there are more."""
    first = _plain(start)
    without = {_plain(moment) for moment in _list_dates(part, "EXDATE")}
    added = [_plain(moment) for moment in _list_dates(part, "RDATE")]
    repeats, is_cut = _by_rule(part, first, last)
    return sorted({first, *repeats, *added} - without) if first not in without else sorted(
        {*repeats, *added} - without
    ), is_cut


def _by_rule(part: Any, first: datetime, last: datetime) -> tuple[list[datetime], bool]:
    from dateutil.rrule import rrulestr  # here, since few calendars need it

    rule = part.get("RRULE")
    if not isinstance(rule, dict) or str(rule.get("FREQ", [""])[0]) in OFTEN:
        return [first], rule is not None
    until = _plain(rule["UNTIL"][0]) if "UNTIL" in rule else None
    written: Any = rule
    text = ";".join(piece for piece in written.to_ical().decode().split(";") if not piece.startswith("UNTIL"))
    bound = until or (first + 50 * LONGEST if "COUNT" in rule else last)
    try:
        repeats = rrulestr(text, dtstart=first)
        moments = list(islice(_until(repeats, bound), MOST_REPEATS + 1))
    except (ValueError, OverflowError):
        return [first], True
    is_endless = until is None and "COUNT" not in rule
    return moments[:MOST_REPEATS], is_endless or len(moments) > MOST_REPEATS


def _until(repeats: Any, bound: datetime) -> Iterator[datetime]:
    for moment in repeats:
        if moment > bound:
            return
        yield moment


def _list_dates(part: Any, name: str) -> Iterator[date]:
    value = part.get(name)
    for each in value if isinstance(value, list) else [] if value is None else [value]:
        for one in attribute(each, "dts") or ():
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _plain(moment: date) -> datetime:
    """The moment on the clocks of its place, by which rules count."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.replace(tzinfo=None)


def _like(start: date, moment: datetime) -> date:
    """The moment as the first is written: a day, a floating time, or one of a zone."""
    return moment.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else moment.date()


def _day(moment: datetime, start: date) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(start, datetime) else moment.date().isoformat()


def _number(part: Any) -> str:
    """Of a repetition that was moved: which it was."""
    which = _moment(part, "RECURRENCE-ID")
    return _day(_plain(which), which) if which else ""
