"""Count tables answer what the events answer, to the last one."""

from dataclasses import replace

import ibis.expr.types as ir
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import queries
from data.dates import calendar
from data.engine import connection, count_tables
from data.view import View
from tests.data.reference_queries import EVENTS, FEW, MEMBERS, asked
from tests.factories import in_engine

DAYS = st.integers(calendar.seconds(-50) // calendar.DAY, calendar.seconds(2030) // calendar.DAY)
SIZES = st.sampled_from([queries.Bin(calendar.DAY), queries.Bin(7 * calendar.DAY), queries.Bin(months=12)])
LANES = st.sampled_from(["category", "source", "x:Region", "none"])


class Counted:
    """The plain events in an engine, with every count table that can be made."""

    is_glimpse, glimpse, claims = False, None, "event"

    def __init__(self) -> None:
        self.event, self.member = in_engine(EVENTS, MEMBERS)
        self.backend = self.event.get_backend()
        count_tables.build(self.backend.con)
        self.tallies = count_tables.names(self.backend.con)

    def result_table(self, words: str) -> str:  # noqa: ARG002 - these count tables are asked by themselves
        return ""

    def table(self, name: str = "event") -> ir.Table:
        return self.backend.table(name)


@pytest.fixture(scope="module")
def held() -> Counted:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count_tables, "LEAST", 0)
        patch.setattr(count_tables, "SHARE", 0)
        return Counted()


def lines(asked: ir.Table) -> list[tuple[object, ...]]:
    return sorted((tuple(row.values()) for row in asked.to_pyarrow().to_pylist()), key=repr)


def test_a_table_is_made_for_each_filter_alone_and_beside_the_category(held: Counted) -> None:
    assert len(held.tallies) == 1 + 2 * len((*count_tables.SINGLE, "x:Region"))
    for view in (View(), View(category=("State",)), View(source=("Police",)), View(where=(("Region", "North"),))):
        assert count_tables.best_table(held, view).get_name() in held.tallies, view
    assert count_tables.best_table(held, View(asof="2022-01-06"), ["grade"]).get_name() in held.tallies


@pytest.mark.parametrize(
    "view",
    [
        View(words="fuel"), View(actor=("CSTO",)), View(tag=("",)), View(asof="2022-01-06T14:30"),
        View(since="2022-01-06T10:00"), View(source=("Police",), grade=("A1",)), View(where=(("Absent", ""),)),
    ],
)  # fmt: skip
def test_what_no_count_table_can_tell_is_asked_of_the_events(held: Counted, view: View) -> None:
    assert count_tables.best_table(held, view).get_name() == "event"
    assert count_tables.best_table(held, View(), window=(0, calendar.DAY + 1)).get_name() == "event"


@asked
@given(view=FEW, first=DAYS, length=st.integers(1, 20_000), size=SIZES, lane=LANES)
def test_a_picture_counts_the_same_from_either(
    held: Counted, view: View, first: int, length: int, size: queries.Bin, lane: str
) -> None:
    window = (first * calendar.DAY, (first + length) * calendar.DAY)
    columns = [] if lane == "none" else [lane]
    best = count_tables.best_table(held, view, columns, window=window)
    ask = lambda table: queries.counts(table, held.member, view, lane, *window, size)  # noqa: E731
    assert lines(ask(best)) == lines(ask(held.event))
    total = lambda table: lines(queries.how_many(table, held.member, view, window))  # noqa: E731
    assert total(best) == total(held.event)
    starts = lambda table: queries.starts(table, held.member, view, size)  # noqa: E731
    assert lines(starts(best)) == lines(starts(held.event))


@asked
@given(
    view=FEW,
    field=st.sampled_from(["category", "source", "place", "grade", "importance", "metric", "precision", "x:Region"]),
)
def test_choices_and_summary_are_the_same_from_either(held: Counted, view: View, field: str) -> None:
    best = count_tables.best_table(held, view, [field], but=field)
    assert lines(queries.facet(best, held.member, view, field)) == lines(
        queries.facet(held.event, held.member, view, field)
    )
    best = count_tables.best_table(held, view, ["source"])
    assert lines(queries.summary(best, held.member, view)) == lines(queries.summary(held.event, held.member, view))


def test_few_events_need_no_count_table() -> None:
    assert Counted().tallies == []


def test_the_first_and_last_moment_stay_exact(held: Counted) -> None:
    view = replace(View(), source=("Police",))
    answers = [lines(queries.extent(queries.matching(table, held.member, view))) for table in
               (count_tables.best_table(held, view), held.event)]  # fmt: skip
    assert answers[0] == answers[1]


@asked
@given(view=FEW)
def test_claims_are_the_same_from_the_table_of_their_own(held: Counted, view: View) -> None:
    claiming = held.table(count_tables.CLAIM)
    said = lambda table: lines(queries.claims(table, held.member, view))  # noqa: E731
    assert said(claiming) == said(held.event)
    counted = count_tables.best_table(held, view, ["source"])
    by_source = queries.sources(counted, held.member, view, claiming)
    assert lines(by_source) == lines(queries.sources(held.event, held.member, view))


TEXTS = ("category", *sorted({*count_tables.SINGLE} - {"metric"}), *count_tables.DATED, "reported", "date")


def test_figures_that_are_few_among_many_have_a_table_and_those_in_every_row_have_none(monkeypatch) -> None:
    monkeypatch.setattr(count_tables, "LEAST", 1)
    made = connection.in_memory()
    texts = ", ".join(f"'' as {name}" for name in TEXTS)
    for metric in ("case when i % 50 = 0 then 'detained' else '' end", "'detained'"):
        made.execute(
            f"""create or replace table event as select i as row, 'event' as kind, 0 as month, i as start,
            i + 1 as "end", i as known_from, {metric} as metric, 2 as importance, {texts} from range(1000) of (i)"""
        )
        count_tables.build(made)
        found = count_tables.claims_table(made)
        assert found == (count_tables.CLAIM if "case" in metric else "event")
        if found == count_tables.CLAIM:
            assert made.execute("select count(*) from claim").fetchall() == [(20,)]
            for name in (count_tables.CLAIM, *count_tables.names(made)):
                made.execute(f"drop table {name}")
