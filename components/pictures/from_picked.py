"""Single events of what words find in a large record, at once: only their texts are asked of the engine."""

from collections.abc import Collection

from components.figures.events import NEEDS, Event
from components.ground import OTHERS, Dataset, Ground
from components.pictures.rows import own_lanes
from data.view import View

READ = tuple(name for name in NEEDS if name != "lane")


def events(dataset: Dataset, view: View, on: Ground, begun: Collection[int] | None = None) -> list[Event] | None:
    """What passes the view's filters, the important first; None where the engine must be asked.

    begun: only what begins at one of these moments. Ask it for few.
    """
    picked = dataset.picked(view)
    rows = picked.each(on.lane, own_lanes(on) if on.merged else (), OTHERS, READ, begun) if picked else None
    return None if rows is None else [Event(**row) for row in rows]
