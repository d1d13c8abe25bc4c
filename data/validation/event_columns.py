"""The columns of the engine's table, made from the records: every value checked, every problem kept."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import quantities
from data.errors import Problem, shown
from data.quantities import Quantity
from data.schema import NAMES
from data.validation import cells, date_columns
from data.validation.date_columns import Dated
from data.validation.distinct import Judged, flags, together
from data.validation.table import OWN, Table

PLAIN = ("text", "category", "place", "source", "metric", "unit", "credit", "caption", "alt", "notes")

ORDER = (
    *("row", "id", "date", "date_text", "start", "end", "precision", "start_qualifier", "end_qualifier", "qualifier"),
    *("title", "text", "kind", "category", "actors", "tags", "place", "latitude", "longitude", "source", "url"),
    *("reported", "known_from", "grade", "metric", "value", "low", "high", "is_increment", "is_approximate", "unit"),
    *("importance", "media", "credit", "caption", "alt", "notes", "words", "month"),
)
NO_OTHER = "There is a {} and no {}, so the place is not known. Write both, or neither."
NO_FIGURE = "{} is named here without a figure. Write one, as in 2000, ~2000 or dozens."
NO_NAME = "The figure {} does not say what it counts. Write a name for it, such as detained."
assert {*ORDER} >= {*NAMES}, "every column of the schema is in the engine's table"


def columns(
    table: Table, dated: Dated, title: pa.Array, people: Mapping[str, Judged[list[str]]], zone: str | None
) -> dict[str, pa.Array]:
    """Every column of the engine's table but the id and the words, for all records."""
    rows = pa.array(range(1, table.count + 1), pa.int64())
    reported = date_columns.read(table.text("reported"), table.header("reported"), zone, table.day_first)
    table.problems += reported.problems
    table.notes += [note for note in reported.notes if note not in table.notes]
    span = date_columns.columns(dated.spans)
    return {
        "row": rows,
        **span,
        "date_text": _date_text(table),
        "title": title,
        **{name: together(table.text(name)) for name in PLAIN},
        "kind": table.judged("kind", cells.kind).array(str, pa.string(), "event"),
        **{name: judged.array("; ".join, pa.string(), "") for name, judged in people.items()},
        **_place(table),
        "url": table.judged("url", cells.address).array(str, pa.string(), ""),
        "reported": reported.spans.array(lambda said: said.edtf, pa.string(), ""),
        "known_from": date_columns.known_from(span, reported.spans),
        "grade": table.judged("grade", cells.grade).array(str, pa.string(), ""),
        **_figures(table),
        "importance": table.judged("importance", cells.importance).array(int, pa.int32(), 2),
        "media": table.judged("media", cells.address).array(str, pa.string(), ""),
    }


def _date_text(table: Table) -> pa.Array:
    date, end = together(table.text("date")), together(table.text("end"))
    return pc.if_else(pc.equal(end, ""), date, pc.binary_join_element_wise(date, end, " – "))


def _place(table: Table) -> dict[str, pa.Array]:
    """Latitude and longitude, both or none."""
    found = {
        "latitude": table.judged("latitude", cells.latitude),
        "longitude": table.judged("longitude", cells.longitude),
    }
    degrees = {name: judged.array(float, pa.float64()) for name, judged in found.items()}
    both = pc.and_(*(pc.is_valid(column) for column in degrees.values()))
    written = {name: np.array([bool(text) for text in judged.texts], bool)[judged.at] for name, judged in found.items()}
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        for row in np.flatnonzero(written[name] & ~written[other]):
            message = NO_OTHER.format(name, other)
            table.problems.append(Problem(int(row) + 1, table.columns.get(other, table.header(name)), "", message))
    return {name: pc.if_else(both, column, pa.scalar(None, pa.float64())) for name, column in degrees.items()}


def _figures(table: Table) -> dict[str, pa.Array]:
    """The figure taken apart; a figure without a name, or a name without a figure, is a problem."""
    found: Judged[Quantity] = table.judged("value", quantities.parse)
    metric, value = together(table.text("metric")), together(table.text("value"))
    _say_lonely(table, ("metric", metric), ("value", value), NO_FIGURE)
    _say_lonely(table, ("value", value), ("metric", metric), NO_NAME)
    return {
        "value": found.array(lambda quantity: quantity.text, pa.string(), ""),
        "low": found.array(lambda quantity: quantity.low, pa.float64()),
        "high": found.array(lambda quantity: quantity.high, pa.float64()),
        "is_increment": found.array(lambda quantity: quantity.is_increment, pa.bool_(), False),
        "is_approximate": found.array(lambda quantity: quantity.is_approximate, pa.bool_(), False),
    }


def _say_lonely(table: Table, mine: tuple[str, pa.Array], other: tuple[str, pa.Array], message: str) -> None:
    """A problem for each row that has a cell in one column and none in the other that belongs to it."""
    lonely = flags(pc.and_(pc.not_equal(mine[1], ""), pc.equal(other[1], "")))
    header = table.columns.get(other[0], table.header(mine[0]))
    for row in np.flatnonzero(lonely):
        said = message.format(shown(str(mine[1][int(row)].as_py()), 60))
        table.problems.append(Problem(int(row) + 1, header, "", said))


def own(table: Table) -> dict[str, pa.Array]:
    """The user's own columns; those without a name and without a cell are left out."""
    ours = set(table.columns.values())
    found = {}
    for place, header in enumerate(table.headers):
        if header in ours or place in table.merged:
            continue
        column = together(table.trimmed(place))
        if place not in table.unnamed or pc.any(pc.not_equal(column, "")).as_py():
            found[OWN + header] = column
    return found


def members(people: Mapping[str, Judged[list[str]]], is_event: NDArray[np.bool_]) -> pa.Table:
    """One line for each name in each event: its row, `actor` or `tag`, the name."""
    parts = []
    for name, field_name in (("actors", "actor"), ("tags", "tag")):
        lists = people[name].array(list, pa.list_(pa.string()), [])
        places = pa.array(np.flatnonzero(is_event) + 1)
        kept = lists.filter(pa.array(is_event))
        rows = places.take(pc.list_parent_indices(kept))
        values = pc.list_flatten(kept)
        parts.append(pa.table({"row": rows, "field": pa.repeat(field_name, len(values)), "value": values}))
    return pa.concat_tables(parts)
