"""Each cell is read or named, and no record is lost."""

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import dates
from data.errors import BadColumns, BadFile
from data.reading import reader
from data.text_folding import fold
from data.validation import date_columns, searched_text
from data.validation import ids as validation_ids

HEADER = (
    "date,end,title,kind,category,actors,tags,latitude,longitude,url,reported,grade,metric,value,importance,media,id"
)


def read(text, name="a.csv", **mapping):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return reader.read(path, mapping)


def one(**cells):
    """The event of a row with these cells, and the problems of the row."""
    cells = {"date": "2022-01-05", "title": "Something", **cells}
    file = io.StringIO()
    writer = csv.DictWriter(file, cells)
    writer.writeheader()
    writer.writerow(cells)
    found = read(file.getvalue())
    return (found.events.to_pylist() or [None])[0], found.report.problems


def adds_up(report):
    fatal = {problem.row for problem in report.problems if problem.is_fatal}
    return report.rows == report.events + len(fatal) and all(1 <= p.row <= report.rows for p in report.problems)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        *(("kind", "ERA", "era"), ("kind", "", "event"), ("importance", "3", 3), ("importance", "", 2)),
        *(
            ("grade", "b2", "B2"),
            ("grade", "", ""),
            ("url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ),
        *(
            ("url", "HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
            ("media", "http://example.org/a.png", "http://example.org/a.png"),
        ),
        *(("reported", "6 January 2022", "2022-01-06"), ("actors", " Police;Army ; ;Police", "Police; Army")),
        *(("id", "the  clash", "the clash"), ("title", " two\nlines ", "two lines")),
    ],
)
def test_a_cell_is_read(column, text, value):
    event, problems = one(**{column: text})
    assert event[column] == value
    assert not problems


@pytest.mark.parametrize(
    ("column", "text", "otherwise", "says"),
    [
        ("kind", "party", "event", "Write event, era or title"),
        ("kind", "evnt", "event", "Did you mean “event”?"),
        ("importance", "4", 2, "Write 1 for minor"),
        ("grade", "G9", "", "a letter from A to F and a digit from 1 to 6"),
        ("url", "www.example.org", "", "Write https:// before it"),
        ("url", "javascript:alert(1)", "", "begins with https://"),
        ("url", "https://example.org/a<b", "", "There is “<” in this address."),
        ("url", "https://exa mple.org", "", "There is a space in this address."),
        ("url", "https://", "", "begins with https://"),
        ("url", "https://[::1", "", "begins with https://"),
        ("url", "https://example.org/\u202egpj.exe", "", "cannot be seen, U+202E"),
        ("media", "file:///etc/passwd", "", "begins with https://"),
        ("reported", "yesterday", "", "not a date"),
        ("id", "x" * 201, None, "at most 200 characters"),
    ],
)
def test_a_bad_optional_cell_is_an_event_with_a_problem(column, text, otherwise, says):
    event, (problem,) = one(**{column: text})
    assert otherwise is None or event[column] == otherwise
    assert (problem.row, problem.column, problem.is_fatal) == (1, column, False)
    assert problem.value.startswith(text[:100])
    assert says in problem.message


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        ("43.25", "76.95", (43.25, 76.95)),
        ("-90", "+180", (-90, 180)),
        ("43,25", "76,95", (43.25, 76.95)),
        ("", "", (None, None)),
        ("90.1", "0", (None, None)),
        ("0", "-181", (None, None)),
        ("43.25", "", (None, None)),
        ("1e2", "0", (None, None)),
        ("٤٣", "0", (None, None)),
    ],
)
def test_a_place_has_two_degrees_in_range(latitude, longitude, found):
    event, problems = one(latitude=latitude, longitude=longitude)
    assert (event["latitude"], event["longitude"]) == found
    assert bool(problems) == (found[0] is None and bool(latitude))


def test_a_figure_needs_a_name_and_a_name_a_figure():
    _, (problem,) = one(metric="detained", value="")
    assert (problem.column, problem.is_fatal) == ("value", False)
    event, (problem,) = one(metric="", value="~2000")
    assert (problem.column, event["value"], event["low"]) == ("metric", "~2000", 2000)


