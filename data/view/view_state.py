"""What the viewer chose: one frozen value, checked whole, small enough to live in the link.

The names of the fields are the names in the link. Two kinds of name are built: `x:Region=North` keeps the events
whose own column "Region" says "North", and `column:date=When` reads the column "When" as the date.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Final, NamedTuple, Self
from urllib.parse import urlencode

from data.dates import calendar
from data.errors import BadView, shown
from data.view.briefing_choice_in_link import Choice
from data.view.briefing_choice_in_link import read as read_choice
from data.view.filter_table import FILTERS, Filter, Filters, Kind, names_of
from data.view.parameters import MOST_QUOTED, OWN, PARAMETERS, read, read_name

MOST_BYTES: Final = 8192
"""Longer links are cut or refused on their way."""
MOST_VALUES: Final = 200

NAMED: Final = {**dict.fromkeys(names_of(Kind.OWN), OWN), "columns": "column:"}
"""The fields that hold (name, value) pairs, and what stands before the name in a link."""

NOT_OURS: Final = ("embed", "embed_options")
"""Parameters that belong to Streamlit itself."""

LEAVE_OUT: Final = f"Leave something out: a link holds at most {MOST_VALUES} values and {MOST_BYTES:,} bytes."

Pairs = list[tuple[str, str]]


class On(NamedTuple):
    """A filter that is on. name: its field, or `x:` and the header of an own column. values: what it was set to; of a
    filter that takes one, that one."""

    name: str
    filter: Filter
    values: Sequence[str | int]

    @property
    def value(self) -> str:
        """What a filter is set to that takes one."""
        return str(self.values[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Filters):
    """The fields of `Filters`, which hide events, and those that move, draw and choose.

    Empty means everything, or the usual. A View that exists is valid: making a bad one raises BadView.

    >>> View(category=("unrest", "state")).to_string()
    'category=state&category=unrest'
    """

    start: str = ""
    end: str = ""
    lanes: str = ""
    scale: str = ""
    chart: str = ""
    baseline: str = ""
    recorded: str = ""
    event: str = ""
    opened: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    file: str = ""
    page: str = ""
    brief: str = ""

    def __post_init__(self) -> None:
        """Each value in its one canonical form, so that equal choices are equal links."""
        for name in NAMES:
            if (value := getattr(self, name)) != EMPTY[name]:
                object.__setattr__(self, name, _canonical(name, value))
        if self.file:  # what a viewer brought has no journal
            object.__setattr__(self, "recorded", "")
        _check_window(self.start, self.end)
        _check_size(self.to_query())

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The View that a link asks for, exactly.

        Raises BadView, and nothing else, for any pairs of text that are no View: it says which parameter,
        what was there and what it takes.
        """
        first_pairs = list(islice(pairs, MOST_VALUES + 1))
        _check_size(first_pairs)
        so_far: dict[str, object] = {}
        for name, value in first_pairs:
            _add(so_far, name, value)
        return cls(**so_far)  # type: ignore[arg-type]  # _add gives each field its own type

    @classmethod
    def lenient(cls, pairs: Iterable[tuple[str, str]]) -> tuple[Self, list[str]]:
        """As much of the link as can be followed, and a sentence for each part that was left out."""
        so_far: dict[str, object] = {}
        left_out: list[str] = []
        for name, value in islice((pair for pair in pairs if pair[0] not in NOT_OURS), MOST_VALUES + 1):
            try:
                so_far = _with(so_far, name, value)
            except BadView as problem:
                left_out.append(str(problem))
        try:
            _check_window(str(so_far.get("start", "")), str(so_far.get("end", "")))
        except BadView as problem:
            left_out.append(str(problem))
            so_far = {name: value for name, value in so_far.items() if name not in ("start", "end")}
        return cls(**so_far), list(dict.fromkeys(left_out))  # type: ignore[arg-type]

    def to_query(self) -> Pairs:
        """The pairs of the link: only what is not the usual, always in the same order."""
        return [pair for name in NAMES if (value := getattr(self, name)) for pair in _pairs(name, value)]

    def to_string(self) -> str:
        """The link's part after the question mark."""
        return urlencode(self.to_query())

    def around_event(self) -> tuple[str, str]:
        """The link's part after the question mark, before and after the id of another chosen event.

        >>> View(page="about").around_event()
        ('event=', '&page=about')
        """
        before, event, after = replace(self, event=SOME).to_string().partition(f"event={SOME}")
        return before + event.removesuffix(SOME), after

    @property
    def window(self) -> tuple[int, int] | None:
        """First second of the window and the second after its last; None is the whole data set."""
        return (calendar.from_iso(self.start), calendar.from_iso(self.end)) if self.start else None

    def with_window(self, start: int, end: int) -> Self:
        """The same view of another stretch of time, in seconds."""
        return replace(self, start=calendar.to_iso(start), end=calendar.to_iso(end))

    @property
    def choice(self) -> Choice:
        """Which slides the viewer would tell."""
        return read_choice(self.brief)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is on that hides events; the window hides none."""
        return bool(self.chips())

    def chips(self) -> Pairs:
        """(field, value) of every filter that is on; an own column's field is `x:` and its header."""
        return [pair for name in FILTERS for pair in _pairs(name, getattr(self, name))]

    def on(self) -> Iterator[On]:
        """Every filter that is on, each own column by itself, in the order in which they are shown."""
        for name, line in FILTERS.items():
            value = getattr(self, name)
            if line.kind is Kind.OWN:
                for header in dict.fromkeys(header for header, _ in value):
                    yield On(OWN + header, line, [choice for of, choice in value if of == header])
            elif value:
                yield On(name, line, (value,) if isinstance(value, str) else value)

    def cleared(self) -> Self:
        """The same view with every filter off."""
        off: dict[str, object] = {name: EMPTY[name] for name in FILTERS}
        return replace(self, **off)  # type: ignore[arg-type]

    def without(self, field: str, value: str | int | None = None) -> Self:
        """The same view with one chip off; without a value, with all of the field's off."""
        name = "where" if field.startswith(OWN) else field
        chips = [pair for pair in _pairs(name, getattr(self, name)) if not _is_chip(pair, field, value)]
        changes: dict[str, object] = {name: "" if isinstance(getattr(self, name), str) else ()}
        for pair in chips:
            _add(changes, *pair)
        return replace(self, **changes)  # type: ignore[arg-type]


