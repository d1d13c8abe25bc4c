"""Columns of dates as people have them: read as they were meant, or a problem that says what to write."""

import re

import pytest

from data import dates
from data.dates import BadDate, Span, parse
from data.dates.ambiguity_questions import open_questions
from data.dates.conventions import QUESTIONS, Conventions, split_mapping
from data.reading.reader import read
from tests.data.test_dates import REFUSED


def reading(tmp_path, text, **mapping):
    path = tmp_path / "events.csv"
    path.write_text(text)
    return read(path, mapping)


def dates_of(found):
    return found.events.sort_by("row")["date"].to_pylist()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(
            "Year,Name,Start Year,Start Month,Start Day,End Year,End Month,End Day\n2015,Flood,2015,6,7,2015,6,11\n",
            "2015-06-07/2015-06-11", id="a start and an end beside a bare year",
        ),
        pytest.param("Year,End Year,Title\n1871,1885,x\n", "1871/1885", id="a year and the year of the end"),
        pytest.param("startyear,startmonth,startday,name\n1914,8,4,x\n", "1914-08-04", id="glued"),
        pytest.param("styear,stmonth,stday,endyear,endmonth,endday,name\n1914,8,4,1918,11,11,x\n",
                     "1914-08-04/1918-11-11", id="st"),
        pytest.param("StartYear1,StartMonth1,StartDay1,name\n1914,8,-9,x\n", "1914-08", id="a number, and a code"),
        pytest.param("iyear,imonth,iday,name\n1990,1,0,x\n", "1990-01", id="i, and a day that is 0"),
        pytest.param("From Year,From Month,To Year,To Month,name\n1990,1,1991,2,x\n", "1990-01/1991-02", id="from, to"),
        pytest.param("Begin_YearMonth,Begin_Day,Begin_Time,name\n202406,3,400,x\n", "2024-06-03T04:00", id="in one"),
        pytest.param("Year,Quarter,name\n2021,Q4,x\n", "2021-36", id="a quarter"),
        pytest.param("Year,Week,name\n2022,1,x\n", "2022-01-03/2022-01-09", id="a week"),
        pytest.param("Year,MonthName,name\n2022,January,x\n", "2022-01", id="the name of a month"),
        pytest.param("Year,Start Month,End Month,name\n2022,3,5,x\n", "2022-03/2022-05", id="one year for two months"),
        pytest.param("Year,Start Month,End Month,name\n2022,3,,x\n", "2022-03", id="no month for the end"),
        pytest.param("Year,Month,name\n1911,12,x\n", "1911-12", id="a year and a month are no two years"),
        pytest.param("Year,Month,Day,name\n2015.0,6.0,7.0,x\n", "2015-06-07", id="numbers with a point"),
        pytest.param("YEAR,BEGIN_TIME,END_TIME,EVENT\n2024,2300,2350,Storm\n", "2024", id="a time is never a year"),
        pytest.param("start time,end time,name\n1914,1918,x\n", "1914/1918", id="unless both are called so"),
    ],
)  # fmt: skip
def test_a_date_in_several_columns_is_read_as_the_fullest_of_them_says(text, edtf, tmp_path):
    found = reading(tmp_path, text)
    assert (dates_of(found), found.report.problems) == ([edtf], ())


@pytest.mark.parametrize(
    ("time", "edtf"),
    [
        ("14:30:15.250", "2022-01-05T14:30:15"),
        ("14h30", "2022-01-05T14:30"),
        ("14:30 EST", "2022-01-05T14:30"),
        ("c 16:50", "2022-01-05T16:50~"),
        ("noon", "2022-01-05T12:00"),
        ("midnight", "2022-01-05T00:00"),
        ("2 pm", "2022-01-05T14"),
        ("24:00", "2022-01-06T00:00"),
        ("09:00–11:30", "2022-01-05T09:00/2022-01-05T11:30"),
        ("午後2時30分", "2022-01-05T14:30"),
    ],
)
def test_a_time_beside_a_day_is_read_as_people_write_it(time, edtf, tmp_path):
    for day, made in (("2022-01-05", edtf), ("13/1/2022", edtf.replace("01-05", "01-13").replace("01-06", "01-14"))):
        found = reading(tmp_path, f"Date,Time,Title\n{day},{time},x\n")
        assert (dates_of(found), found.report.problems) == ([made], ())


