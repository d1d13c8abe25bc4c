"""A table of dates and figures: each number is a claim of its column's metric on its day."""

import pytest

from data.errors import BadColumns, BadFile
from data.reading import reader
from data.reading_report import Report

ALL = {"figures": "all"}


def claims(path):
    columns = ("row", "date", "metric", "value", "source")
    events = reader.read(path, ALL).events.sort_by("row").to_pylist()
    return [tuple(event[name] for name in columns) for event in events]


def test_each_number_is_a_figure_of_its_column_on_its_day_said_by_the_file(tmp_path):
    path = tmp_path / "daily.csv"
    path.write_text("date,cases,deaths\n2022-01-05,10,1\n2022-01-06,12,\n")
    assert claims(path) == [
        (1, "2022-01-05", "cases", "10", "daily.csv"),
        (2, "2022-01-05", "deaths", "1", "daily.csv"),
        (3, "2022-01-06", "cases", "12", "daily.csv"),
    ]
    report = reader.read(path, ALL).report
    assert "Each figure is a claim of its own, 3 of 2 rows; its source is the file." in report.notes


def test_where_days_repeat_the_metric_says_of_what_each_figure_is(tmp_path):
    path = tmp_path / "regions.csv"
    path.write_text("Date,Region,Cases\n2022-01-05,North,10\n2022-01-05,South,3\n")
    assert [claim[2:4] for claim in claims(path)] == [("Cases, North", "10"), ("Cases, South", "3")]


def test_a_date_in_parts_and_a_comma_before_decimals_are_no_figures_of_their_own(tmp_path):
    path = tmp_path / "weather.csv"
    path.write_text("Year;Month;Rain\n2022;1;10,5\n2022;2;11\n")
    assert [claim[1:4] for claim in claims(path)] == [("2022-01", "Rain", "10.5"), ("2022-02", "Rain", "11")]


def test_a_cell_that_is_no_figure_is_a_problem_of_its_row_and_column_in_the_file(tmp_path):
    path = tmp_path / "daily.csv"
    path.write_text("date,cases,deaths\n2022-01-05,10,1\n2022-01-06,many,2\n2022-01-07,11,3\n")
    problems = reader.read(path, ALL).report.problems
    assert [(problem.row, problem.column, problem.value) for problem in problems] == [(2, "cases", "many")]


def test_such_a_table_is_offered_and_not_refused_outright(tmp_path):
    path = tmp_path / "daily.csv"
    path.write_text("date,cases,deaths\n2022-01-05,10,1\n")
    with pytest.raises(BadColumns) as found:
        reader.read(path)
    assert isinstance(found.value.report, Report)
    assert found.value.report.figures == ("cases", "deaths")
    assert found.value.report.first == (("2022-01-05", "10", "1"),)


def test_a_table_without_figures_is_not_read_as_such(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("date,title\n2022-01-05,Rain\n")
    with pytest.raises(BadFile, match="no column of figures"):
        reader.read(path, ALL)


def test_numbers_of_rows_and_parts_of_the_date_are_no_figures(tmp_path):
    path = tmp_path / "wounded.csv"
    path.write_text('"","Date","Month","Year","Wounds"\n"1",1854-04-01,"Apr",1854,0\n"2",1854-05-01,"May",1854,7\n')
    events = reader.read(path, {"figures": "all"}).events.to_pydict()
    assert [*zip(events["metric"], events["value"], strict=True)] == [("Wounds", "0"), ("Wounds", "7")]
