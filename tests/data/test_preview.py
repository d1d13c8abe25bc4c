"""The days of a large file are counted before it is read, and the reading then finds the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import generate
from data import queries
from data.bulk import reading_progress as bulk_steps
from data.bulk.preview import glimpse
from data.columnar import day_counts
from data.dataset import opening
from data.dataset.extent import Facts, FactsFromEngine, FactsFromPreview
from data.dates.calendar import DAY
from data.engine import count_tables
from data.queries.lanes import Bin
from data.reading import reader
from data.settings import DEFAULT
from data.view import View

HEADER = "title,Start date,end,type,category\n"
ROWS = """The first,2022-01-05,,,Unrest
At noon,2022-01-05T12:00,2022-01-07,,Unrest
Over midnight,2022-01-05T23:59:59,2022-01-06T00:00:01,event, Unrest
Backwards,2022-01-08,2022-01-02,,Other
Spelled,5 January 2022,,,
A guess,2022-01~,2022-02,,Other
A span,2022-01-09/2022-01-11,,,Other
A span of hours,2022-01-09T10:00/2022-01-10T09:30,,,Other
A span back,2022-01-09/2022-01-08,,,Other
A span and an end,2022-01-09/2022-01-11,2022-01-12,,Other
Until who knows,2022-01-09/,,,Other
Open,2022-01-09/..,,,Other
Before all,-0043-03-15,,,Other
No such day,2022-02-30,,,Other
,2022-01-05,,,Other
No date,,,,Other
An age,1990/2019,,Era,
The name of all,2022-01-01,,title,
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.csv"
    generate.write(path, 60_000)
    return path


@pytest.fixture
def any_size(monkeypatch):
    monkeypatch.setattr("data.bulk.preview.LEAST", 1)


def steps(dataset, lane: str = "category"):
    """What is drawn of a set: for each lane when events begin, end, have an open start, and how many are undated."""
    found = day_counts.turns(
        count_tables.best_table(dataset, View(), [lane]), dataset.table("member"), View(), lane
    ).to_pyarrow()
    counted = day_counts.cumulative(found)
    return {
        name: [
            (part.moments.tolist(), np.asarray(part.upto).tolist(), np.asarray(part.first).tolist())
            for part in (times.starts, times.ends, times.open_starts)
        ]
        + [times.undated]
        for name, times in counted.lanes.items()
    }


def extent_and_eras(dataset):
    counted = queries.extent(count_tables.best_table(dataset, View(), ["category"]))
    eras = queries.eras(dataset.table(), View()).select("date", "title", "start", "end")
    return counted.to_pyarrow().to_pylist(), sorted(map(str, eras.to_pyarrow().to_pylist()))


def both(path: Path, settings=DEFAULT):
    found = glimpse(path, {}, settings)
    assert found is not None
    return opening.load_glimpse(found, settings, "seen"), opening.load(
        reader.read(path, {}, settings), settings, "read"
    )


def test_the_days_are_those_that_the_reading_finds(generated):
    seen, read = both(generated)
    assert seen.report.events == read.report.events == 60_000
    assert steps(seen) == steps(read)
    extents, eras = zip(*map(extent_and_eras, (seen, read)), strict=True)
    assert extents[0] == extents[1]
    assert eras[0] == eras[1] != []


@pytest.mark.usefixtures("any_size")
def test_every_way_to_write_a_date_counts_as_it_will_when_it_is_read(tmp_path):
    seen, read = both(written(tmp_path / "events.csv", HEADER + ROWS))
    assert steps(seen) == steps(read)
    assert set(steps(seen)) == {"Unrest", "Other", ""}


def facts_of(facts: Facts, lane: str):
    """All that is asked of a record as a whole."""
    start = facts.extent().start
    assert start is not None
    columns = ["id", "row", "date", "start", "end", "kind", "title", "known_from", "precision"]
    eras = facts.eras()[columns].astype(object)
    return [
        facts.extent(), facts.categories(), facts.lanes(lane),
        [sorted(map(str, facts.beginnings(start // DAY * DAY, size * DAY, 3 * size * DAY))) for size in (1, 30, 4000)],
        [facts.starts(size) for size in (Bin(DAY), Bin(7 * DAY), Bin(months=1), Bin(months=120))],
        eras.where(eras.notna(), None).to_numpy().tolist(),
    ]  # fmt: skip


@pytest.mark.usefixtures("any_size")
def test_what_the_days_tell_is_what_an_engine_says_of_them(generated, tmp_path):
    lane = "category"
    for path in (generated, written(tmp_path / "events.csv", HEADER + ROWS)):
        found = glimpse(path, {}, DEFAULT)
        assert found is not None
        told, seen = FactsFromPreview(found), opening.load_glimpse(found, DEFAULT, "seen")
        assert facts_of(told, lane) == facts_of(FactsFromEngine(seen), lane)
        for own in ((), ("Unrest", "Protest")):
            asked = day_counts.turns(seen.table("tally_0"), seen.table("member"), View(), lane, own, "others")
            rows = ["what", "lane", "day", "count", "first"]
            assert sorted(map(str, told.turns(lane, own, "others").select(rows).to_pylist())) == sorted(
                map(str, asked.to_pyarrow().select(rows).to_pylist())
            )


@pytest.mark.usefixtures("any_size")
def test_lanes_of_a_column_of_ones_own_are_counted_too(tmp_path):
    text = "date,title,Ward\n2022-01-05,One,North\n2022-01-06,Two,South\n2022-01-06,Three,South\n"
    seen, read = both(written(tmp_path / "wards.csv", text), replace(DEFAULT, lanes="x:Ward"))
    assert steps(seen, "x:Ward") == steps(read, "x:Ward")
    assert FactsFromPreview(seen.glimpse).lanes("x:Ward") == {"North": 1, "South": 2}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("few.csv", "date,title\n2022-01-05,One\n"),
        ("parts.csv", "year,month,day,title\n2022,1,5,One\n" * 60_000),
        ("clock.csv", "date,time,title\n" + "2022-01-05,12:00,One\n" * 60_000),
        ("ragged.csv", "date,title\n" + "2022-01-05,One\n" * 60_000 + "2022-01-05,One,two\n"),
        ("names.json", '[{"date": "2022-01-05", "title": "One"}]'),
        ("any [1].csv", "date,title\n" + "2022-01-05,One\n" * 60_000),
        ("untitled.csv", "date,alpha,beta\n" + "2022-01-05,One,Two\n" * 60_000),
    ],
)
def test_what_must_be_read_first_has_no_glimpse(name, text, tmp_path):
    assert glimpse(written(tmp_path / name, text), {}, DEFAULT) is None


def test_bytes_that_are_no_utf8_are_read_first(tmp_path):
    path = tmp_path / "cyrillic.csv"
    path.write_bytes(b"date,title\n" + "2022-01-05,Дождь\n".encode("cp1251") * 60_000)
    assert glimpse(path, {}, DEFAULT) is None


def test_lanes_of_names_are_made_from_the_events(generated):
    assert glimpse(generated, {}, replace(DEFAULT, lanes="actor")) is None


def test_who_stops_the_reading_stops_the_look_before_it(generated, monkeypatch):
    class Enough(Exception):  # noqa: N818 - it is no mistake
        pass

    def stop(_progress) -> None:
        raise Enough

    endless = "select max(dateline_seen(range)) from range(10000000000)"
    monkeypatch.setattr("data.bulk.preview._query", lambda *_: endless)
    monkeypatch.setattr(bulk_steps, "OFTEN_SECONDS", 0.001)
    with pytest.raises(Enough):
        glimpse(generated, {}, DEFAULT, stop)
