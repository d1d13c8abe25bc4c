"""Which of some events of a large record pass a view's filters, told from its plain columns
(`data.columnar.column_file`)."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

import numpy as np

from data import dates
from data.columnar.column_file import Array, Coded
from data.filter_table import Kind
from data.view import On, View


def passing(coded: Coded, places: Array, view: View, but: Collection[str] = ()) -> Array | None:
    """The places of those that pass every filter; None where the columns do not tell.

    but: filters that are let go, and those that were seen to.
    """
    for on in view.on():
        if on.name not in but:
            keep = KEEPS.get(on.filter.kind)
            kept = keep(coded, places, on) if keep else None
            if kept is None:
                return None
            places = kept
    return places


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


def _valued(coded: Coded, places: Array, on: On) -> Array | None:
    if coded.is_absent(on.name):
        return places if "" in on.values else places[:0]
    if on.name not in coded.coded:
        return None
    return places[_is_wanted(coded, on)[coded[on.name][places]]]


def _numbered(coded: Coded, places: Array, on: On) -> Array | None:
    return places[np.isin(coded[on.name][places], on.values)] if on.name in coded else None


def _named(coded: Coded, places: Array, on: On) -> Array | None:
    if on.name not in coded.coded:
        return None
    is_wanted, passes = _is_wanted(coded, on), np.zeros(len(places), bool)
    for which, codes in names(coded, on.name, places):
        passes[which[is_wanted[codes]]] = True
    return places[passes]


def _is_wanted(coded: Coded, on: On) -> Array:
    """For each code of a column, whether it is one of the values."""
    return np.array([text in on.values for text in coded.values(on.name)], bool)


def _known(coded: Coded, places: Array, on: On) -> Array:
    seen = dates.parse(on.value).end
    return places if seen is None else places[coded["known_from"][places] < seen]


KEEPS: Final[Mapping[Kind, Callable[[Coded, Array, On], Array | None]]] = {
    Kind.VALUE: _valued,
    Kind.NAME: _named,
    Kind.NUMBER: _numbered,
    Kind.SINCE: lambda coded, places, on: within(coded, places, dates.parse(on.value).start, None),
    Kind.UNTIL: lambda coded, places, on: within(coded, places, None, dates.parse(on.value).end),
    Kind.ASOF: _known,
    Kind.OWN: _valued,
}
"""What each kind of filter keeps of some places. Words are in no column: the index finds them."""
