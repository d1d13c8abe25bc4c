"""What to write instead, for texts that are nearly dates."""

import re
from collections.abc import Callable

from data.dates import spelled
from data.dates.conventions import DAY, Conventions
from data.errors import BadDate, shown

EXAMPLES = "Write a year, a month or a day, as in 1969, 1969-07 or 1969-07-16; for a guess add ~, as in 1969~."

_FOUR_DIGITS = "A year has four digits."
_IN_FULL = "Write the day, month and year, as in 2022-01-05."
_NOTHING = "Write a guess, as in 1969~ or 19XX, or take the row out."

Advice = str | Callable[[re.Match[str]], str]
"""What to write instead: the same for all, or made of what the cell says."""


def _doubtful(match: re.Match[str]) -> str:
    return f"Write %, as in {match[1].rstrip('?~%')}%." if re.fullmatch("[0-9x-]{4,10}[?~%]*", match[1]) else "Write %."


def _unknown_digits(match: re.Match[str]) -> str:
    return f"Write {re.sub('[ux]', 'X', match[0])}."


def _short_month(match: re.Match[str]) -> str:
    month = f"{match[1]}-{int(match[2]):02}" if match[2] != "0" else match[1]
    last = match[1][: 4 - len(match[2])] + match[2]
    return f"Write {month} for the month{f', {match[1]}/{last} for the years' if last > match[1] else ''}."


def _century(match: re.Match[str]) -> str:
    number, is_before = int(match[1]), bool(match[2])
    if not 1 <= number <= 99:
        return "Write its first and last year."
    if is_before:
        return f"Write {_year(1 - number * 100)}/{_year(100 - number * 100)}."
    first = number * 100 - 99
    return f"Write {number - 1:02}XX for {first - 1} to {first + 98}, or {_year(first)}/{_year(first + 99)}."


def _year(number: int) -> str:
    return f"{'-' if number < 0 else ''}{abs(number):04}"


def _before_christ(match: re.Match[str]) -> str:
    number, rest = int(match[1]), match[0][1 + len(match[1]) :]
    return f"Write -{number:04}{rest}, or {_year(1 - number)}{rest} for {number} BCE."


def _old_style(match: re.Match[str]) -> str:
    later = match[2][: 4 - len(match[3])] + match[3]
    one = spelled.read(f"{match[1]} {later}", Conventions(order=DAY))
    return f"Write the later one{f', {one.edtf}' if one else ''}."


def _copyright(match: re.Match[str]) -> str:
    return f"Write {match[1]}~ for about {match[1]}, or {match[1]}."