def test_a_figure_is_taken_apart_and_its_words_are_kept():
    event, problems = one(metric="killed", value="dozens")
    assert not problems
    assert (event["value"], event["low"], event["high"]) == ("dozens", 24, None)
    assert one(metric="killed", value="+12")[0]["is_increment"]


def test_an_unreadable_figure_leaves_the_event():
    event, (problem,) = one(metric="killed", value="many")
    assert (event["value"], event["low"]) == ("", None)
    assert "2000, ~2000, >1000, 24..99 or dozens" in problem.message


@pytest.mark.parametrize("date", ["", "2022-13-01", "soon", "x" * 100_000, "Y1E9999999"])
def test_a_row_without_a_readable_date_is_a_problem_only(date):
    event, (problem,) = one(date=date)
    assert event is None
    assert (problem.column, problem.is_fatal) == ("date", True)
    assert len(problem.value) <= 200
    assert len(problem.message) < 500


def test_a_row_without_a_title_is_a_problem_only():
    event, (problem,) = one(title=" \t")
    assert event is None
    assert (problem.column, problem.is_fatal) == ("title", True)


def test_start_and_end_in_two_columns_are_one_span():
    event, problems = one(end="2022-01-19")
    assert not problems
    assert (event["date"], event["precision"]) == ("2022-01-05/2022-01-19", "day")
    assert (event["start"], event["end"]) == (dates.seconds(2022, 1, 5), dates.seconds(2022, 1, 20))


@pytest.mark.parametrize("end", ["2022-01-04", "soon", "2022/2023"])
def test_an_end_that_does_not_fit_is_left_out_with_a_problem(end):
    event, (problem,) = one(end=end)
    assert (event["date"], problem.column, problem.value) == ("2022-01-05", "end", end)


@pytest.mark.parametrize(
    ("date", "reported", "known"),
    [
        ("2022-01-05", "2022-01-07", "2022-01-07T00:00:00"),
        ("2022-01-05", "", "2022-01-05T00:00:00"),
        ("../2022-01-06", "", "2022-01-06T23:59:59"),
        ("-0043-03-15", "", "-0043-03-15T00:00:00"),
    ],
)
def test_an_event_is_known_from_when_it_was_reported_else_from_when_it_happened(date, reported, known):
    event, _ = one(date=date, reported=reported)
    assert dates.to_iso(event["known_from"]) == known


def test_a_cell_beyond_the_header_is_kept_and_named():
    found = read("date,title\n2022,x,beyond\n2022,y,,\n2022\n")
    problem, missing = found.report.problems
    assert (problem.row, problem.value, problem.is_fatal) == (1, "beyond", False)
    assert (missing.row, missing.column, missing.is_fatal) == (3, "title", True)
    assert found.raw.column_names == ["row", "c0", "c1", "c2"]
    assert found.raw["c2"].to_pylist() == ["beyond", "", ""]
    assert adds_up(found.report)


def test_a_row_with_a_million_cells_does_not_make_a_million_columns():
    found = read("date,title\n2022,x" + ",y" * 1_000_000 + "\n2023,z\n")
    assert found.raw.num_columns < 30
    assert found.report.events == 2


def test_a_nul_is_left_out_and_named():
    found = read(b"date,title,text\n2022,a\0b,c\n")
    assert found.events["title"].to_pylist() == ["ab"]
    assert "NUL" in found.report.problems[0].message


def test_the_users_own_columns_are_kept_under_their_headers():
    found = read("date,title,Shoe Size,\n2022,x,43,\n")
    assert found.events["x:Shoe Size"].to_pylist() == ["43"]
    assert found.events.column_names[-1] == "x:Shoe Size"


def test_names_are_one_line_each_and_only_of_events():
    found = read("date,title,actors,tags\n2022,x,Police; Army,a\n,y,Nobody,b\n2023,z,,a;c\n")
    lines = [tuple(line.values()) for line in found.members.to_pylist()]
    assert lines == [(1, "actor", "Police"), (1, "actor", "Army"), (1, "tag", "a"), (3, "tag", "a"), (3, "tag", "c")]


