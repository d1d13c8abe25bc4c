"""Figures as people word them, kept with how much was said.

What has two readings is refused: "1.234" is a thousand in one country and one and a bit in the next. A comma is
read only between thousands, a point only before decimals, or between thousands where there is more than one.
"""

import re
from dataclasses import dataclass

from data.errors import BadValue, shown

LONGEST = 64
"""Characters of the longest cell that is read as a figure."""

LARGEST = 10**15
"""Larger numbers are not exact any more."""

_ADVICE = "Write a number as in 2000, ~2000, >1000, 24..99 or dozens; +12 for 12 more."

_MARKS = {
    "~": r"[~≈]|(?:about|around|approximately|approx\.?|circa|ca?\.|roughly|nearly|almost|some)(?=[\ 0-9])",
    ">=": r">=|=>|≥|(?:at\ least|no\ (?:less|fewer)\ than|not\ (?:less|fewer)\ than)(?=\ )",
    "<=": r"<=|=<|≤|(?:at\ most|no\ more\ than|not\ more\ than|up\ to)(?=\ )",
    ">": r">|(?:more\ than|over|above)(?=\ )",
    "<": r"<|(?:less\ than|fewer\ than|under|below)(?=\ )",
}
_MARK = re.compile("|".join(f"(?P<m{place}>{form})" for place, form in enumerate(_MARKS.values())))
_SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_AMOUNT = re.compile(rf"(?P<number>[-−]?[0-9.][0-9.,\ '’]*?)(?P<percent>\ ?%)?(?:\ ?(?P<scale>{'|'.join(_SCALES)}))?")
_RANGE = re.compile(r"(.+?)(?:\.\.|…|\ to\ |\ ?[–-]\ ?(?=[0-9])|\ and\ )(.+)")

