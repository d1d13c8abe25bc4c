"""A number in a spreadsheet's cell as it is seen there: its format says whether it is a date, and how exact.

A cell that shows `1850` or `Mar 1850` holds a whole day. It is read as the year and the month that its writer meant.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

SECONDS: Final = 86_400
LONGEST: Final = 255
"""Characters of a format, as in Excel."""
BUILT_IN: Final = {
    **dict.fromkeys((14, 15, *range(27, 32), 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    55: "h:mm", 56: "h:mm:ss", 9: "0%", 10: "0.00%",
}  # fmt: skip
"""The formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30), as far as they are dates or shares."""
_SAID = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_TOKEN = re.compile(r"\[[hms]+\]|y+|e+|g+|b+|m+|d+|h+|s+", re.IGNORECASE)


class DisplayFormat(NamedTuple):
    """What a format shows of a number. `parts`: the finest of y, M, d, h, s; "" where it is no date.

    `is_day`: whether it shows any of the date; `digits`: how many there are at least; `is_share`: a percentage.
    """

    parts: str = ""
    is_day: bool = False
    digits: int = 0
    is_share: bool = False


@lru_cache(maxsize=1_000)
def read_format(form: str) -> DisplayFormat:
    """What a format shows.

    >>> [read_format(form).parts for form in ("yyyy", "mmm\\\\ yyyy", "dd/mm/yyyy hh:mm", "0.0")]
    ['y', 'M', 'h', '']
    """
    bare = _SAID.sub("", form[:LONGEST].partition(";")[0])
    if re.fullmatch("0{2,}", bare):
        return DisplayFormat(digits=len(bare))
    if "%" in bare:
        return DisplayFormat(is_share=True)
    if re.search("general|[0#?@]", re.sub(r"[.,]0+", "", bare), re.IGNORECASE):
        return DisplayFormat()
    kinds = _kinds([token.strip("[]").lower()[0] for token in _TOKEN.findall(bare)])
    is_day = bool(kinds & set("yMd"))
    finest = next((kind for kind in "smhdMy" if kind in kinds), "")
    return DisplayFormat({"m": "h"}.get(finest, finest), is_day)


def _kinds(tokens: list[str]) -> set[str]:
    """The kinds of part; an m beside hours or seconds is minutes, else it is a month."""
    kinds: set[str] = set()
    for index, token in enumerate(tokens):
        if token == "m":
            is_minute = tokens[index - 1 : index] == ["h"] or tokens[index + 1 : index + 2] == ["s"]
            kinds.add("m" if is_minute else "M")
        else:
            kinds.add("y" if token in "egb" else token)
    return kinds


def text(number: float, form: str, is_1904: bool = False) -> str:
    """A number as a cell of a CSV would have it, dates in EDTF.

    >>> text(44566.604166666664, "dd.mm.yyyy hh:mm"), text(44566, "mmm yyyy"), text(0.25, "0%"), text(79, "0000")
    ('2022-01-05T14:30', '2022-01', '25%', '0079')
    >>> text(0.6041666666666666, "h:mm"), text(2.0, "General"), text(1e9 + 0.5, "General")
    ('14:30', '2', '1000000000.5')
    """
    display = read_format(form)
    if display.parts:
        return _moment(number, display, is_1904) if display.is_day else _clock(number, display)
    if display.is_share:
        return f"{plain_number(number * 100)}%"
    return plain_number(number).zfill(display.digits)


def plain_number(number: float) -> str:
    """A number in the fifteen digits that a spreadsheet keeps."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.15g}"


def _clock(number: float, display: DisplayFormat) -> str:
    minutes, seconds = divmod(round(number * SECONDS), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if display.parts == "s" else "")


def _moment(number: float, display: DisplayFormat, is_1904: bool) -> str:
    """A day number as a date. Excel's count has a 29 February 1900 that never was; below zero only others write."""
    days, seconds = divmod(round(number * SECONDS), SECONDS)
    if days == 60 and not is_1904:
        return "1900-02-29"
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31 if 0 <= days < 60 else 30)
    try:
        when = first + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return plain_number(number)
    return cut(when, display.parts)


def cut(when: datetime, finest: str) -> str:
    """A moment as far as the finest part that is seen.

    >>> cut(datetime(1850, 3, 1), "y"), cut(datetime(1850, 3, 1), "d")
    ('1850', '1850-03-01')
    """
    iso = when.isoformat(timespec="seconds")
    return iso[: {"y": 4, "M": 7, "d": 10, "h": 16, "s": 19}[finest]]
