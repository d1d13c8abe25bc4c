"""Where events come among others that are in order of time already."""

from collections.abc import Collection

import numpy as np

from data.columnar.columns import Array


def with_others(moments: Array, rows: Array, gone: Collection[int], more: Array, more_rows: Array) -> Array:
    """The order of events, sorted by their moments and then their rows, without some, and with more: of each its place
    among those that were there, and behind them those that come.

    >>> with_others(np.array([1, 5]), np.array([7, 8]), [7], np.array([9, 2]), np.array([3, 7])).tolist()
    [3, 1, 2]
    """
    first = np.lexsort((more_rows, more))
    kept = np.flatnonzero(~np.isin(rows, np.array([*gone], np.int64)))
    begun, of = moments[kept], rows[kept]
    alike = [np.searchsorted(begun, more[first], side) for side in ("left", "right")]
    places = [
        start + int(np.searchsorted(of[start:end], row))
        for start, end, row in zip(*alike, more_rows[first], strict=True)
    ]
    return np.insert(kept, np.array(places, np.int64), len(rows) + first)
