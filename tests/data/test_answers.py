"""Whoever answers a question about events under a View, the answer is the engine's: rows, types and order."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data import answers
from data.answers import OTHERS, Answerer, Cell, Grouping, Mark, Stretch
from data.answers.event_marks import alone
from data.answers.from_columns import InMemory, OnDisk
from data.answers.from_day_counts import FromDays
from data.answers.from_engine import FromEngine
from data.answers.from_preview import FromPreview
from data.bulk.preview import glimpse
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dates import calendar
from data.engine import count_tables
from data.errors import NotYetKnown
from data.queries.lanes import Bin
from data.reading import build_tables, reader
from data.settings import DEFAULT
from data.view import View, parameters
from tests.data.reference_queries import CATEGORIES, some_rows

NAMED = ("id", "date", "title", "category", "value", "unit", "source", "place")
FIELDS = ("category", "actor", "tag", "place", "source", "grade", "importance", "x:Region", "x:Absent", "x:slide")
WINDOWS = (
    None,
    (calendar.seconds(2022, 1, 5), calendar.seconds(2022, 1, 7)),
    (calendar.seconds(-44) + 1, calendar.seconds(2022, 1, 6) + 60_000),
)
VIEWS = (
    View(),
    View(words="fuel"),
    View(words="-", category=("Protest", ""), source=("Police", "")),
    View(words='"on the" square', where=(("Region", "South"), ("Region", ""))),
    View(words="a", actor=("CSTO", ""), since="2019~", until="2022-01-06"),
    View(words="e", tag=("a b", ""), grade=("A1", ""), importance=(1, 3), asof="2022-01-06T14:30"),
    View(category=("State",), place=("Almaty",)),
    View(actor=("CSTO",), importance=(1, 3)),
    View(where=(("Absent", "x"),)),
)
GROUPINGS = (
    Grouping("category", tuple(dict.fromkeys(CATEGORIES))),
    Grouping("x:Region", ("North", OTHERS)),
    Grouping("actor", ("CSTO", "", OTHERS)),
)
DAYS = (calendar.seconds(-50), calendar.seconds(2023))
STRETCHES = (
    (Stretch(DAYS[0], calendar.seconds(2019), Bin(months=600)), Stretch(calendar.seconds(2019), DAYS[1], Bin(604_800))),
    (
        Stretch(calendar.seconds(2022, 1, 5) + 7_000, calendar.seconds(2022, 1, 6) - 50, Bin(3600)),
        Stretch(calendar.seconds(2022, 1, 6) + 7_000, calendar.seconds(2022, 1, 7), Bin(3600)),
    ),
)
"""By days, and within a day; each with a fold between."""


@dataclass(frozen=True)
class Records:
    """The same few hundred events: read as a large file, with count tables and columns; and while that is read."""

    large: Dataset
    preview: Dataset


def written(path: Path) -> Path:
    """A file with every column, and every kind of date, name and filling."""
    rows = [
        {**{name.removeprefix("x:"): value for name, value in row.items()}, "text": f"Text {n}", "url": "https://a.org",
         "unit": "people", "value": (">10", "+2", "24..99", "~5")[n % 4] if "metric" in row else "",
         "latitude": 43.2, "longitude": 76.9, "media": "", "notes": f"Note {n}", "id": f"e{n}",
         "slide": n % 17 or "" if n % 5 == 0 else ""}
        for n, row in enumerate(some_rows(300))
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    place = tmp_path_factory.mktemp("answers")
    path = written(place / "events.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_CACHE", str(place / "cache"))
        patch.setattr(reader, "LARGE", 1_000)
        patch.setattr(opening, "LEAST_INDEXED", 1)
        patch.setattr(count_tables, "LEAST", 1)
        patch.setattr(count_tables, "SHARE", 0)
        patch.setattr("data.bulk.preview.LEAST", 1)
        patch.setattr(
            opening, "build_in_child", lambda *given: build_tables.build(*given[:4])
        )  # so that it knows of these
        patch.setattr("data.answers.answerer.MOST_MARKS", 5)
        large = opening.open_file(path)
        assert large._index
        assert large.tallies
        large._index.build()
        days = glimpse(path, {}, DEFAULT)
        assert days
        yield Records(large, opening.load_glimpse(days, DEFAULT, "preview"))
        large.close()


def answerers(records: Records, view: View, grouping: Grouping) -> list[Answerer]:
    """The engine, and all who answer in its place."""
    engine = FromEngine(records.large, view, grouping)
    return [engine, InMemory(engine), OnDisk(engine), FromDays(engine), FromDays(OnDisk(engine))]


def same(asked: list[Answerer], question: Callable[[Answerer], Any]) -> None:
    theirs = question(asked[0])
    for one in asked[1:]:
        assert question(one) == theirs, type(one).__name__


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_rows_and_sums_are_the_same(records: Records, view: View) -> None:
    asked = answerers(records, view, GROUPINGS[0])
    for window in WINDOWS:
        same(asked, lambda who: who.summary(window))  # noqa: B023 - it is asked at once
        same(asked, lambda who: who.how_many(window))  # noqa: B023
        same(asked, lambda who: who.first(window, 7, NAMED))  # noqa: B023
        same(asked, lambda who: who.first(window, 5, NAMED, (3,)))  # noqa: B023
        same(asked, lambda who: who.first(window, 500, ("id", "text")))  # noqa: B023
    for field in FIELDS:
        same(asked, lambda who: who.facet(field))  # noqa: B023
    same(asked, lambda who: who.sources())
    same(asked, lambda who: who.claiming_rows())
    same(asked, lambda who: who.how_many_claims())


@pytest.mark.parametrize("grouping", GROUPINGS, ids=lambda grouping: f"{grouping.column} {len(grouping.values)}")
@pytest.mark.parametrize("view", [*VIEWS[:2], *VIEWS[4:7]], ids=str)
def test_lanes_are_the_same(records: Records, view: View, grouping: Grouping) -> None:
    asked = answerers(records, view, grouping)
    same(asked, lambda who: (who.total, who.are_few))
    if grouping.column not in parameters.NAMES or asked[0].are_few:
        same(asked, lambda who: (who.few, set(who.lanes)))
    for window in WINDOWS:
        same(asked, lambda who: who.marks(window, 9))  # noqa: B023 - it is asked at once
    for stretches in STRETCHES:
        same(asked, lambda who: who.bins(stretches))  # noqa: B023
        same(asked, lambda who: [who.together(stretch) for stretch in stretches])  # noqa: B023
        alone = [cell for cell in asked[0].bins(stretches)[0] if cell.events == 1]
        same(asked, lambda who: who.lone(alone))  # noqa: B023
    for now in (calendar.seconds(1995), calendar.seconds(2022, 1, 6)):
        same(asked, lambda who: who.running(now, now + 1))  # noqa: B023


def test_nothing_is_too_late_or_too_early_to_be_told(records: Records) -> None:
    for who in answerers(records, View(), GROUPINGS[0]):
        assert len(who.marks(None, 1000)) == who.total
        assert {"9999", "-0043-03-15"} <= {mark.date for mark in who.marks(None, 1000)}


@pytest.mark.parametrize("view", [view for view in VIEWS if view.words], ids=str)
def test_words_are_answered_by_the_columns_of_a_large_record(records: Records, view: View) -> None:
    """Else all that is said of them here would be the engine's own word."""
    found = records.large.search(view)
    assert found
    assert OnDisk(FromEngine(records.large, view, GROUPINGS[0])).counts is not None
    engine = FromEngine(records.large, view, GROUPINGS[0])
    assert len(found.places) == engine.total


