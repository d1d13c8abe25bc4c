"""A PostgreSQL, started once for the run, into which the tests of questions put their tables."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from tests import factories
from tests.data.plain_events import EVENTS, MEMBERS
from tests.engines import postgres_server

Tables = tuple[ir.Table, ir.Table]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL."""
    with postgres_server.running() as folder:
        yield folder


@pytest.fixture(scope="session")
def in_postgres(postgres: Path) -> Iterator[Callable[[pa.Table, pa.Table], Tables]]:
    """A function that puts both tables into PostgreSQL."""
    engine = ibis.connect(f"postgres:///postgres?host={postgres}&user=postgres")
    numbers = count()

    def put(events: pa.Table, members: pa.Table) -> Tables:
        number = next(numbers)
        event, member = (
            engine.create_table(f"{name}_{number}", held, schema=ibis.Schema.from_pyarrow(held.schema))
            for name, held in (("event", events), ("member", members))
        )
        return event, member

    yield put
    engine.disconnect()


@pytest.fixture(scope="module")
def engine(in_postgres: Callable[[pa.Table, pa.Table], Tables]) -> Iterator[None]:
    """While it is asked for, tables are put into PostgreSQL."""
    factories.TRIED.append(in_postgres)
    yield
    factories.TRIED.pop()


@pytest.fixture(scope="module")
def both(engine: None) -> Tables:  # noqa: ARG001 - it says where the tables go
    return factories.in_engine(EVENTS, MEMBERS)


@pytest.fixture(scope="module")
def event(both: Tables) -> ir.Table:
    return both[0]


@pytest.fixture(scope="module")
def member(both: Tables) -> Any:
    return both[1]
