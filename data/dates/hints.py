"""What to write instead, for texts that are nearly dates."""

import re

from data.errors import BadDate, shown

EXAMPLES = "Write 1969, 1969-07 or 1969-07-16; for a guess add ~, as in 1969~."

_FOUR_DIGITS = "A year has four digits."
_IN_FULL = "Write the date in full, as in 2022-01-05."

_HINTS = tuple(
    (re.compile(form), message, advice)
    for form, message, advice in (
        # EDTF as its drafts had it until 2012
        (r".*(\?~|~\?)", "“About” and “uncertain” together are one sign.", "Write %, as in 1984%."),
        (r"-?[0-9]{1,3}[ux][0-9ux-]*", "An unknown digit is a capital X.", "Write it as in 199X or 2004-06-XX."),
        (r"[0-9]{4}-([0-9ux]{2}-)?[ux]{2}", "An unknown digit is a capital X.", "Write it as in 199X or 2004-06-XX."),
        (r"unknown/.*|.*/unknown", "An unknown end is left empty.", "Write it as in 1990/ or /1990."),
        (r"open/.*|.*/open", "An open end is two dots.", "Write it as in 1990/.. or ../1990."),
        (r"y-?[0-9]+(e[0-9]+)?", "Y for a long year is a capital.", "Write years from -9999 to 9999 in four digits."),
        (r"[0-9x~?%/. -]*\([0-9x~?%/. -]*\)[0-9x~?%/. -]*", "Brackets do not group in EDTF any more.",
         "Write it as in 2004-~06-11."),
        # what other programs write
        (r"[0-9]{5}(\.[0-9]+)?", "This looks like a spreadsheet's own day number.", "Format the column as a date."),
        (r"#(div/0!|ref!|name\?|num!|value!|null!|spill!|calc!|n/a|wert!|bezug!|zahl!|nv)",
         "This is what a formula says that fails.", "Mend the formula, or write the date in its place."),
        (r"[0-9]{9,13}", "This looks like a computer's count of seconds.", _IN_FULL),
        (r"-?[0-9]{5,7}(-.*)?", _FOUR_DIGITS, "Write years from -9999 to 9999, months as in 2022-01."),
        (r"-?[0-9]{1,3}|-[0-9]{1,3}(-[0-9]{2}){1,2}", _FOUR_DIGITS, "Write 0079 for 79, -0043 for 44 BCE."),
        (r"[0-9]{4}-w[0-9]{2}(-[0-9])?", "Weeks are not read.", "Write the days, as in 2022-01-03/2022-01-09."),
        (r"[0-9]{4}-[0-9]{3}", "Days of the year are not read.", _IN_FULL),
        # what people write
        (r"[0-9]{4}-[0-9]", "A month has two digits.", "Write it as in 2022-01."),
        (r"[0-9]{4}/[0-9]{1,2}", "This can be a month or two years.", "Write 2022-01 or 2021/2022."),
        (r"[0-9]{1,2}[/. -]([0-9]{1,2}|[a-z]{3,9}\.?)[/. -][0-9]{2}(\ .*)?", _FOUR_DIGITS, _IN_FULL),
        (r"[0-9]{5,}\ ?(bce?|bp|ya|years ago)", "That is before the years that can be drawn.",
         "Years go from -9999 to 9999."),
        (r"c(opyright|\.)?\ ?[0-9]{4}|©\ ?[0-9]{4}", "This can be about a year, or the year of a copyright.",
         "Write 1995~ for about 1995, or 1995."),
        (r"(early|mid|late)[- ].*", "How early or late that is, only you can say.",
         "Write the years that it may be, as in 1935/1939~."),
        (r".*\bcent(ury|uries|\.).*|.*[0-9](st|nd|rd|th) c\.?(\ .*)?", "A century is written by its years.",
         "Write 14XX for 1400 to 1499, or from first to last, as in -0299/-0200."),
        (r"\[?[0-9]{2}--\??\]?", "An unknown digit is a capital X.", "Write it as in 18XX."),
        (r"\[?[0-9]{3}-\??\]?", "An unknown digit is a capital X.",
         "Write it as in 192X, or 192X? where it is a guess."),
        (r"(before|bef\.?) .+", "This has an end and no beginning.",
         "Write ../1640 for all the time until then, [..1639] for some time before it."),
        (r"(after|aft\.?) .+", "This has a beginning and no end.",
         "Write 1640/.. for all the time since then, [1641..] for some time after it."),
        (r"n\.? ?d\.?|undated|no date|unknown|tb[acd]|t\.b\.[acd]\.|n/?a|none|null|nan|\?+|-+|unbekannt|s\. ?d\.",
         "This says nothing about when.", "Write a guess, as in 1969~ or 19XX, or take the row out."),
        (r"\?{4}-.*", "The year is missing.", "Write it in its column."),
        (r".+ [0-9]{4}/[0-9]{1,2}", "These are two years, of a time when the year began in March.",
         "Write the later one, as in 1652-02-14."),
        (r"winter(\ of)?,?\ [0-9]{4}(.[0-9]+)?", "This can be either of two winters.",
         "Write 2021-24 for December 2021 to February 2022."),
        (r"[0-9]{1,2}(st|nd|rd|th)?(\ of)?\ [a-z]{3,9}|[a-z]{3,9}\ [0-9]{1,2}(st|nd|rd|th)?",
         "The year is missing.", _IN_FULL),
        (r"\.\.|/|\.\./|/\.\.|\.\./\.\.|\[(\.\.)?\]|\{(\.\.)?\}", "This says nothing about when.", EXAMPLES),
    )
)  # fmt: skip


def unreadable(text: str) -> BadDate:
    """The error for a text that has no form of a date, with a hint where it nearly has one.

    >>> unreadable("1984?~").advice
    'Write %, as in 1984%.'
    """
    folded = text.lower()
    for form, message, advice in _HINTS:
        if form.fullmatch(folded):
            return BadDate(message, text=text, advice=advice)
    return BadDate(f"{shown(text, 64)} is not a date.", text=text, advice=EXAMPLES)