def test_the_engine_answers_every_question() -> None:
    """Whom else should it ask?"""
    made = {"rest", "size", "has_marks", "are_few", "total", "few", "bins"}
    questions = {name for name in vars(Answerer) if not name.startswith("_")} - made
    assert len(questions) > 30
    assert [name for name in questions if getattr(FromEngine, name) is getattr(Answerer, name)] == []


ENGINES_OWN: dict[str, Callable[[Answerer], Any]] = {
    "own columns": lambda who: who.own_columns(),
    "filled": lambda who: who.filled_columns(),
    "heading": lambda who: who.heading(),
    "eras": lambda who: who.eras(),
    "claims": lambda who: who.claims(),
    "numbered": lambda who: who.slide_order(),
    "numbered events": lambda who: who.numbered_events([1, 2, 3]),
    "story": lambda who: who.story(),
    "days": lambda who: who.reported_days(9),
    "event": lambda who: who.event("e7"),
    "sorted": lambda who: who.sorted_by("title", WINDOWS[1], 9, NAMED, is_descending=True),
    "every": lambda who: who.every(WINDOWS[1]),
    "records": lambda who: [page.to_pylist() for page in who.records(WINDOWS[1], 10)],
    "neighbours": lambda who: who.neighbours({"start": calendar.seconds(2019), "end": None, "row": 9}),
    "loosen": lambda who: who.loosen(WINDOWS[1]),
    "news": lambda who: (who.news("2022-01-05", 3), who.how_many_news("2022-01-05")),
    "by calendar": lambda who: [
        who.by_calendar(unit, within) for unit, within in (("day", WINDOWS[1]), ("year", DAYS))
    ],
    "foremost": lambda who: who.foremost("State", (0, 10**10), 3, is_timed=False),
    "record": lambda who: who.facts.lanes("category"),
}


