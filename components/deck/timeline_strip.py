"""The timeline along the foot: the folded axis, with room made where many events share a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from components.dataset_scales import Scales
from components.deck.slide_types import Look, Mark, Stretch, Strip, Tick
from components.figures.ticks import Axis, ticks
from components.figures.time_scale import Fold, Scale
from components.words import duration_words, one_line
from data.queries.time_order import moment, place

APART: Final = 0.0155
"""Of the strip's length between two marks, where there is room for it."""
CROWDED: Final = 0.8
"""Of the strip's length that crowds may take from what is empty."""
WIDTH, SIZE = 1600.0, 28.0
"""Pixels for which the ticks are chosen: a screen of 1920 by 1080, in the size of the strip's letters."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The events that stand at one moment, and the time that they may share: they happened somewhere in it."""

    start: int
    end: int
    rows: tuple[Row, ...]


def strip(
    told: Sequence[Row], ground: Scales, looks: Mapping[str, Look], numbers: Mapping[str, int], main: int
) -> Strip:
    """The strip of the events that have a slide. numbers: of each event's slide; those after `main` are in reserve."""
    crowds = _crowds(sorted(told, key=place), ground.scale)
    scale = _widened(ground.scale, crowds)
    span = scale.places[-1] - scale.places[0]

    def at(moment: float) -> float:
        return round(min(max((scale.to_place(moment) - scale.places[0]) / span, 0.0), 1.0), 5)

    shown = tuple(dict.fromkeys(row["category"] for row in told))
    marks = [
        _mark(row, at(crowd.start + (turn + 0.5) * (crowd.end - crowd.start) / len(crowd.rows)), at, shown,
              numbers[row["id"]], main)
        for crowd in crowds
        for turn, row in enumerate(crowd.rows)
    ]  # fmt: skip
    return Strip(
        marks=tuple(sorted(marks, key=lambda mark: mark.place)),
        looks=tuple(looks[name] for name in shown),
        eras=tuple(_eras(ground, at)),
        folds=tuple(Stretch(at(fold.start), at(fold.end), duration_words(fold.empty)) for fold in scale.folds),
        ticks=tuple(_ticks(scale, at)),
    )


def _mark(row: Row, here: float, at: Any, shown: Sequence[str], number: int, main: int) -> Mark:
    lasts = _is_span(row) and row["end"] is not None
    end = max(at(row["end"]), here) if lasts else here
    return Mark(here, end, shown.index(row["category"]), number, row["id"], number > main)


def _eras(ground: Scales, at: Any) -> list[Stretch]:
    columns = (ground.eras[name].tolist() for name in ("start", "end", "title"))
    return [
        Stretch(at(start) if start == start and start is not None else 0.0,
                at(end) if end == end and end is not None else 1.0, one_line(title, 120))
        for start, end, title in zip(*columns, strict=True)
    ]  # fmt: skip


def _ticks(scale: Scale, at: Any) -> list[Tick]:
    found = ticks(Axis.over(scale, scale.whole, WIDTH), SIZE, edges=(60, 60), margin=0, with_folds=False)
    named = [Tick(at(scale.to_time(tick.place)), tick.label) for tick in found if tick.label]
    days = [tick for tick in named if ":" not in tick.label and not tick.label.isalpha()]
    return days if len(days) > 1 else named


def _is_span(row: Row) -> bool:
    return "/" in row["date"]


def _crowds(rows: Sequence[Row], scale: Scale) -> list[_Crowd]:
    """The events by moment. Each crowd has its time until the next one, the next fold, or the end of its dates."""
    first, last = scale.whole
    by_start: dict[int, list[Row]] = {}
    for row in rows:
        by_start.setdefault(min(max(moment(row), first), last - 1), []).append(row)
    starts = sorted(by_start)
    limits = [*starts[1:], last]
    found = []
    for start, limit in zip(starts, limits, strict=True):
        ends = [int(row["end"]) for row in by_start[start] if row["end"] is not None and not _is_span(row)]
        fold = next((fold.start for fold in scale.folds if fold.start > start), last)
        end = min(max([start + 1, *ends]), limit, fold)
        found.append(_Crowd(start, max(end, start + 1), tuple(by_start[start])))
    return found


def _widened(scale: Scale, crowds: Sequence[_Crowd]) -> Scale:
    """The same times at other places, so that every crowd has room; what is empty gives way, in proportion."""
    times = sorted({*scale.times, *(edge for crowd in crowds for edge in (crowd.start, crowd.end))})
    told = sum(len(crowd.rows) for crowd in crowds) or 1
    apart = min(APART, CROWDED / told)
    least = {crowd.start: len(crowd.rows) * apart for crowd in crowds}
    whole = scale.places[-1] - scale.places[0]
    lengths = [(scale.to_place(after) - scale.to_place(time)) / whole for time, after in pairwise(times)]
    wanted = _shared(lengths, [least.get(time, 0.0) for time in times[:-1]])
    places = [0.0]
    for length in wanted:
        places.append(places[-1] + length * WIDTH)
    at = dict(zip(times, places, strict=True))
    folds = tuple(_moved(fold, at) for fold in scale.folds)
    return Scale(tuple(times), tuple(places), folds)


def _moved(fold: Fold, at: Mapping[int, float]) -> Fold:
    return replace(fold, place0=at[fold.start], place1=at[fold.end])


def _shared(lengths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Lengths in proportion to those given, none shorter than its least, together 1."""
    held: set[int] = set()
    while True:
        room = 1.0 - sum(least[at] for at in held)
        free = sum(length for at, length in enumerate(lengths) if at not in held) or 1.0
        found = [least[at] if at in held else length * room / free for at, length in enumerate(lengths)]
        short = {at for at, length in enumerate(found) if length < least[at] - 1e-12}
        if not short:
            return found
        held |= short