def _winter(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"Write {year - 1}-24 for December {year - 1} to February {year}, {year}-24 for the winter after it."


def _fiscal(match: re.Match[str]) -> str:
    year = int(match[1])
    return f"Write {year}, {year - 1}/{year}, or its first and last month."


def _with_year(match: re.Match[str]) -> str:
    return f"Write the year behind it: {match[0]} and then the year, as in 1969."


def _only_year(match: re.Match[str]) -> str:
    return f"Write what is known of it: {match[1]}, or {match[1]}~ for about {match[1]}."


_HINTS: tuple[tuple[re.Pattern[str], str, Advice], ...] = tuple(
    (re.compile(form), message, advice)
    for form, message, advice in (
        # EDTF as its drafts had it until 2012
        (r"(.*)(?:\?~|~\?)", "“About” and “uncertain” together are one sign.", _doubtful),
        (r"[0-9]{1,3}[ux][0-9ux]*", "An unknown digit is a capital X.", _unknown_digits),
        (r"-?[0-9]{1,3}[ux][0-9ux-]*", "An unknown digit is a capital X.", "Write it as in 199X or 2004-06-XX."),
        (r"[0-9]{4}-(?:[0-9ux]{2}-)?[ux]{2}", "An unknown digit is a capital X.", _unknown_digits),
        (r"unknown/(.*)", "An unknown end is left empty.", lambda match: f"Write /{match[1]}."),
        (r"(.*)/unknown", "An unknown end is left empty.", lambda match: f"Write {match[1]}/."),
        (r"open/(.*)", "An open end is two dots.", lambda match: f"Write ../{match[1]}."),
        (r"(.*)/open", "An open end is two dots.", lambda match: f"Write {match[1]}/..."[:-1]),
        (r"y-?[0-9]+(e[0-9]+)?", "Y for a long year is a capital.", "Write years from -9999 to 9999 in four digits."),
        (r"[0-9x~?%/. -]*\([0-9x~?%/. -]*\)[0-9x~?%/. -]*", "Brackets do not group in EDTF any more.",
         "Write it as in 2004-~06-11."),
        # what other programs write
        (r"#(div/0!|ref!|name\?|num!|value!|null!|spill!|calc!|n/a|wert!|bezug!|zahl!|nv)",
         "This is what a formula says that fails.", "Mend the formula, or write the date in its place."),
        (r"-?[0-9]{5,7}(-.*)?", _FOUR_DIGITS, "Write years from -9999 to 9999, months as in 2022-01."),
        (r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\ ?[ap]\.?m\.?)?", "This is a time of day without a day.",
         "Write the day before it, or put the days in a column of their own."),
        (r"-([0-9]{1,3})(?:-[0-9]{2}){0,2}", _FOUR_DIGITS,
         _before_christ),
        # what people write
        (r"([0-9]{4})[-–/]([0-9])", "This can be a month or two years.", _short_month),
        (r"[0-9]{2}[/.]([0-9]{4})", "There is no such month: months go from 01 to 12.",
         lambda match: f"Write the month as in {match[1]}-01."),
        (r"[0-9]{1,2}[/. -]([0-9]{1,2}|[a-z]{3,9}\.?)[/. -][0-9]{2}(\ .*)?", _FOUR_DIGITS, _IN_FULL),
        (r"[0-9]{5,}\ ?(bce?|bp|ya|years ago)", "That is before the years that can be drawn.",
         "Years go from -9999 to 9999."),
        (r"(?:c|copyright|©)\.?\ ?([0-9]{4})", "This can be about a year, or the year of a copyright.", _copyright),
        (r"(?:the\ )?([0-9]{1,2})(?:st|nd|rd|th|\.)? ?(?:cent(?:ury|\.)?|c\.?)"
         r"(?:\ (bce?|b\.c\.(?:e\.)?)| (?:ce|ad|a\.d\.))?",
         "A century is written by its years.", _century),
        (r".*\bcent(ury|uries|\.).*|.*[0-9](st|nd|rd|th) c\.?(\ .*)?", "A century is written by its years.",
         "Write its first and last year, as in -0299/-0200."),
        (r"(early|mid|late)[- ].*", "How early or late that is, only you can say.",
         "Write the first and last year, month or day that it may be, with a ~ behind each."),
        (r"n\.? ?d\.?|undated|no date|unknown|tb[acd]|t\.b\.[acd]\.|n/?a|nat|none|null|nan|\?+|-+|unbekannt|s\. ?d\.",
         "This says nothing about when.", _NOTHING),
        (r"ongoing|present|now|current|to date|today", "This is an end, and there is no beginning.",
         "Write the beginning, a slash and two dots, as in 2022/.."),
        (r"\?{4}-.*", "The year is missing.", "Write it in its column."),
        (r"(.+) ([0-9]{4})/([0-9]{1,2})", "These are two years, of a time when the year began in March.", _old_style),
        (r"winter(?:\ of)?,?\ ([0-9]{4})", "This can be either of two winters.", _winter),
        (r"(?:fy|fiscal year|financial year)\ ?([0-9]{4})", "A fiscal year has other months in each country.", _fiscal),
        (r"[0-9]{1,2}(st|nd|rd|th)?(\ of)?\ [a-z]{3,9}|[a-z]{3,9}\ [0-9]{1,2}(st|nd|rd|th)?"
         r"|[0-9]{1,2} [a-z]{3,9} [-–] [0-9]{1,2} [a-z]{3,9}",
         "The year is missing.", _with_year),
        (r"([a-z]{3,9})-([0-9]{2})", "This can be a day of a month, or a year of two digits.",
         lambda match: f"Write {match[1]} 20{match[2]} or {match[1]} 19{match[2]}, or the day with its year."),
        (r"\.\.|/|\.\./|/\.\.|\.\./\.\.|\[(\.\.)?\]|\{(\.\.)?\}", "This says nothing about when.", EXAMPLES),
        (r"(?:.*[^0-9])?(1[0-9]{3}|20[0-9]{2})(?:[^0-9].*)?", "", _only_year),
    )
)  # fmt: skip


def unreadable(text: str) -> BadDate:
    """The error for a text that has no form of a date, with a hint where it nearly has one.

    >>> unreadable("1984?~").advice
    'Write %, as in 1984%.'
    """
    folded = text.lower()
    for form, message, advice in _HINTS:
        if match := form.fullmatch(folded):
            hint = advice if isinstance(advice, str) else advice(match)
            return BadDate(message or f"{shown(text, 64)} is not a date.", text=text, advice=hint)
    return BadDate(f"{shown(text, 64)} is not a date.", text=text, advice=EXAMPLES)
