"""Raw text in, events and problems out. Nothing is dropped: each record is an event, or has a problem that says why not.

A row with a bad optional cell is an event with a problem, and the cell is read as empty. A row without a readable date
or a title is a problem only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import cells, dating, identity, quantities, words
from data.dating import Dated
from data.errors import MOST_SHOWN, Problem
from data.judging import Judged, judge, together
from data.quantities import Quantity
from data.records import Records
from data.schema import NAMES

T = TypeVar("T")
OWN = "x:"
"""Before the header in the name of a column of the user's own."""
PLAIN = ("text", "category", "place", "source", "metric", "unit", "credit", "caption", "alt", "notes")
SEARCHED = ("title", *PLAIN, "actors", "tags", "value")


@dataclass(slots=True)
class Table:
    """The records with their headers, and the problems and notes found so far."""

    records: Records
    headers: Sequence[str]
    columns: Mapping[str, str]
    unnamed: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: dict[int, pa.ChunkedArray] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Records."""
        return self.records.count

    def header(self, name: str) -> str:
        """The header a column has in the file; its own name where the file has no such column."""
        return self.columns.get(name, name)

    def text(self, name: str) -> pa.ChunkedArray:
        """The trimmed cells of a column of ours; empty ones where the file has no such column."""
        if name not in self.columns:
            return pa.chunked_array([pa.repeat("", self.count)])
        return self.trimmed(self.headers.index(self.columns[name]))

    def trimmed(self, place: int) -> pa.ChunkedArray:
        """The cells of the column at a place, without NULs and spaces around them."""
        if place not in self.texts:
            self.texts[place] = pc.utf8_trim_whitespace(self._without_nul(place))
        return self.texts[place]

    def _without_nul(self, place: int) -> pa.ChunkedArray:
        column = self.records.columns[place]
        holed = pc.match_substring(column, "\0")
        if not pc.any(holed).as_py():
            return column
        message = "This cell has NUL characters, which are no text; they are left out. Write the cell again."
        for row in np.flatnonzero(holed.to_numpy(zero_copy_only=False)):
            written = str(column[int(row)].as_py())[:MOST_SHOWN].replace("\0", "␀")
            self.problems.append(Problem(int(row) + 1, self.headers[place], written, message))
        return pc.replace_substring(column, "\0", "")

    def judged(self, name: str, read: Callable[[str], T]) -> Judged[T]:
        """A column as `read` understands it; the problems are kept."""
        found = judge(self.text(name), read)
        self.problems += found.problems(self.header(name))
        return found


@dataclass(frozen=True, slots=True)
class Validated:
    """The events and the names in them as tables, and every problem in the order of the file."""

    events: pa.Table
    members: pa.Table
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def validate(table: Table, zone: str | None = None, progress: Callable[[float], None] = lambda _: None) -> Validated:
    """Every record judged. zone: the data set's own, for times with an offset."""
    dated = _dates(table, zone)
    title = _one_line(table.text("title"))
    is_event = dated.spans.has_value() & pc.not_equal(title, "").to_numpy(zero_copy_only=False).astype(bool)
    _say_what_is_missing(table, dated, title)
    progress(0.3)
    people = {name: table.judged(name, cells.names) for name in ("actors", "tags")}
    columns = _columns(table, dated, title, people, zone)
    progress(0.6)
    columns["id"] = pa.array(_ids(table, columns, is_event), pa.string())
    own = _own_columns(table)
    searched = [columns[name] for name in SEARCHED if name in table.columns] + list(own.values())
    columns["words"] = together(words.column(searched, table.count))
    events = pa.table({**{name: columns[name] for name in ORDER}, **own}).filter(pa.array(is_event))
    _ragged(table)
    table.problems.sort(key=lambda problem: problem.row)
    return Validated(events, _members(people, is_event), tuple(table.problems), tuple(table.notes))


def _dates(table: Table, zone: str | None) -> Dated:
    dated = dating.read(table.text("date"), table.header("date"), zone, fatal=True)
    if "end" in table.columns:
        dated = dating.joined(dated, dating.read(table.text("end"), table.header("end"), zone), table.header("end"))
    table.problems += dated.problems
    table.notes += dated.notes
    return dated


def _one_line(text: pa.ChunkedArray) -> pa.Array:
    return together(pc.replace_substring_regex(text, r"\s+", " "))


def _say_what_is_missing(table: Table, dated: Dated, title: pa.Array) -> None:
    """A fatal problem for each row without a date, or a title, or anything."""
    no_date = pc.equal(together(table.text("date")), "").to_numpy(zero_copy_only=False)
    no_title = pc.equal(title, "").to_numpy(zero_copy_only=False)
    for row in np.flatnonzero(no_date | no_title):
        number = int(row) + 1
        if no_date[row] and no_title[row] and _is_empty(table.records, int(row)):
            table.problems.append(Problem(number, "", "", "This row is empty. Fill it in, or take it out.", True))
            continue
        if no_date[row]:
            table.problems.append(Problem(number, table.header("date"), "", NO_DATE, True))
        if no_title[row]:
            table.problems.append(Problem(number, table.header("title"), "", NO_TITLE, True))


NO_DATE = (
    "There is no date. Write one, as in 2022, 2022-01 or 2022-01-05; ../2022-01-05 where the beginning is not known."
)
NO_TITLE = "There is no title. Write what happened in a few words."