_GROUPED = re.compile(r"[0-9]{1,3}(?:([,\ '’])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DECIMAL_COMMA = re.compile(r"[0-9.]+,[0-9]+")

# "Dozens" is two dozen or more: the plural says that much, and nothing says where it stops.
WORDS: dict[str, tuple[float, float | None]] = {
    "tens": (20, None),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2_000, None),
    "tens of thousands": (20_000, None),
    "hundreds of thousands": (200_000, None),
    "millions": (2_000_000, None),
    "a dozen": (12, 12),
    "none": (0, 0),
}
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS |= {word: (number, number) for number, word in enumerate(_ONES, 1)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `text` as written; from `low` to `high`, None where it is open.

    `low_open` is more than (not at least) `low`, `high_open` less than `high`; an increment is so many more than
    before; a worded one ("dozens") is shown in its own words; `scale` is "million" and the like, where written.
    """

    text: str
    low: float | None
    high: float | None
    is_increment: bool = False
    is_approximate: bool = False
    is_worded: bool = False
    low_open: bool = False
    high_open: bool = False
    is_percent: bool = False
    scale: str = ""


@dataclass(frozen=True, slots=True)
class _Amount:
    number: float
    is_percent: bool
    scale: str


def parse(text: str) -> Quantity:
    """The figure in a text. Raises BadValue, and nothing else, for any text that is none or has two readings.

    >>> parse("~2,000").low, parse("+12").is_increment, parse("24..99").high
    (2000.0, True, 99.0)
    """
    if len(text) > LONGEST:
        raise BadValue(f"This is longer than any figure ({len(text)} characters).", text=text, advice=_ADVICE)
    folded = " ".join(text.split()).lower()
    try:
        return _read(text.strip(), folded)
    except BadValue as error:
        error.text = text
        raise


def _read(text: str, folded: str) -> Quantity:
    is_increment = folded.startswith("+")
    rest = folded[1:].strip() if is_increment else folded
    if rest.removeprefix("~").strip() in WORDS:
        low, high = WORDS[rest.removeprefix("~").strip()]
        return Quantity(text, float(low), high and float(high), is_increment, rest.startswith("~"), is_worded=True)
    mark, rest = _mark(rest)
    if not rest:
        raise BadValue("There is no figure.", advice=_ADVICE)
    if rest.endswith("+") and not mark:
        mark, rest = ">=", rest[:-1].rstrip()
    amounts = _amounts(rest)
    if len(amounts) == 2:
        if mark not in ("", "~"):
            raise BadValue(f"A range cannot be {mark} as well.", advice="Write it as in 24..99.")
        return _range(text, *amounts, is_increment=is_increment, is_approximate=mark == "~")
    number = amounts[0].number
    return Quantity(
        text,
        None if mark.startswith("<") else number,
        None if mark.startswith(">") else number,
        is_increment,
        is_approximate=mark == "~",
        low_open=mark == ">",
        high_open=mark == "<",
        is_percent=amounts[0].is_percent,
        scale=amounts[0].scale,
    )


def _mark(folded: str) -> tuple[str, str]:
    """The sign or words before a number, as a sign; and the rest."""
    match = _MARK.match(folded)
    if not match:
        return "", folded
    place = int(str(match.lastgroup)[1:])
    return list(_MARKS)[place], folded[match.end() :].strip()


def _amounts(folded: str) -> tuple[_Amount, ...]:
    """One amount, or the two ends of a range."""
    whole = _AMOUNT.fullmatch(folded)
    if whole and ".." not in folded:
        return (_amount(whole),)
    ends = _RANGE.fullmatch(folded.removeprefix("between ").removeprefix("from "))
    matches = [_AMOUNT.fullmatch(end.strip()) for end in ends.groups()] if ends else []
    if matches and matches[0] and matches[1]:
        return _amount(matches[0]), _amount(matches[1])
    raise BadValue(f"{shown(folded)} is not a figure.", advice=_ADVICE)


def _amount(match: re.Match[str]) -> _Amount:
    scale = match["scale"] or ""
    number = _number(match["number"]) * _SCALES.get(scale, 1)
    if abs(number) > LARGEST:
        raise BadValue("The number is too large to be kept exactly.", advice="Write at most 15 digits.")
    return _Amount(
        number, bool(match["percent"]), {"k": "thousand", "mln": "million", "bn": "billion"}.get(scale, scale)
    )


def _number(written: str) -> float:
    """The number that digits and their marks can only mean."""
    digits = written.lstrip("-−")
    sign = -1 if len(digits) < len(written) else 1
    if _TWO_WAYS.fullmatch(digits):
        plain = digits.replace(".", "")
        raise BadValue(f"“{digits}” can be {int(plain):,} or a decimal.", advice=f"Write {plain}, or {digits}0.")
    if _GROUPED.fullmatch(digits):
        return sign * float(re.sub(r"[,\ '’]", "", digits))
    if _DOTTED.fullmatch(digits):
        return sign * float(digits.replace(".", ""))
    if _PLAIN_NUMBER.fullmatch(digits):
        return sign * float(digits)
    if _DECIMAL_COMMA.fullmatch(digits):
        advice = "Write a point before decimals, as in 2.5, and nothing or a comma between thousands, as in 2,500."
        raise BadValue(f"The comma in “{digits}” is not between thousands.", advice=advice)
    raise BadValue(f"{shown(written)} is not a number.", advice=_ADVICE)


def _range(text: str, low: _Amount, high: _Amount, *, is_increment: bool, is_approximate: bool) -> Quantity:
    """From one amount to the other; a scale or percent written only once, at the end, is meant for both."""
    factor = _SCALES[high.scale] if high.scale and not low.scale else 1
    start = low.number * factor
    if start > high.number:
        raise BadValue("The range runs backwards.", advice="Write the smaller number first, as in 24..99.")
    return Quantity(
        text,
        start,
        high.number,
        is_increment,
        is_approximate,
        is_percent=low.is_percent or high.is_percent,
        scale=high.scale if low.scale in ("", high.scale) else "",
    )