@pytest.mark.parametrize("question", ENGINES_OWN.values(), ids=list(ENGINES_OWN))
def test_the_rest_is_handed_on_to_the_engine(records: Records, question: Callable[[Answerer], Any]) -> None:
    asked = answerers(records, View(words="r", importance=(1, 3)), GROUPINGS[0])
    assert question(asked[0])
    same(asked, question)


@pytest.mark.parametrize(
    ("count", "is_given", "words", "kind"),
    [(300, True, "", InMemory), (10**7, True, "r", FromDays), (10**7, False, "r", OnDisk), (300, False, "", OnDisk)],
)
def test_who_answers_is_chosen_by_size(records: Records, count: int, is_given: bool, words: str, kind: type) -> None:
    grouping = Grouping("category", ("",), count) if is_given else None
    assert type(answers.of(records.large, View(words=words), grouping)) is kind
    assert type(answers.of(records.preview, View(words=words), grouping)) is FromPreview


@pytest.mark.parametrize("column", ["category", "source"])
def test_what_lanes_show_is_told_from_that_of_all_lanes(records: Records, column: str) -> None:
    values = {"category": ("Protest", "State", ""), "source": ("Police", "Ministry", "")}[column]
    grouping = Grouping(column, values, 10**7)
    view = View(category=("State",)) if column == "category" else View(source=("Police", ""))
    wide = answers.wider(records.large, view, grouping)
    assert wide == View()
    told = answers.of(records.large, view, grouping, answers.of(records.large, wide, grouping))
    same(
        [FromEngine(records.large, view, grouping), told],
        lambda who: (who.total, set(who.lanes), who.bins(STRETCHES[1])),
    )
    assert answers.wider(records.large, View(words="r", category=("State",)), grouping) is None
    assert answers.wider(records.large, View(category=("State",)), Grouping("category", (OTHERS,), 10**7)) is None


SEEN = (View(), View(category=("Protest", "")), View(since="1990", until="2022-01-06"))


@pytest.mark.parametrize("grouping", [GROUPINGS[0], Grouping("category", ("Protest", "", OTHERS)), Grouping()], ids=str)
@pytest.mark.parametrize("view", SEEN, ids=str)
def test_days_are_known_while_a_file_is_read(records: Records, view: View, grouping: Grouping) -> None:
    seen = answers.of(records.preview, view, grouping)
    asked = [FromEngine(records.large, view, grouping), seen]
    for window in WINDOWS[:2]:
        same(asked, lambda who: who.how_many(window))  # noqa: B023 - it is asked at once
        same(asked, lambda who: {**who.summary(window), "sources": None})  # noqa: B023
    same(asked, lambda who: (who.total, set(who.lanes)))
    for stretches in STRETCHES[:1]:
        same(asked, lambda who: who.bins(stretches))  # noqa: B023
        same(asked, lambda who: [who.together(stretch) for stretch in stretches])  # noqa: B023
    same(asked, lambda who: (who.facts.extent(), who.facts.categories()))


def test_bins_of_hours_are_days_while_a_file_is_read(records: Records) -> None:
    cells, _ = answers.of(records.preview, View(), GROUPINGS[0]).bins(STRETCHES[1])
    assert cells
    assert {(cell.end - cell.start, cell.is_day) for cell in cells} == {(calendar.DAY, False)}


@pytest.mark.parametrize(
    "view", [View(words="fuel"), View(source=("Police",)), View(asof="2022"), View(actor=("CSTO",))]
)
def test_what_is_not_known_yet_is_no_wrong_answer(records: Records, view: View) -> None:
    seen = answers.of(records.preview, view, GROUPINGS[0])
    with pytest.raises(NotYetKnown, match="still being read"):
        seen.how_many(None)
    for question in (
        lambda who: who.sources(),
        lambda who: who.claims(),
        lambda who: who.story(),
        lambda who: who.first(None, 3, NAMED),
    ):
        with pytest.raises(NotYetKnown):
            question(answers.of(records.preview, View()))


@pytest.mark.parametrize(("is_day", "found"), [(True, ["day"]), (False, ["midnight"])])
def test_a_moment_in_two_cells_is_told_by_whether_it_has_a_time(is_day: bool, found: list[str]) -> None:
    start = calendar.seconds(2022)
    cell = Cell("a", start, start + (calendar.DAY if is_day else 3600), 1, is_day, start)
    marks = [
        Mark(precision, "2022-01-01", start, start + 60, precision, "", "", "A title", "", "a", "", 2)
        for precision in ("day", "minute")
    ]
    named = {"day": "day", "minute": "midnight"}
    assert [named[mark.id] for mark in alone(marks, [cell])] == found