def _is_empty(records: Records, row: int) -> bool:
    return not any(column[row].as_py().strip() for column in records.columns) and row + 1 not in records.long


def _columns(
    table: Table, dated: Dated, title: pa.Array, people: Mapping[str, Judged[list[str]]], zone: str | None
) -> dict[str, pa.Array]:
    """Every column of the engine's table but the id and the words, for all records."""
    rows = pa.array(range(1, table.count + 1), pa.int64())
    reported = dating.read(table.text("reported"), table.header("reported"), zone)
    table.problems += reported.problems
    table.notes += [note for note in reported.notes if note not in table.notes]
    span = dating.columns(dated.spans)
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
        "known_from": dating.known_from(span, reported.spans),
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
            message = f"There is a {name} and no {other}, so the place is not known. Write both, or neither."
            table.problems.append(Problem(int(row) + 1, table.header(other), "", message))
    return {name: pc.if_else(both, column, pa.scalar(None, pa.float64())) for name, column in degrees.items()}


def _figures(table: Table) -> dict[str, pa.Array]:
    """The figure taken apart; a figure without a name, or a name without a figure, is a problem."""
    found: Judged[Quantity] = table.judged("value", quantities.parse)
    metric, value = together(table.text("metric")), together(table.text("value"))
    for mine, other, message in (
        (metric, ("value", value), "{} is named here without a figure. Write one, as in 2000, ~2000 or dozens."),
        (
            value,
            ("metric", metric),
            "The figure {} does not say what it counts. Write a name for it, such as detained.",
        ),
    ):
        lonely = pc.and_(pc.not_equal(mine, ""), pc.equal(other[1], ""))
        for row in np.flatnonzero(lonely.to_numpy(zero_copy_only=False)):
            said = message.format(f"“{str(mine[int(row)].as_py())[:60]}”")
            table.problems.append(Problem(int(row) + 1, table.header(other[0]), "", said))
    return {
        "value": found.array(lambda quantity: quantity.text, pa.string(), ""),
        "low": found.array(lambda quantity: quantity.low, pa.float64()),
        "high": found.array(lambda quantity: quantity.high, pa.float64()),
        "is_increment": found.array(lambda quantity: quantity.is_increment, pa.bool_(), False),
        "is_approximate": found.array(lambda quantity: quantity.is_approximate, pa.bool_(), False),
    }


def _ids(table: Table, columns: Mapping[str, pa.Array], is_event: NDArray[np.bool_]) -> list[str]:
    """An id for each event, each different; records that are no events have none."""
    given = table.judged("id", cells.identifier).array(str, pa.string(), "")
    places = np.flatnonzero(is_event)
    chosen = pa.array(places)
    names = given.take(chosen).to_pylist()
    unique, repeats = identity.unique(
        names, columns["date"].take(chosen).to_pylist(), columns["title"].take(chosen).to_pylist()
    )
    for place, first in repeats.items():
        message = f"Row {places[first] + 1} has this id already, so this one is called {unique[place]}. Write another."
        table.problems.append(Problem(int(places[place]) + 1, table.header("id"), names[place], message))
    ids = [""] * table.count
    for place, name in zip(places, unique, strict=True):
        ids[place] = name
    return ids


def _own_columns(table: Table) -> dict[str, pa.Array]:
    """The user's own columns; those without a name and without a cell are left out."""
    ours = set(table.columns.values())
    own = {}
    for place, header in enumerate(table.headers):
        if header in ours:
            continue
        column = together(table.trimmed(place))
        if place not in table.unnamed or pc.any(pc.not_equal(column, "")).as_py():
            own[OWN + header] = column
    return own


def _members(people: Mapping[str, Judged[list[str]]], is_event: NDArray[np.bool_]) -> pa.Table:
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


def _ragged(table: Table) -> None:
    """Cells beyond the header and a quotation that never ends are problems; rows that end early are noted."""
    records, width = table.records, len(table.headers)
    for row, extras in records.long.items():
        written = " | ".join(extras)[:MOST_SHOWN]
        message = (
            f"This row has {width + len(extras)} cells, and the header {width}. What is beyond the header is in no column:"
            " put a cell that has the delimiter in it between quotation marks."
        )
        table.problems.append(Problem(row, "", written, message))
    if records.is_cut:
        message = "The file ends inside a quotation, or a character: it may be cut off. Look at the end of the file."
        table.problems.append(Problem(table.count, "", "", message))
    if records.short:
        rows = ", ".join(map(str, list(records.short)[:5])) + (", …" if len(records.short) > 5 else "")
        table.notes.append(f"Rows with fewer cells than the header ({rows}): the missing cells are read as empty.")


ORDER = (
    *("row", "id", "date", "date_text", "start", "end", "precision", "start_qualifier", "end_qualifier", "qualifier"),
    *("title", "text", "kind", "category", "actors", "tags", "place", "latitude", "longitude", "source", "url"),
    *("reported", "known_from", "grade", "metric", "value", "low", "high", "is_increment", "is_approximate", "unit"),
    *("importance", "media", "credit", "caption", "alt", "notes", "words", "month"),
)
assert {*ORDER} >= {*NAMES}, "every column of the schema is in the engine's table"
