"""A time of day as people write it, by itself: 14:30, 2:30 pm, 14h30, 1430, 14:30 EST, c. 16:50, noon, 09:00–11:30."""

import re
from dataclasses import dataclass, replace
from typing import Final

from data.dates.calendar import HOUR, MINUTE

ZONES: Final = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2,
    "eest": 3, "msk": 3, "almt": 6, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "sast": 2, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
"""Hours ahead of UTC, of the names that mean one zone; CST, IST, BST and AST are each those of several."""

OFFSETS_WEST: Final = frozenset([*(f"{hour:02}:00" for hour in range(1, 12)), "09:30", "03:30", "02:30"])
"""How far clocks are behind UTC anywhere since 1972; nobody lives at -12:00."""

_HALVES = ((re.compile("午前|上午|오전"), " am"), (re.compile("午後|下午|오후"), " pm"))
_HALF = re.compile("(?:午前|上午|오전|午後|下午|오후) ?")
_CLOCK = re.compile(r"([0-9]{1,2}) ?[時时点點시] ?(?:([0-9]{1,2}) ?[分분])?")

MOST_CHARACTERS: Final = 40
"""Characters of the longest time of day."""
HOURS: Final = ("h", "uhr", "hr", "hrs", "hour", "hours", "heure", "heures", "o'clock", "o’clock")

