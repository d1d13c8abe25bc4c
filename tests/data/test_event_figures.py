"""Columns of an event's own figures: found, never read as a sum before somebody says how they count."""

import pytest

from data.claims.cards import cards_of
from data.claims.totals_by_source import claims_of
from data.errors import BadFile
from data.reading import reader
from data.settings import Settings

LOG = """date,title,place,Fatalities,number of injured
2022-01-04,Clash at the bank,Almaty,2,5
2022-01-05,March,Aktau,0,
2022-01-06,Clash at the airport,Almaty,1,0
2022-01-07,Raid,Taraz,,4
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


def cards(path, how):
    found = reader.read(path, {"figures": how} if how else {})
    rows = [row for row in found.events.sort_by("row").to_pylist() if row["value"]]
    return found, {card.metric: card.value for card in cards_of(claims_of(rows), Settings())}


def test_they_are_found_by_their_names_and_no_claim_before_somebody_says_how(log):
    found, claimed = cards(log, "")
    assert found.report.counted == ("Fatalities", "number of injured")
    assert claimed == {}
    assert found.report.events == 4


def test_so_many_more_in_each_row_add_up_and_all_so_far_replace_each_other(log):
    found, added = cards(log, "more")
    assert added == {"Fatalities": ">=3", "number of injured": ">=9"}, "of what was before the file, nothing is known"
    assert found.events.sort_by("row").to_pylist()[3]["metric"] == "number of injured", "its row has room for one"
    assert cards(log, "total")[1] == {"Fatalities": "1", "number of injured": "4"}


def test_a_further_figure_stands_in_a_row_of_its_own_after_those_of_the_file(log):
    found, _ = cards(log, "more")
    rows = found.events.sort_by("row").to_pylist()
    assert [row["title"] for row in rows[:4]] == ["Clash at the bank", "March", "Clash at the airport", "Raid"]
    assert [(row["title"], row["value"], row["place"]) for row in rows[4:]] == [
        ("Clash at the bank: 5 number of injured", "+5", "Almaty")
    ]
    assert any("1 further figure" in note for note in found.report.notes)


@pytest.mark.parametrize("header", ["fatalities", "Tote", "blessés", "heridos", "раненые", "死者", "Total arrests"])
def test_the_usual_names_are_known(tmp_path, header):
    path = tmp_path / "log.csv"
    path.write_text(f"date,title,{header}\n2022-01-05,March,3\n", "utf-8")
    assert reader.read(path).report.counted == (header,)


@pytest.mark.parametrize("line", ["deadline,7", "missing,unclear", "metric,injured"])
def test_what_only_looks_like_one_is_left_alone(tmp_path, line):
    header, cell = line.split(",")
    path = tmp_path / "log.csv"
    path.write_text(f"date,title,{header}\n2022-01-05,March,{cell}\n")
    assert reader.read(path).report.counted == ()
    with pytest.raises(BadFile, match="no column that is called like a figure"):
        reader.read(path, {"figures": "more"})


def test_a_cell_that_is_no_figure_is_a_problem_of_its_own_row_and_column(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("date,title,dead,injured\n2022-01-05,March,1,2\n2022-01-06,Raid,few,3\n2022-01-07,Talks,2,some\n")
    problems = reader.read(path, {"figures": "total"}).report.problems
    assert {(problem.row, problem.column, problem.value) for problem in problems} == {
        (2, "dead", "few"), (3, "injured", "some"),
    }  # fmt: skip