def test_a_time_that_is_not_understood_leaves_the_day_and_a_problem_and_the_note_counts(tmp_path):
    rows = "2022-01-05 00:00:00,Evening,a\n2022-01-06,14:30,b\n2022-01-07,,c\n"
    found = reading(tmp_path, f"Date,Time,Title\n{rows}")
    assert dates_of(found) == ["2022-01-05", "2022-01-06T14:30", "2022-01-07"]
    [problem] = found.report.problems
    assert (problem.row, problem.column, problem.value) == (1, "Time", "Evening")
    assert "1 of 2 times in “Time” were read; the other rows keep their day." in found.report.notes


def test_a_day_of_two_digits_with_a_time_beside_it_is_asked_too(tmp_path):
    text = "Date,Time,Title\n5/1/22,14:30,x\n5-Jan-22,9 am,y\n"
    assert len(reading(tmp_path, text).report.problems) == 2
    assert dates_of(reading(tmp_path, text, century="19", order="month")) == ["1922-05-01T14:30", "1922-01-05T09"]


def test_a_column_without_a_time_of_day_is_not_said_to_be_read_together(tmp_path):
    found = reading(tmp_path, "Flight Date,Time of day,Title\n2022-01-05,Day,a\n2022-01-06,Night,b\n")
    assert (dates_of(found), found.report.problems) == (["2022-01-05", "2022-01-06"], ())
    assert not any("together" in note for note in found.report.notes)


class TestShortSpans:
    def test_a_column_of_years_and_spans_has_no_seasons(self):
        column = dates.read_column(["1914-18", "1936-39", "1929-33", "1911-12", "1918-21"])
        spans = [span.edtf for span in column.spans if isinstance(span, Span)]
        assert spans == ["1914/1918", "1936/1939", "1929/1933", "1911/1912", "1918/1921"]
        assert any("such dates are two years here" in note for note in column.notes)

    def test_a_column_of_seasons_or_months_stays_one(self):
        for texts in (["2021-21", "2019-22"], ["2001-05", "2003-11"], ["2022-01", "2001-05", "1936-39"]):
            assert [span.edtf for span in dates.read_column(texts).spans if isinstance(span, Span)] == texts

    @pytest.mark.parametrize("texts", [["1936-39"], ["1911-12", "1923"], ["1914-18", "2022-01", "1936-39"]])
    def test_what_nothing_settles_is_asked(self, texts):
        column = dates.read_column(texts)
        refused = next(span for span in column.spans if isinstance(span, BadDate))
        assert f"{refused.text[:4]}/{refused.text[:2]}{refused.text[-2:]} for the years" in str(refused)
        for answer, edtf in (("years", refused.text.replace("-", "/19")), ("months", refused.text)):
            found = parse(refused.text, conventions=Conventions(spans=answer))
            assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("5 January 2022 09:00–11:30", "2022-01-05T09:00/2022-01-05T11:30"),
        ("5 January 2022 14:00-15", "2022-01-05T14:00/2022-01-05T15:00"),
        ("2022-01-05 09:00-11:30", "2022-01-05T09:00/2022-01-05T11:30"),
        ("2022-01-05 08:00–09:30", "2022-01-05T08:00/2022-01-05T09:30"),
        ("Jan 5, 2022 9:00 AM - 11:30 AM", "2022-01-05T09:00/2022-01-05T11:30"),
        ("5 Jan 2022 22:00–02:00", "2022-01-05T22:00/2022-01-06T02:00"),
        ("2022-01-05 14:30:00-05", "2022-01-05T19:30:00"),
        ("2022-01-05T14:30-05:00", "2022-01-05T19:30"),
        ("2022-01-05 09:00-05:00", "2022-01-05T14:00"),
        ("Wed, 05 Jan 2022 14:30:00 -0500", "2022-01-05T19:30:00"),
    ],
)
def test_a_range_of_times_is_no_offset_and_an_offset_no_range(text, edtf):
    assert parse(text).edtf == edtf


