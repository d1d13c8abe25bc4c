"""The common cells, fast: 2022-01-05, and with a time as in 2022-01-06T14:30Z, by look-up instead of by grammar."""

from data.dates import calendar, edtf_time
from data.dates.span import Span, plain_span
from data.errors import BadDate

_DAYS = {f"-{day:02}": day for day in range(1, 32)}
_HOURS = {f"T{hour:02}": hour * calendar.HOUR for hour in range(24)}
_MINUTES = {f":{minute:02}": minute * calendar.MINUTE for minute in range(60)}
_SECONDS = {f":{second:02}": second for second in range(60)}


def read_into(cells: dict[str | None, Span | BadDate | None], zone: str | None) -> list[str]:
    """Fills in the span of every plain cell; returns the texts of the others, without the empty ones.

    Every text that is looked up is ASCII, so digits of other scripts cannot slip through.
    """
    months: dict[str, tuple[int, int] | None] = {}  # "2022-01" -> its first moment and its days
    clock = _Clock(zone)
    rest: list[str] = []
    for text in cells:
        if text is None:
            continue
        day = _DAYS.get(text[7:10])
        if day is not None:
            try:
                month = months[text[:7]]
            except KeyError:
                month = months[text[:7]] = _month(text[:7])
            if month is not None and day <= month[1]:
                start = month[0] + (day - 1) * 86_400
                span = plain_span(start, start + 86_400, "day", text) if len(text) == 10 else clock.read(text, start)
                if span:
                    cells[text] = span
                    continue
        if text.strip():
            rest.append(text)
    return rest


def _month(text: str) -> tuple[int, int] | None:
    """The first moment and the number of days of a plain year and month; None for any other text."""
    if len(text) != 7 or not (text.isascii() and text[:4].isdigit() and text[4] == "-" and text[5:].isdigit()):
        return None
    year, month = int(text[:4]), int(text[5:])
    return (calendar.seconds(year, month), calendar.days_in_month(year, month)) if 1 <= month <= 12 else None


class _Clock:
    """Times of day, and what each offset and each day of the zone adds to them, looked up once."""

    def __init__(self, zone: str | None) -> None:
        self.zone = zone
        self.offsets: dict[str, int | None] = {}
        self.days: dict[int, int | None] = {}

    def read(self, text: str, midnight: int) -> Span | None:
        """The minute or second of a day and a plain time, with or without an offset; None for any other text."""
        hour, minute, second = _HOURS.get(text[10:13]), _MINUTES.get(text[13:16]), _SECONDS.get(text[16:19])
        if hour is None or minute is None:
            return None
        start, length, precision = midnight + hour + minute, 60, "minute"
        suffix = text[16:]
        if second is not None:
            start, length, precision, suffix = start + second, 1, "second", text[19:]
        if not suffix:
            return plain_span(start, start + length, precision, text)
        local = self.local(start, suffix)
        if local is None:
            return None
        iso = calendar.to_iso(local)
        return plain_span(local, local + length, precision, iso if length == 1 else iso[:-3])

    def local(self, start: int, suffix: str) -> int | None:
        """The zone's own time for a time with an offset; None where that takes a closer look."""
        try:
            offset = self.offsets[suffix]
        except KeyError:
            offset = self.offsets[suffix] = edtf_time.offset(suffix)
        if offset is None:
            return None
        day = (start - offset) // calendar.DAY
        try:
            ahead = self.days[day]
        except KeyError:
            ahead = self.days[day] = self.ahead(day)
        return None if ahead is None else start - offset + ahead

    def ahead(self, day: int) -> int | None:
        """Seconds ahead of UTC all day long; None on the days when the clocks change, and at the calendar's ends."""
        start = day * calendar.DAY
        if not 0 < calendar.civil(start)[0] < calendar.LAST_YEAR:
            return None
        if not self.zone:
            return 0
        first, last = (edtf_time.ahead(moment, self.zone) for moment in (start, start + calendar.DAY))
        return first if first == last else None
