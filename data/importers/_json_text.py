"""JSON as it is written: a key that stands twice in an object is told, a number may be as long as anybody likes."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from data.errors import shown

TWICE: Final = "The key {} stands twice in this object; what stands there last is read. Take one of the two away."
_LONG: Final = re.compile(r"\d{400}")
"""Python reads no number of more than some thousand digits, and none is a figure."""


class Doubled(dict[str, Any]):
    """An object in which the key `twice` stands twice."""

    twice: str = ""


def loads(text: str, doubled: list[str] | None = None) -> Any:
    """The value of a text. doubled: given each key that stands twice in an object. Raises ValueError and
    RecursionError."""

    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        keys = [key for key, _ in pairs]
        told = Doubled(found)
        told.twice = next(key for place, key in enumerate(keys) if key in keys[:place])
        if doubled is not None:
            doubled.append(told.twice)
        return told

    return json.loads(text, object_pairs_hook=read_object, parse_int=_whole if _LONG.search(text) else None)


def doubles(rows: Sequence[Any]) -> dict[int, str]:
    """What is wrong with the rows in which a key stands twice, by their number."""
    return {number: TWICE.format(shown(key, 60)) for number, row in enumerate(rows, 1) if (key := _twice(row))}


def why(error: Exception) -> str:
    """What is wrong with a text that is no JSON, and where."""
    if isinstance(error, json.JSONDecodeError):
        return f"something else should stand at character {error.colno:,} of it"
    return "it is nested far too deeply"


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 400 else digits


def _twice(value: Any) -> str:
    """The first key that stands twice in a value, or in what is in it."""
    if isinstance(value, Doubled):
        return value.twice
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((key for part in parts if (key := _twice(part))), "")
