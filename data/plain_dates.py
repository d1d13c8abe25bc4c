"""The common cells, fast: 2022-01-05, 2022-01-06T14:30 and 2022-01-06T14:30:05 by look-up instead of by grammar."""

from data import calendar
from data.errors import BadDate
from data.span import Span, plain_span

_DAYS = {f"-{day:02}": day for day in range(1, 32)}
_HOURS = {f"T{hour:02}": hour * calendar.HOUR for hour in range(24)}
_MINUTES = {f":{minute:02}": minute * calendar.MINUTE for minute in range(60)}
_SECONDS = {f":{second:02}": second for second in range(60)}


def read_into(cells: dict[str | None, Span | BadDate | None]) -> list[str]:
    """Fills in the span of every plain cell; returns the texts of the others, without the empty ones.

    Every text that is looked up is ASCII, so digits of other scripts cannot slip through.
    """
    months: dict[str, tuple[int, int] | None] = {}  # "2022-01" -> its first moment and its days
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
                if len(text) == 10:
                    cells[text] = plain_span(start, start + 86_400, "day", text)
                    continue
                if span := _timed(text, start):
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


def _timed(text: str, midnight: int) -> Span | None:
    """The minute or second of a plain date and time; None for any other text."""
    hour, minute = _HOURS.get(text[10:13]), _MINUTES.get(text[13:16])
    if hour is None or minute is None:
        return None
    start = midnight + hour + minute
    if len(text) == 16:
        return plain_span(start, start + 60, "minute", text)
    second = _SECONDS.get(text[16:])
    return None if second is None else plain_span(start + second, start + second + 1, "second", text)
