"""The zone of a file whose settings name none: the one offset that all its times share, or the zone that it names.

Where nothing tells, it is UTC, and that is said wherever a time of day stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from data.dates import time_of_day
from data.schema import squeezed
from data.validation.records_table import Table

DATES: Final = ("date", "end", "reported")
NAMES: Final = frozenset(("timezone", "timezonename", "timezoneid", "tz", "tzname", "cztimezone", "zone", "zeitzone"))
"""Headers of a column that names the zone, squeezed."""
OFFSETS: Final = (
    r"(?:T[0-9]{2}:[0-9]{2}|:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?) ?"
    r"(?:GMT|UTC)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)(?: \([^()]{1,40}\))?$",
    r"[0-9]{1,2}:[0-9]{2} ?(\+[0-9]{2}(?::?[0-9]{2})?)$",
    r"[0-9]{1,2}:[0-9]{2} (Z|-[0-9]{2}(?::?[0-9]{2})?)$",
    r"[0-9]{1,2}[:h.][0-9]{2}(?::[0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
    r" \(?([A-Za-z]{2,4}(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?)\)?$",
)
"""A time with its offset at the end of a cell; behind minutes alone a minus may be the dash of a range."""
SHORTEST: Final = 17
"""Characters of 2022-01-05T14:30Z."""
_WITH_OFFSET = re.compile(r"[a-z]{1,4}([+-])([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)
UTC: Final = "UTC"
ASSUMED: Final = (
    "Nothing names the zone of the times of day, so they are taken as those of UTC. A zone in the settings says"
    " otherwise."
)


def of(table: Table) -> str:
    """The zone of a table; "" where no time has an offset and nothing names a zone.

    It is that of the column that names one for all, else the offset that all times share, else UTC.
    """
    columns = [table.distinct_texts(place) for place in naming(table.headers)]
    texts = (text for name in DATES if name in table.columns for text in table.text(name).unique().to_pylist())
    return named_zone(columns) or shared_offset(texts)


def shared_offset(texts: Iterable[str]) -> str:
    """The one offset that all times with an offset have; UTC where there are several, "" where there is none.

    >>> shared_offset(["2026-11-14T02:07+01:00", "2026-11-15"])
    '+01:00'
    >>> shared_offset(["2022-01-05T14:30Z"]), shared_offset(["2022-01-05T14:30"])
    ('UTC', '')
    """
    return only_offset({match[1] for text in texts if len(text) >= SHORTEST for match in _matches(text)})


def _matches(text: str) -> list[re.Match[str]]:
    return [match for form in OFFSETS if (match := re.search(form, text))][:1]


def only_offset(offsets_written: Iterable[str]) -> str:
    """The zone of some offsets as they are written; UTC where they differ, "" where there is none."""
    offsets = {_plain(offset) for offset in offsets_written} - {""}
    return UTC if len(offsets) > 1 else next(iter(offsets), "")


def _plain(offset: str) -> str:
    """An offset as +06:00, UTC for none, whether it is written in figures or is a name's; "" for what is no zone."""
    if offset[0].isalpha() and offset != "Z":
        return _zone(offset)
    digits = offset[1:].replace(":", "").ljust(4, "0")
    return UTC if offset == "Z" or digits == "0000" else f"{offset[0]}{digits[:2]}:{digits[2:]}"


def naming(headers: Sequence[str]) -> list[int]:
    """The places of columns whose headers say that they name the zone."""
    return [place for place, header in enumerate(headers) if squeezed(header) in NAMES]


def named_zone(columns: Iterable[Sequence[str]]) -> str:
    """The zone that a column has in all its rows; "" where it has several, or what is none."""
    for texts in columns:
        names = {text for text in texts if text}
        if len(names) == 1 and (zone := _zone(next(iter(names)))):
            return zone
    return ""


def _zone(text: str) -> str:
    """The zone of a name: Asia/Almaty, EST, CST-6; "" for any other text."""
    if match := _WITH_OFFSET.fullmatch(text):
        return _plain(f"{match[1]}{int(match[2]):02}:{match[3] or '00'}")
    if text.lower() in time_of_day.ZONES:
        return _plain(time_of_day.write_offset(time_of_day.ZONES[text.lower()] * 3600))
    try:
        return ZoneInfo(text).key if "/" in text else ""
    except (ValueError, OSError, KeyError):
        return ""


def is_timed(precisions: Mapping[str, object] | Iterable[str]) -> bool:
    """Whether one of some precisions is finer than a day."""
    return bool({"hour", "minute", "second"} & {*precisions})


def of_times(zone: str, *, is_timed: bool) -> tuple[str, tuple[str, ...]]:
    """The zone that is said of the times of a file, and a note where nothing named it; both empty without times.

    >>> of_times("Asia/Almaty", is_timed=True), of_times("", is_timed=True)[0], of_times("Asia/Almaty", is_timed=False)
    (('Asia/Almaty', ()), 'UTC', ('', ()))
    """
    if not is_timed:
        return "", ()
    return (zone, ()) if zone else (UTC, (ASSUMED,))
