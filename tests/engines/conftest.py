"""The engines beside DuckDB, each started once for the run, into which the tests of questions put their tables."""

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests import factories
from tests.data.reference_queries import EVENTS, MEMBERS
from tests.engines import postgres_server, sail_server

Tables = tuple[ir.Table, ir.Table]
Put = Callable[[pa.Table, pa.Table], Tables]


if not hasattr(sys.modules["__main__"], "__file__"):
    # A worker of a run in parallel has no file, which PySpark takes for a run of its own doctests, and ends it.
    sys.modules["__main__"].__file__ = __file__


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL."""
    with postgres_server.running() as folder:
        yield folder


@pytest.fixture(scope="session")
def in_postgres(postgres: Path) -> Iterator[Put]:
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


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    """The address of a Sail with two workers."""
    with sail_server.running() as address:
        yield address


@pytest.fixture(scope="session")
def in_sail(sail: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Put]:
    """A function that puts both tables where Sail's workers read them: each into a Parquet file of its own."""
    folder = tmp_path_factory.mktemp("sail")
    session = sail_server.session(sail)
    engine = ibis.pyspark.connect(session)
    numbers = count()

    def put(events: pa.Table, members: pa.Table) -> Tables:
        number = next(numbers)
        for name, held in (("event", events), ("member", members)):
            pq.write_table(held, folder / f"{name}_{number}.parquet")
        event, member = (
            engine.read_parquet(folder / f"{name}_{number}.parquet", table_name=f"{name}_{number}")
            for name in ("event", "member")
        )
        return event, member

    yield put
    session.stop()


@pytest.fixture(scope="module", params=["postgres", "sail"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """While it is asked for, tables are put into this engine."""
    factories.TRIED.append(request.getfixturevalue(f"in_{request.param}"))
    yield request.param
    factories.TRIED.pop()


@pytest.fixture(scope="module")
def both(engine: str) -> Tables:  # noqa: ARG001 - it says where the tables go
    return factories.in_engine(EVENTS, MEMBERS)


@pytest.fixture(scope="module")
def event(both: Tables) -> ir.Table:
    return both[0]


@pytest.fixture(scope="module")
def member(both: Tables) -> Any:
    return both[1]