EMPTY: Final[Mapping[str, object]] = {field.name: field.default for field in fields(View)}
FIRST: Final = ("start", "end", "lanes", "scale")
NAMES: Final = (*FIRST, *(name for name in EMPTY if name not in FIRST))
"""Every field, in the order of the link; asked of the class once, for views are made by the hundred."""
MANY: Final = frozenset(name for name, empty in EMPTY.items() if empty == ())
SOME: Final = "0"
"""An event of no name, to see where a link has its event."""


def _canonical(name: str, value: object) -> object:
    if isinstance(value, str) is (name in MANY) or not isinstance(value, Iterable):
        raise TypeError(f"{name} takes {'a tuple' if name in MANY else 'a text'}, not {value!r}")
    if isinstance(value, str):
        return read(name, value)
    if name in NAMED:
        return tuple(sorted({(read_name(name, key), str(read(name, item))) for key, item in value}))
    return tuple(sorted({read(name, str(item)) for item in value}))


def _add(so_far: dict[str, object], name: str, value: str) -> None:
    """Put one pair of a link where it belongs. Raises BadView."""
    for field, prefix in NAMED.items():
        if name.startswith(prefix):
            pair = read_name(field, name.removeprefix(prefix)), read(field, value)
            so_far[field] = (*_so_far(so_far, field), pair)
            return
    if name not in PARAMETERS or name in NAMED:
        raise BadView(f"The link has a part {shown(name, MOST_QUOTED)}, which means nothing here.", text=name)
    if name in MANY:
        so_far[name] = (*_so_far(so_far, name), read(name, value))
    elif name in so_far:
        raise BadView(f"The link has {shown(name)} more than once.", text=value, advice="Keep one of them.")
    else:
        so_far[name] = read(name, value)


def _with(so_far: dict[str, object], name: str, value: str) -> dict[str, object]:
    """What is given and one pair more. Raises BadView where that is wrong or too much."""
    _check_size([(name, value)])
    more = dict(so_far)
    _add(more, name, value)
    _check_size([pair for field, item in more.items() for pair in _pairs(field, item)])
    return more


def _so_far(so_far: dict[str, object], name: str) -> tuple[object, ...]:
    value = so_far.get(name, ())
    return value if isinstance(value, tuple) else ()


def _pairs(name: str, value: object) -> Pairs:
    if isinstance(value, tuple) and name in NAMED:
        return [(NAMED[name] + key, item) for key, item in value]
    if isinstance(value, tuple):
        return [(name, str(item)) for item in value]
    return [(name, str(value))] if value else []


def _is_chip(pair: tuple[str, str], field: str, value: str | int | None) -> bool:
    return (field == "where" or pair[0] == field) and (value is None or pair[1] == str(value))


def _check_window(start: str, end: str) -> None:
    if bool(start) != bool(end):
        raise BadView("The link has half a window.", advice="Write both “start” and “end”, or neither.")
    if start and calendar.from_iso(start) >= calendar.from_iso(end):
        raise BadView("The link's window ends before it starts.", advice="Write an “end” that is later than “start”.")


def _check_size(pairs: Pairs) -> None:
    """The cheap sum goes first: whatever came, it is measured in no time."""
    few = len(pairs) <= MOST_VALUES and sum(len(name) + len(value) for name, value in pairs) <= MOST_BYTES
    if not few or len(urlencode(pairs, errors="surrogatepass")) > MOST_BYTES:
        raise BadView("The link is too long.", advice=LEAVE_OUT)
