"""Every filter, declared once: what a link takes, conditions, counts, choices, chips and lanes are made from its line.

A filter is a field of `Filters`, and its line says of which kind it is. Whoever answers questions about events says by
kind what it does with a filter (`data.queries.filters`, `data.columnar.filters`, `data.engine.count_tables`), and
hands the question on where a kind
is not among those. So another filter of a kind that is there is one line here. Of words, of times and of own columns
there is one each, for the page has a field of its own for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any, Final

from data.dates.span import PRECISIONS


class Kind(Enum):
    """What of an event a filter looks at."""

    WORDS = "all of these words and phrases are in its texts"
    VALUE = "the text in the column of the filter's name is one of these"
    NAME = "one of the names in a column of names is one of these"
    NUMBER = "the number in the column of the filter's name is one of these"
    SINCE = "some of it is after the beginning of this date"
    UNTIL = "some of it is before the end of this date"
    ASOF = "it was known at the end of this date"
    OWN = "the text in a column of the user's own is one of these"


CHOSEN: Final = frozenset({Kind.VALUE, Kind.NAME, Kind.NUMBER})
"""The kinds that have values to choose from."""


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """One filter. name: its field of the View. column: the one of `event` that it looks at, if it is one.

    label: stands over its choices. chip: what is said where it is on, with `{}` for the value. choices: the only values
    that it takes, as they are shown and in that order, each with its words; none is any text. pattern: what any other
    value must match in capitals, and advice what to write where it does not. is_open: whether the choices are shown
    without a click. is_given: whether every event has a value, so that only two of them are a choice.
    """

    kind: Kind
    label: str
    name: str
    column: str
    chip: str
    choices: Mapping[str, str]
    pattern: str
    advice: str
    is_open: bool
    is_given: bool

    @property
    def is_free(self) -> bool:
        """Whether it takes any text for a value."""
        return not self.choices and not self.pattern


def _filter(
    kind: Kind, label: str, *, column: str = "", chip: str = "", choices: Mapping[str, str] | None = None,
    pattern: str = "", advice: str = "", is_open: bool = False, is_given: bool = False,
) -> Any:  # fmt: skip
    text = chip or f"{label.lower()}: {{}}"
    line = Filter(kind, label, "", column, text, choices or {}, pattern, advice, is_open, is_given)
    is_many = kind in CHOSEN or kind is Kind.OWN
    return field(default=() if is_many else "", metadata={"filter": line})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is chosen of each filter, in the order in which they are shown; what is empty hides nothing."""

    words: str = _filter(Kind.WORDS, "Words", chip="“{}”")
    category: tuple[str, ...] = _filter(Kind.VALUE, "Category", chip="{}", is_open=True)
    actor: tuple[str, ...] = _filter(Kind.NAME, "Actor", column="actors")
    source: tuple[str, ...] = _filter(Kind.VALUE, "Source", is_open=True)
    place: tuple[str, ...] = _filter(Kind.VALUE, "Place")
    tag: tuple[str, ...] = _filter(Kind.NAME, "Tag", column="tags")
    grade: tuple[str, ...] = _filter(Kind.VALUE, "Grade", pattern="[A-F]?[1-6]?", advice="Write a grade from A1 to F6.")
    importance: tuple[int, ...] = _filter(
        Kind.NUMBER, "Importance", chip="{} events", choices={"3": "key", "2": "usual", "1": "minor"}, is_given=True
    )
    metric: tuple[str, ...] = _filter(Kind.VALUE, "Figure")
    precision: tuple[str, ...] = _filter(
        Kind.VALUE, "Precision", chip="dated to the {}", choices={name: name for name in PRECISIONS}, is_given=True
    )
    since: str = _filter(Kind.SINCE, "From", chip="from {}")
    until: str = _filter(Kind.UNTIL, "To", chip="to {}")
    asof: str = _filter(Kind.ASOF, "As of", chip="as of {}")
    where: tuple[tuple[str, str], ...] = _filter(Kind.OWN, "Own column")


FILTERS: Final[Mapping[str, Filter]] = {
    line.name: replace(line.metadata["filter"], name=line.name, column=line.metadata["filter"].column or line.name)
    for line in fields(Filters)
}
"""By name, in the order in which they are shown."""


def names_of(*kinds: Kind) -> tuple[str, ...]:
    """The names of the filters of these kinds.

    >>> names_of(Kind.NAME)
    ('actor', 'tag')
    """
    return tuple(line.name for line in FILTERS.values() if line.kind in kinds)


VALUES: Final = names_of(Kind.VALUE)
"""Filters by a column of which each event has one text."""
WITH_CHOICES: Final = names_of(*CHOSEN)
"""Filters that have values to choose from, which can be lanes too."""
COLUMNS: Final = tuple(FILTERS[name].column for name in WITH_CHOICES)
"""The columns of `event` that they look at."""
