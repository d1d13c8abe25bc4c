"""Where in time a report stands: what its relative dates and its dates without a year are reckoned from."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Literal

STEP_BACK: Final = 60
"""Days by which a report steps back without saying so; what is earlier is of the next year."""

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
"""The first and last month of spring, summer and autumn; a winter has two years, so none is reckoned."""


@dataclass(slots=True)
class Anchor:
    """The day of publication, and the last date that was told; both in EDTF, "" where there is none.

    Dates without a year are the next ones after what was told last, or those shortly before it, where that has a month;
    else the last ones before publication, or the next after it in a sentence about what is to come.
    """

    published: str = ""
    told: str = ""
    is_future: bool = field(default=False)
    is_limit: bool = field(default=False)
    """Whether it is a day by or until which something is: then it is the nearest to publication."""
    looks_back: bool = field(default=False)
    """Whether the clause tells what had been before: then a date is the last before what was told."""
    near: str = field(default="")
    """What was told last of the time around publication: what a new paragraph goes back to."""
    story: str = field(default="")
    """The first day of that time that was told: what is told anew below a heading begins there."""
    is_fresh: bool = field(default=True)
    """Whether the paragraph has told no date yet."""
    zone: str = ""
    """That of all times of day that have none, as the report says; "" where it says none."""

    def tell(self, edtf: str) -> None:
        """Move on to a date that a sentence tells."""
        self.told, self.is_fresh = edtf, False
        if len(edtf) >= 7 and edtf[:4].isdigit() and self._is_near(edtf):
            self.near = edtf
            self.story = self.story or (edtf if len(edtf) >= 10 else "")

    def turn(self, *, is_heading: bool) -> None:
        """Begin a paragraph; below a heading the story is told from its first day on."""
        self.is_fresh = True
        if is_heading and self.story:
            self.told = self.story

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return date.fromisoformat(self.published) if self.published else None

    def day(self, month: int, day: int, year: int | None = None) -> str:
        """A day of a month, its year reckoned where none is written; "" where there is no such day or year."""
        year = year or self._year_of(month, day)
        return f"{year:04}-{month:02}-{day:02}" if year and 1 <= day <= _days(year, month) else ""

    def month(self, month: int, year: int | None = None) -> str:
        """A month, its year reckoned where none is written."""
        year = year or self._year_of(month)
        return f"{year:04}-{month:02}" if year else ""

    def _year_of(self, month: int, day: int | None = None) -> int | None:
        told = self.told.split("T")[0].rstrip("~?").split("-")
        is_aside = self.is_fresh and bool(self.near)
        is_about_publication = self.today and (self.is_future or self.is_limit or is_aside)
        if not self.today and self.is_future:
            return None  # nobody knows what the report thinks is to come
        if len(told) > 1 and not self._is_near(self.told) and not is_about_publication:
            year, first = int(told[0]), int(told[1])
            first = SEASONS.get(first, (first, 0))[0]
            last = int(told[2]) if len(told) > 2 else 1
            days_back = ((first - month) * 30 + last - (day or 31)) % 365
            is_earlier_in_it = (month, day or 31) < (first, last)
            if self.looks_back or 0 < days_back <= STEP_BACK:
                return year - (not is_earlier_in_it and (month, day or 31) != (first, last))
            return year + is_earlier_in_it
        if not (today := self.today):
            return int(told[0]) if told[0] else None
        if (month, day or 1) == (today.month, today.day):
            return today.year
        if self.is_limit:
            return min((today.year - 1, today.year, today.year + 1), key=lambda year: abs(
                (date(year, month, min(day or 15, 28)) - today).days))  # fmt: skip
        if self.is_future or (day and _is_soon(today, month, day)):
            return today.year + ((month, day or 31) < (today.month, today.day))
        return today.year - ((month, day or 1) > (today.month, today.day))

    def _is_near(self, told: str) -> bool:
        """Whether a date is of the months before publication, or later: then dates are reckoned from publication."""
        today, month = self.today, int(told[5:7])
        first = date(int(told[:4]), SEASONS.get(month, (max(1, min(12, month)), 0))[0], 1)
        return bool(today and today - timedelta(days=300) <= first)

    def day_of_month(self, number: int) -> str:
        """The 6th: of the month that was told last where that is near, else the last such day before publication."""
        base = self.today
        told = self.told.split("T")[0].rstrip("~?")
        is_day = re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?P<day>-[0-9]{2})?", told)
        if is_day and not self._is_near(told) and (is_day["day"] or not self.near):
            base = date.fromisoformat(told if len(told) > 7 else f"{told}-01")
        if not base or not 1 <= number <= 31:
            return ""
        year, month = base.year, base.month
        if number > base.day and base == self.today and not self.is_future:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return f"{year:04}-{month:02}-{number:02}" if number <= _days(year, month) else ""

    def weekday(self, number: int, *, is_before: bool = False, is_after: bool = False) -> str:
        """The last such day of the week (Monday is 0), publication's own included unless `is_before`; or the next."""
        if not (today := self.today):
            return ""
        back = (today.weekday() - number) % 7
        if is_after or (self.is_future and not is_before):
            return (today + timedelta(days=-back % 7 or 7)).isoformat()
        return (today - timedelta(days=back or (7 if is_before else 0))).isoformat()

    def season(self, code: int, year: int | None = None) -> str:
        """A season in EDTF's code; without a year the last that was over at publication."""
        today = self.today
        if code not in SEASONS or (year is None and today is None):
            return ""
        if year is None and today:
            year = today.year - (today.month <= SEASONS[code][1])
        return f"{year:04}-{code}"

    def from_published(self, number: int, unit: Unit) -> str:
        """So many units before (negative) or after publication, as finely as the unit says."""
        return _shifted(self.published, number, unit) if self.published else ""

    def from_told(self, number: int, unit: Unit) -> str:
        """So many units before or after what was told last; "" where that is too coarse to say."""
        return _shifted(self.told, number, unit) if self.told else ""

    def year(self, shift: int = 0) -> str:
        """The year of publication, or so many before or after it."""
        return f"{self.today.year + shift:04}" if self.today else ""

    def year_of_quarter(self, number: int) -> str:
        """The year of a quarter that is named without one: the last that is over, or the next in what is to come."""
        if not (today := self.today):
            return ""
        is_over = number * 3 < today.month or (
            number * 3 == today.month and today.day == _days(today.year, today.month)
        )
        return f"{today.year - (not is_over) + (self.is_future and not is_over):04}"

    def weekend(self) -> str:
        """The last Saturday and Sunday that began by publication."""
        if not (today := self.today):
            return ""
        first = today - timedelta(days=(today.weekday() - 5) % 7)
        return f"{first.isoformat()}/{(first + timedelta(days=1)).isoformat()}"

    def same_year(self) -> int | None:
        """The year of what was told last."""
        return int(self.told[:4]) if self.told[:4].isdigit() else None

    def same_day(self, shift: int = 0) -> str:
        """The day that was told last, or so many after it; "" where no day was told."""
        return _shifted(self.told[:10] + self._doubt(), shift, "day") if len(self.told.rstrip("~?")) >= 10 else ""

    def _doubt(self) -> str:
        return self.told[-1] if self.told[-1:] in "~?" and "T" not in self.told else ""

    def week(self, shift: int) -> str:
        """The week (from Monday) of publication, or so many after it."""
        if not (today := self.today):
            return ""
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"

    def moment(self, clock: str, zone: str = "", day: str = "") -> str:
        """A time of day on a day, on that which was told last, or on publication's; clock: HH:MM."""
        near = self.near[:10] if len(self.near) >= 10 else ""
        day = day or self.same_day().rstrip("~?") or near or self.published
        zone = zone or (f" {self.zone}" if self.zone else "")
        return f"{day}T{clock}{zone}" if day else ""


