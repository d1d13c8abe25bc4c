"""A table in somebody else's engine opened: what was understood, the tables to ask, whether anything has changed."""

import atexit
import hashlib
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

import ibis.expr.types as ir

from data.dates.conventions import split_mapping
from data.errors import BadColumns, BadSettings, DatelineError, EngineError, shown
from data.reading_report import Report
from data.schema import REQUIRED, did_you_mean, same_header
from data.settings import Settings
from data.validation.match_headers import match_columns
from data.warehouses import address, cells, columns, connect, dates, row_checks, split_name_lists, sqlite, text_folding
from data.warehouses.address import Source
from data.warehouses.columns import Columns
from data.warehouses.common_table_expressions import PREFIX, Scope
from data.warehouses.pool import Pool
from data.warehouses.problems import WarehouseProblems

UNNOTICED_SECONDS: Final = 3600
"""Rows that were changed in place are seen after so long, where no column says when they were."""
RETRY_SECONDS: Final = 5
SAMPLES: Final = 50


@dataclass(frozen=True, slots=True)
class OpenSource:
    """Everything that a data set is made of."""

    key: str
    report: Report
    settings: Settings
    tables: "WarehouseTables"


class WarehouseTables:
    """The tables of a data set in a pool's engine, the same in every thread."""

    tallies: tuple[str, ...] = ()
    claims = "event"

    def __init__(self, of: Columns, pool: Pool, close: Callable[[], None]) -> None:
        event = columns.event(of)
        apart = pool.table(f"{PREFIX}event", event.schema()) if pool.name == sqlite.NAME else None
        made_of = {"event": event, "member": columns.member(of, apart), "raw": columns.raw(of)}
        self._scope, self._close = Scope(pool, made_of), close

    def table(self, name: str) -> ir.Table:
        """One of them."""
        return self._scope.table(name)

    def result_table(self, words: str) -> str:  # noqa: ARG002 - nothing is copied out of somebody else's engine
        """No table: the engine is asked each time."""
        return ""

    def close(self) -> None:
        """Let go of the engine, where nobody else asks it."""
        self._close()


