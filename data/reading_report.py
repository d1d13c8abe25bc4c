"""What a file was understood as, and what was in it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import pyarrow as pa

from data.errors import Problem

_NAMED = re.compile(r"“[^”]*” is read as \w+\.")


@dataclass(frozen=True, slots=True)
class Report:
    """How a file was understood. `rows` are the records below the header, `events` those that could be read.

    `columns` says which header is which of our columns, `skipped` are the lines above the header, `notes` what was
    assumed; `candidates` the headers to choose from for a column that was not found, guesses first, and `samples`
    some different cells of each header, to choose by.
    """

    file: str
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    columns: dict[str, str]
    skipped: tuple[str, ...] = ()
    rows: int = 0
    events: int = 0
    problems: Sequence[Problem] = ()
    notes: tuple[str, ...] = ()
    candidates: dict[str, list[str]] = field(default_factory=dict)
    samples: dict[str, list[str]] = field(default_factory=dict)
    place: str = ""
    """Where the events are, if in no file of text."""
    together: tuple[str, ...] = ()
    """The headers of columns that were read together as one date."""
    zone: str = ""
    """Of the times of day, where there are any and it is known: a name as in Asia/Almaty, an offset as in +01:00."""
    others: tuple[str, ...] = ()
    """The sheets of a workbook that are not read, and could be."""
    ending: str = ""
    """How the file ends, as `data.files.records.ending_of` has it."""
    alike: tuple[str, ...] = ()
    """Those of them that have the same columns as the one that is read, in the order of the workbook."""
    figures: tuple[str, ...] = ()
    """Columns of figures, where a table has nothing that says what happened."""
    counted: tuple[str, ...] = ()
    """Columns of the events' own figures, which are read as such where somebody says how."""
    first: tuple[tuple[str, ...], ...] = ()
    """The first rows, where a column must be chosen."""

    @property
    def notable(self) -> tuple[str, ...]:
        """The notes but those that say no more than which header is which column."""
        return tuple(note for note in self.notes if not _NAMED.fullmatch(note))

    def to_json(self) -> str:
        """All but the problems, as text."""
        return json.dumps({each.name: getattr(self, each.name) for each in fields(self) if each.name != "problems"})

    @classmethod
    def from_json(cls, text: str, problems: Sequence[Problem] = ()) -> "Report":
        """The report that `to_json` wrote, with its problems."""
        values: dict[str, Any] = json.loads(text)
        parts: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
        }
        parts["first"] = tuple(map(tuple, parts.get("first", ())))
        return cls(**parts, problems=problems)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its tables: the events, the names in them, the records as they were; `digest` is the content's."""

    report: Report
    events: pa.Table
    members: pa.Table
    raw: pa.Table
    digest: str = ""

    @property
    def weight(self) -> int:
        """Bytes of memory that the tables hold."""
        return int(self.events.nbytes + self.members.nbytes + self.raw.nbytes)


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """days: how many events begin and end on which days, by the column of the lanes, in the form of
    `data.engine.count_tables`.
    eras: the rows that are no events, read; its report is that of the file, as far as it is known."""

    days: pa.Table
    eras: Reading
