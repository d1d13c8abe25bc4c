"""Which of some events pass a view's filters, told from their columns (`data.columnar.columns`)."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

import numpy as np

from data import dates
from data.columnar.columns import Array, Columns, within
from data.view import On, View
from data.view.filter_table import Kind, names_of


def passing(columns: Columns, places: Array, view: View, but: Collection[str] = ()) -> Array | None:
    """The places of those that pass every filter; None where the columns do not tell.

    but: filters that are let go, and those that were seen to.
    """
    for on in view.on():
        if on.name not in but:
            keep = KEEPS.get(on.filter.kind)
            passing_places = keep(columns, places, on) if keep else None
            if passing_places is None:
                return None
            places = passing_places
    return places


def names(columns: Columns, field: str, places: Array) -> Iterator[tuple[Array, Array]]:
    """The codes of the first name in each of these events, then of the second, …: of which places, and the codes."""
    begins, codes = columns[f"{field} begins"], columns[field]
    which, begin, end = np.arange(len(places)), begins[places], begins[places + 1]
    while len(which):
        has_more = begin < end
        if not has_more.all():
            which, begin, end = which[has_more], begin[has_more], end[has_more]
        yield which, codes[begin]
        begin = begin + 1


def _valued(columns: Columns, places: Array, on: On) -> Array | None:
    if columns.is_absent(on.name):
        return places if "" in on.values else places[:0]
    if on.name not in columns.coded:
        return None
    return places[_is_wanted(columns, on)[columns[on.name][places]]]


def _numbered(columns: Columns, places: Array, on: On) -> Array | None:
    return places[np.isin(columns[on.name][places], on.values)] if on.name in columns else None


def _named(columns: Columns, places: Array, on: On) -> Array | None:
    if on.name not in columns.coded:
        return None
    is_wanted, passes = _is_wanted(columns, on), np.zeros(len(places), bool)
    for which, codes in names(columns, on.name, places):
        passes[which[is_wanted[codes]]] = True
    return places[passes]


def _is_wanted(columns: Columns, on: On) -> Array:
    """For each code of a column, whether it is one of the values."""
    texts = columns.values(on.name)
    is_wanted = np.zeros(len(texts), bool)
    for text in map(str, on.values):
        index = bisect_left(texts, text)
        if index < len(texts) and texts[index] == text:
            is_wanted[index] = True
    return is_wanted


def _known(columns: Columns, places: Array, on: On) -> Array:
    end = dates.parse(on.value).end
    return places if end is None else places[columns["known_from"][places] < end]


WORDS: Final = names_of(Kind.WORDS)
"""The filters that no column tells: their words are looked up."""
KEEPS: Final[Mapping[Kind, Callable[[Columns, Array, On], Array | None]]] = {
    Kind.VALUE: _valued,
    Kind.NAME: _named,
    Kind.NUMBER: _numbered,
    Kind.SINCE: lambda columns, places, on: within(columns, places, dates.parse(on.value).start, None),
    Kind.UNTIL: lambda columns, places, on: within(columns, places, None, dates.parse(on.value).end),
    Kind.ASOF: _known,
    Kind.OWN: _valued,
}
"""What each kind of filter keeps of some places; of a kind that is not here, the columns do not tell."""