_SAID = re.compile(r"(?:kl|klo|um|at|в|о|alle|a las|à)\.?\s(?=[0-9]{1,2}(?:\D|$))", re.IGNORECASE)
_ABOUT = r"(?P<about>(?:c|ca|circa|about|abt|around|approx|approximately|etwa|gegen|vers)\.?\s*(?=[0-9nm])|[~≈]\s*)?"
_POINT = (
    r"(?:(?P<{0}word>(?:12(?::00)?\s*)?(?:noon|midday|midnight)|mittag|mitternacht|midi|minuit)"
    r"|(?P<{0}hour>[0-9]{{1,2}})(?:(?:\s?[h:.]\s?|(?<=[0-9]{{2}})u)(?P<{0}minute>[0-9]{{2}})"
    r"(?:[:.m′']\s?(?P<{0}second>[0-9]{{2}})(?:[.,](?P<{0}fraction>[0-9]{{1,9}}))?)?)?"
    r"|(?P<{0}digits>[0-9]{{3,4}}|[0-9]{{6}}))"
    r"(?P<{0}unit>\s?(?:uhr|hrs?|hours?|heures?|h|min|m|o.clock)(?![a-z]))?\.?"
    r"(?:\s?(?P<{0}half>[ap])(?:\.?\s?m\.?)?(?![a-z]))?"
)
_ZONE = (
    r"(?:\s?\(?(?:(?P<name>[a-z]{1,4})(?P<ahead>[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
    r"|(?P<offset>[+-][0-9]{2}(?::?[0-9]{2})?))\)?)?"
)
_ONE = re.compile(_ABOUT + _POINT.format("") + _ZONE, re.IGNORECASE)
_RANGE = re.compile(
    r"(?:from\s|between\s)?"
    + _ABOUT
    + _POINT.format("")
    + r"(?P<dash>\s[-–—]\s|[-–—]|\s(?:to|until|till|bis|and|à)\s)"
    + _POINT.format("last")
    + _ZONE,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A clock as EDTF writes it: 14, 14:30 or 14:30:15, or 24:00 for the end of the day.

    until: the clock until then, "" for none. offset: +06:00 or Z, "" where none is said. doubt: "~" where it is about.
    """

    clock: str
    until: str = ""
    offset: str = ""
    doubt: str = ""
    may_be_offset: bool = False
    """Whether what is read as the end of a range could as well be an offset, as in 09:00-10:00."""


def read(text: str) -> TimeOfDay | None:
    """A time of day, or a range of two; None for any other text, and for a clock that does not exist.

    >>> read("14h30").clock, read("2:30 pm").clock, read("1430").clock, read("14:30:15.250").clock
    ('14:30', '14:30', '14:30', '14:30:15')
    >>> read("14:30 EST").offset, read("c 16:50").doubt, read("noon").clock, read("Evening")
    ('-05:00', '~', '12:00', None)
    >>> read("09:00–11:30").until, read("25:00")
    ('11:30', None)
    """
    plain = " ".join(text.replace("−", "-").split())
    if not plain.isascii():
        plain = _latin(plain)
    if len(plain) > MOST_CHARACTERS:
        return None
    if said := _SAID.match(plain):
        plain = plain[said.end() :] + ("h" if plain[said.end() :].isdecimal() else "")
    one, span = _ONE.fullmatch(plain), _RANGE.fullmatch(plain)
    alone = _alone(one.groupdict("")) if one else None
    both = _range(span.groupdict("")) if span else None
    if not alone or not both:
        return alone or both
    return replace(both, may_be_offset=True)


def _latin(text: str) -> str:
    """午後2時30分 as 2:30 pm, and so in Chinese and Korean."""
    half = next((sign for words, sign in _HALVES if words.search(text)), "")
    plain = _HALF.sub("", text)
    return _CLOCK.sub(lambda match: f"{match[1]}:{match[2] or 0:0>2}{half}", plain).strip() + (
        "" if _CLOCK.search(plain) else half
    )


def _alone(parts: dict[str, str]) -> TimeOfDay | None:
    clock, offset = _clock(parts, ""), _offset(parts)
    if not clock or offset is None or not _is_a_time(parts, ""):
        return None
    return TimeOfDay(clock, "", offset, "~" if parts["about"] else "")


def _range(parts: dict[str, str]) -> TimeOfDay | None:
    if not parts["half"] and parts["lasthalf"] and parts["hour"] and _is_of_the_same_half(parts):
        parts["half"] = parts["lasthalf"]
    clock, until, offset = _clock(parts, ""), _clock(parts, "last"), _offset(parts)
    is_time = _is_a_time(parts, "") or _is_a_time(parts, "last")
    is_apart = parts["dash"] != "-" or parts["lasthalf"]
    if not clock or not until or offset is None or not is_time or clock == until or (until < clock and not is_apart):
        return None
    return TimeOfDay(_to_the_minute(clock), _to_the_minute(until), offset, "~" if parts["about"] else "")


def _to_the_minute(clock: str) -> str:
    return clock if ":" in clock else f"{clock}:00"


def _is_of_the_same_half(parts: dict[str, str]) -> bool:
    """Whether in 9–11:30 am, 2–4 pm, both are of the same half of the day; 11–1 pm is not."""
    return int(parts["hour"]) % 12 < int(parts["lasthour"] or 0) % 12


def _is_a_time(parts: dict[str, str], which: str) -> bool:
    """Whether it says so: a number alone may be an hour, and may be anything."""
    values = (parts[f"{which}{part}"] for part in ("minute", "word", "digits", "half"))
    return any(values) or parts[f"{which}unit"].strip().lower() in HOURS


def _clock(parts: dict[str, str], which: str) -> str:
    """A clock in EDTF; "" where there is none such."""
    if word := parts[f"{which}word"].lower():
        return "00:00" if "night" in word or word in ("mitternacht", "minuit") else "12:00"
    digits = parts[f"{which}digits"]
    hour, minute, second = (
        (parts[f"{which}hour"], parts[f"{which}minute"], parts[f"{which}second"])
        if not digits
        else (digits[:-2], digits[-2:], "") if len(digits) < 6 else (digits[:2], digits[2:4], digits[4:])
    )  # fmt: skip
    number, half = int(hour), parts[f"{which}half"].lower()
    if half:
        if not 1 <= number <= 12:
            return ""
        number = number % 12 + (12 if half == "p" else 0)
    if number == 24 and not int(minute or 0) + int(second or 0):
        return "24:00"
    if number > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return ""
    return f"{number:02}" + (f":{minute}" if minute else "") + (f":{second}" if second else "")


def _offset(parts: dict[str, str]) -> str | None:
    """Z or +06:00; "" where none is said, None where what is said is no zone that we know."""
    name, offset = parts["name"].lower(), parts["ahead"] or parts["offset"]
    if name and (name not in ZONES or (offset and ZONES[name] and not _is_same(ZONES[name], offset))):
        return None
    if not offset:
        return "" if not name else write_offset(ZONES[name] * HOUR)
    if offset[0] == "-" and not name and not parts["second"] and _pad(offset) not in OFFSETS_WEST:
        return None
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    seconds = int(hours) * HOUR + int(minutes) * MINUTE
    return (
        None if int(minutes) > 59 or seconds >= 16 * HOUR else write_offset(-seconds if offset[0] == "-" else seconds)
    )


def _pad(offset: str) -> str:
    digits = offset[1:].replace(":", "")
    return f"{digits[:2]}:{digits[2:] or '00'}"


def _is_same(hours: int, offset: str) -> bool:
    return abs(int(offset[1:3])) == abs(hours) and (offset[0] == "-") == (hours < 0)


def write_offset(seconds: int) -> str:
    """An offset from UTC in seconds as EDTF writes it.

    >>> write_offset(21_600), write_offset(-12_600), write_offset(0)
    ('+06:00', '-03:30', 'Z')
    """
    if not seconds:
        return "Z"
    hours, rest = divmod(abs(seconds), HOUR)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{rest // MINUTE:02}"
