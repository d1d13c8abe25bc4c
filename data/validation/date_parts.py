"""A date in several columns, Year, Month, Day and Time, Start Year, iyear, styear1, …: read together as one.

A file may have several sets of parts; the fullest is the date, so a bare year beside it is only a year.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import pyarrow as pa

from data.dates import time_of_day
from data.dates.spelled import month_number
from data.errors import shown
from data.schema import squeezed
from data.validation.records_table import Table

_UNITS: Final = {
    "year": ("year", "yr", "год", "jahr", "année", "annee", "año", "anno"),
    "year_and_month": ("yearmonth", "yearmon", "yyyymm"),
    "quarter": ("quarter", "qtr", "quartal", "trimestre", "квартал"),
    "month": ("month", "monthname", "mon", "mnth", "mo", "месяц", "monat", "mois", "mes", "mese"),
    "week": ("week", "weekno", "weeknumber", "isoweek", "woche", "kw", "неделя"),
    "day": ("day", "dy", "dayofmonth", "день", "tag", "jour", "día", "dia", "giorno"),
    "time": ("time", "время", "uhrzeit", "heure", "hora"),
    "hour": ("hour", "hr", "hh", "час", "stunde"),
    "minute": ("minute", "min", "минута"),
    "second": ("second", "sec", "секунда", "sekunde"),
}
_OTHERS: Final = {
    unit: tuple(squeezed(word) for word in words.split())
    for unit, words in {
        "year": "año ano an rok év yıl jaar år vuosi aasta рік жыл έτος 年 年份 西暦 연도 년도 년 سنة السنة عام العام "
        "سال שנה năm tahun वर्ष ปี",
        "quarter": "trimestre kwartał čtvrtletí kwartaal kvartal тоқсан 季度 四半期 분기",
        "month": "mes mês mese miesiąc měsíc mesiac hónap ay maand månad måned kuukausi kuu luna місяць ай μήνας 月 "
        "月份 월 شهر الشهر ماه חודש tháng bulan महीना माह เดือน",
        "week": "semaine semana settimana tydzień týden hét hafta vecka uke uge viikko тиждень апта εβδομάδα 周 週 주 "
        "أسبوع שבוע tuần minggu",
        "day": "día dia dzień den deň nap gün dag päivä päev ziua zi күн ημέρα 日 일 يوم اليوم روز יום ngày tanggal "
        "hari दिन วัน",
    }.items()
}
"""The same in other languages, where nothing else is in the header: short as they are, they begin other words."""
_PARTS: Final = frozenset(squeezed(word) for words in _UNITS.values() for word in words) | {"weekday"}
_STARTS: Final = ("start", "begin", "beginning", "begun", "from", "first", "st", "s", "event", "i", "")
_ENDS: Final = ("end", "ending", "finish", "to", "until", "last", "stop", "e")
_SUFFIXES: Final = ("", "1")
_CODES: Final = frozenset(
    ("", "0", "00", "-1", "-7", "-8", "-9", "-99", "-999", "99", "999", "nan", "na", "n/a", "null", "none", "-", "?",
     "unknown", "xx")
)  # fmt: skip
"""What stands for a month, quarter, week or day that is not known."""
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_HOUR_AND_MINUTE = re.compile(r"[0-9]{1,4}")


class Of(NamedTuple):
    """The headers of the parts of one date, "" for none."""

    year: str = ""
    year_and_month: str = ""
    quarter: str = ""
    month: str = ""
    week: str = ""
    day: str = ""
    time: str = ""
    hour: str = ""
    minute: str = ""
    second: str = ""
    borrowed: str = ""
    """The bare year, where the set has none of its own."""

    @property
    def is_whole(self) -> bool:
        """Whether the parts make a date that is finer than a year."""
        finer = self.quarter or self.month or self.week
        return bool(self.year_and_month or ((self.year or self.borrowed) and finer))

    def without_lone_minutes(self) -> "Of":
        """Without minutes that have no hour, which are a least of something, and an hour beside a time."""
        hour = "" if self.time else self.hour
        minute = self.minute if hour else ""
        return self._replace(hour=hour, minute=minute, second=self.second if minute else "")

    @property
    def headers(self) -> list[str]:
        """Those that there are."""
        return [header for header in (self.borrowed, *self[:-1]) if header]

    @property
    def main(self) -> str:
        """The header of the coarsest part that is of this date alone."""
        return next(header for header in self[:-1] if header)

    @property
    def fullness(self) -> int:
        """How many of the parts there are, a year of its own before all."""
        return 2 * bool(self.year or self.year_and_month) + len([one for one in self[1:-1] if one])


Parts = Mapping[str, Of]
"""“date” and “end”, where they are in parts."""


def of(headers: Sequence[str], columns: Mapping[str, str], mapping: Mapping[str, str]) -> Parts:
    """Which dates the file has in parts. columns: what was found of them; mapping: what the user chose, which counts.

    >>> of(["Year", "Month", "Title"], {"title": "Title"}, {})["date"].headers
    ['Year', 'Month']
    >>> of(["Year", "Start Year", "Start Month"], {"date": "Year"}, {})["date"].headers
    ['Start Year', 'Start Month']
    """
    there = {squeezed(header): header for header in reversed(headers)}
    parts_by_name = {}
    for name, prefixes in (("date", _STARTS), ("end", _ENDS)):
        best = max(_sets(there, prefixes), key=lambda parts: parts.fullness, default=None)
        if best and name not in mapping and _may_stand_for(columns.get(name, ""), best):
            parts_by_name[name] = best
    return parts_by_name if "date" in parts_by_name or "date" in columns else {}


def is_part(header: str) -> bool:
    """Whether a column of this name has a part of a date and nothing else.

    >>> is_part("Year"), is_part("Jahr"), is_part("Weekday"), is_part("Years lived")
    (True, True, True, False)
    """
    return squeezed(header) in _PARTS


def bare_year(headers: Sequence[str]) -> str:
    """The header of a column of years without more to its name; "" for none.

    >>> bare_year(["Date", "Year"]), bare_year(["Start Year"])
    ('Year', '')
    """
    return _bare_year({squeezed(header): header for header in reversed(headers)})


def _bare_year(there: Mapping[str, str]) -> str:
    return next((there[word] for word in (*_UNITS["year"], *_OTHERS["year"]) if word in there), "")


def _sets(there: Mapping[str, str], prefixes: Sequence[str]) -> Iterator[Of]:
    bare = _bare_year(there)
    for suffix in _SUFFIXES:
        for prefix in prefixes:
            parts = Of(
                **{
                    unit: _header(there, prefix, (*words, *(() if prefix or suffix else _OTHERS.get(unit, ()))), suffix)
                    for unit, words in _UNITS.items()
                }
            )
            if not parts.year and not parts.year_and_month and prefix:
                parts = parts._replace(borrowed=bare)
            if parts.is_whole:
                yield parts.without_lone_minutes()


def _header(there: Mapping[str, str], prefix: str, words: Sequence[str], suffix: str) -> str:
    names = [f"{prefix}{word}{suffix}" for word in words]
    names += [f"{word}{prefix}{suffix}" for word in words if len(prefix) != 1]  # “months” is how many
    return next((there[name] for name in names if name in there), "")


def _may_stand_for(header: str, parts: Of) -> bool:
    """Whether the parts are the date rather than the column that was found: that is one of them, or a year or time."""
    text = squeezed(header)
    return (
        not header
        or header in parts.headers
        or text.endswith(("year", "time", "yr"))
        or text in _UNITS["year"] + _OTHERS["year"]
    )


def notes(parts: Mapping[str, Sequence[str]]) -> list[str]:
    """What is said of dates and the headers that they are in.

    >>> notes({"date": ("Year", "Month", "Day", "")})
    ['“Year”, “Month” and “Day” are read together as date.']
    """
    lines = []
    for name, headers in parts.items():
        *first, last = (shown(header) for header in headers if header)
        lines.append(f"{', '.join(first)} and {last} are read together as {name}." if first else f"{last} is {name}.")
    return lines


def put_together(table: Table, parts: Parts) -> None:
    """The dates of a table made of their parts, which are no columns of the user's own any more."""
    for name, one in parts.items():
        cells = {
            unit: table.trimmed(table.headers.index(header)).to_pylist() if header else [""] * table.count
            for unit, header in one._asdict().items()
        }
        years = cells.pop("borrowed")
        if one.borrowed:
            rest = [cells[unit] for unit in ("quarter", "month", "week", "day")]
            cells["year"] = [year if any(finer) else "" for year, *finer in zip(years, *rest, strict=True)]
        table.merged |= {table.headers.index(header) for header in one.headers}
        table.overrides[name] = pa.chunked_array([pa.array(map(write_date, *cells.values()), pa.string())])


