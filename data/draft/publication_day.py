"""The day on which a report was published, where its own first lines say so: a dateline, or a line that is a date."""

import re
from itertools import islice
from typing import Final

from data import dates
from data.errors import BadDate

_FIRST_LINES: Final = 6
_LONGEST: Final = 90
_LABEL: Final = re.compile(
    r"^(?:(?:first\ )?published|updated|last\ updated|posted|issued|released?|date|опубликовано|обновлено|дата"
    r"|жарияланды|жарияланған|公開日?|更新日?|掲載日?|配信日?|発行日?)(?:\ on|\ at)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"[,\s|·]*(?:(?:at|в)\ )?(?:午前|午後)?[0-2]?[0-9](?:[:.][0-5][0-9]|時[0-5]?[0-9]?分?)(?:\ ?[ap]\.?m\b\.?)?"
    r"(?:\ (?:[A-Z]{2,4}|МСК|мск))?[,\s|·]*",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(r"\s*(?:\([^()]*\)|/[^/]*/)\s*-*\s*$")
_SPEECH: Final = re.compile(r"\s-{1,2}\s|\.\s|\s*[–—]\s*")
"""What ends a dateline: a dash or a point. After a colon something is told of a day, as in a chronicle."""
_YEAR: Final = re.compile(r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])")
_PLACE: Final = re.compile(r"^[^\W\d_][^,.0-9]{1,40}(?:,\ [^\W\d_][^,0-9]{1,40})?[,.]\s*")


def dateline_day(text: str) -> str:
    """The day as YYYY-MM-DD; "" where the first lines name none, where the report tells of years after it, or of many
    days below such lines.

    >>> dateline_day("Port strike\\n\\nVOSTOK, 12 March 2024 (Agency) – Dockers walked out on Monday.")
    '2024-03-12'
    """
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][:_FIRST_LINES]
    day = next((day for line in lines if (day := _of_line(line))), "")
    is_past = day and any(int(year) > int(day[:4]) + 1 for year in _YEAR.findall(text))
    return "" if is_past or _is_chronicle(text) else day


def is_dateline(sentence: str) -> bool:
    """Whether a sentence is the place and the day of a report, and tells nothing."""
    return len(sentence) <= _LONGEST and bool(_day(sentence) or _of_line(f"{sentence.strip()} – "))


def _is_chronicle(text: str) -> bool:
    """Whether days stand as headings, of which none is that of publication."""
    lines = (line.strip() for line in text.split("\n") if len(line) <= _LONGEST and _YEAR.search(line))
    return sum(1 for line in islice(lines, 200) if _day(line)) > 1


def _of_line(line: str) -> str:
    """Of a line that is a date and no more, or of what stands before the first words of a report."""
    whole = _LABEL.sub("", line) if len(line) <= _LONGEST else ""
    places = [match.start() for match in _SPEECH.finditer(line[:_LONGEST])]
    heads = [_AGENCY.sub("", line[:place]) for place in places]
    parts = [_PLACE.sub("", head) for head in heads if _PLACE.match(head)]
    return next((day for part in (whole, _CLOCK.sub(" ", whole, count=1), *parts) if (day := _day(part))), "")


def _day(text: str) -> str:
    """A day with its year, and nothing else."""
    plain = text.strip().rstrip(".,")
    if not _YEAR.search(plain):
        return ""
    try:
        edtf = dates.parse(plain).edtf
    except BadDate:
        return ""
    return edtf if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf) else ""
