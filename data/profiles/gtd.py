"""GTD, the Global Terrorism Database: a date in three parts, of which a 0 is unknown.

Source: GTD Codebook.
"""

from data.profiles._cells import line, more, named, together
from data.profiles._registry import Out, profile

UNKNOWN = ("", "0", "00", "-8", "-9", "-99")


def as_known(year: str, month: str, day: str) -> str:
    """As much of a date in parts as is known.

    >>> as_known("1990", "2", "4"), as_known("1990", "1", "0"), as_known("1990", "0", "0")
    ('1990-02-04', '1990-01', '1990')
    """
    year, month, day = (part.removesuffix(".0") for part in (year, month, day))
    if month in UNKNOWN:
        return "" if year in UNKNOWN else year
    return f"{year}-{month:0>2}" if day in UNKNOWN else f"{year}-{month:0>2}-{day:0>2}"


def _title(kind: str, city: str, country: str) -> str:
    return line(kind if kind != "Unknown" else "Attack of an unknown kind", city if city != "Unknown" else "", country)


def _group(*names: str) -> str:
    return together(*(name for name in names if name != "Unknown"))


def _number(value: str) -> str:
    """A count, or nothing where a code says that it is unknown."""
    return "" if value.startswith("-") else more(value.removesuffix(".0"))


profile(
    "GTD",
    "eventid, iyear, imonth, iday, attacktype1_txt",
    {
        "date": Out(as_known, ("iyear", "imonth", "iday")),
        "title": Out(_title, ("attacktype1_txt", "city", "country_txt")),
        "text": "summary",
        "category": "attacktype1_txt",
        "actors": Out(_group, ("gname", "gname2", "gname3")),
        "place": Out(line, ("city", "provstate", "country_txt")),
        "latitude": "latitude",
        "longitude": "longitude",
        "source": ("scite1", "dbsource"),
        "metric": Out(lambda value: named("killed")(_number(value)), ("nkill",)),
        "value": Out(_number, ("nkill",)),
        "id": "eventid",
    },
    note="A month or a day of 0 is not known; nkill is read as so many killed more.",
)