@lru_cache(maxsize=10_000)
def write_date(
    year: str, both: str, quarter: str, month: str, week: str, day: str, time: str,
    hour: str = "", minute: str = "", second: str = "",
) -> str:  # fmt: skip
    """A date in parts as it would have been written in one cell: EDTF where the parts are numbers.

    both: year and month in one, 202201.

    >>> write_date("1963", "", "", "8", "", "9", ""), write_date("1963", "", "", "Aug", "", "", "")
    ('1963-08-09', '1963-08')
    >>> write_date("2012", "", "", "2", "", "11", "9:05"), write_date("", "", "", "2", "", "11", "")
    ('2012-02-11T09:05', '????-02-11')
    >>> write_date("2021", "", "Q4", "", "", "", ""), write_date("1990", "", "", "1", "", "0", "")
    ('2021-36', '1990-01')
    >>> write_date("2022", "", "", "1", "", "6", "", "9", "5"), write_date("2022", "", "", "1", "", "6", "", "9")
    ('2022-01-06T09:05', '2022-01-06T09')
    """
    time = time or _clock(hour, minute, second)
    year, both, quarter, month, week, day = (
        _WHOLE.sub(r"\1", cell) for cell in (year, both, quarter, month, week, day)
    )
    if re.fullmatch(r"[0-9]{6}", both):
        year, month = both[:4], both[4:]
    if _is_unknown(year) and all(map(_is_unknown, (quarter, month, week, day))):
        return year if year not in _CODES else ""
    quarter, month, week, day = ("" if _is_unknown(cell) else cell for cell in (quarter, month, week, day))
    if not month and not day:
        return _coarse(year, quarter, week, time)
    number = month_number(month)
    year = f"0{year}" if re.fullmatch(r"[1-9][0-9]{2}", year) else year
    date = f"{year or '????'}-{month or 'XX' if number is None else f'{number:02}'}"
    date += f"-{day:0>2}" if day else ""
    return date if _is_unknown(time) and time != "0" else _with_time(date, time)