def test_a_time_that_may_be_a_range_or_have_an_offset_is_settled_by_the_column():
    doubtful = "2022-01-05 03:00-05:00"
    assert "2022-01-05T03:00/2022-01-05T05:00 or 2022-01-05T03:00-05:00" in str(dates.read_column([doubtful]).spans[0])
    ranges = dates.read_column([doubtful, "2022-01-05 09:00–11:30"]).spans[0]
    offsets = dates.read_column([doubtful, "2022-01-05 09:00-05:00"]).spans[0]
    assert isinstance(ranges, Span)
    assert isinstance(offsets, Span)
    assert (ranges.edtf, offsets.edtf) == ("2022-01-05T03:00/2022-01-05T05:00", "2022-01-05T08:00")


def test_slashes_do_not_settle_points():
    column = dates.read_column(["5.1.2022", "6.1.2022", "12/25/2021", "1/2/2022"])
    assert [span.edtf for span in column.spans if isinstance(span, Span)] == [
        "2022-01-05", "2022-01-06", "2021-12-25", "2022-01-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "zone", "edtf"),
    [
        pytest.param("2026-11-14T02:07+01:00,x,\n2026-11-15,y,\n", "+01:00", "2026-11-14T02:07", id="one offset"),
        pytest.param("2026-11-14T02:07+01:00,x,\n2026-07-15T02:07+02:00,y,\n", "UTC", "2026-11-14T01:07", id="two"),
        pytest.param("2026-11-14T02:07+01:00,x,Europe/Berlin\n2026-07-15T02:07+02:00,y,Europe/Berlin\n",
                     "Europe/Berlin", "2026-11-14T02:07", id="the name of the zone"),
        pytest.param("2026-11-14 02:07,x,CST-6\n", "-06:00", "2026-11-14T02:07", id="a name with its offset"),
        pytest.param("2026-11-14T02:07Z,x,\n", "UTC", "2026-11-14T02:07", id="UTC"),
        pytest.param("2026-11-14 09:00-11:30,x,\n", "UTC", "2026-11-14T09:00/2026-11-14T11:30", id="a range of times"),
        pytest.param("2026-11-14T02:07,x,\n", "UTC", "2026-11-14T02:07", id="nobody says it"),
        pytest.param("2026-11-14,x,Europe/Berlin\n", "", "2026-11-14", id="there are no times"),
    ],
)  # fmt: skip
def test_the_offset_that_all_times_share_is_the_files_own_zone(rows, zone, edtf, tmp_path):
    found = reading(tmp_path, f"date,title,timezone\n{rows}")
    assert (found.report.zone, dates_of(found)[0]) == (zone, edtf)


def test_midnights_in_both_columns_are_days_and_the_last_is_whole(tmp_path):
    rows = "".join(f"2023-04-0{n}T00:00:00.000Z,2023-04-0{n + 1}T00:00:00.000Z,x\n" for n in (1, 2, 3))
    assert dates_of(reading(tmp_path, f"start,end,title\n{rows}"))[0] == "2023-04-01/2023-04-02"
    assert dates_of(reading(tmp_path, f"start,end,title\n{rows}2023-05-01T10:00:00Z,2023-05-02T00:00:00Z,y\n"))[3] == (
        "2023-05-01T10:00:00/2023-05-02T00:00:00"
    )


@pytest.mark.parametrize("end", ["9999-12-31", "9998-12-31", "9999", "31/12/9999", "9999-12-31 23:59:59", "present",
                                 "ongoing", "to date", "9999-12-31T00:00:00Z"])  # fmt: skip
def test_what_stands_for_no_end_is_an_open_one(end, tmp_path):
    found = reading(tmp_path, f"start,end,title\n2020-03-01,{end},x\n")
    assert (dates_of(found), found.report.problems) == (["2020-03-01/.."], ())
    assert end[:2] != "99" or any("there is no end yet" in note for note in found.report.notes)


