"""A part of the page that is drawn in the browser. Its code and its style are fetched once; a message of Streamlit's
says only where, and holds the data as bytes: as a dict Streamlit would search it for tables and write it down twice.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import orjson
import streamlit as st

from components import assets


def component(name: str, data: object, *, key: str, **on_change: Callable[[], None]) -> None:
    """Draw one of `assets.ENTRIES`. The same key is the same part, changed in place. on_change: `on_go_change` is
    called where the page sends `go`."""
    _registered(name)(key=key, data=packed(data), **on_change)


def packed(data: object) -> bytes:
    """The data as JSON. What another writer would refuse, as half a letter outside Unicode, is escaped.

    >>> packed({"words": "é", "half": "\\ud800"})
    b'{"words": "\\\\u00e9", "half": "\\\\ud800"}'
    """
    try:
        return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:
        return json.dumps(data).encode()


@cache
def _registered(name: str) -> Any:
    """Made once, at the first call, when Streamlit runs."""
    return st.components.v2.component(f"dateline_{name}", js=assets.mounted(name), isolate_styles=False)
