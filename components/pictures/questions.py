"""What the engine says to a picture's question, compiled once for all windows."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from components.scales import Dataset
from data import dates
from data.dataset import compiled_queries
from data.view import View

EVER = (dates.seconds(-9999), dates.seconds(9999))
"""The widest window that a view can have."""


def arrow(
    dataset: Dataset, question: Hashable, view: View, ask: Callable[..., ir.Table],
    *lists: Sequence[int | str], window: tuple[int, int] | None = None,
) -> pa.Table:  # fmt: skip
    """The rows of `ask(view, *lists)`, the view having its filters and this window, and nothing else.

    question: names it, with all that it depends on beside the view and the lists.
    """
    plain = replace(view, start="", end="", scale="", event="", opened=(), page="", columns=(), baseline="")
    if window:
        plain = plain.with_window(max(window[0], EVER[0]), min(window[1], EVER[1]))
    return compiled_queries.answer(dataset, question, plain, ask, *lists)


def answered(
    dataset: Dataset, question: Hashable, view: View, ask: Callable[..., ir.Table],
    *lists: Sequence[int | str], window: tuple[int, int] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The same for pandas."""
    found: pd.DataFrame = arrow(dataset, question, view, ask, *lists, window=window).to_pandas()
    return found
