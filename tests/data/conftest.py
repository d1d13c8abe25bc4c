"""The events of every kind, in an engine."""

from typing import Any

import ibis
import ibis.expr.types as ir
import pytest

from data.dataset import files_being_written
from tests.data.reference_queries import EVENTS, MEMBERS
from tests.factories import in_engine


@pytest.fixture(scope="session")
def event() -> ir.Table:
    return in_engine(EVENTS, MEMBERS)[0]


@pytest.fixture(scope="session")
def member(event: ir.Table) -> ir.Table:
    engine: Any = ibis.get_backend(event)
    table: ir.Table = engine.table("member")
    return table


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written here is written at once: nobody need wait until it is still."""
    for seconds in ("STILL_SECONDS", "OPEN_SECONDS"):
        monkeypatch.setattr(files_being_written, seconds, 0.0)
