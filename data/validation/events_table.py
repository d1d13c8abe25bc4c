"""The columns of the engine's table, made from the records: every value checked, every problem kept."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.errors import Problem, shown
from data.validation import date_columns, withdrawn
from data.validation.date_columns import ParsedDates
from data.validation.distinct_texts import ParsedCells, flags, together
from data.validation.event_columns import LISTS, MOST_TOLD, PAIRS, READ, READERS, TEXTS
from data.validation.records_table import OWN, Table


def columns(
    table: Table, parsed: ParsedDates, title: pa.Array, zone: str | None
) -> tuple[dict[str, pa.Array], Mapping[str, ParsedCells[Any]]]:  # fmt: skip
    """Every column of the engine's table but the id and the words, for all records; and the cells that were read."""
    rows = pa.array(range(1, table.count + 1), pa.int64())
    reported = date_columns.of_table(table, "reported", zone)
    table.problems += reported.problems
    table.notes += [note for note in reported.notes if note not in table.notes]
    span, cells_by_name = date_columns.columns(parsed.spans), _parse_columns(table)
    arrays = {
        "row": rows,
        **span,
        "date_text": _date_text(table),
        "title": title,
        **{name: together(table.text(name)) for name in TEXTS},
        **{column.name: cells_by_name[column.cell].array(column.part, column.kind, column.absent) for column in READ},
        "reported": reported.spans.array(lambda value: value.edtf, pa.string(), ""),
        "known_from": date_columns.known_from(span, reported.spans),
    }
    arrays["kind"] = withdrawn.kinds(table, arrays["kind"])
    return arrays | _place(arrays["latitude"], arrays["longitude"]), cells_by_name


def _date_text(table: Table) -> pa.Array:
    date, end = together(table.text("date")), together(table.text("end"))
    return pc.if_else(pc.equal(end, ""), date, pc.binary_join_element_wise(date, end, " – "))


def _parse_columns(table: Table) -> dict[str, ParsedCells[Any]]:
    """What the cells of each column were read as; every problem with them, and with pairs of columns, is kept."""
    cells_by_name = {}
    for name, read in READERS.items():
        cells_by_name[name] = table.parse(name, read)
        for pair in PAIRS:
            if pair.second == name:
                for side in pair.sides():
                    _say_lonely(table, *side)
    return cells_by_name


def _say_lonely(table: Table, name: str, other: str, message: str) -> None:
    """A problem for each row that has a cell in one column and none in the other that belongs to it."""
    mine = together(table.text(name))
    lonely = flags(pc.and_(pc.not_equal(mine, ""), pc.equal(together(table.text(other)), "")))
    header = table.columns.get(other, table.header(name))
    for row in np.flatnonzero(lonely):
        text = message.format(name=name, other=other, cell=shown(str(mine[int(row)].as_py()), MOST_TOLD))
        table.problems.append(Problem(int(row) + 1, header, "", text))


def _place(latitude: pa.Array, longitude: pa.Array) -> dict[str, pa.Array]:
    """Latitude and longitude, both or none."""
    both, none = pc.and_(pc.is_valid(latitude), pc.is_valid(longitude)), pa.scalar(None, pa.float64())
    return {"latitude": pc.if_else(both, latitude, none), "longitude": pc.if_else(both, longitude, none)}


def own(table: Table) -> dict[str, pa.Array]:
    """The user's own columns; those without a name and without a cell are left out."""
    ours = set(table.columns.values())
    arrays = {}
    for place, header in enumerate(table.headers):
        if header in ours or place in table.merged:
            continue
        column = together(table.trimmed(place))
        if place not in table.unnamed or pc.any(pc.not_equal(column, "")).as_py():
            arrays[OWN + header] = column
    return arrays


def members(cells_by_name: Mapping[str, ParsedCells[Any]], is_event: NDArray[np.bool_]) -> pa.Table:
    """One line for each name in each event: its row, `actor` or `tag`, the name."""
    parts = []
    for name, field_name in LISTS.items():
        lists = cells_by_name[name].array(list, pa.list_(pa.string()), [])
        places = pa.array(np.flatnonzero(is_event) + 1)
        names = lists.filter(pa.array(is_event))
        rows = places.take(pc.list_parent_indices(names))
        values = pc.list_flatten(names)
        parts.append(pa.table({"row": rows, "field": pa.repeat(field_name, len(values)), "value": values}))
    return pa.concat_tables(parts)