@pytest.mark.parametrize("empty", ["NaT", "NULL", "nan", "-", "N/A", "0000-00-00"])
def test_a_word_for_nothing_is_an_empty_end_and_no_date(empty, tmp_path):
    found = reading(tmp_path, f"start,end,title\n2020-03-01,{empty},x\n{empty},,y\n")
    assert dates_of(found) == ["2020-03-01"]
    assert [(problem.row, problem.is_fatal) for problem in found.report.problems] == [(2, True)]


def test_a_day_that_programs_write_for_none_is_noted_where_it_is_repeated(tmp_path):
    found = reading(tmp_path, "date,title\n" + "1970-01-01 00:00:00,x\n" * 3 + "1900-01-01,y\n")
    assert [note for note in found.report.notes if "programs write it" in note] == [
        "1970-01-01 stands in 3 rows of “date”; programs write it where the day is not known."
    ]


def test_the_title_of_the_whole_needs_no_date(tmp_path):
    found = reading(tmp_path, "kind,date,title\ntitle,,The whole\n,2022-01-05,x\n")
    assert (found.report.events, found.report.problems) == (2, ())


def test_a_degree_with_more_digits_than_a_number_has_is_read(tmp_path):
    found = reading(tmp_path, "date,title,latitude,longitude\n2022,x,1.8630000000000002,2\n")
    assert (found.events["latitude"][0].as_py(), found.report.problems) == (1.863, ())


WAYS = {
    "5. Jan. 2022": "2022-01-05",
    "5 Jan – 2 Feb 2022": "2022-01-05/2022-02-02",
    "January–March 2022": "2022-01/2022-03",
    "5 and 6 January 2022": "2022-01-05/2022-01-06",
    "05.01.–08.01.2022": "2022-01-05/2022-01-08",
    "5.–8.1.2022": "2022-01-05/2022-01-08",
    "January 5, 2022 → January 8, 2022": "2022-01-05/2022-01-08",
    "Jan 5 – Feb 2, 2022": "2022-01-05/2022-02-02",
    "Dec 2021–Feb 2022": "2021-12/2022-02",
    "Q4 2021 - Q1 2022": "2021-36/2022-33",
    "2022-01-05/07": "2022-01-05/2022-01-07",
    "1990-95": "1990/1995",
    "1850/60": "1850/1860",
    "2021/22": "2021/2022",
    "2022/01": "2022-01",
    "FY 2021/22": "2021/2022",
    "winter 2021/22": "2021-24",
    "2022-W01": "2022-01-03/2022-01-09",
    "2020-W53-7": "2021-01-03",
    "week 1, 2022": "2022-01-03/2022-01-09",
    "2022-365": "2022-12-31",
    "H1 2022": "2022-40",
    "first half of 2022": "2022-40",
    "1Q 2022": "2022-33",
    "first quarter of 2022": "2022-33",
    "Wed Jan  5 14:30:00 2022": "2022-01-05T14:30:00",
    "Wed Jan 5 14:30:00 UTC 2022": "2022-01-05T14:30:00",
    "051430ZJAN2022": "2022-01-05T14:30",
    "20220105143000": "2022-01-05T14:30:00",
    "2022:01:05 14:30:00": "2022-01-05T14:30:00",
    "R4.1.5": "2022-01-05",
    "令和4年1月5日(水) 14時30分": "2022-01-05T14:30",
    "2022年1月5日（水）14:30": "2022-01-05T14:30",
    "2022년 1월 5일": "2022-01-05",
    "1850(?)": "1850?",
    "[c. 1850]": "1850~",
    "probably 1850": "1850?",
    "[192-?]": "192X?",
    "18--": "18XX",
    "before 1850": "[..1849]",
    "before 5 January 2022": "[..2022-01-04]",
    "after 1850": "[1851..]",
    "post-1850": "[1851..]",
    "by 1850": "[..1850]",
    "from 1850 on": "1850/..",
    "up to 1850": "../1850",
    "2019–present": "2019/..",
    "2019 to date": "2019/..",
    "c.1850–c.1860": "1850~/1860~",
    "c. 1900 – c. 1800 BC": "-1899~/-1799~",
    "1850's": "185X",
    "1850.0": "1850",
    "2022-01-05T24:00": "2022-01-06T00:00",
    "2022-01-00": "2022-01",
    "2022-00-00": "2022",
    "00/00/1990": "1990",
    "00/05/1990": "1990-05",
    "1990-99-99": "1990",
    "5Jan2022": "2022-01-05",
    "5.I.2022": "2022-01-05",
    "the 5th of January 2022": "2022-01-05",
    "14:30 on 5 January 2022": "2022-01-05T14:30",
    "5.1.2022 um 14:30 Uhr": "2022-01-05T14:30",
    "January 9, 2022 2:30 PM (GMT+6)": "2022-01-09T08:30",
    "mid-January 2022": "2022-01-11~/2022-01-20~",
    "late January 2022": "2022-01-21~/2022-01-31~",
    "mid-1850": "1850-38~",
    "early 1930s": "1930~/1933~",
    "late 1930s": "1936~/1939~",
    "พ.ศ. 2565": "2022",
}