def _is_soon(today: date, month: int, day: int) -> bool:
    """Whether a day of the year is one of the next three weeks: nobody writes so of a day a year ago."""
    coming = [date(year, month, day) for year in (today.year, today.year + 1) if day <= _days(year, month)]
    return any(0 < (one - today).days <= 21 for one in coming)


def _shifted(edtf: str, number: int, unit: Unit) -> str:
    doubt = edtf[-1] if edtf[-1:] in ("~", "?") else ""
    plain = edtf.rstrip("~?")
    if unit in ("minute", "hour"):
        return _moment_shifted(plain, timedelta(**{f"{unit}s": number})) + doubt if "T" in plain else ""
    day = plain.split("T")[0]
    if unit == "year":
        year = f"{int(day[:4]) + number:04}"
        return f"{year}{day[4:7]}~" if len(day) > 7 or len(day) == 7 else f"{year}{'~' if abs(number) > 9 else doubt}"
    if unit == "month":
        if len(day) < 7:
            return ""
        months = int(day[:4]) * 12 + int(day[5:7]) - 1 + number
        return f"{months // 12:04}-{months % 12 + 1:02}~"
    if len(day) < 10:
        return ""
    shifted = date.fromisoformat(day) + timedelta(days=number * (7 if unit == "week" else 1))
    return shifted.isoformat() + (doubt or ("~" if unit == "week" else ""))


def _moment_shifted(moment: str, by: timedelta) -> str:
    clock, zone = (moment[:-1], "Z") if moment.endswith("Z") else (moment, "")
    return (datetime.fromisoformat(clock) + by).strftime("%Y-%m-%dT%H:%M") + zone


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
