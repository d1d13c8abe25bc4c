"""JSON objects that hold one list of objects, as services answer: `incidents`, `messages`, `results`, `data`."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.errors import shown
from data.importers._json_shapes import Rows, ShapeRows, flat, objects, shape
from data.schema import REQUIRED, find_columns

DEPTH = 3
"""Objects in objects that are looked through."""
LOOKED_AT = 50


@shape("an object that holds one list of objects", order=9)
def read_one_list(document: Mapping[str, Any]) -> ShapeRows | None:
    """The list that names most of what must be there; of equals the nearest to the outside, then the longest.

    What else there is, is named in a note.
    """
    lists = list(_lists(document, "", DEPTH))
    if not lists:
        return None
    name, rows = max(lists, key=lambda each: (_named(each[1]), -each[0].count("."), len(each[1])))
    rest = [key for key in document if key != name.partition(".")[0]]
    unread = f" Not read: {', '.join(map(shown, rest[:10]))}{', …' if rest[10:] else ''}." if rest else ""
    return ShapeRows([flat(row) for row in rows], (f"The list {shown(name)} is read.{unread}",))


def _named(rows: Rows) -> int:
    columns, _ = find_columns(list(dict.fromkeys(key for row in rows[:LOOKED_AT] for key in flat(row))))
    return sum(name in columns for name in REQUIRED)


def _lists(value: Mapping[str, Any], before: str, most: int) -> Iterator[tuple[str, Rows]]:
    for key, part in value.items():
        if rows := objects(part):
            yield f"{before}{key}", rows
        elif isinstance(part, dict) and most > 1:
            yield from _lists(part, f"{before}{key}.", most - 1)
