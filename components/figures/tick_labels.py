"""What a tick is called: no more than the tick before it left unsaid."""

from dataclasses import dataclass

from components.words import year_words
from data.dates.calendar import civil

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Named:
    """The year, month and day that the tick before named, and where it stands; nothing named yet: all zeros."""

    date: tuple[int, int, int] | None = None
    pixel: float = 0.0

    @classmethod
    def by(cls, moment: int, pixel: float) -> "Named":
        """What a label at this moment names."""
        year, month, day = civil(moment)[:3]
        return cls((year, month, day), pixel)

    def is_left(self, pixel: float) -> bool:
        """Whether this stood left of the window, where nobody sees it, and the next does not."""
        return self.pixel < 0 <= pixel


def tick_words(moment: int, unit: str, named: Named) -> str:
    """The label of a tick, with the day or the year where it is not the one last named.

    >>> from data.dates.calendar import seconds
    >>> first = Named.by(seconds(2022, 1, 2), 0)
    >>> tick_words(seconds(2022, 1, 2), "day", Named()), tick_words(seconds(2022, 1, 3), "day", first)
    ('2 Jan 2022', '3 Jan')
    """
    year, month, day, hour, minute, second = civil(moment)
    months, days = f"{MONTHS[month - 1]}", f"{day} {MONTHS[month - 1]}"
    is_new_year = named.date is None or named.date[0] != year
    if unit == "year":
        return year_words(year)
    if unit == "month":
        return year_words(year) if is_new_year and month == 1 else _in_year(months, year, is_new_year)
    if unit == "day":
        return _in_year(days, year, is_new_year)
    clock = f"{hour:02}:{minute:02}" + (f":{second:02}" if unit == "second" else "")
    if named.date == (year, month, day):
        return clock
    date = _in_year(days, year, is_new_year)
    return date if not (hour or minute or second) else f"{date}, {clock}"


def _in_year(words: str, year: int, is_told: bool) -> str:
    return f"{words} {year_words(year)}" if is_told else words
