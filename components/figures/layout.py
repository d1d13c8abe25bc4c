"""Where everything stands: each lane's rows, each event's body and label, and what gave way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from components.figures import packing
from components.figures.event_shapes import Body, body
from components.figures.events import Event
from components.figures.placed_events import KEY, Shown, Taken, grown, weight
from components.figures.plot_area import Lane, Stage
from components.figures.text_width import fit
from components.figures.text_width import width as text_width
from components.words import one_line

HEADER: Final = 22
"""Pixels of a lane's name where it stands above its rows."""
OPENED: Final = 100
"""Rows of a lane that was opened."""
LEAST: Final = 2
LONGEST: Final = 380
"""Pixels of the longest label that others make room for."""
A_WALL: Final = 12
"""Titles of a lane, of which most are cut: too many to be read."""
MAY_HIDE: Final = 0.1
"""Of a lane's events: so many may give way for whole titles."""
AFTER_MARK: Final = 12
"""Pixels from the middle of a mark to a label beside it within a bar."""


@dataclass(frozen=True, slots=True)
class Band:
    """A lane from top to bottom, in pixels, with what it shows and what gave way."""

    lane: Lane
    top: float
    bottom: float
    rows: int
    shown: tuple[Shown, ...]
    beyond: tuple[Shown, ...]
    more: tuple[packing.More, ...]
    more_y: float
    hidden: Mapping[int, Event]


@dataclass(frozen=True, slots=True)
class _Lane:
    """A lane packed, before it is known where it stands. labels: of what the window shows, whose `items` are these."""

    lane: Lane
    items: list[packing.Item]
    placed: list[packing.Placed]
    hidden: list[packing.Item]
    events: Mapping[int, tuple[Event, Body]]
    labels: Mapping[int, tuple[str, ...]]
    rows: int
    is_whole: bool = False
    """A title stands whole or not at all, but for those of key events."""


def labels(event: Event, stage: Stage) -> tuple[str, ...]:
    """The event's label, and a shorter one for where there is little room."""
    size, heavy, title = stage.label_size, weight(event), one_line(event.title, 200)
    found: dict[str, None] = {}
    for part in (0.85, 0.5, 0.28) if stage.is_narrow else (0.6, 0.3, 0.16) if stage.height else (0.6, 0.3):
        if text := fit(title, max(min(LONGEST, part * stage.room), 60), size, heavy):
            found[text] = None
    return tuple(found)


def inside_from(form: Body, room: float) -> float:
    """How far into what the window shows of a bar its label may begin: after its mark, if that is seen."""
    if not form.is_bar:
        return -1.0
    seen_left = max(form.left, 0.0)
    is_seen = form.mark is not None and 0 <= form.mark <= room
    return form.mark - seen_left + AFTER_MARK if is_seen and form.mark is not None else packing.INSIDE


def arrange(events: Sequence[Event], stage: Stage, top: float) -> list[Band]:
    """The lanes from `top` downwards, each with its events packed for exactly this window.

    Events outside the window are set beside it without labels, as far as the rows have room: a hand that drags
    sees them come in before the next picture is there. On a steady stage each lane has as many rows, but for those
    that were opened.
    """
    by_lane: dict[str, list[Event]] = {lane.value: [] for lane in stage.lanes}
    for event in events:
        if event.lane in by_lane:
            by_lane[event.lane].append(event)
    first = [_pack(_bare(lane, by_lane[lane.value], stage), stage, OPENED) for lane in stage.lanes]
    allowed = [stage.rows_each] * len(first) if stage.is_steady else _shared_rows(first, stage)
    lanes = [
        found if found.rows <= most or found.lane.value in stage.opened else _pack(found, stage, max(most - 1, 1))
        for found, most in zip(first, allowed, strict=True)
    ]
    bands = []
    for found in lanes:
        band = _band(found, stage, top, stage.rows_each if stage.is_steady else stage.rows.get(found.lane.value, 1))
        bands.append(band)
        top = band.bottom
    return bands


