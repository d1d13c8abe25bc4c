"""What passes a view's filters, at whatever time: asked of the engine once for all windows."""

from collections.abc import Collection
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np

from components.figures.events import Event, read
from components.pictures import from_picked
from components.pictures.events import MOST_MARKS, countable, how_many, marks, own_lanes
from components.pictures.from_held import events_of
from components.pictures.questions import EVER, arrow
from components.scales import OTHERS, Dataset, Ground
from data import queries
from data.columnar import day_counts, in_memory
from data.columnar.cumulative import Cumulative
from data.columnar.in_memory import Chosen, Held, Places
from data.dataset.extent import Told
from data.engine import count_tables
from data.filter_table import VALUES
from data.parameters import NAMES
from data.report import Glimpse
from data.text_columns import Texts
from data.view import View


@dataclass(frozen=True)
class Whole:
    """How many events there are in all, and in which lanes; the events themselves, where they are MOST_MARKS or fewer.

    chosen: those of a record that is held. counts: None where a record has too many days, and must be asked.
    """

    total: int
    lanes: Collection[str]
    events: tuple[Event, ...] = ()
    chosen: Chosen | None = None
    counts: Cumulative | None = None

    @property
    def size(self) -> int:
        """Bytes, nearly."""
        return 1000 * len(self.events) + sum(part.size for part in (self.chosen, self.counts) if part)


def whole(dataset: Dataset, view: View, on: Ground, wider: Whole | None = None) -> Whole:
    """What passes the view's filters, whatever its window, its scale, and the event that it has chosen.

    wider: what passes those of `wider(view, on)`, if it is at hand.
    """
    if dataset.glimpse and not view.is_filtered:
        return _told(dataset.glimpse, on)
    if _is_asked(dataset, on):
        return _asked(dataset, view, on, wider)
    if "events" not in dataset.held:
        found = arrow(dataset, "drawable", View(), lambda _: in_memory.drawable(dataset.table()))
        dataset.held["events"] = Held.of(found)
    return _held(dataset, view, on, dataset.held["events"])


def _told(glimpse: Glimpse, on: Ground) -> Whole:
    counts = day_counts.cumulative(Told(glimpse).turns(on.lane, _own(on), OTHERS))
    return Whole(counts.every.total, counts.lanes.keys(), counts=counts)


def wider(dataset: Dataset, view: View, on: Ground) -> View | None:
    """The view that has all lanes where this one has chosen some: what it shows is told from that, if it is known."""
    chosen = getattr(view, on.lane) if on.lane in VALUES else ()
    if not chosen or view.words or not on.merged.isdisjoint(chosen) or not _is_asked(dataset, on):
        return None
    return view.without(on.lane)


def _is_asked(dataset: Dataset, on: Ground) -> bool:
    return on.count > in_memory.MOST or dataset.is_glimpse


def _held(dataset: Dataset, view: View, on: Ground, everything: Held) -> Whole:
    event, member = dataset.table(), dataset.table("member")

    def ask(view: View) -> ir.Table:
        among = count_tables.among(dataset, view)
        return in_memory.rows(event if among is None else among, member, view)

    found = everything.passing(view, lambda view: arrow(dataset, "passing", view, ask)) if view.is_filtered else None
    chosen = Chosen.of(everything, *_placed(dataset, on, everything), found)
    counts = chosen.cumulative()
    few = counts.every.total <= MOST_MARKS
    return Whole(counts.every.total, counts.lanes.keys(), _events(chosen) if few else (), chosen, counts)


def _placed(dataset: Dataset, on: Ground, everything: Held) -> tuple[Places, Texts]:
    """Where the events in each of their lanes are held, and those lanes; asked of the engine if they are not held."""
    event, member, own = dataset.table(), dataset.table("member"), _own(on)
    if lane := everything.texts.get(on.lane):
        return np.arange(len(everything.begun)), lane.gathered(own, OTHERS) if own else lane
    asked = ("lanes", on.lane, own)
    found = arrow(dataset, asked, View(), lambda _: in_memory.lanes(event, member, on.lane, own, OTHERS))
    return everything.places(found), Texts.of(found["lane"])


def _events(chosen: Chosen) -> tuple[Event, ...]:
    return tuple(events_of(chosen, chosen.foremost(*EVER, MOST_MARKS)))


def _asked(dataset: Dataset, view: View, on: Ground, wider: Whole | None) -> Whole:
    picked = dataset.picked(view)
    known = picked.cumulative(on.lane, _own(on), OTHERS) if picked else None
    if wider and wider.counts:
        known = wider.counts.only(getattr(view, on.lane))
    total = len(picked.there) if picked else known.every.total if known else how_many(dataset, view)
    if total <= MOST_MARKS:
        found = from_picked.events(dataset, view, on)
        events = tuple(read(marks(dataset, view, on, EVER, MOST_MARKS)[0]) if found is None else found)
        return Whole(total, {event.lane for event in events}, events)
    if on.lane in NAMES:  # names of each event are joined anew: a window has few, the whole takes seconds
        return Whole(total, _lanes(dataset, view, on) if view.is_filtered else {lane.value for lane in on.lanes})
    counts = known or _by_day(dataset, view, on.lane, _own(on))
    return Whole(total, counts.lanes.keys() if counts else {lane.value for lane in on.lanes}, counts=counts)


def _own(on: Ground) -> tuple[str, ...]:
    return own_lanes(on) if on.merged else ()


def _lanes(dataset: Dataset, view: View, on: Ground) -> list[str]:
    """The lanes in which anything passes the filters."""
    member, own = dataset.table("member"), _own(on)

    def ask(view: View) -> ir.Table:
        events = queries.matching(countable(dataset, view, on.lane), member, view)
        placed = queries.with_lanes(events, member, on.lane, keep=("kind",))
        placed = queries.gathered(placed, on.lane, own, OTHERS) if own else placed
        return placed.select("lane").distinct()

    lanes: list[str] = arrow(dataset, ("held", on.lane, own), view, ask)["lane"].to_pylist()
    return lanes


def _by_day(dataset: Dataset, view: View, lane: str, own: tuple[str, ...]) -> Cumulative | None:
    member = dataset.table("member")

    def ask(view: View) -> ir.Table:
        return day_counts.turns(countable(dataset, view, lane), member, view, lane, own, OTHERS)

    found = arrow(dataset, ("turns", lane, own), view, ask)
    return day_counts.cumulative(found) if len(found) <= day_counts.MOST else None
