"""Tables of other programs, as the CSV and the settings that Dateline reads."""

import json
from typing import Any

LISTS = (list, tuple, set, frozenset)


def as_csv(table: Any) -> bytes:
    """A data frame, records or columns as CSV. A named index is a column, an index of dates is the date."""
    import pandas as pd

    frame = table.to_pandas() if hasattr(table, "to_pandas") else table
    frame = frame if isinstance(frame, pd.DataFrame) else pd.DataFrame(frame)
    if isinstance(frame.index, pd.DatetimeIndex | pd.PeriodIndex) and frame.index.name is None:
        frame = frame.rename_axis("date")
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    whole = frame.convert_dtypes()  # years beside gaps are numbers with a point
    for name in whole.columns:
        if whole[name].dtype == object:
            whole[name] = whole[name].map(_cell)
    return whole.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")


def as_settings(heading: str, zone: str) -> str:
    """Settings in TOML, whose quoted text is JSON's.

    >>> as_settings('The "Spring"', "")
    'title = "The \\\\"Spring\\\\""\\n'
    """
    said = {"title": heading, "zone": zone}
    return "".join(f"{name} = {json.dumps(text)}\n" for name, text in said.items() if text)


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, LISTS) else value
