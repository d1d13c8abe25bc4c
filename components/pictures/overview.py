"""The strip of the whole record."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from components.dataset_scales import Scales
from components.figures import Plain
from components.figures.overview import Pile, strip
from components.figures.plot_area import Stage
from components.pictures.bin_sizes import bin_size
from components.pictures.picture_metadata import told
from components.pictures.size_and_theme import ages
from data.answers import Answerer, Dataset, Mark, Stretch, is_days
from data.dates import calendar
from data.queries.lanes import TIMED, Bin
from data.view import View


def overview(
    dataset: Dataset,  # noqa: ARG001 - as every chart is given it
    view: View, stage: Stage, on: Scales, held: Answerer,
) -> tuple[Plain, dict[str, Any]]:  # fmt: skip
    """The whole record, true to scale, whatever the window."""
    stage = replace(stage, scale=on.straight, window=on.straight.whole)
    stretch = _stretch(stage)
    piles = _piles(held.few, stretch) if held.are_few else _counted(held, stretch)
    figure = strip(piles, [(era.start, era.end) for era in ages(on, view)], stage)
    return figure, told(figure, stage, on, "counts", held.total)


def _stretch(stage: Stage) -> Stretch:
    (first, last), size = stage.window, bin_size((stage.window[1] - stage.window[0]) / stage.room * 4)
    if is_days(size):
        first, last = first // calendar.DAY * calendar.DAY, -(-last // calendar.DAY) * calendar.DAY
    return Stretch(first, last, size)


def _counted(held: Answerer, stretch: Stretch) -> list[Pile]:
    return [Pile(cell.start, cell.end, "", cell.events) for cell in held.together(stretch)]


def _piles(events: Iterable[Mark], stretch: Stretch) -> list[Pile]:
    """Few events, each once, by bin and category; what has no moment at all stands in the first bin."""
    held: Counter[tuple[int, int, str]] = Counter()
    for event in {event.id: event for event in events}.values():
        begun = event.start if event.start is not None else event.end - 1 if event.end is not None else stretch.first
        is_day = not is_days(stretch.size) and event.precision not in TIMED
        size = Bin(calendar.DAY) if is_day else stretch.size
        number = size.number_of(max(begun, stretch.first))
        held[size.start(number), size.start(number + 1), event.category] += 1
    ordered = sorted(held.items(), key=lambda found: (found[0][2], found[0][0]))
    return [Pile(*key, count) for key, count in ordered]
