"""The course of a reading inside the engine: how far it is, within long steps too, and its end where it is stopped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.progress import OnProgress, Progress

OFTEN_SECONDS: Final = 0.25


@dataclass(slots=True)
class _Seen:
    """Rows that SQL has passed on its way. It holds no engine, so that the engine may hold it."""

    rows: int = 0

    def counted(self, rows: pa.Array) -> pa.Array:
        """The rows as they are."""
        self.rows += len(rows)
        return rows


class Course:
    """The steps of a reading inside the engine, watched by a thread of its own.

    What `tell` raises interrupts the engine, and is raised by the next step.
    """

    def __init__(self, held: duckdb.DuckDBPyConnection, tell: OnProgress) -> None:
        self._held, self._tell = held, tell
        self.of = 0
        self._seen = _Seen()
        self._begin, self._ends, self._is_engines = 0.0, dict[str, float](), False
        self._ended = threading.Event()
        self._raised: BaseException | None = None

    def step(self, begin: float, *, is_engines: bool = False, **ends: float) -> None:
        """What is done to the rows now, one after the other, with the part of everything that is done then.

        is_engines: whether the engine says how far it is; else SQL counts the rows by `dateline_seen`.
        """
        self.check()
        self._seen.rows, self._begin, self._ends, self._is_engines = 0, begin, ends, is_engines

    def passed(self, rows: int) -> None:
        """So many more rows are done, of which SQL knows nothing."""
        self._seen.rows += rows

    def check(self) -> None:
        """Raises what `tell` has raised."""
        if self._raised:
            raise self._raised

    def now(self) -> Progress:
        """How far it is."""
        begin, seen = self._begin, self._seen.rows
        if self._is_engines:
            seen = round(max(self._held.query_progress(), 0) / 100 * self.of)
        for name, end in self._ends.items():
            if seen < self.of or end == max(self._ends.values()):
                part = min(seen / max(self.of, 1), 1.0)
                return Progress(begin + (end - begin) * part, min(seen, self.of), self.of, name)
            begin, seen = end, seen - self.of
        return Progress(begin, of=self.of)

    def _watch(self) -> None:
        while not self._ended.wait(OFTEN_SECONDS):
            try:
                if self._raised is None:
                    self._tell(self.now())
            except BaseException as stop:
                self._raised = stop
            if self._raised:
                self._held.interrupt()  # again each time: between two questions an engine takes no notice of it


@contextmanager
def course(held: duckdb.DuckDBPyConnection, tell: OnProgress) -> Iterator[Course]:
    """The course of a reading by this engine, told for as long as it lasts."""
    found = Course(held, tell)
    engine: Any = held  # its stubs know of no Arrow here
    engine.create_function("dateline_seen", found._seen.counted, ["bigint"], "bigint", type="arrow", side_effects=True)
    for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false"):
        held.execute(f"set {setting}")
    watching = threading.Thread(target=found._watch, name="dateline-course", daemon=True)
    watching.start()
    try:
        yield found
    except duckdb.InterruptException:
        found.check()
        raise
    finally:
        found._ended.set()
        watching.join()
        with suppress(duckdb.Error):
            held.remove_function("dateline_seen")
