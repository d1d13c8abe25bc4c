"""What a changed row is read as, by the same readers as the file: a cell that cannot be read is never written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from data.dates.conventions import split_mapping
from data.errors import BadEdit, Problem
from data.files.changed_table import EditableTable
from data.files.records import Records
from data.files.rewritable_records import fitted
from data.schema import find_columns
from data.validation.derive_event_columns import derive_columns
from data.validation.records_table import Table
from data.validation.validate import Validation, validate

CONTEXT: Final = 100
"""Rows of the file that are read beside a changed one, for the forms that only a column settles: 05/01/2022."""
LONGEST: Final = 100_000
"""Characters of a cell that a person writes."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a file is read: its columns of ours with their headers, what was chosen, the zone, headers without name."""

    columns: Mapping[str, str]
    mapping: Mapping[str, str]
    zone: str = ""
    unnamed: frozenset[int] = frozenset()

    def wider(self, headers: Sequence[str]) -> "Rules":
        """The same with those of further headers that are columns of ours."""
        found, _ = find_columns([header for header in headers if header not in self.columns.values()])
        new = {name: header for name, header in found.items() if name not in self.columns}
        return Rules({**self.columns, **new}, self.mapping, self.zone, self.unnamed)


def judge(headers: Sequence[str], rows: Sequence[Sequence[str]], rules: Rules) -> Validation:
    """Rows read as those of a file are."""
    columns = [pa.chunked_array([pa.array(list(cells), pa.string())]) for cells in zip(*rows, strict=True)]
    chosen, conventions = split_mapping(rules.mapping)
    known = {name: header for name, header in rules.columns.items() if header in headers}
    table = Table(Records(columns, len(rows)), headers, known, rules.unnamed, conventions=conventions)
    derive_columns(table, chosen)
    return validate(table, rules.zone or None, is_whole=False)


def context(table: EditableTable, width: int, but: Collection[int] = ()) -> list[list[str]]:
    """Some rows from all parts of the file, but these."""
    rows = np.unique(np.linspace(1, table.count, min(CONTEXT, table.count)).astype(int)) if table.count else ()
    return [fitted(table.cells(int(row)), width) for row in rows if row not in but]


def check(
    headers: Sequence[str], beside: Sequence[Sequence[str]], rows: Sequence[Sequence[str]],
    befores: Sequence[Sequence[str] | None], rules: Rules,
) -> list[str]:  # fmt: skip
    """The ids of changed rows, "" for what is no event. Raises BadEdit for what cannot be read now and could before.

    beside: other rows of the file. befores: what the rows were, None for new ones.
    """
    bounds = [
        _unfit(headers, row, before, number) for number, (row, before) in enumerate(zip(rows, befores, strict=True))
    ]
    if unfit := tuple(problem for problems in bounds for problem in problems):
        raise BadEdit(unfit)
    old = [list(row if before is None else before) for row, before in zip(rows, befores, strict=True)]
    first = len(beside)
    known = {
        (problem.row, problem.column, problem.message)
        for problem in judge(headers, [*beside, *old], rules).problems
        if befores[problem.row - first - 1 if problem.row > first else 0] is not None
    }
    now = judge(headers, [*beside, *rows], rules)
    new = [each for each in now.problems if each.row > first and (each.row, each.column, each.message) not in known]
    if mine := tuple(each for each in new if _is_of(each, headers, rows, befores, first)):
        raise BadEdit(mine)
    names = dict(zip(now.events["row"].to_pylist(), now.events["id"].to_pylist(), strict=True))
    return [names.get(first + number, "") for number in range(1, len(rows) + 1)]


def _is_of(
    problem: Problem, headers: Sequence[str], rows: Sequence[Sequence[str]], befores: Sequence[Sequence[str] | None],
    first: int,
) -> bool:  # fmt: skip
    """Whether a problem lies in what was changed: one that other rows would settle is none of an untouched cell."""
    place = problem.row - first - 1
    before, row = befores[place], rows[place]
    if before is None or problem.column not in headers:
        return True
    at = headers.index(problem.column)
    return before[at] != row[at] or not row[at]


def _unfit(headers: Sequence[str], row: Sequence[str], before: Sequence[str] | None, number: int) -> list[Problem]:
    """Cells that are no text that a person writes."""
    problems = []
    for place, (header, cell) in enumerate(zip(headers, row, strict=True)):
        if before is not None and before[place] == cell:
            continue
        if len(cell) > LONGEST:
            message = f"This cell has {len(cell):,} characters. Write at most {LONGEST:,}."
            problems.append(Problem(number, header, cell, message))
        elif strange := next((sign for sign in cell if is_strange(sign)), ""):
            message = f"There is a character that is no text, U+{ord(strange):04X}. Write the cell without it."
            problems.append(Problem(number, header, cell, message))
    return problems


def is_strange(sign: str) -> bool:
    """Whether a character is no part of a text: a control character, or half of one.

    >>> is_strange("a"), is_strange("\\n"), is_strange("\\0")
    (False, False, True)
    """
    return (sign < " " and sign not in "\n\t") or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


def taken(table: EditableTable, header: str, names: Collection[str], rows: Collection[int]) -> Problem | None:
    """The problem where another row has one of these ids already."""
    place = table.place(header)
    wanted = {" ".join(name.split()) for name in names if name.strip()}
    if wanted:
        for row, cells in enumerate(table.all_cells(), 1):
            if row not in rows and " ".join(cells[place].split()) in wanted:
                message = f"Row {row} has this id already. Write another."
                return Problem(row, header, cells[place], message)
    return None