@pytest.mark.parametrize("text", WAYS)
def test_a_form_that_means_one_thing_is_read(text):
    assert parse(text).edtf == WAYS[text]


ASKED = {
    "25/01/22": ("century", {"20": "2022-01-25", "19": "1922-01-25", "near": "2022-01-25"}),
    "21-MAY-74 15:20:00": ("century", {"20": "2074-05-21T15:20:00", "near": "1974-05-21T15:20:00"}),
    "05/01/2022": ("order", {"day": "2022-01-05", "month": "2022-05-01"}),
    "2001/05": ("spans", {"years": "2001/2005", "months": "2001-05"}),
    "44566": ("count", {"days": "2022-01-05"}),
    "44566.75": ("count", {"days": "2022-01-05T18:00"}),
    "1641340800": ("count", {"seconds": "2022-01-05T00:00:00"}),
    "1641340800000": ("count", {"milliseconds": "2022-01-05T00:00:00"}),
    "1641340800000000": ("count", {"microseconds": "2022-01-05T00:00:00"}),
    "29/02/2563": ("calendar", {"buddhist": "2020-02-29"}),
    "25/01/2565": ("calendar", {"buddhist": "2022-01-25", "common": "2565-01-25"}),
    "641": ("years", {"ad": "0641", "bc": "-0640"}),
}


@pytest.mark.parametrize("text", ASKED)
def test_a_form_that_needs_an_answer_is_asked_once_for_the_column(text, tmp_path):
    name, answers = ASKED[text]
    report = reading(tmp_path, f"date,title\n{text},x\n").report
    [one] = [one for one in open_questions(report.problems, {}) if one.question.name == name]
    assert {answer: one.answers.get(answer) for answer in answers} == answers
    for answer, edtf in answers.items():
        found = reading(tmp_path, f"date,title\n{text},x\n", **{name: answer})
        assert (dates_of(found), found.report.problems) == ([edtf], ())
        assert not open_questions(found.report.problems, {name: answer})


def test_two_questions_are_asked_one_after_the_other(tmp_path):
    text = "date,title\n5/1/22,x\n"
    assert [one.question.name for one in open_questions(reading(tmp_path, text).report.problems, {})] == ["century"]
    answered = {"century": "20"}
    problems = reading(tmp_path, text, **answered).report.problems
    assert [one.question.name for one in open_questions(problems, answered)] == ["order"]
    assert dates_of(reading(tmp_path, text, century="20", order="month")) == ["2022-05-01"]


def test_early_mid_and_late_are_noted_and_can_be_refused(tmp_path):
    text = "date,title\nmid-January 2022,x\n"
    assert any("vague=refuse" in note for note in reading(tmp_path, text).report.notes)
    refused = reading(tmp_path, text, vague="refuse").report
    assert len(refused.problems) == 1


def test_every_answer_in_a_link_is_understood_and_no_other_is():
    for question in QUESTIONS:
        for answer in question.answers:
            assert getattr(split_mapping({question.name: answer})[1], question.name) == answer
        assert getattr(split_mapping({question.name: "no such answer"})[1], question.name) == ""