def _clock(*parts: str) -> str:
    """A time of day in parts, down to the first that is not known."""
    known = []
    for part in parts:
        if not re.fullmatch(r"[0-9]{1,2}(?:\.0+)?", part) or int(float(part)) > 60:
            break
        known.append(f"{int(float(part)):02}")
    return ":".join(known) if len(known) > 1 else f"{known[0]}h" if known else ""


def _is_unknown(cell: str) -> bool:
    return cell.lower() in _CODES


def _coarse(year: str, quarter: str, week: str, time: str) -> str:
    """A year, or its quarter or week."""
    if match := re.fullmatch(
        r"(?:[0-9]{4})?\s*-?\s*[qtQT]?\s*([1-4])(?:st|nd|rd|th|\.)?\s*(?:quarter|quartal)?", quarter
    ):
        return f"{year}-{32 + int(match[1])}"
    if match := re.fullmatch(r"(?:[0-9]{4}-?)?[wW]?(?:k|eek|oche)?\s*([0-9]{1,2})", week):
        return f"{year}-W{int(match[1]):02}"
    return " ".join(part for part in (year, quarter or week, time) if part)


def _with_time(date: str, time: str) -> str:
    clock = f"{time:0>4}" if _HOUR_AND_MINUTE.fullmatch(time) else time
    clock_read = time_of_day.read(clock)
    if (
        not clock_read
        or clock_read.until
        or clock_read.doubt
        or clock_read.offset
        or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date)
    ):
        return f"{date} {time}"
    return f"{date}T{clock_read.clock}"
