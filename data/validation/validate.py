"""Raw text in, events and problems out. Nothing is dropped: each record is an event, or a problem says why not.

A row with a bad optional cell is an event with a problem, and the cell is read as empty. A row without a readable date
or a title is a problem only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.errors import MOST_SHOWN, Problem
from data.files.records import Records
from data.validation import cells, date_columns, events_table, linked_rows, searched_text
from data.validation import ids as validation_ids
from data.validation.date_columns import ParsedDates
from data.validation.distinct_texts import flags, together
from data.validation.event_columns import ORDER, SEARCHED
from data.validation.records_table import Table


@dataclass(frozen=True, slots=True)
class Validation:
    """The events and the names in them as tables, and every problem in the order of the file."""

    events: pa.Table
    members: pa.Table
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def validate(
    table: Table, zone: str | None = None, on_progress: Callable[[float], None] = lambda _: None,
    *, is_whole: bool = True,
) -> Validation:  # fmt: skip
    """Every record judged. zone: the data set's own, for times with an offset. is_whole: whether these are all records
    of the file, so that a link can lead to no other."""
    parsed = _dates(table, zone)
    title = _one_line(table.text("title"))
    is_event = parsed.spans.has_value() & flags(pc.not_equal(title, ""))
    _say_what_is_missing(table, title)
    on_progress(0.3)
    ours, cells_by_name = events_table.columns(table, parsed, title, zone)
    on_progress(0.6)
    ids = _ids(table, ours, is_event)
    ours["id"] = pa.array(ids, pa.string())
    if is_whole and "links" in table.columns:
        table.problems += linked_rows.problems(cells_by_name["links"], ids, table.header("links"))
    own = events_table.own(table)
    searched = [ours[name] for name in SEARCHED if name in table.columns] + list(own.values())
    ours["words"] = together(searched_text.column(searched, table.count))
    events = pa.table({**{name: ours[name] for name in ORDER}, **own}).filter(pa.array(is_event))
    _ragged(table)
    table.problems.sort(key=lambda problem: problem.row)
    return Validation(events, events_table.members(cells_by_name, is_event), tuple(table.problems), tuple(table.notes))


def _dates(table: Table, zone: str | None) -> ParsedDates:
    parsed = date_columns.of_table(table, "date", zone)
    if "end" in table.columns:
        ends = date_columns.of_table(table, "end", zone)
        parsed = date_columns.join_spans(parsed, ends, table.header("end"))
    table.problems += parsed.problems
    table.notes += parsed.notes
    return parsed


def _one_line(text: pa.ChunkedArray) -> pa.Array:
    return together(pc.replace_substring_regex(text, r"\s+", " "))


def _say_what_is_missing(table: Table, title: pa.Array) -> None:
    """A fatal problem for each row without a date, or a title, or anything."""
    no_date = flags(pc.equal(table.text("date"), ""))
    no_title = flags(pc.equal(title, ""))
    for row in np.flatnonzero(no_date | no_title):
        number = int(row) + 1
        if no_date[row] and no_title[row] and _is_empty(table.records, int(row)):
            table.problems.append(Problem(number, "", "", EMPTY, True))
            continue
        if no_date[row]:
            table.problems.append(Problem(number, table.header("date"), "", NO_DATE, True))
        if no_title[row]:
            table.problems.append(Problem(number, table.header("title"), "", NO_TITLE, True))


NO_DATE = (
    "There is no date. Write one, as in 2022, 2022-01 or 2022-01-05; ../2022-01-05 where the beginning is not known."
)
TAKEN = "Row {} has this id already, so this one is called {}. Write another."
EMPTY = "This row is empty. Fill it in, or take it out."
CUT = "The file ends inside a quotation, or a character: it may be cut off. Look at the end of the file."
NO_TITLE = "There is no title. Write what happened in a few words."


def _is_empty(records: Records, row: int) -> bool:
    return not any(column[row].as_py().strip() for column in records.columns) and row + 1 not in records.long


def _ids(table: Table, ours: Mapping[str, pa.Array], is_event: NDArray[np.bool_]) -> list[str]:
    """An id for each event, each different; records that are no events have none."""
    own_ids = table.parse("id", cells.identifier).array(str, pa.string(), "")
    places = np.flatnonzero(is_event)
    chosen = pa.array(places)
    names = own_ids.take(chosen).to_pylist()
    unique, repeats = validation_ids.make_unique(
        names, ours["date"].take(chosen).to_pylist(), ours["title"].take(chosen).to_pylist()
    )
    for place, first in repeats.items():
        message = TAKEN.format(places[first] + 1, unique[place])
        table.problems.append(Problem(int(places[place]) + 1, table.header("id"), names[place], message))
    ids = [""] * table.count
    for row, name in zip(places.tolist(), unique, strict=True):
        ids[row] = name
    return ids


def _ragged(table: Table) -> None:
    """Cells beyond the header and a quotation that never ends are problems; rows that end early are noted."""
    records, width = table.records, len(table.headers)
    table.problems += [too_wide(row, extras, width) for row, extras in records.long.items()]
    table.problems += [Problem(row, "", "", message) for row, message in records.misplaced.items()]
    if records.is_cut:
        table.problems.append(Problem(table.count, "", "", CUT))
    if records.short:
        rows = ", ".join(map(str, list(records.short)[:5])) + (", …" if len(records.short) > 5 else "")
        table.notes.append(f"Rows with fewer cells than the header ({rows}): the missing cells are read as empty.")


def too_wide(row: int, extras: Sequence[str], width: int) -> Problem:
    """What is said of a record with cells beyond a header of this width."""
    message = (
        f"This row has {width + len(extras)} cells, and the header {width}. What is beyond the header is in no"
        " column: put a cell that has the delimiter in it between quotation marks."
    )
    return Problem(row, "", " | ".join(extras)[:MOST_SHOWN], message)