class _Server:
    """An engine at an address: its pool, and what it said when it was last asked whether anything has changed."""

    def __init__(self, of: Source) -> None:
        self.source = of
        self.pool = connect.server(of)
        self._asking, self._due, self._stamp = Lock(), 0.0, None  # type: tuple[Lock, float, Hashable]
        self._fresh: ir.Table | None = None
        self._failures = 0
        self.mistake: DatelineError | None = None

    def stamp(self) -> Hashable:
        """What the engine said at most `seconds` ago. While one thread asks, the others take what was said before."""
        if not self._asking.acquire(blocking=self._stamp is None):
            return self._stamp
        try:
            if time.monotonic() >= self._due or self.pool.is_lost:
                self._ask()
            return self._stamp
        finally:
            self._asking.release()

    def _ask(self) -> None:
        try:
            self._stamp = self._read_stamp()
            self.pool.is_lost, self.mistake = False, None
            self._due = time.monotonic() + self.source.seconds
        except DatelineError as mistake:
            self.mistake = mistake.with_traceback(None)
            self._failures += 1
            self._stamp = "lost", self._failures
            self._due, self.pool.is_lost = time.monotonic() + RETRY_SECONDS, False

    def _read_stamp(self) -> Hashable:
        if self._fresh is None:
            self._fresh = _freshness(connect.table(self.pool, self.source), self.source.changed)
        row = self.pool.to_pyarrow(self._fresh).to_pylist()[0]
        hour = 0 if self.source.changed else int(time.time() // UNNOTICED_SECONDS)
        return tuple(row.values()), hour


_SERVERS: Final[dict[str, _Server]] = {}
_LOCK: Final = Lock()


def stamp(events: Path | str) -> Hashable:
    """What changes whenever the table may have changed; cheap enough to ask often."""
    beside = address.stamps(*address.files(events))
    try:
        of = address.parse(events)
        return beside if of.is_file else (beside, _server(events, of).stamp())
    except DatelineError:
        return beside


def open_source(events: Path | str, mapping: Mapping[str, str]) -> OpenSource:
    """The data set that EVENTS names. mapping: the viewer's own choice, column name to header.

    Raises BadSettings, BadColumns where there is no column for the date or the title, and EngineError.
    """
    of, (mapping, _) = address.parse(events), split_mapping(mapping)
    if of.is_file:
        pool, stamp = connect.file(of), address.stamps(Path(of.address))
        try:
            return _open_table(of, pool, mapping, stamp, pool.close)
        except BaseException:
            pool.close()
            raise
    server = _server(events, of)
    said_now = server.stamp()
    if server.mistake is not None:
        raise server.mistake
    return _open_table(of, server.pool, mapping, said_now, lambda: None)


def let_go() -> None:
    """Close every connection to a server; one that is asked again is opened again."""
    with _LOCK:
        for server in _SERVERS.values():
            server.pool.close()
        _SERVERS.clear()


atexit.register(let_go)


def _server(events: Path | str, of: Source) -> _Server:
    with _LOCK:
        server = _SERVERS.get(str(events))
        if server is None or server.source != of:
            if server is not None:
                server.pool.close()
            server = _SERVERS[str(events)] = _Server(of)
        return server


def _open_table(
    of: Source, pool: Pool, mapping: Mapping[str, str], stamp: Hashable, close: Callable[[], None]
) -> OpenSource:
    table = connect.table(pool, of)
    columns = _columns(table, of, mapping, notes := list[str]())
    report = _understood(columns, of, notes)
    key = hashlib.blake2b(repr((replace(of, seconds=0), sorted(mapping.items()), stamp)).encode(), digest_size=12)
    return OpenSource(key.hexdigest(), report, of.settings, WarehouseTables(columns, pool, close))


def _columns(table: ir.Table, of: Source, mapping: Mapping[str, str], notes: list[str] | None = None) -> Columns:
    """Which column is what. Raises BadSettings and BadColumns."""
    chosen_headers = {**dict(of.columns), **mapping}
    headers = tuple(table.columns)
    for header in (*chosen_headers.values(), *([of.changed] if of.changed else [])):
        if same_header(header, headers) is None:
            advice = f"{did_you_mean(header, headers)} There are: {', '.join(headers[:30])}.".strip()
            raise BadSettings(f"The table has no column {shown(header)}.", text=header, advice=advice)
    chosen = {name: str(same_header(header, headers)) for name, header in chosen_headers.items()}
    words = chosen.pop("words", None)
    others = [header for header in headers if header not in (words, of.changed)]
    different = lambda place: _different(table, others[place])  # noqa: E731
    columns, noted = match_columns(others, chosen, different)
    if notes is not None:
        notes += noted
    missing = tuple(name for name in REQUIRED if name not in columns)
    if missing:
        report = Report(of.name, "", "", headers, columns, candidates={name: list(headers) for name in missing})
        raise BadColumns(report, missing)
    _check_types(table, columns)
    engine_name = str(table.get_backend().name)
    if "id" not in columns and not _has_numbers(table):
        advice = 'Write id = "…" below [columns], the name of one that is different in each row and stays.'
        raise EngineError("No column of the table is known to be its key.", advice=advice)
    texts = [header for header in others if cells.can_be_text(table[header])]
    used = dict.fromkeys([*texts, *columns.values(), *([words] if words else [])])
    return Columns(table, list(used), columns | ({"words": words} if words else {}), engine_name, of.settings.zone)


def _has_numbers(table: ir.Table) -> bool:
    """Whether the engine numbers the rows of this table itself, as DuckDB does, of tables but not of views."""
    if str(table.get_backend().name) != "duckdb":
        return False
    try:
        table.select(number=table.rowid()).limit(1).to_pyarrow()
    except EngineError:
        return False
    return True


def _check_types(table: ir.Table, columns: Mapping[str, str]) -> None:
    for name in ("date", "end", "reported"):
        if name in columns and not dates.can_read(table[columns[name]]):
            kind = table[columns[name]].type()
            advice = "Name one of DATE, TIMESTAMP or text."
            raise EngineError(
                f"The column {shown(columns[name])} is of the type {kind}, which holds no dates.", advice=advice
            )
    for name in ("latitude", "longitude"):
        if name in columns and not table[columns[name]].type().is_numeric():
            advice = "Cast it in a view, or name the column otherwise."
            raise EngineError(f"The column {shown(columns[name])} holds text, and a {name} is a number.", advice=advice)


def _different(table: ir.Table, header: str) -> list[str]:
    """Some of the texts in a column."""
    if not cells.can_be_text(table[header]):
        return ["?"]
    values = table.select(said=cells.text(table[header])).distinct().limit(SAMPLES)
    return [row["said"] for row in values.to_pyarrow().to_pylist()]


def _freshness(table: ir.Table, changed: str) -> ir.Table:
    """One row that differs whenever rows were added, taken away or, where a column says so, changed."""
    header = same_header(changed, table.columns) if changed else None
    last = {"last": table[header].max().cast("string")} if header else {}
    return table.aggregate(rows=table.count(), **last)


def _understood(of: Columns, source: Source, notes: list[str]) -> Report:
    """What is in the table, counted in one statement."""
    checks = list(row_checks.checks(of))
    [counts] = row_checks.count_problems(of).to_pyarrow().to_pylist()
    if "id" not in of.of:
        notes.append("No column is the key, so a link to an event holds the number of its row.")
    if "words" not in of.of and not text_folding.folds(of.engine):
        notes.append(text_folding.NOT_FOLDED)
    if of.engine in split_name_lists.ENGINES and {"actors", "tags"} & {*of.of}:
        notes.append(split_name_lists.FIRST_ONLY)
    wrong = [int(counts[f"p{index}"]) for index in range(len(checks))]
    return Report(
        source.name, "utf-8", ",", tuple(of.headers), {name: of.of[name] for name in of.of}, (),
        int(counts["rows"]), int(counts["events"]),
        WarehouseProblems(sum(wrong), lambda most: row_checks.problem(of, most)),
        tuple(notes), place=f"{source.table or source.name}, asked where it is",
    )  # fmt: skip
