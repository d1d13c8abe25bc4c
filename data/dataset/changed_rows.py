"""A set of which some rows are others now: they lie over its tables, and what was made of the rest is taken over."""

from collections.abc import Sequence
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.columnar import in_memory
from data.dataset.dataset import Dataset
from data.dataset.tables import OwnTables
from data.engine import cache_folder, changed_rows_in_memory, connection
from data.engine.changed_rows_in_memory import Overlay
from data.reading_report import Report

TABLES: Final = changed_rows_in_memory.TABLES
__all__ = ["TABLES", "Overlay", "has_relatives", "how_many", "kinds", "load_overlay", "put", "say_the_same", "schema"]


def load_overlay(base: Dataset, now: Overlay, report: Report, key: str, digest: str) -> Dataset | None:
    """A set of which some rows are others than in the one before it, of the same file of tables; None where that is
    gone. What was made of the other rows is taken over. digest: of the file with these rows."""
    changed = base.overlay.then(now) if base.overlay else now
    path = cache_folder.find(base.kept) if base.kept else None
    if path is None:
        return None
    try:
        engine = changed_rows_in_memory.reading(path, changed)
    except duckdb.Error:
        return None
    tables = OwnTables(connection.lock(engine))
    statements = base.statements if report.headers == base.report.headers else {}
    events = now.event.filter(pc.equal(now.event["kind"], "event")).select(in_memory.COLUMNS)
    memory = {name: columns.put(now.rows, events) for name, columns in base.in_memory.items()}
    return Dataset(
        key, report, base.settings, base.name, tables, kept=base.kept, overlay=changed, statements=statements,
        in_memory=memory, digest=digest,
    )  # fmt: skip


def put(dataset: Dataset, name: str, rows: Sequence[int], now: pa.Table) -> pa.Table:
    """A table of a set as it is with other rows in the place of those of these numbers."""
    return changed_rows_in_memory.put(dataset.table(name).to_pyarrow(), rows, now)


def schema(dataset: Dataset) -> pa.Schema:
    """The columns of its events."""
    return changed_rows_in_memory.schema(_engine(dataset))


def kinds(dataset: Dataset, rows: Sequence[int]) -> list[str]:
    """The kinds of the events of some rows, as far as these are events."""
    return changed_rows_in_memory.kinds(_engine(dataset), rows)


def say_the_same(dataset: Dataset, rows: Sequence[int], columns: Sequence[str], now: pa.Table) -> bool:
    """Whether some columns of the events of some rows are what they are now."""
    if not rows:
        return True
    names = ("row", *columns)
    before = changed_rows_in_memory.of_rows(_engine(dataset), rows, names)
    after = now.filter(pc.is_in(now["row"], pa.array(rows, now.schema.field("row").type))).sort_by("row")
    return all(before[name].equals(after[name]) for name in names)


def how_many(dataset: Dataset, kind: str) -> int:
    """The events of a kind."""
    return changed_rows_in_memory.how_many(_engine(dataset), kind)


def has_relatives(dataset: Dataset, rows: Sequence[int], ids: Sequence[str]) -> bool:
    """Whether what other rows are called is settled by what these are, or the other way."""
    return changed_rows_in_memory.has_relatives(_engine(dataset), rows, ids)


def _engine(dataset: Dataset) -> Any:
    """The engine of a set, asked in its own words: Ibis takes longer to say such a question than it to answer."""
    return dataset.table().get_backend().con