def _shared_rows(lanes: Sequence[_Lane], stage: Stage) -> list[int]:
    """The rows of each lane. Where a picture is to be low, lanes without a key event give way first."""
    quiet = {
        at for at, found in enumerate(lanes)
        if stage.height and all(event.importance < KEY for event, _ in found.events.values())
    }  # fmt: skip
    return packing.share_rows([found.rows for found in lanes], stage.most_rows, LEAST, quiet)


def _bare(lane: Lane, events: Sequence[Event], stage: Stage) -> _Lane:
    bodies = {at: (event, body(event, stage)) for at, event in enumerate(events)}
    seen = {at: event for at, (event, form) in bodies.items() if form.is_seen(0, stage.room)}
    names = {at: labels(event, stage) for at, event in seen.items()}
    items = [item_of(at, event, bodies[at][1], names[at], stage) for at, event in seen.items()]
    return _Lane(lane, items, [], [], bodies, names, 0)


def _pack(bare: _Lane, stage: Stage, most_rows: int) -> _Lane:
    """Where rows run out, shorter labels for all are better than none of an event; where nearly all would be cut, some
    are written whole, and the others are marks whose titles the pointer finds."""
    found = packing.pack(bare.items, stage.room, most_rows)
    if found[1] and stage.height:
        short = [item._replace(labels=item.labels[-2:]) for item in bare.items]
        placed, hidden = packing.pack(short, stage.room, most_rows)
        whole = {item.key: item for item in bare.items}
        again = [_as_whole(one, whole[one.item.key]) for one in placed], [whole[item.key] for item in hidden]
        found = min(found, again, key=lambda packed: len(packed[1]))
    is_whole = bool(stage.height) and _is_a_wall(found[0])
    if is_whole:
        some = _some_whole(bare.items, stage.room, most_rows)
        is_whole = len(some[1]) <= max(len(found[1]), MAY_HIDE * len(bare.items))
        found = some if is_whole else found
    placed, hidden = found
    rows = max(packing.rows_needed(placed), 1)
    return replace(bare, placed=placed, hidden=hidden, rows=rows, is_whole=is_whole)


def _is_a_wall(placed: Sequence[packing.Placed]) -> bool:
    """Whether there are many titles, and more of them cut than not."""
    titles = [one.label for one in placed if one.item.importance < KEY]
    return len(titles) >= A_WALL and sum(at > 0 for at in titles) > len(titles) / 2


def _some_whole(
    items: Sequence[packing.Item], room: float, most_rows: int
) -> tuple[list[packing.Placed], list[packing.Item]]:
    """The items packed, each with its longest label or none; key events with as much of it as there is room for. The
    last row is for those that have none."""
    whole = {item.key: item for item in items}
    some = [item if item.importance >= KEY else item._replace(labels=(item.labels[0], 0.0)) for item in items]
    placed, hidden = packing.pack(some, room, max(most_rows - 1, 1))
    if hidden and most_rows > 1:
        marks, hidden = packing.pack([item._replace(labels=(0.0,)) for item in hidden], room, 1)
        ones = (one._replace(row=most_rows - 1, item=one.item._replace(labels=(0.0, 0.0)), label=1) for one in marks)
        placed = [*placed, *ones]
    again = [
        _as_whole(one, whole[one.item.key]) if one.label else one._replace(item=whole[one.item.key]) for one in placed
    ]
    return again, [whole[item.key] for item in hidden]


def _as_whole(one: packing.Placed, item: packing.Item) -> packing.Placed:
    """What was placed with the last of its labels, as one of all of them."""
    return one._replace(item=item, label=one.label + len(item.labels) - len(one.item.labels))


def item_of(at: int, event: Event, form: Body, names: tuple[str, ...], stage: Stage) -> packing.Item:
    """Widths are rounded up by a pixel, so that a hair's breadth never makes two labels touch.

    Where rows are few, a mark stands without its label before it gives way, and what only runs through the window
    gives way to whatever begins or ends there.
    """
    widths = (*(text_width(name, stage.label_size, weight(event)) + 1 for name in names), 0.0)
    inside = inside_from(form, stage.room)
    importance = event.importance
    if stage.is_steady:
        importance = 0 if form.left <= 0 and form.right >= stage.room else importance
    return packing.Item(
        at, form.left, form.right, widths, importance, inside, event.is_set,
        stage.usual.get((event.lane, event.id), -1),
    )  # fmt: skip


