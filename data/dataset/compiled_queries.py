"""A question compiled once for all views of one shape: what differs between them is filled into its SQL.

Ibis takes ten to forty milliseconds to build and compile a question, the engine often a tenth of that. Most views
differ only in their window, in which values are ticked and in which words are typed. So the question is compiled for
a *model* of the view, in which marks that nothing else can contain stand for those, and its text is cut at them.

    answer(dataset, question, view, ask) -> pa.Table   what the engine says to `ask(view)`

Engines other than DuckDB are asked by Ibis itself, each time anew.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.backends.duckdb.converter import DuckDBPyArrowData

from data.dates import calendar
from data.engine import count_tables
from data.engine.quoting import identifier, literal
from data.errors import BadView
from data.queries.filters import words_of
from data.search import result_tables
from data.view import View
from data.view.filter_table import FILTERS, Kind

MARK: Final = result_tables.MARK
FIELDS: Final = tuple(name for name, line in FILTERS.items() if line.kind in (Kind.VALUE, Kind.NAME) and line.is_free)
"""The filters of which any text can be a value, and so a mark."""
MOMENTS: Final = ({True: "8765-04-03T00:00:00", False: "8765-04-03T02:01:07"},
                  {True: "8766-05-04T00:00:00", False: "8766-05-04T03:02:09"})  # fmt: skip
"""The marks of a window's start and end: on midnight where they are, for count tables answer only whole days."""

LIST: Final = 876_504_030_201
"""The mark of a list of numbers, one more for each further list: no moment of the calendar."""

MOST_QUERIES: Final = 2000
"""So many compiled questions are kept for a data set, then all are forgotten."""

Fillings = Mapping[str, str]
"""SQL of the value by the SQL of its mark."""


class Unfillable(ValueError):  # noqa: N818 - it says what is so
    """The question says a mark in another form than by itself: compile it for each view."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled question, cut at its marks: text and mark by turns."""

    parts: tuple[str, ...]
    schema: ibis.Schema

    def run(self, backend: Backend, fillings: Fillings) -> pa.Table:
        """The rows, with the types that Ibis promises."""
        text = "".join(fillings[part] if place % 2 else part for place, part in enumerate(self.parts))
        rows = backend.con.sql(text).to_arrow_table()
        return DuckDBPyArrowData.convert_table(rows, self.schema)


Statements = dict[tuple[Hashable, View], Statement | None]
"""By question and model; None where a question cannot be filled."""


class Dataset(count_tables.Dataset, Protocol):
    """What is asked of a data set."""

    @property
    def statements(self) -> Statements: ...


def answer(
    dataset: Dataset, question: Hashable, view: View, ask: Callable[..., ir.Table], *lists: Sequence[int | str]
) -> pa.Table:
    """What the engine says to `ask(view, *lists)`, a question that looks at nothing but what it is given.

    question: names it, with all that it depends on beside the view and the lists. lists: values, at least one each,
    among which something is looked for, and nothing else is done with them; one of one number may be compared with.
    """
    backend = dataset.table().get_backend()
    if not isinstance(backend, Backend):
        return ask(view, *lists).to_pyarrow()
    try:
        shape, fillings = model(view, dataset.result_table(view.words))
    except BadView:  # so many words that their marks are too long for a view
        return ask(view, *lists).to_pyarrow()
    marks = [LIST + place if isinstance(values[0], int) else f"{MARK}l{place}" for place, values in enumerate(lists)]
    fillings = dict(fillings) | {
        _literal(mark): ", ".join(map(_literal, values)) for mark, values in zip(marks, lists, strict=True)
    }
    statements, key = dataset.statements, (question, shape)
    if key not in statements:
        if len(statements) >= MOST_QUERIES:
            statements.clear()
        statements[key] = _compiled_or_none(ask(shape, *([mark] for mark in marks)), fillings)
    statement = statements.get(key)
    return statement.run(backend, fillings) if statement else ask(view, *lists).to_pyarrow()


def _compiled_or_none(query: ir.Table, fillings: Fillings) -> Statement | None:
    try:
        return compile_query(query, fillings)
    except Unfillable:
        return None


def model(view: View, result_table: str = "") -> tuple[View, Fillings]:
    """The view with marks for its window, its ticked values, its words and its chosen event.

    result_table: the table of what its words find, if there is one; it then stands for them.
    Two views with the same model differ in nothing else. Days, values that are no text of any kind, and names
    of columns are kept.
    """
    marks: dict[str, str] = {}

    def mark(value: str) -> str:
        """A value that is "" asks something else, and is kept."""
        name = f"{MARK}{len(marks):03d}"
        if value:
            marks[name] = value
        return name if value else value

    fields: dict[str, Any] = {name: tuple(map(mark, _padded(getattr(view, name)))) for name in FIELDS}
    fields["where"] = tuple((header, mark(value)) for header, value in view.where)
    fields["words"] = result_tables.MODEL if result_table else " ".join(map(mark, words_of(view.words)))
    fields["event"] = mark(view.event)
    if view.window:
        fields["start"], fields["end"] = _moments(view.window)
    shape = replace(view, **fields)
    moments = zip(shape.window or (), view.window or (), strict=True)
    numbers = {str(name): f"({value})" if value < 0 else str(value) for name, value in moments}
    tables = {identifier(result_tables.MODEL_TABLE): identifier(result_table)} if result_table else {}
    return shape, numbers | tables | {literal(name): literal(value) for name, value in marks.items()}


def _padded(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values, the last one again until they are 1, 2, 4, 8, …: so there are few shapes.

    >>> _padded(("", "a", "b", "c"))
    ('', 'a', 'b', 'c', 'c')
    """
    filled = sum(1 for value in values if value)
    return (*values, *values[-1:] * ((1 << (filled - 1).bit_length()) - filled)) if filled else values


def compile_query(query: ir.Table, fillings: Fillings) -> Statement:
    """The question's text, cut at the marks of these fillings. Raises Unfillable."""
    text = query.get_backend().compile(query)
    marks = "|".join(rf"(?<!\w)(?<!\d\.){re.escape(name)}(?!\w|\.\d)" for name in fillings)
    parts = tuple(re.split(f"({marks})", text)) if marks else (text,)
    if any(name.strip("'") in part for part in parts[::2] for name in (*fillings, result_tables.MODEL)):
        raise Unfillable(text)
    return Statement(parts, query.schema())


def _moments(window: tuple[int, int]) -> tuple[str, str]:
    start, end = (marks[moment % calendar.DAY == 0] for marks, moment in zip(MOMENTS, window, strict=True))
    return start, end


def _literal(value: int | str) -> str:
    return literal(value) if isinstance(value, str) else f"({value})" if value < 0 else str(value)
