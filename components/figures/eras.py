"""Eras: long spans behind the events, named at the top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from components.figures import packing
from components.figures.event_shapes import Body, body
from components.figures.events import Event
from components.figures.hover_text import tooltip
from components.figures.plot_area import Stage
from components.figures.text_width import SEMIBOLD, fit
from components.figures.text_width import width as text_width
from components.figures.traces import Bars, Labels, SoftBars, Trace, traces_of
from components.words import one_line, plotly_text

SIZE: Final = 13
MOST_ROWS: Final = 3
WASH: Final = 0.035


@dataclass(frozen=True, slots=True)
class Age:
    """An era with its place: the middle of its row, and its name where it stands."""

    era: Event
    body: Body
    y: float
    side: str
    name: str
    text: float


@dataclass(frozen=True, slots=True)
class Ages:
    """The eras that the window shows, and how many pixels they take at the top."""

    found: tuple[Age, ...]
    height: float


def arrange(eras: Sequence[Event], stage: Stage) -> Ages:
    """The eras of the window in as few rows as their names allow, at most three; where a name finds no room, the era
    is drawn without it.

    On a steady stage they keep the rows that they have in the whole, and take as much room as there.
    """
    if not stage.is_steady:
        return _packed(eras, stage, {})
    whole = _packed(eras, stage.over(stage.scale.whole), {})
    found = _packed(eras, stage, {age.era.id: round(age.y / stage.sizes.era - 0.5) for age in whole.found})
    return Ages(found.found, max(found.height, whole.height))


def _packed(eras: Sequence[Event], stage: Stage, row_of: Mapping[str, int]) -> Ages:
    most = min(0.5 * stage.room, 320)
    bodies = {at: (era, body(era, stage)) for at, era in enumerate(eras)}
    names = {at: fit(one_line(era.title, 120), most, SIZE, SEMIBOLD) for at, era in enumerate(eras)}
    items = [
        packing.Item(
            at, form.left, form.right, (text_width(names[at], SIZE, SEMIBOLD) + 1, 0.0), era.importance, 8,
            row=row_of.get(era.id, -1),
        )
        for at, (era, form) in bodies.items()
        if form.is_seen(0, stage.room) and names[at]
    ]  # fmt: skip
    placed, crowded = packing.pack(items, stage.room, MOST_ROWS)
    found = [_age(*bodies[one.item.key], one, names[one.item.key], stage.sizes.era) for one in placed]
    last = max(packing.rows_needed(placed), 1) - 1
    found += [Age(*bodies[item.key], (last + 0.5) * stage.sizes.era, "right", "", item.right) for item in crowded]
    return Ages(tuple(found), packing.rows_needed(placed) * stage.sizes.era + 4 if placed else 0)


def _age(era: Event, form: Body, one: packing.Placed, name: str, row: int) -> Age:
    return Age(era, form, (one.row + 0.5) * row, one.side, "" if one.label else name, one.text)


def washes(ages: Ages, stage: Stage, top: float, height: float) -> list[Trace]:
    """Each era as a strip at the top and a light wash over all the lanes, from top to height."""
    strip, wash = SoftBars(stage.axis, stage.colors.grey), SoftBars(stage.axis, stage.colors.grey)
    target = Bars(stage.axis, "rgba(0,0,0,0)")
    for age in ages.found:
        strip.add(age.body.ends, age.y, stage.sizes.strip, 0.15)
        wash.add(age.body.ends, (top + height) / 2, height - top, WASH)
        target.add(min(age.body.left, age.text), age.body.right, age.y, stage.sizes.strip)
    found = {"customdata": [[age.era.id] for age in ages.found], "hovertext": [tooltip(age.era) for age in ages.found]}
    return [*traces_of([wash, strip]), *(trace | found | {"hoverinfo": "text"} for trace in target.trace())]


def names(ages: Ages, stage: Stage) -> list[Trace]:
    """The eras' names, in grey."""
    labels = Labels(stage.axis, SIZE, stage.colors)
    for age in ages.found:
        if age.name:
            labels.add(age.text, age.y, plotly_text(age.name), side=age.side, weight=SEMIBOLD, color=stage.colors.grey)
    return labels.trace()
