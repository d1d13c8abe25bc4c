"""A question is cut into parts, and two workers of a cluster answer it together."""

from collections import Counter
from pathlib import Path

import ibis
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pyspark.errors import PySparkException

from data import queries
from data.dates import calendar
from data.view import View
from tests.data.reference_queries import EVENTS, MEMBERS, ROWS
from tests.engines import sail_server

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The events in two files, so that there is a part for each of two workers."""
    made = tmp_path_factory.mktemp("parts")
    half = len(EVENTS) // 2
    pq.write_table(EVENTS[:half], made / "event_0.parquet")
    pq.write_table(EVENTS[half:], made / "event_1.parquet")
    pq.write_table(MEMBERS, made / "member_0.parquet")
    return made


def asked(folder: Path, workers: int) -> pd.DataFrame:
    """How many events by year and category, asked of so many workers, each of which can take one part at a time."""
    with sail_server.running(workers=workers, slots=1) as address:
        session = sail_server.session(address)
        try:
            engine = ibis.pyspark.connect(session)
            event, member = (
                engine.read_parquet(folder / f"{name}_*.parquet", table_name=name) for name in ("event", "member")
            )
            stretch = calendar.seconds(-100), calendar.seconds(10_000)
            years = queries.Bin(months=12)
            answer: pd.DataFrame = queries.counts(event, member, View(), "category", *stretch, years).execute()
            return answer
        finally:
            session.stop()


def test_two_workers_answer_what_is_too_much_for_one(folder):
    with pytest.raises(PySparkException, match="requires 2 worker task slots"):
        asked(folder, workers=1)
    counted = asked(folder, workers=2).groupby("lane")["count"].sum()
    assert counted.to_dict() == Counter(row["category"] for row in ROWS if row["kind"] == "event")
