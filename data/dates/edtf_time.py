"""One EDTF date with a time of day, and what its offset makes of it in the data set's own zone."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.dates import calendar
from data.dates.calendar import FIRST_YEAR, HOUR, LAST_YEAR, MINUTE
from data.dates.edtf_day import check_day
from data.dates.span import Span
from data.errors import BadDate

_TIME = re.compile(
    r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?"
    r"(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?([?~%]?)"
)
_OFFSET = re.compile(r"(?:Z|([+-])([0-9]{2})(?::([0-9]{2}))?)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LENGTH = {"hour": HOUR, "minute": MINUTE, "second": 1}
_WIDEST_OFFSET = 16  # hours; Manila kept -15:56 until 1844
_FIRST_LOOKUP, _LAST_LOOKUP = calendar.seconds(2), calendar.seconds(9999)  # datetime's own bounds, with a margin


def read_time(text: str, zone: str | None) -> Span | None:
    """The second, minute or hour of a date with a time; None where the text has no such form.

    With an offset it is turned into the time of `zone` (None: UTC), without one it is that time already.
    Raises BadDate where the form fits and the time cannot be.

    >>> read_time("2022-01-06T14:30+01:00", "Asia/Almaty").edtf
    '2022-01-06T19:30'
    """
    match = _TIME.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, utc, sign, offset_hour, offset_minute, qualifier = match.groups("")
    check_day(year, month, day)
    _check_clock(hour, minute, second)
    precision = "second" if second else "minute" if minute else "hour"
    start = calendar.seconds(int(year), int(month), int(day), int(hour), int(minute or 0), int(second or 0))
    if hour == "24":  # the end of the day, as ISO 8601 had it: the first moment of the next
        _check_local(start, precision, None)
    if utc or sign:
        start = _to_local(start - _offset(sign, offset_hour, offset_minute), zone)
        _check_local(start, precision, zone)
    return Span(start, start + _LENGTH[precision], precision, qualifier, qualifier, _iso(start, precision) + qualifier)


def _check_clock(hour: str, minute: str, second: str) -> None:
    if hour > "23" and (hour != "24" or (minute + second).strip("0")):
        raise BadDate(f"There is no hour {hour}: hours go from 00 to 23.", advice="Write the time as in 14:30.")
    if minute > "59":
        raise BadDate(f"There is no minute {minute}: minutes go from 00 to 59.", advice="Write the time as in 14:30.")
    if second == "60":
        raise BadDate("Leap seconds are not kept here.", advice=f"Write {hour}:{minute}:59.")
    if second > "60":
        raise BadDate(
            f"There is no second {second}: seconds go from 00 to 59.", advice="Write the time as in 14:30:05."
        )


def _offset(sign: str, hours: str, minutes: str) -> int:
    """Seconds that an offset is ahead of UTC; 0 for Z."""
    if not sign:
        return 0
    ahead = int(hours) * HOUR + int(minutes or 0) * MINUTE
    if int(minutes or 0) > 59 or ahead >= _WIDEST_OFFSET * HOUR:
        written = f"{sign}{hours}{':' if minutes else ''}{minutes}"
        raise BadDate(f"No clock is {written} from UTC.", advice="Write the offset as in +06:00.")
    if not ahead and sign == "-":
        raise BadDate("An offset of -00:00 means that the offset is not known.", advice="Write Z, or no offset.")
    return ahead if sign == "+" else -ahead


@lru_cache(maxsize=16)
def _zone(name: str) -> tzinfo:
    """A zone by its name, or by its offset as in +05:30."""
    if name[:1] in ("+", "-"):
        seconds = int(name[1:3]) * HOUR + int(name[4:6]) * MINUTE
        return timezone(timedelta(seconds=-seconds if name[0] == "-" else seconds))
    return ZoneInfo(name)


def _to_local(moment: int, zone: str | None) -> int:
    """The time on the zone's clocks at a moment in UTC."""
    return moment + ahead(moment, zone) if zone else moment


def ahead(moment: int, zone: str) -> int:
    """Seconds that the zone's clocks are ahead of UTC at a moment in UTC; local mean time, before there were zones.

    Whole minutes: what is known to the minute stays so.
    """
    bounded = min(max(moment, _FIRST_LOOKUP), _LAST_LOOKUP)
    there = (_EPOCH + timedelta(seconds=bounded)).astimezone(_zone(zone))
    return round((there.utcoffset() or timedelta()).total_seconds() / MINUTE) * MINUTE


def offset(text: str) -> int | None:
    """Seconds ahead of UTC that "Z" or "+06:00" says; None for any other text, and for offsets that are refused.

    >>> offset("+06:00"), offset("Z"), offset("+99:00")
    (21600, 0, None)
    """
    match = _OFFSET.fullmatch(text)
    try:
        return _offset(*match.groups("")) if match else None
    except BadDate:
        return None


def _check_local(start: int, precision: str, zone: str | None) -> None:
    where = f"in {zone or 'UTC'}"
    if precision == "hour" and start % HOUR:
        raise BadDate(f"This hour is not a whole hour {where}.", advice="Write the minutes too, as in 14:30+05:30.")
    if not FIRST_YEAR <= calendar.civil(start)[0] <= LAST_YEAR:
        raise BadDate(f"I{where[1:]} this is outside the years {FIRST_YEAR} to {LAST_YEAR}.")


def _iso(start: int, precision: str) -> str:
    text = calendar.to_iso(start)
    return text if precision == "second" else text[:-3] if precision == "minute" else text[:-6]
