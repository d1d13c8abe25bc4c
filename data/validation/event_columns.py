"""The columns of the table `event`, declared once: the careful reader and the one in bulk are both made from this.

A column is text as it stands in the file, or what a cell is read as, or is made by each reader in a way of its own, as
dates, ids and the words to be searched are. A further column is an entry here, beside its entry in `data.schema`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from data import event_links, quantities
from data.schema import NAMES, PRIVATE
from data.validation import cells

TEXT, MOMENT, NUMBER, WHOLE, FLAG = pa.string(), pa.int64(), pa.float64(), pa.int32(), pa.bool_()


@dataclass(frozen=True, slots=True)
class EventColumn:
    """A column: its type, and what stands in it where the file says nothing, or nothing that can be read.

    cell: the column of the file that it comes from; "" where every event has it. read: a cell as a value, which raises
    BadCell; None where the column is no cell that was read. part: what of that value stands here.
    """

    name: str
    kind: pa.DataType = TEXT
    absent: str | int | bool | None = ""
    cell: str = ""
    read: Callable[[str], Any] | None = None
    part: Callable[[Any], object] = str
    is_text: bool = False
    """Whether it is the cell as it stands."""


def _text(name: str) -> EventColumn:
    return EventColumn(name, cell=name, is_text=True)


def _address(name: str) -> EventColumn:
    return EventColumn(name, cell=name, read=cells.address)


def _names(name: str) -> EventColumn:
    return EventColumn(name, cell=name, read=cells.names, part="; ".join)


def _degrees(name: str, read: Callable[[str], float]) -> EventColumn:
    return EventColumn(name, NUMBER, None, name, read, float)


def _figure(name: str, kind: pa.DataType, absent: str | bool | None, part: Callable[[Any], object]) -> EventColumn:
    return EventColumn(name, kind, absent, "value", quantities.parse, part)


COLUMNS: Final = (
    EventColumn("row", MOMENT, None),
    EventColumn("id"),
    EventColumn("date"),
    EventColumn("date_text"),
    EventColumn("start", MOMENT, None),
    EventColumn("end", MOMENT, None),
    EventColumn("precision"),
    EventColumn("start_qualifier"),
    EventColumn("end_qualifier"),
    EventColumn("qualifier"),
    EventColumn("title"),
    _text("text"),
    EventColumn("kind", TEXT, "event", "kind", cells.kind),
    _text("category"),
    _names("actors"),
    _names("tags"),
    _text("place"),
    _degrees("latitude", cells.latitude),
    _degrees("longitude", cells.longitude),
    _text("source"),
    _address("url"),
    EventColumn("reported", cell="reported"),
    EventColumn("known_from", MOMENT, None),
    EventColumn("grade", cell="grade", read=cells.grade),
    _text("metric"),
    _figure("value", TEXT, "", lambda figure: figure.text),
    _figure("low", NUMBER, None, lambda figure: figure.low),
    _figure("high", NUMBER, None, lambda figure: figure.high),
    _figure("is_increment", FLAG, False, lambda figure: figure.is_increment),
    _figure("is_approximate", FLAG, False, lambda figure: figure.is_approximate),
    _text("unit"),
    EventColumn("importance", WHOLE, 2, "importance", cells.importance, int),
    EventColumn("sequence", WHOLE, None, "sequence", cells.sequence, int),
    _address("media"),
    _text("credit"),
    _text("caption"),
    _text("quotation"),
    EventColumn("links", cell="links", read=event_links.read, part=event_links.written),
    _text("alt"),
    _text("notes"),
    _text("withdrawn"),
    EventColumn("words"),
    EventColumn("month", MOMENT, None),
)
BY_NAME: Final = {column.name: column for column in COLUMNS}
ORDER: Final = tuple(BY_NAME)
TEXTS: Final = tuple(column.name for column in COLUMNS if column.is_text)
READ: Final = tuple(column for column in COLUMNS if column.read)
READERS: Final[Mapping[str, Callable[[str], Any]]] = {column.cell: column.read for column in COLUMNS if column.read}
"""What reads the cells of a column of the file, in the order in which problems of one row are said."""
LISTS: Final = {"actors": "actor", "tags": "tag"}
"""The columns of names, and what the table `member` calls each of them."""
SEARCHED: Final = ("title", *(name for name in TEXTS if name not in PRIVATE), *LISTS, "value")
"""The columns that the words of an event are made of, beside the user's own."""
assert {*ORDER} >= {*NAMES}, "every column of the schema is in the engine's table"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns of which neither says anything without the other, and the problem where one is there alone.

    In the sentences {name} is the column that is there, {other} the one that is not, {cell} what it says.
    """

    first: str
    second: str
    first_alone: str
    second_alone: str

    def sides(self) -> tuple[tuple[str, str, str], ...]:
        """Each column, the other, and the sentence where it is there alone."""
        return (self.first, self.second, self.first_alone), (self.second, self.first, self.second_alone)


_NO_OTHER = "There is a {name} and no {other}, so the place is not known. Write both, or neither."
PAIRS: Final = (
    Pair("latitude", "longitude", _NO_OTHER, _NO_OTHER),
    Pair(
        "metric", "value",
        "{cell} is named here without a figure. Write one, as in 2000, ~2000 or dozens.",
        "The figure {cell} does not say what it counts. Write a name for it, such as detained.",
    ),
)  # fmt: skip
"""Their problems are said after those of the second column's cells."""
MOST_TOLD: Final = 60
"""Characters of the cell in these sentences."""