def _band(found: _Lane, stage: Stage, top: float, least: int) -> Band:
    header, row, pad = HEADER if stage.is_narrow else 0, stage.sizes.row, stage.sizes.pad
    rows = max(found.rows + bool(found.hidden), least)
    first = top + pad + header + row / 2
    last = first + (rows - 1) * row
    shown = [_shown(found, one, first, row) for one in found.placed]
    more = packing.gather(found.hidden, stage.room)
    shown += [_unnamed(found, gone, last) for gone in more if _is_small(found, gone)]
    more = [gone for gone in more if not _is_small(found, gone)]
    counted = [Taken(last, gone.pixel - packing.NEAR / 2, gone.pixel + packing.NEAR / 2) for gone in more]
    whole = tuple(grown(shown, counted, stage, is_whole=found.is_whole))
    return Band(
        found.lane, top, top + 2 * pad + header + rows * row, rows, whole, _beyond(found, stage, first, rows),
        tuple(more), last, {item.key: found.events[item.key][0] for item in found.hidden},
    )  # fmt: skip


def _is_small(found: _Lane, gone: packing.More) -> bool:
    """Whether what gave way here is one event that takes no more room than a count would."""
    form = found.events[gone.keys[0]][1]
    return len(gone.keys) == 1 and form.right - form.left < packing.NEAR


def _unnamed(found: _Lane, gone: packing.More, y: float) -> Shown:
    """A single event as itself, among the counts of what gave way."""
    event, form = found.events[gone.keys[0]]
    return Shown(event, form, y, "right", "", 0, form.left, form.right)


def _shown(found: _Lane, one: packing.Placed, first: float, row: int) -> Shown:
    event, form = found.events[one.item.key]
    names = found.labels[one.item.key]
    label = names[one.label] if one.item.labels[one.label] and names else ""
    return Shown(event, form, first + one.row * row, one.side, label, one.text, one.left, one.right)


def _beyond(found: _Lane, stage: Stage, first: float, rows: int) -> tuple[Shown, ...]:
    """The events beside the window, half its width to either side, without labels."""
    reach = 0.5 * stage.room
    outside = [
        packing.Item(
            at, form.left, form.right, (0.0,), event.importance, row=stage.usual.get((event.lane, event.id), -1)
        )
        for at, (event, form) in found.events.items()
        if not form.is_seen(0, stage.room) and form.is_seen(-reach, stage.room + reach)
    ]
    return tuple(
        Shown(*found.events[item.key], first + row * stage.sizes.row, "right", "", 0, item.left, item.right)
        for item, row in packing.beside(outside, found.placed, rows)
    )


def usual(events: Sequence[Event], stage: Stage) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """How many rows each lane takes on this stage, and in which of them each event stands.

    A picture of another window keeps to this order, less the rows in which it has nothing to show: see `closed_up`.
    """
    bands = arrange(events, stage, 0)
    header, row = HEADER if stage.is_narrow else 0, stage.sizes.row
    return {band.lane.value: band.rows for band in bands}, {
        (band.lane.value, one.event.id): round((one.y - band.top - stage.sizes.pad - header - row / 2) / row)
        for band in bands
        for one in band.shown
    }


def closed_up(
    events: Sequence[Event], stage: Stage, row_of: Mapping[tuple[str, str], int]
) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The usual rows less those that are empty in this window and half of it to either side, in the same order.

    A zoom into one day is not pushed down by the empty rows of thirty years, and no event passes another on the way.
    """
    reach = 0.5 * stage.room
    seen = {
        (event.lane, event.id) for event in events if body(event, stage).is_seen(-reach, stage.room + reach)
    } & row_of.keys()
    used: dict[str, list[int]] = {}
    for lane, row in sorted({(place[0], row_of[place]) for place in seen}):
        used.setdefault(lane, []).append(row)
    return (
        {lane: len(rows) for lane, rows in used.items()},
        {place: used[place[0]].index(row_of[place]) for place in seen},
    )
