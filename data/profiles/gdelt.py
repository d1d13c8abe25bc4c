"""GDELT's files of events, 1.0 and 2.0, and of mentions: no header, tabs, told by their first cells.

Source: GDELT Event Codebook 1.03 and 2.0; the kinds of event are the root codes of CAMEO.
"""

import re
from collections.abc import Sequence
from typing import Final

from data.profiles._cells import line, together
from data.profiles._registry import Out, profile

_ACTOR: Final = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_COUNTED: Final = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions"),
    *("NumSources", "NumArticles", "AvgTone"),
)
_PLACE: Final = ("Geo_Type", "Geo_FullName", "Geo_CountryCode", "Geo_ADM1Code", "Geo_Lat", "Geo_Long", "Geo_FeatureID")
_PLACE_2: Final = (*_PLACE[:4], "Geo_ADM2Code", *_PLACE[4:])
_HEAD: Final = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
    *_COUNTED,
)


def _events(place: Sequence[str], *end: str) -> tuple[str, ...]:
    return (*_HEAD, *(f"{who}{part}" for who in ("Actor1", "Actor2", "Action") for part in place), *end)


EVENTS: Final = {
    57: _events(_PLACE, "DATEADDED"),
    58: _events(_PLACE, "DATEADDED", "SOURCEURL"),
    61: _events(_PLACE_2, "DATEADDED", "SOURCEURL"),
}
"""The headers of the files of events, by how many columns they have: before and since April 2013, and 2.0."""
MENTIONS: Final = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
KINDS: Final = dict(enumerate(
    ("Public statement", "Appeal", "Intent to cooperate", "Consultation", "Diplomatic cooperation",
     "Material cooperation", "Aid", "Yielding", "Investigation", "Demand", "Disapproval", "Rejection", "Threat",
     "Protest", "Force posture", "Reduced relations", "Coercion", "Assault", "Fight", "Mass violence"), 1))  # fmt: skip


def _headers(cells: Sequence[str]) -> Sequence[str]:
    """Those of the file of events that begins so; where its width is none that is known, those at its ends."""
    number, when, month, year, *_ = (*cells, "", "", "", "")
    is_event = len(cells) > 20 and number.isdecimal() and re.fullmatch("[12][0-9]{7}", when)
    if not is_event or (month, year) != (when[:6], when[:4]):
        return ()
    headers = EVENTS.get(len(cells))
    middle = (f"column {index + 1}" for index in range(7, len(cells) - 1))
    return headers or (*_HEAD[:7], *middle, "SOURCEURL")


def _mentioned(cells: Sequence[str]) -> Sequence[str]:
    is_mention = 14 <= len(cells) <= 16 and all(re.fullmatch("[12][0-9]{13}", cell) for cell in cells[1:3])
    return MENTIONS[: len(cells)] if is_mention and cells[0].isdecimal() else ()


def _date(day: str) -> str:
    """The day of digits as EDTF.

    >>> _date("20220105")
    '2022-01-05'
    """
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if re.fullmatch("[0-9]{8}", day) else day


def _moment(digits: str) -> str:
    """Digits with a clock as EDTF, in UTC.

    >>> _moment("20220105143000")
    '2022-01-05T14:30:00Z'
    """
    if not re.fullmatch("[0-9]{14}", digits):
        return digits
    return f"{_date(digits[:8])}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"


def _kind(code: str) -> str:
    """The words of a root code.

    >>> _kind("14"), _kind("04"), _kind("")
    ('Protest', 'Consultation', '')
    """
    return KINDS.get(int(code), code) if code.isdecimal() else code


def _title(one: str, other: str, code: str, place: str, number: str) -> str:
    """Who, what and where.

    >>> _title("NORTHLAND", "GOVERNMENT", "14", "Oldtown, Northland", "1")
    'Protest: NORTHLAND – GOVERNMENT, Oldtown, Northland'
    """
    what = ": ".join(part for part in (_kind(code), line(one, other, between=" – ")) if part)
    return line(what, place) or f"Event {number}"


def _mention(name: str, number: str) -> str:
    return f"{name or 'A source'} mentions event {number}"


profile(
    "GDELT",
    "GLOBALEVENTID, SQLDATE, MonthYear, FractionDate",
    {
        "date": Out(_date, ("SQLDATE",)),
        "title": Out(_title, ("Actor1Name", "Actor2Name", "EventRootCode", "ActionGeo_FullName", "GLOBALEVENTID")),
        "category": Out(_kind, ("EventRootCode",)),
        "actors": Out(together, ("Actor1Name", "Actor2Name")),
        "place": "ActionGeo_FullName",
        "latitude": "ActionGeo_Lat",
        "longitude": "ActionGeo_Long",
        "url": "SOURCEURL",
        "id": "GLOBALEVENTID",
    },
    unheaded=_headers,
)
profile(
    "GDELT mentions",
    "GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionIdentifier",
    {
        "date": Out(_moment, ("MentionTimeDate",)),
        "title": Out(_mention, ("MentionSourceName", "GLOBALEVENTID")),
        "source": "MentionSourceName",
        "url": "MentionIdentifier",
    },
    unheaded=_mentioned,
)
