"""A briefing as plain words, ready to be shown anywhere: on a screen, in a file, on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import orjson

Kind = Literal[
    "title", "summary", "changes", "timeline", "event", "map", "growth", "chart", "closing", "sources", "open", "table"
]
NO_NUMBER: Final = 0
"""The slide of a mark that has none."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a category is drawn: its name, its colour on paper and in the dark, its shape, and that as an SVG path.

    The path stands in a square of 14 by 14.
    """

    name: str
    light: str
    dark: str
    shape: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """One figure as it is known: what a card of the timeline says. `event` is the id of the event that claims it.

    note: why it is this source's and not a later one's, where that is so. is_of_the_dead: it is never left out.
    """

    label: str
    value: str
    unit: str
    source: str
    said: str
    rise: str
    spread: str
    event: str
    note: str = ""
    is_of_the_dead: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure that an event claims, as worded; `total` where it is an increment, `change` since the last one.

    is_headline: the headline says no more than the figure, which then is told in its place.
    """

    label: str
    value: str
    unit: str
    total: str
    change: str
    source: str
    said: str
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a list after its `date`, the slide that tells more of it, or none, and how its event looks."""

    text: str
    date: str = ""
    slide: int = NO_NUMBER
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """How one figure of one source grew: (day, figure as worded, number) one after the other; `of` how many in all."""

    label: str
    source: str
    points: tuple[tuple[str, str, float], ...]
    of: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under their heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the web, never at another kind of address."""

    url: str
    alt: str
    credit: str
    caption: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that is not settled, and the number of the slide that tells of it, or none."""

    text: str
    slide: int = NO_NUMBER


@dataclass(frozen=True, slots=True)
class Dispute:
    """Things that are not settled in the same way."""

    title: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG elements, tag and attributes in the order of painting, in a box of this size. alt: it in words."""

    width: int
    height: int
    alt: str
    light: tuple[tuple[str, Mapping[str, Any]], ...]
    dark: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `id` is that of its event; `said_by`, `reported` and `grade` are words, "" where nothing is known.

    `moment` is the second as of which its cards stand, in words `known`. `url` is where the source can be read. `more`
    is how many things are open beside the `opens`, all of which are told on slide `all_open`. A slide in reserve is
    told when somebody asks. `section` is the heading over it, `minutes` stands on the first slide of a section that has
    a time.
    """

    kind: Kind
    number: int
    id: str = ""
    date: str = ""
    headline: str = ""
    text: str = ""
    said_by: str = ""
    reported: str = ""
    grade: str = ""
    url: str = ""
    figure: Figure | None = None
    picture: Picture | None = None
    look: Look | None = None
    cards: tuple[Card, ...] = ()
    moment: int | None = None
    known: str = ""
    notes: str = ""
    disputes: tuple[Dispute, ...] = ()
    remarks: tuple[str, ...] = ()
    drawing: Drawing | None = None
    lines: tuple[Line, ...] = ()
    opens: tuple[Line, ...] = ()
    more: int = 0
    all_open: int = NO_NUMBER
    growths: tuple[Growth, ...] = ()
    table: Table | None = None
    section: str = ""
    minutes: float = 0
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the number of its first slide and of its last, and how many minutes it may take, 0 if nobody said."""

    title: str
    first: int
    last: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the strip: where, 0 to 1, how far it lasts, how it looks (a place in `looks`), and its slide."""

    place: float
    end: float
    look: int
    slide: int
    id: str
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """An era, or a fold with its length in words: from where to where on the strip."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment that the strip names."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The timeline along the foot of every slide."""

    marks: tuple[Mark, ...] = ()
    looks: tuple[Look, ...] = ()
    eras: tuple[Stretch, ...] = ()
    folds: tuple[Stretch, ...] = ()
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, where it can be read, and how many slides rest on it."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole briefing: the first `main` slides are told, the others are in reserve.

    `asof` says as of when, `when` from when to when it is about, `by` who says so, `usual` who said what names no
    source on its slide, `how` how the events were chosen, `left_out` how many that matter have no slide. `choice` is
    what the briefer chose, as a link holds it; `day` the one day of all that is told, which no slide's date says.
    """

    title: str
    subtitle: str
    handling: str
    asof: str
    slides: tuple[Slide, ...]
    strip: Strip
    sources: tuple[Source, ...]
    licence: str
    credit: str
    main: int = 0
    left_out: int = 0
    when: str = ""
    by: str = ""
    usual: str = ""
    how: str = ""
    sections: tuple[Section, ...] = ()
    choice: str = ""
    day: str = ""


def without_notes(deck: Deck) -> Deck:
    """The deck as anybody may have it: what the briefer alone sees is left out."""
    return replace(deck, slides=tuple(replace(slide, notes="") for slide in deck.slides))


def deck_json(deck: Deck) -> bytes:
    """The deck as JSON, the same deck always in the same bytes."""
    return orjson.dumps(deck)
