"""Which of some events of a large record pass a view's filters, told from its plain columns
(`data.columnar.column_file`)."""

from collections.abc import Collection, Iterator

import numpy as np

from data import dates
from data.columnar.column_file import Array, Coded
from data.parameters import NAMES
from data.queries.filters import wanted_own
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
            is_wanted, passes = _of(coded, field, values), np.zeros(len(places), bool)
            for which, codes in names(coded, field, places):
                passes[which[is_wanted[codes]]] = True
            places = places[passes]
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


def names(coded: Coded, field: str, places: Array) -> Iterator[tuple[Array, Array]]:
    """The codes of the first name in each of these events, then of the second, …: of which places, and the codes."""
    begins, codes = coded[f"{field} begins"], coded[field]
    which, at, end = np.arange(len(places)), begins[places], begins[places + 1]
    while len(which):
        has_more = at < end
        if not has_more.all():
            which, at, end = which[has_more], at[has_more], end[has_more]
        yield which, codes[at]
        at = at + 1


def _wanted(view: View) -> Iterator[tuple[str, Collection[str]]]:
    yield from ((field, values) for field in (*PLAIN, *NAMES) if (values := getattr(view, field)))
    yield from wanted_own(view).items()


def _of(coded: Coded, field: str, values: Collection[str]) -> Array:
    """For each code of a column, whether it is one of the values."""
    return np.array([text in values for text in coded.values(field)], bool)