def test_all_the_text_of_a_row_can_be_searched():
    event, _ = one(title="Café  NOIR", text="Straße", own="Ночь", url="https://example.org", notes="for the briefer")
    assert event["words"] == "cafe noir strasse ночь", "all but the notes, which nobody may find out"


@given(st.lists(st.text(max_size=12) | st.text(" aA\té\u0301ß\u00a0\u2028İ", max_size=8), max_size=8))
def test_many_texts_are_folded_as_each_one_is(texts):
    texts = [text.replace("\0", "") for text in texts]
    assert searched_text.fold_texts(texts) == [fold(text) for text in texts]


@given(st.lists(st.integers(dates.seconds(-9999), dates.seconds(10000) - 1)))
def test_months_are_those_of_the_calendar(moments):
    expected = [year * 12 + month - 1 for year, month, *_ in map(dates.civil, moments)]
    assert date_columns.months(np.array(moments, np.int64)).tolist() == expected


def test_an_id_is_made_from_date_and_title_and_does_not_depend_on_the_order():
    rows = ["2022-01-05,The cabinet goes", "2022-01-06,Troops come", "5 January 2022,Another thing"]
    there, back = (read("date,title\n" + "\n".join(order)).events for order in (rows, rows[::-1]))
    assert sorted(there["id"].to_pylist()) == sorted(back["id"].to_pylist())
    assert there["id"].to_pylist()[0] == validation_ids.make_id("2022-01-05", "The cabinet goes")
    assert validation_ids.make_id("2022-01-05", "The cabinet goes").startswith("the-cabinet-goes-")


def test_events_that_are_the_same_are_numbered():
    ids = read("date,title\n2022,x\n2022,x\n2022,x\n").events["id"].to_pylist()
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]


def test_an_id_that_is_there_twice_is_a_problem_and_made_unique():
    found = read("date,title,id\n2022,x,one\n2023,y,one\n2024,z,one-2\n2025,u,\n")
    ids = found.events["id"].to_pylist()
    assert ids[:3] == ["one", "one-3", "one-2"]
    (problem,) = found.report.problems
    assert (problem.row, problem.column, problem.value, problem.is_fatal) == (2, "id", "one", False)


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "a-2"]), st.sampled_from("12"), st.sampled_from("xy"))))
def test_ids_are_always_different(rows):
    ids, _ = validation_ids.make_unique([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    assert len(set(ids)) == len(ids) == len(rows)
    assert all(ids)


CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "2022",
            "2022-01-05",
            "05/01/2022",
            "2022-13-01",
            "../2022",
            "title",
            "A title",
            "B2",
            "43.25",
            "+12",
        ),
        *(
            "dozens",
            "https://example.org",
            "era",
            "x" * 300,
            'a"b',
            "a,b",
            "a\nb",
            "a\r\nb",
            "<b>",
            "=1+1",
            "-0044",
            "one",
        ),
    ]
) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=19), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_in_any_table_rows_are_events_and_rows_that_are_none(rows, delimiter):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    records = [row for row in rows if len(row) > 1 or row[0].strip()]
    try:
        found = read(file.getvalue())
    except BadFile:
        assert not records
        return
    assert (found.report.delimiter, found.report.rows) == (delimiter, len(records))
    assert adds_up(found.report)
    width = len(HEADER.split(","))
    kept = [[row[f"c{at}"] for at in range(width)] for row in found.raw.to_pylist()]
    assert kept == [(row + [""] * width)[:width] for row in records]
    assert found.events["row"].to_pylist() == sorted(found.events["row"].to_pylist())
    assert len(set(found.events["id"].to_pylist())) == found.report.events


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_in_any_bytes_below_a_header_nothing_is_lost(content):
    for start in (b"date,title,text\n2022,x,", b""):
        with contextlib.suppress(BadFile, BadColumns):
            assert adds_up(read(start + content).report)
