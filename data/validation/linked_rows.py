"""Whether the links of each row lead to another row of the file."""

from collections.abc import Iterator, Sequence

import numpy as np

from data.errors import Problem
from data.event_links import ITSELF, UNKNOWN, Links, targets
from data.validation.distinct_texts import ParsedCells


def problems(cells: ParsedCells[Links], ids: Sequence[str], header: str) -> Iterator[Problem]:
    """A problem for each link to an id that no event has, or to the row's own.

    ids: of each row, "" for one that is no event, of which nothing more is said.
    """
    known, named = set(ids), [targets(links or ()) for links in cells.values]
    for row in np.flatnonzero(cells.has_value()).tolist():
        for target in named[int(cells.indices[row])] if ids[row] else ():
            if target == ids[row] or target not in known:
                yield Problem(row + 1, header, target, ITSELF if target == ids[row] else UNKNOWN)