PROPOSED = re.compile(r"(?<![\w.])(?:-?[0-9X]{4}|\[\.\.|\.\./)[0-9X\-.:/T~?%Z+\]]*")
NOT_ITS_OWN = re.compile(r"as in [^;,]*(?:, [^;,]*)* or [^;,.]*|as in \S+(?: or \S+)?")


def proposals(advice):
    """What is to be put into the cell; what an example shows is none."""
    return [
        found.rstrip(".,") if not found.endswith("..") else found
        for found in PROPOSED.findall(NOT_ITS_OWN.sub("", advice))
    ]


UNREAD = (
    *(
        "FY 2022",
        "1947/8",
        "19th century",
        "5th century BC",
        "Jan-22",
        "12:30",
        "5 January – 8 February",
        "202201051430",
    ),
    *("kesä 1940", "Christmas 1860", "12–13 Mai", "1929-30"),
    *("1936-39", "2001/05", "Nov–Feb 2022", "5/1/2022-8/1/2022", "c1995", "winter 2021", "1850 sometime"),
)


def refusal(text):
    try:
        parse(text, conventions=Conventions(spans="mixed"))
    except BadDate as error:
        return error
    return BadDate("")


@pytest.mark.parametrize("text", [*REFUSED, *ASKED, *UNREAD], ids=lambda text: ascii(text)[1:40])
def test_every_proposal_put_in_the_cell_is_read_as_what_the_cell_can_mean(text):
    years = [int(year) for year in re.findall(r"(?<![0-9])[12][0-9]{3}(?![0-9])", text) if year < "2400"]
    for proposal in proposals(refusal(text).advice):
        if "9999" not in proposal:
            assert not years or _reaches(parse(proposal), min(years), max(years)), proposal


def _reaches(span, first, last):
    """Whether the span has a part within a year of what the cell says, or of the century that it may name."""
    begun = dates.civil(span.start)[0] if span.start is not None else -9999
    ended = dates.civil(span.end - 1)[0] if span.end is not None else 9999
    return begun <= last + 1 and ended >= first - 1


def test_a_year_of_two_digits_is_the_one_beside_it_in_each_row(tmp_path):
    path = tmp_path / "tourney.csv"
    path.write_text(
        "date,end,year,title\n9/24/06,10/2/06,1906,Fair\n1/11/00,,2000,Ball\n3/4/97,,1898,Other\n"
        + "3/4/98,,1898,War\n" * 10
    )
    found = read(path)
    assert found.events["date"].to_pylist() == ["1906-09-24/1906-10-02", "2000-01-11", *["1898-03-04"] * 10]
    assert [(problem.row, problem.value) for problem in found.report.problems] == [(3, "3/4/97")]
    assert any("is that of “year”" in note for note in found.report.notes)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("date,time,year,title\n9/24/06,14:30,1906,A\n", "1906-09-24T14:30"),
        ("date,year,title\n22-01-25,1922,A\n98-02-26,1898,B\n", "1922-01-25"),
        ("date,year,title\n03/05/11,2003,A\n04/06/12,2004,B\n", "2003-05-11"),
        ('date,year,title\n"Jan 5, \'22",1922,A\n', "1922-01-05"),
        ("дата,год,название\n24.09.06,1906.0,А\n", "1906-09-24"),
    ],
)
def test_the_year_beside_is_that_of_the_date_in_whatever_form_it_stands(text, edtf, tmp_path):
    path = tmp_path / "beside.csv"
    path.write_text(text)
    assert read(path).events["date"].to_pylist()[0] == edtf


@pytest.mark.parametrize(
    "rows",
    [
        "9/24/06,2007,Half of a tax year\n1/11/07,2007,B\n",
        "9/24/06,1906,A house of that year\n1/11/07,1881,B\n2/12/07,1799,C\n",
        "9/24/06-9/26/06,1906,A span\n",
        "Jan-05,2005,A day or a year\n",
    ],
)
def test_a_year_beside_that_is_of_something_else_is_not_taken(rows, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("date,year,title\n" + rows)
    found = read(path)
    assert not found.events.num_rows
    assert len(found.report.problems) == rows.count("\n")
