"""Single events of what words find in a large record, at once: only their texts are asked of the engine."""

from collections.abc import Collection

from components.figures.events import NEEDS, Event
from components.pictures.events import own_lanes
from components.scales import OTHERS, Dataset, Ground
from data.view import View

READ = tuple(name for name in NEEDS if name != "lane")


def events(
    dataset: Dataset, view: View, on: Ground, window: tuple[int, int] | None = None, most: int | None = None, *,
    begun: Collection[int] | None = None,
) -> list[Event] | None:  # fmt: skip
    """What passes the view's filters and has a part in the window, the most important; None where the engine must be
    asked. begun: only what begins at one of these moments."""
    picked, own = dataset.picked(view), own_lanes(on) if on.merged else ()
    rows = picked.each(on.lane, own, OTHERS, READ, window=window, most=most, begun=begun) if picked else None
    return None if rows is None else [Event(**row) for row in rows]


def ongoing(dataset: Dataset, view: View, on: Ground, before: int, now: int) -> list[Event] | None:
    """In each lane the most important event that began `before` and is not over `now`; None as above."""
    picked, own = dataset.picked(view), own_lanes(on) if on.merged else ()
    rows = picked.running(on.lane, own, OTHERS, READ, before, now) if picked else None
    return None if rows is None else [Event(**row) for row in rows]
