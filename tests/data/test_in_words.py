"""Dates, times of day and figures in words, as they are read to the letter; and what is said of those that are not.

The tables in `in_words/` were judged row by row. What is refused stands there with the whole sentence.
"""

import csv
import json
from pathlib import Path

import pytest

from data import dates, quantities
from data.dates import calendar, column_dates, month_names, time_of_day, weekday_names
from data.dates.ambiguity_questions import open_questions
from data.dates.conventions import Conventions
from data.dates.open_and_empty_cells import OPEN
from data.dates.time_of_day import TimeOfDay
from data.errors import BadDate, BadValue, Problem
from data.quantities import Quantity

TABLES = Path(__file__).parent / "in_words"


def table(name):
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=" ".join(ascii(cell)[1:-1] for cell in row.values() if cell)[:60])
                for row in csv.DictReader(file)]  # fmt: skip


@pytest.mark.parametrize("row", table("dates"))
def test_a_date_in_words_is_read_or_refused_to_the_letter(row):
    settled = dict(pair.split("=") for pair in row["settled"].split())
    zone, conventions = settled.pop("zone", None), Conventions(**settled)
    try:
        said = dates.parse(row["text"], zone=zone, conventions=conventions).edtf
    except BadDate as refused:
        said = str(refused)
        assert refused.text == row["text"]  # noqa: PT017 - either may be right
    assert said == row["said"]


def test_a_date_has_a_beginning_and_an_end():
    example = "Write a year, a month or a day, as in 1969, 1969-07 or 1969-07-16; for a guess add ~, as in 1969~."
    longest = f"[{'1984,' * 11}1984-01]"
    assert dates.parse(longest).edtf == longest
    for text, said in (
        (" ", "There is no date."),
        (f"{longest} or so", "This is longer than any date (70 characters)."),
    ):
        with pytest.raises(BadDate) as refused:
            dates.parse(text)
        assert (str(refused.value), refused.value.text) == (f"{said} {example}", text)


@pytest.mark.parametrize("row", table("times_of_day"))
def test_a_time_of_day_is_read_to_the_letter(row):
    time = TimeOfDay(row["clock"], row["until"], row["offset"], row["doubt"], bool(row["may be an offset"]))
    assert time_of_day.read(row["text"]) == (time if row["clock"] else None)


def test_a_time_of_day_has_an_end():
    longest = "approximately  14:30:15.123456789 +06:00"
    assert time_of_day.read(longest) == TimeOfDay("14:30:15", offset="+06:00", doubt="~")
    assert time_of_day.read("between approx. 14:30:15.1 and 15:30:15.12") is None, "more characters than any time has"
    assert time_of_day.read("between approx. 14:30:15.1 and 15:30:15") is not None


@pytest.mark.parametrize("row", table("figures"))
def test_a_figure_in_words_is_read_or_refused_to_the_letter(row):
    if row["refused"]:
        with pytest.raises(BadValue) as refused:
            quantities.parse(row["cell"])
        assert (str(refused.value), refused.value.text) == (row["refused"], row["cell"])
        return
    low, high = (float(row[bound]) if row[bound] else None for bound in ("low", "high"))
    so = dict.fromkeys(row["so"].split(), True)
    assert quantities.parse(row["cell"]) == Quantity(row["text"], low, high, scale=row["scale"], **so)


def test_a_figure_has_an_end():
    assert quantities.parse("0" * 64).low == 0
    with pytest.raises(
        BadValue, match=r"^This is longer than any figure \(65 characters\)\. Write a number as in 2000"
    ):
        quantities.parse("0" * 65)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("25/4/2022", "day"), ("4/25/2022", "month"), ("4-25-2022", "month"), ("4.25.2022", "month."),
        ("25.4.2022", "day."), ("25/4/22", "day"), ("13/1/2022", "day"), ("31/12/2022", "day"), ("12/13/2022", "month"),
        ("32/1/2022", ""), ("31/0/2022", ""), ("0/31/2022", ""), ("13/13/2022", ""), ("31/13/2022", ""),
        ("12/12/2022", ""), ("3/4/2022", ""), ("25/4.2022", ""), ("125/4/2022", ""), ("25/4/20222", ""), ("2022", ""),
        ("seen on 25/4/2022, late", "day"),
    ],
)  # fmt: skip
def test_what_three_numbers_show_of_their_order(text, shown):
    assert column_dates.order_shown(text) == shown


