"""The course of a reading inside the engine: how far it is, within long steps too, and its end where it is stopped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.files.progress import OnProgress, Progress

OFTEN_SECONDS: Final = 0.25


@dataclass(slots=True)
class _RowCount:
    """Rows that SQL has passed on its way. It holds no engine, so that the engine may hold it."""

    rows: int = 0

    def count(self, rows: pa.Array) -> pa.Array:
        """The rows as they are."""
        self.rows += len(rows)
        return rows


class Steps:
    """The steps of a reading inside the engine, watched by a thread of its own.

    What `on_progress` raises interrupts the engine, and is raised by the next step.
    """

    def __init__(self, engine: duckdb.DuckDBPyConnection, on_progress: OnProgress) -> None:
        self._engine, self._on_progress = engine, on_progress
        self.of = 0
        self._passed = _RowCount()
        self._begin, self._ends, self._is_engines = 0.0, dict[str, float](), False
        self._end = threading.Event()
        self._raised: BaseException | None = None

    def step(self, begin: float, *, is_engines: bool = False, **ends: float) -> None:
        """What is done to the rows now, one after the other, with the part of everything that is done then.

        is_engines: whether the engine says how far it is; else SQL counts the rows by `dateline_seen`.
        """
        self.check()
        self._passed.rows, self._begin, self._ends, self._is_engines = 0, begin, ends, is_engines

    def passed(self, rows: int) -> None:
        """So many more rows are done, of which SQL knows nothing."""
        self._passed.rows += rows

    def check(self) -> None:
        """Raises what `on_progress` has raised."""
        if self._raised:
            raise self._raised

    def now(self) -> Progress:
        """How far it is."""
        begin, rows = self._begin, self._passed.rows
        if self._is_engines:
            rows = round(max(self._engine.query_progress(), 0) / 100 * self.of)
        for name, end in self._ends.items():
            if rows < self.of or end == max(self._ends.values()):
                part = min(rows / max(self.of, 1), 1.0)
                return Progress(begin + (end - begin) * part, min(rows, self.of), self.of, name)
            begin, rows = end, rows - self.of
        return Progress(begin, of=self.of)

    def _watch(self) -> None:
        while not self._end.wait(OFTEN_SECONDS):
            try:
                if self._raised is None:
                    self._on_progress(self.now())
            except BaseException as stop:
                self._raised = stop
            if self._raised:
                self._engine.interrupt()  # again each time: between two questions an engine takes no notice of it


@contextmanager
def start_steps(engine: duckdb.DuckDBPyConnection, on_progress: OnProgress) -> Iterator[Steps]:
    """The course of a reading by this engine, watched for as long as it lasts."""
    steps = Steps(engine, on_progress)
    untyped: Any = engine  # its stubs know of no Arrow here
    untyped.create_function("dateline_seen", steps._passed.count, ["bigint"], "bigint", type="arrow", side_effects=True)
    for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false"):
        engine.execute(f"set {setting}")
    watching = threading.Thread(target=steps._watch, name="dateline-course", daemon=True)
    watching.start()
    try:
        yield steps
    except duckdb.InterruptException:
        steps.check()
        raise
    finally:
        steps._end.set()
        watching.join()
        with suppress(duckdb.Error):
            engine.remove_function("dateline_seen")
