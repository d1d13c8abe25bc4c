"""Columns are found by their names and by what people call them."""

import pytest

from data import schema


def found(*headers, **mapping):
    return schema.find_columns(headers, mapping)[0]


@pytest.mark.parametrize("header", ["start date", "Start_Date", "START-DATE", " startdate ", "Дата начала", "when"])
def test_a_header_matches_whatever_its_case_spaces_and_dashes(header):
    assert found(header, "title") == {"date": header, "title": "title"}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        *(("headline", "title"), ("name", "title"), ("description", "text"), ("abstract", "text"), ("start", "date")),
        *(("group", "category"), ("who", "actors"), ("type", "kind"), ("location", "place"), ("lat", "latitude")),
        *(("lon", "longitude"), ("lng", "longitude"), ("link", "url"), ("end date", "end"), ("keywords", "tags")),
        *(("заголовок", "title"), ("дата", "date"), ("источник", "source"), ("место", "place")),
        *(("Ereignis", "title"), ("Datum", "date"), ("Événement", "title"), ("العنوان", "title"), ("日期", "date")),
        *(("created_at", "date"), ("Task Name", "title"), ("closed_at", "end"), ("Due Date", "end"), ("Ort", "place")),
    ],
)
def test_common_other_names_are_understood(header, column):
    columns, notes = schema.find_columns([header])
    assert columns == {column: header}
    assert notes == (f"“{header}” is read as {column}.",)


def test_wikidata_is_told_by_its_labels_and_not_by_its_addresses():
    columns, _ = schema.find_columns(["item", "itemLabel", "itemDescription", "pointInTime"])
    assert columns == {"date": "pointInTime", "title": "itemLabel", "text": "itemDescription"}


def test_no_name_means_two_columns():
    names = [schema.squeezed(name) for column in schema.COLUMNS for name in (column.name, *column.aliases)]
    assert sorted(names) == sorted(set(names))


def test_the_columns_own_name_wins_over_an_alias_and_the_other_is_kept():
    columns, notes = schema.find_columns(["headline", "title", "date"])
    assert columns == {"date": "date", "title": "title"}
    assert any("“headline” could be title too" in note for note in notes)


def test_a_year_beside_a_month_is_no_date():
    assert "date" not in found("year", "month", "day", "headline")
    assert found("year", "headline")["date"] == "year"


def test_the_one_header_with_the_word_date_in_it_is_the_date_where_no_other_is():
    assert found("Shelfmark", "Title", "Date of publication")["date"] == "Date of publication"
    assert "date" not in found("Delivery date", "Payment date", "Title"), "of two, the person says which"
    assert found("Delivery date", "When", "Title")["date"] == "When"


def test_a_summary_is_the_title_where_nothing_else_is():
    assert found("Date", "Summary", "Description") == {"date": "Date", "title": "Summary", "text": "Description"}
    assert found("Date", "Title", "Summary")["text"] == "Summary"


def test_marks_that_cannot_be_seen_do_not_hide_a_header():
    assert found("\ufeffdate", "ti\u200btle") == {"date": "\ufeffdate", "title": "ti\u200btle"}


def test_the_users_own_choice_comes_first():
    assert found("date", "when", "title", date="when")["date"] == "when"


def test_a_choice_of_a_column_that_is_not_there_is_noted_and_not_used():
    columns, notes = schema.find_columns(["date", "title"], {"date": "dat", "tilte": "date"})
    assert columns["date"] == "date"
    assert any("no column “dat”" in note and "Did you mean “date”?" in note for note in notes)
    assert any("“tilte”" in note and "Did you mean “title”?" in note for note in notes)


def test_a_count_without_a_name_for_it_is_the_users_own_column():
    columns, notes = schema.find_columns(["date", "title", "count"])
    assert "value" not in columns
    assert any("“count” is kept as it is" in note for note in notes)


def test_the_manuals_table_has_a_line_for_each_column():
    lines = schema.manual_table().splitlines()[2:]
    assert [line.split("`")[1] for line in lines] == list(schema.NAMES)