@pytest.mark.parametrize(
    ("texts", "dash"),
    [
        (["2022-01-05 03:00-05:00"], ""),
        (["2022-01-05 09:00–11:30"], "range"),
        (["2022-01-05 09:00—11:30"], "range"),
        (["2022-01-05 9:00 - 11:30"], "range"),
        (["2022-01-05 9:00 - 11.30"], "range"),
        (["2022-01-05 – a day"], ""),
        (["2022-01-05 09:00-05:00"], "offset"),
        (["2022-01-05 09:00-0500"], "offset"),
        (["2022-01-05T09:00-05"], "offset"),
        (["2022-01-05 11:00-11:30"], ""),
        (["2022-01-05 09:00-12:30"], "range"),
        (["2022-01-05 09:00-11:30"], ""),
        (["2022-01-05 14:00-14:30"], "range"),
        (["2022-01-05 14:30"], ""),
        (["no time", "2022-01-05 14:30", "2022-01-05 09:00-05:00", "no time"], "offset"),
        (["2022-01-05 09:00-05:00", "2022-01-05 03:00-05:00"], "offset"),
        (["2022-01-05 13:00-15:00", "2022-01-05 03:00-05:00"], "range"),
        (["2022-01-05 09:00–11:30", "2022-01-05 03:00–x 05:00"], "range"),
        (["2022-01-05 13:00-15:00", "2022-01-05 09:00-05:00"], ""),
        (["2022-01-05 09:00–11:30", "2022-01-05 09:00-05:00"], ""),
    ],
)
def test_a_column_shows_whether_a_dash_between_times_is_a_range_or_an_offset(texts, dash):
    assert column_dates.settle(texts, Conventions()).dash == dash


@pytest.mark.parametrize(
    "shows_it",
    ["before 13/01/2022", "[13/01/2022]", "13/01/2022?", "13/01/2022 09:00–11:30", "13/01/2022 → 14/01/2022",
     "Thursday 13/01/2022", "Wednesday 05/01/2022", "Wednesday 05.01.2022", "until 13/01/2022", "c. 13/01/2022",
     "05.05.2022 → 13/05/2022"],
)  # fmt: skip
def test_whatever_words_are_around_it_a_date_shows_which_number_is_the_day(shows_it):
    column = dates.read_column([shows_it, "06/01/2022"])
    assert [spoken(span) for span in column.spans][1:] == ["2022-01-06"]
    assert column.notes[1:] == [f"Dates like 05/01/2022 are read with the day first, because of “{shows_it}”."]


def test_a_day_of_the_week_that_fits_both_orders_settles_none():
    assert dates.parse("Thursday 05/05/2022").edtf == "2022-05-05"
    assert isinstance(dates.read_column(["Thursday 05/05/2022", "06/01/2022"]).spans[1], BadDate)


LONG = "x" * 70


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-01-01T14", "“2022-01-01T14” is not a moment. Write it as in 2022-01-06T14:30:00."),
        (LONG, f"“{LONG[:63]}…” is not a moment. Write it as in 2022-01-06T14:30:00."),
        *((text, f"“{text}” does not exist. Write a day and time that do.") for text in (
            "2022-13-01", "2022-00-01", "2022-01-00", "2022-02-30", "2022-01-01T24:00", "2022-01-01T00:60",
            "2022-01-01T00:00:60", "30001-01-01", "-30000-01-01", "99999-01-01")),
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text, said):
    with pytest.raises(BadDate) as refused:
        calendar.from_iso(text)
    assert (str(refused.value), refused.value.text) == (said, text[:64])


def test_the_moments_of_a_picture_are_read_to_their_ends():
    for year in (-29_999, 30_000):
        assert calendar.from_iso(f"{year}-12-31") == calendar.seconds(year, 12, 31)
    assert calendar.from_iso("2022-12-31T23:59:59") == calendar.seconds(2022, 12, 31, 23, 59, 59)
    assert calendar.add_months(calendar.from_iso("2022-11-30T23:58:57"), 3) == calendar.from_iso("2023-02-28T23:58:57")


def test_every_turn_of_a_year_and_of_a_february_is_where_it_belongs():
    for year in range(-402, 2404):
        days = [(year, 1, 1), (year, 2, 28), (year, 3, 1), (year, 12, 31)]
        assert [calendar.civil(calendar.seconds(*day))[:3] for day in days] == days


@pytest.mark.parametrize(
    ("cells", "answered", "asked"),
    [
        (["5/1/22"], {}, {"century": ("5/1/22", {"20": "", "19": "", "near": ""})}),
        (["5/1/22"], {"order": "day"},
         {"century": ("5/1/22", {"20": "2022-01-05", "19": "1922-01-05", "near": "2022-01-05"})}),
        (["5/1/22", "05/01/2022", "06/01/2022"], {},
         {"century": ("5/1/22", {"20": "", "19": "", "near": ""}),
          "order": ("05/01/2022", {"day": "2022-01-05", "month": "2022-05-01"})}),
        (["44566", "44567", "no date", "641"], {},
         {"count": ("44566", {"days": "2022-01-05"}), "years": ("641", {"ad": "0641", "bc": "-0640"})}),
        (["44566", "641"], {"count": "days"}, {"years": ("641", {"ad": "0641", "bc": "-0640"})}),
        (["no date"], {}, {}),
    ],
)  # fmt: skip
def test_what_is_open_about_a_column_is_asked_once_with_what_each_answer_makes_of_it(cells, answered, asked):
    problems = [Problem(row, "date", cell, "") for row, cell in enumerate(cells, 1)]
    found = open_questions(problems, answered)
    assert {one.question.name: (one.example, dict(one.answers)) for one in found} == asked


