"""A few connections to one engine, shared by all threads: Ibis asks the pool, and the pool asks whichever is free.

A table of the pool is an ordinary Ibis table; what is made of it runs as one statement on one of the connections. One
that was lost is opened again, once; what cannot be answered is an EngineError without the engine's own words, which
go to the log.
"""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from threading import BoundedSemaphore, Lock
from typing import Any, Final, TypeVar

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError

from data.errors import DatelineError, EngineError

Answer = TypeVar("Answer")
MOST_CONNECTIONS: Final = 4
"""Connections at once: more statements than that are waiting for their turn."""
PATIENCE_SECONDS: Final = 60.0
LOST: Final = "The database does not answer."
AGAIN: Final = "It is tried again every few seconds."
WHERE: Final = "Look whether it runs, and can be reached from here, at {}; it is tried again every few seconds."
BUSY: Final = "The database is busy with other questions."
CANNOT: Final = "The database cannot answer this question."
GRANT: Final = "Grant the right to select from it, and no other."
LOOK: Final = "The server’s log says why."
NOT_LET_IN: Final = (
    "The database does not let in whom the address names.",
    "Look at the name before the @, and at the password: ${NAME} after that name and a colon stands for a variable of"
    " the environment.",
)
NO_DATABASE: Final = (
    "There is no database of that name at this address.",
    "Look at what stands after the last / of the address.",
)
OPENING: Final = (
    (re.compile("(database|catalog) .*(does not exist|not found)|unknown database", re.IGNORECASE), NO_DATABASE),
    (re.compile("password|authenti|denied|pg_hba|role .* does not exist", re.IGNORECASE), NOT_LET_IN),
)
"""What drivers say of a server that is there and cannot be opened all the same, and what is said of it."""


class Pool:
    """What Ibis takes for an engine. `opener` gives a new connection; it is called when one is needed.

    place: the host that is asked, as people know it; "" where there is none to name.
    """

    def __init__(self, name: str, opener: Callable[[], Any], most: int = MOST_CONNECTIONS, place: str = "") -> None:
        self.name = name
        self._lost_advice = WHERE.format(place) if place else AGAIN
        self._opener, self._free = opener, list[Any]()
        self._turns, self._lock = BoundedSemaphore(most), Lock()
        self._is_closed = False
        self.is_lost = False
        """Whether a question found nobody there; whoever looks again says so."""

    def table(self, name: str, schema: ibis.Schema, namespace: ops.Namespace | None = None) -> ir.Table:
        """A table of the engine, of which the schema is known."""
        place = namespace or ops.Namespace()
        expression: ir.Table = ops.DatabaseTable(name, schema=schema, source=self, namespace=place).to_expr()
        return expression

    def execute(self, query: ir.Expr, **options: Any) -> Any:
        """The answer for pandas."""
        return self.ask(lambda engine: engine.execute(query, **options))

    def to_pyarrow(self, query: ir.Expr, **options: Any) -> Any:
        """The answer for Arrow."""
        return self.ask(lambda engine: engine.to_pyarrow(query, **options))

    def ask(self, question: Callable[[Any], Answer]) -> Answer:
        """What a connection says to a question. Raises EngineError."""
        if not self._turns.acquire(timeout=PATIENCE_SECONDS):
            raise EngineError(BUSY, advice="Try again in a minute.", is_lost=True)
        try:
            return self._ask(question)
        finally:
            self._turns.release()

    def close(self) -> None:
        """Let go of all connections; those that are asked now, when they have answered."""
        self._is_closed = True
        self._drop_free()

    def _ask(self, question: Callable[[Any], Answer]) -> Answer:
        engine, is_new = self._take()
        try:
            answer = question(engine)
        except DatelineError:
            self._give_back(engine)
            raise
        except Exception as error:
            if _is_alive(engine):
                self._give_back(engine)
                raise _refusal(error) from None
            _log(error)
            _close_quietly(engine)
            self._drop_free()  # they were lost at the same moment
            if is_new:
                self.is_lost = True
                raise self._lost() from None
        else:
            self._give_back(engine)
            return answer
        return self._ask(question)

    def _take(self) -> tuple[Any, bool]:
        """A connection, and whether it was opened just now."""
        with self._lock:
            if self._free:
                return self._free.pop(), False
        try:
            return self._opener(), True
        except DatelineError:
            raise
        except Exception as error:
            _log(error)
            for pattern, (message, advice) in OPENING:
                if pattern.search(str(error)):
                    raise EngineError(message, advice=advice) from None
            self.is_lost = True
            raise self._lost() from None

    def _lost(self) -> EngineError:
        return EngineError(LOST, advice=self._lost_advice, is_lost=True)

    def _give_back(self, engine: Any) -> None:
        if self._is_closed:
            return _close_quietly(engine)
        with self._lock:
            self._free.append(engine)
        return None

    def _drop_free(self) -> None:
        with self._lock:
            gone, self._free = self._free, []
        for engine in gone:
            _close_quietly(engine)


def _is_alive(engine: Any) -> bool:
    try:
        return bool(engine.execute(ibis.literal(1)) == 1)
    except Exception:  # of whatever kind this driver has
        return False


def _close_quietly(engine: Any) -> None:
    with suppress(Exception):
        engine.disconnect()


def _refusal(error: Exception) -> EngineError:
    """What is said where the engine is there and does not answer all the same."""
    _log(error)
    name = type(error).__name__
    if any(word in f"{name} {error}" for word in ("Privilege", "Permission", "AccessDenied", " denied ")):
        return EngineError("The table may not be read by the one who is named in the address.", advice=GRANT)
    message = f"{CANNOT} It is of a kind that lacks what is needed." if isinstance(error, IbisError) else CANNOT
    return EngineError(message, advice=LOOK)


def _log(error: Exception) -> None:
    """The driver's first line: its rest may quote what was asked for."""
    first = (str(error).strip().splitlines() or [""])[0]
    logging.getLogger(__name__).warning("An engine: %s: %s", type(error).__name__, first[:300])
