"""Which of some events of a large record pass a view's filters, told from its plain columns (`data.coded`)."""

from collections.abc import Collection, Iterator

import numpy as np

from data import dates
from data.coded import Array, Coded
from data.filters import wanted_own
from data.parameters import NAMES
from data.view import View

PLAIN = ("category", "place", "source", "grade")


def passing(coded: Coded, places: Array, view: View, but: str = "") -> Array | None:
    """The places of those that pass every filter but the words; None where the columns do not tell.

    but: a filter that is let go.
    """
    for field, values in _wanted(view):
        if field == but:
            continue
        if coded.is_absent(field):
            places = places if "" in values else places[:0]
        elif field not in coded.coded:
            return None
        elif field in NAMES:
            codes, counts = lines(coded, field, places)
            places = places[_any(_of(coded, field, values)[codes], counts)]
        else:
            places = places[_of(coded, field, values)[coded[field][places]]]
    if view.importance and but != "importance":
        places = places[np.isin(coded["importance"][places], view.importance)]
    seen = dates.parse(view.asof).end if view.asof and but != "asof" else None
    if seen is not None:
        places = places[coded["known_from"][places] < seen]
    since = dates.parse(view.since).start if view.since and but != "since" else None
    until = dates.parse(view.until).end if view.until and but != "until" else None
    return within(coded, places, since, until)


def within(coded: Coded, places: Array, start: int | None, end: int | None) -> Array:
    """Those that have any part in [start, end)."""
    if end is not None:
        places = places[coded["start"][places] < end]
    return places if start is None else places[coded["end"][places] > start]


def lines(coded: Coded, field: str, places: Array) -> tuple[Array, Array]:
    """The codes of the names in these events, one after the other, and how many each event has."""
    begins = coded[f"{field} begins"]
    first = begins[places]
    counts = begins[places + 1] - first
    before = np.cumsum(counts) - counts
    return coded[field][np.arange(counts.sum()) + np.repeat(first - before, counts)], counts


def _wanted(view: View) -> Iterator[tuple[str, Collection[str]]]:
    yield from ((field, values) for field in (*PLAIN, *NAMES) if (values := getattr(view, field)))
    yield from wanted_own(view).items()


def _of(coded: Coded, field: str, values: Collection[str]) -> Array:
    """For each code of a column, whether it is one of the values."""
    return np.array([text in values for text in coded.values(field)], bool)


def _any(is_wanted: Array, counts: Array) -> Array:
    """For each event with so many lines, whether any of these is wanted."""
    upto = np.concatenate([[0], np.cumsum(is_wanted)])
    ends = np.cumsum(counts)
    has: Array = upto[ends] > upto[ends - counts]
    return has