COLUMNS = json.loads((TABLES / "columns.json").read_text("utf-8"))


@pytest.mark.parametrize("case", COLUMNS, ids=lambda case: " ".join(ascii(cell)[1:-1] for cell in case["cells"]))
def test_a_column_is_read_by_its_role_and_by_what_stands_beside_it(case):
    column = dates.read_column(
        case["cells"], zone=case.get("zone"), conventions=Conventions(**case.get("settled", {})),
        role=case.get("role", "date"), beside=lambda: case.get("beside", ()),
    )  # fmt: skip
    assert [spoken(span) for span in column.spans] == case["read"]
    assert (column.conventions.order, column.notes) == (case["order"], case["notes"])


def spoken(span):
    if span is OPEN:
        return "no end"
    return span.edtf if isinstance(span, dates.Span) else span and str(span)


def test_other_columns_are_looked_at_only_where_this_one_leaves_a_doubt():
    def never():
        raise AssertionError("there is no doubt")

    assert dates.read_column(["3/14/2022", "3/4/2022", "no date"], beside=never).conventions.order == "month"
    assert dates.read_column(["3/3/2022", "2022", "3 April 2022"], beside=never).conventions.order == ""
    dates.read_column(["3/4/2022"], conventions=Conventions(order="day"), beside=never)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("1990", "2019-03", "1990/2019-03"), ("1990", None, "1990/.."), (None, "1990", "../1990"),
        ("2019", "1990", "It ends before it starts. If they are swapped, write 1990/2019."),
        *((start, end, f"“{start or end}” is not one date, so it cannot be one end of a span. Leave the other column "
          "empty, or write one date in each.") for start, end in (("1990/1995", None), (None, "[2019,2020]"))),
    ],
)  # fmt: skip
def test_a_start_and_an_end_make_a_span(start, end, said):
    try:
        found = dates.combine(start and dates.parse(start), end and dates.parse(end)).edtf
    except BadDate as refused:
        found = str(refused)
        assert refused.text == (f"{start}/{end}" if start and end else start or end)  # noqa: PT017
    assert found == said


def test_an_end_that_is_said_to_be_open_is_open():
    assert dates.combine(dates.parse("1990"), OPEN).edtf == "1990/.."


def test_what_a_column_settled_stands_in_whole_sentences():
    years = dates.read_column(["1914-18", " 1936-39"])
    assert years.notes == [
        "Dates that are spelled out are read too: “1914-18” as 1914/1918.",
        "“1914-18” is read as 1914/1918: such dates are two years here.",
    ]
    vague = dates.read_column(["late 44 BCE", " Mid-January 2022"])
    assert vague.notes[-1] == (
        "“Early”, “mid” and “late” are read as the first, middle and last third, approximate: “Mid-January 2022” as "
        "2022-01-11~/2022-01-20~. With vague=refuse they are not read."
    )
    assert dates.read_column(["13/01/2022 ", "05/01/2022"]).notes == [
        "Dates that are spelled out are read too: “13/01/2022” as 2022-01-13.",
        "Dates like 05/01/2022 are read with the day first, because of “13/01/2022”.",
    ]
    assert dates.read_column([" 13.01.2022", "01.14.2022 "]).notes[1:] == [
        "Dates like 05.01.2022 are not read: “13.01.2022” has the day first, “01.14.2022” the month."
    ]
    assert dates.read_column([" 05.01.2022"]).notes[1:] == [
        "“05.01.2022” is read with the day first, as between points."
    ]
    assert dates.read_column(["05/01/2022"], conventions=Conventions(order="day")).notes[1:] == [
        "Dates like 05/01/2022 are read with the day first, as was chosen."
    ]
    assert dates.read_column(["2022-01-05T14:30+06:00"]).notes == [
        "Times with an offset from UTC are turned into the time of UTC."
    ]


def test_the_names_of_months_and_days_are_made_as_they_stand():
    """Made anew, so that how they are made is held too, and not only what was made when this began."""
    made = month_names._numbers()
    assert made == month_names.NUMBERS
    assert (made["sept"], made["sep"], made["märz"], made["marz"], made["şubat"], made["kasım"], made["paź"]) == (
        9, 9, 3, 3, 2, 11, 10,
    )  # fmt: skip
    assert {"-", ""}.isdisjoint(made)
    assert month_names.one_of(["mai", "may", "mayo", "juin"]) == "(?:ma(?:i|y(?:o)?)|juin)"
    days = weekday_names._days()
    assert days == weekday_names.DAYS
    assert [set(days[name]) for name in ("mar", "sa", "mon", "thurs")] == [{1}, {5}, {0}, {3}]
    assert {"-", ""}.isdisjoint(days)
    assert month_names.one_of(["a", "ab"]) == "a(?:b)?"
    assert month_names.one_of([]) == ""
