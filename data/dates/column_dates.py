"""What a column of dates settles by itself: whether 1936-39 are years, whether 09:00-10:00 is a range of times."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.dates import year_spans
from data.dates.conventions import Conventions
from data.dates.span import Span
from data.errors import BadDate

_RANGE = re.compile(r"[0-9]\s?[–—]\s?[0-9]{1,2}[:.h]|[0-9]\s-\s[0-9]{1,2}[:.h]")
_DASHED = re.compile(r"[\sT]([0-9]{2}:[0-9]{2})-([0-9]{2}:?(?:[0-9]{2})?)(?![0-9:])")


def settle(texts: Sequence[str], conventions: Conventions) -> Conventions:
    """The conventions, with what the texts that are no plain dates show."""
    if not conventions.spans and (spans := year_spans.shown(texts)):
        conventions = replace(conventions, spans=spans)
    if dash := _dash(texts):
        conventions = replace(conventions, dash=dash)
    return conventions


def _dash(texts: Sequence[str]) -> str:
    """Whether 09:00-10:00 is a range of times, or a time with its offset; "" where nothing shows it."""
    is_range = is_offset = False
    for text in texts:
        if ":" not in text:
            continue
        if "–" in text or "—" in text or " - " in text:
            is_range |= _RANGE.search(text) is not None
        if text.rfind("-") < text.find(":"):
            continue
        if match := _DASHED.search(text):
            is_offset |= match[2][:2] < match[1][:2]
            is_range |= match[2][:2] > "11"
    return "" if is_range == is_offset else "range" if is_range else "offset"


def is_pointed(text: str) -> bool:
    """Whether it has a date of three numbers between points."""
    return "." in text and _POINTS.search(text) is not None


def order_shown(text: str) -> str:
    """What a date of three numbers shows of the order, as in `data.dates.spelled.Reading`; "" where it shows nothing.

    >>> order_shown("25/4/2022"), order_shown("4.25.2022"), order_shown("3/4/2022")
    ('day', 'month.', '')
    """
    match = _NUMBERS.search(text)
    numbers = (int(match[1]), int(match[3])) if match else (0, 0)
    if not match or not 12 < max(numbers) < 32 or not 0 < min(numbers) < 13:
        return ""
    return ("day" if numbers[0] > 12 else "month") + ("." if match[2] == "." else "")


def notes(
    texts: Sequence[str], read: Mapping[str | None, Span | BadDate | None], settled: Conventions
) -> list[str]:  # fmt: skip
    """What the column settled, and what was read with a doubt, in sentences. texts: those that are not plain."""
    lines = []
    short = _first(year_spans.FORM, texts, read) if settled.spans == "years" else ""
    if short:
        lines.append(f"“{short.strip()}” is read as {_edtf(read[short])}: such dates are two years here.")
    if vague := _first(_VAGUE, texts, read):
        lines.append(
            f"“Early”, “mid” and “late” are read as the first, middle and last third, approximate: “{vague.strip()}” as"
            f" {_edtf(read[vague])}. With vague=refuse they are not read."
        )
    return lines


def _first(
    form: re.Pattern[str], texts: Sequence[str], read: Mapping[str | None, Span | BadDate | None]
) -> str:  # fmt: skip
    """The first text of a form that was read; "" for none."""
    return next((text for text in texts if form.match(text) and isinstance(read[text], Span)), "")


def _edtf(span: Span | BadDate | None) -> str:
    return span.edtf if isinstance(span, Span) else ""


_POINTS = re.compile(r"(?<![0-9])[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2}|[0-9]{4})(?![0-9])")
_NUMBERS = re.compile(r"(?<![0-9./-])([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9])")
_VAGUE = re.compile(r"\s*(?:early|mid|middle|beginning|late)\b", re.IGNORECASE)
