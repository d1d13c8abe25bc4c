"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program.

Source: UCDP GED Codebook. `date_start` and `date_end` are the first and the last day on which it may have been;
`best`, `low` and `high` estimate one number of deaths.
"""

from data.profiles._cells import between, coded, day, figure, line, more, named, together
from data.profiles._registry import Out, profile

VIOLENCE = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}


def _date(first: str, last: str) -> str:
    """The days from the first to the last on which it may have been.

    >>> _date("2021-05-01 00:00:00.000", "2021-05-31 00:00:00.000"), _date("2021-03-04 00:00:00.000", "")
    ('2021-05', '2021-03-04')
    """
    start, end = day(first), day(last or first)
    return between(start, end) if start and end and start <= end else f"{first}/{last}" if last else first


def _text(headline: str, article: str, where: str) -> str:
    return "\n\n".join(part for part in (headline or article, where) if part)


def _deaths(low: str, high: str, best: str) -> str:
    return more(figure(low, high, best))


profile(
    "UCDP GED",
    "date_prec, date_start, date_end, type_of_violence, best, low, high",
    {
        "date": Out(_date, ("date_start", "date_end")),
        "title": Out(line, ("dyad_name", "where_coordinates")),
        "text": Out(_text, ("source_headline", "source_article", "where_description")),
        "category": Out(coded(VIOLENCE), ("type_of_violence",)),
        "actors": Out(together, ("side_a", "side_b")),
        "place": Out(line, ("where_coordinates", "adm_1", "country")),
        "latitude": "latitude",
        "longitude": "longitude",
        "source": ("source_office", "source_article"),
        "metric": Out(named("deaths"), ("low", "high", "best")),
        "value": Out(_deaths, ("low", "high", "best")),
        "id": "id",
    },
    note="Each event covers the days from date_start to date_end; low to high is its figure, so many deaths more.",
)
