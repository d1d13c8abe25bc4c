"""A date with a year of two digits, and the same with the whole year that is known from elsewhere: 9/24/06 of 1906."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_CLOCK = r"(?P<after>(?:[ ,tT]+[0-9]{1,2}[:h.].*)?)"
_LAST = re.compile(
    r"(?P<before>[^0-9]*"
    r"(?:[0-9]{1,2}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)"  # 9/24/
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ .-]?[^\W\d]{3,}(?:[ .-]|, ?|\. )"  # 5 Jan
    r"|[^\W\d]{3,}\.?[ -][0-9]{1,2}(?:st|nd|rd|th)?, ?))"  # Jan 5,
    rf"['’]?(?P<year>[0-9]{{2}}){_CLOCK}"
)
_FIRST = re.compile(
    rf"(?P<year>[0-9]{{2}})(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){_CLOCK}"
)
AGREE: Final = 0.9
"""So many of the dates must have the years beside them, which may be of something else: a car's model, a tax year."""


class Place(NamedTuple):
    """Where in the dates of a column the two digits stand."""

    is_first: bool

    def year(self, text: str) -> str:
        """The two digits; "" where the text is no such date.

        >>> Place(False).year("9/24/06"), Place(True).year("22-01-25"), Place(False).year("9/24/06-9/26/06")
        ('06', '22', '')
        """
        match = (_FIRST if self.is_first else _LAST).fullmatch(text)
        return match["year"] if match else ""

    def with_year(self, text: str, year: str) -> str:
        """The text with this year, of four digits, in place of two that are its last; any other as it is.

        >>> [Place(False).with_year(text, "1906") for text in ("9/24/06", "5 Jan '06 14:30", "9/24/07", "2022-01-06")]
        ['9/24/1906', '5 Jan 1906 14:30', '9/24/07', '2022-01-06']
        >>> Place(True).with_year("22-1-25", "2022"), Place(False).with_year("5 Jan - 06 Feb", "1906")
        ('2022-01-25', '5 Jan - 06 Feb')
        """
        match = (_FIRST if self.is_first else _LAST).fullmatch(text)
        if not match or match["year"] != year[2:]:
            return text
        if self.is_first:
            return f"{year}-{int(match['month']):02}-{int(match['day']):02}{match['after']}"
        return f"{match['before']}{year}{match['after']}"


def place_of_years(texts: Sequence[str], years: Sequence[str]) -> Place | None:
    """Where nearly all dates of two-digit years have the last two digits of these, row by row; None where they have
    other years.

    >>> place_of_years(["22-01-25", "98-02-26"], ["2022", "1898"])
    Place(is_first=True)
    >>> place_of_years(["9/24/06", "1/11/07"], ["2007", "2007"]), place_of_years(["2022"], ["2022"])
    (None, None)
    """
    for place in (Place(False), Place(True)):
        agreed = [short == year[2:] for text, year in zip(texts, years, strict=True) if (short := place.year(text))]
        if agreed and sum(agreed) >= AGREE * len(agreed):
            return place
    return None
