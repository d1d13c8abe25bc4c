"""ACLED, the Armed Conflict Location & Event Data: today's columns and the older ones.

Source: ACLED Codebook. `time_precision` 1 is the day, 2 a week (or weekend) of which the day is the middle, 3 a month.
`notes` describes the event; it is no note of the file's owner.
"""

from data.profiles._cells import day, line, more, named, together, week
from data.profiles._registry import Out, profile


def _date(when: str, precision: str) -> str:
    """The day, its week, or its month.

    >>> _date("06 January 2022", "1"), _date("06 January 2022", "2"), _date("2022-01-15", "3")
    ('06 January 2022', '2022-01-03/2022-01-09', '2022-01')
    """
    date = day(when) if precision in ("2", "3") else None
    if date is None:
        return when
    return week(date) if precision == "2" else date.isoformat()[:7]


def _title(kind: str, detail: str, place: str, country: str) -> str:
    return line(detail or kind, place or country)


profile(
    "ACLED",
    "event_date, event_type, actor1, notes, fatalities",
    {
        "date": Out(_date, ("event_date", "time_precision")),
        "title": Out(_title, ("event_type", "sub_event_type", "location", "country")),
        "text": "notes",
        "category": "event_type",
        "actors": Out(together, ("actor1", "assoc_actor_1", "ally_actor_1", "actor2", "assoc_actor_2", "ally_actor_2")),
        "tags": "tags",
        "place": Out(line, ("location", "admin1", "country")),
        "latitude": "latitude",
        "longitude": "longitude",
        "source": "source",
        "metric": Out(named("fatalities"), ("fatalities",)),
        "value": Out(more, ("fatalities",)),
        "id": ("event_id_cnty", "data_id"),
    },
    note="A time_precision of 2 is the week of the day, 3 its month; the fatalities of each event are so many more.",
)
