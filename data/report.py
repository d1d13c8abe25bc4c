"""What a file was understood as, and what was in it."""

from dataclasses import dataclass, field

import pyarrow as pa

from data.errors import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """How a file was understood. `rows` are the records below the header, `events` those that could be read.

    `columns` says which header is which of our columns, `skipped` are the lines above the header, `notes` what was
    assumed; `candidates` the headers to choose from for a column that was not found, guesses first.
    """

    file: str
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    columns: dict[str, str]
    skipped: tuple[str, ...] = ()
    rows: int = 0
    events: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    candidates: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its tables: the events, the names in them, the records as they were; `digest` is the content's."""

    report: Report
    events: pa.Table
    members: pa.Table
    raw: pa.Table
    digest: str = ""
