"""Shapes of JSON that hold events: each is told by its parts and gives rows, with our names where they are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
"""Values by their column."""


@dataclass(frozen=True, slots=True)
class ShapeRows:
    """The rows of a document, and what is to be said of how they were found."""

    rows: Rows
    notes: tuple[str, ...] = ()


Shape = Callable[[Mapping[str, Any]], ShapeRows | None]
SHAPES: dict[str, tuple[int, Shape]] = {}


def shape(name: str, *, order: int = 0) -> Callable[[Shape], Shape]:
    """Registers what reads objects of one shape, and gives None for all others. The lowest order is tried first."""

    def register(read: Shape) -> Shape:
        if name in SHAPES:
            raise ValueError(f"there is a shape {name} already")
        SHAPES[name] = order, read
        return read

    return register


def read_shape(document: Mapping[str, Any]) -> ShapeRows | None:
    """The rows of an object as the first shape that fits finds them."""
    for _, read in sorted(SHAPES.values(), key=lambda entry: entry[0]):
        if rows := read(document):
            return rows
    return None


def flat(value: Mapping[str, Any], *, most: int = 3, before: str = "") -> dict[str, Any]:
    """An object without objects in it: their parts stand beside the others, `outer.inner`.

    >>> flat({"key": "A-1", "fields": {"summary": "Rain", "labels": ["wet"]}})
    {'key': 'A-1', 'fields.summary': 'Rain', 'fields.labels': ['wet']}
    """
    parts: dict[str, Any] = {}
    for key, part in value.items():
        is_open = isinstance(part, dict) and part and most
        parts |= flat(part, most=most - 1, before=f"{before}{key}.") if is_open else {f"{before}{key}": part}
    return parts


def objects(value: Any) -> Rows:
    """A list of nothing but objects; an empty one for anything else."""
    return value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else []
