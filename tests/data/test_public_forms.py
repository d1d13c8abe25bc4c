"""What small files of public forms mean: the right dates of each, and nothing read wrong in silence."""

import pytest

from data.dates.ambiguity_questions import open_questions
from data.errors import BadColumns
from data.files.encoding import decode
from data.reading import reader


def read(tmp_path, text, mapping=None):
    path = tmp_path / "small.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return reader.read(path, mapping)


def dates(found):
    return found.events.sort_by("row")["date"].to_pylist()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param(
            "Subject,Start Date,Start Time,End Date,End Time,All day event\n"
            "A,21-4-2020,00:00:00,22-4-2020,00:00:00,True\nB,23-4-2020,09:30:00,23-4-2020,11:00:00,False\n"
            "C,24-4-2020,00:00:00,27-4-2020,00:00:00,True\n",
            ["2020-04-21", "2020-04-23T09:30:00/2020-04-23T11:00:00", "2020-04-24/2020-04-26"],
            id="whole days of a calendar end at the midnight after them",
        ),
        pytest.param(
            "Title,Start,End,All Day\nA,2022-01-05T00:00:00,2022-01-08T00:00:00,true\n"
            "B,2022-01-09T10:00:00,2022-01-09T11:00:00,false\n",
            ["2022-01-05/2022-01-07", "2022-01-09T10:00:00/2022-01-09T11:00:00"],
            id="whole days among hours",
        ),
        pytest.param(
            "Start,End,Title\n2022-01-05 00:00:00,2022-01-07 00:00:00,A\n2022-02-05 00:00:00,2022-02-07 00:00:00,B\n",
            ["2022-01-05/2022-01-07", "2022-02-05/2022-02-07"],
            id="two rows of midnights on both sides",
        ),
        pytest.param(
            "date,title\n1,2022-01-01,a\n2,2022-01-02,b\n", ["2022-01-01", "2022-01-02"], id="row names of R"
        ),
        pytest.param(
            '"date","title","text"\n"x","2022-01-01","a","b"\n"y","2022-01-02","c","d"\n',
            ["2022-01-01", "2022-01-02"],
            id="row names that are words",
        ),
        pytest.param(
            'date,title\n="2022-01-05",a\n"=""2022-01-06""","=""b"""\n', ["2022-01-05", "2022-01-06"], id="formulas"
        ),
        pytest.param(
            "Date,End,Title\n2022-01-05 14:00,15:30,A\n2022-01-06 09:00,,B\n",
            ["2022-01-05T14:00/2022-01-05T15:30", "2022-01-06T09:00"],
            id="a clock as the end",
        ),
        pytest.param(
            "Date,From,To,Title\n2022-01-05,09:00,11:00,A\n2022-01-06,10:00,12:30,B\n",
            ["2022-01-05T09:00/2022-01-05T11:00", "2022-01-06T10:00/2022-01-06T12:30"],
            id="clocks from and to",
        ),
        pytest.param(
            "Date,From,To,Title\n2022-01-05,1845,1850,A\n", ["2022-01-05"], id="what may be years is no clock"
        ),
        pytest.param("Date,Hour,Title\n2022-01-05,14,A\n2022-01-06,9,B\n", ["2022-01-05T14", "2022-01-06T09"], id="h"),
        pytest.param(
            "Year,Month,Day,Hour,Minute,Title\n2022,1,5,14,30,A\n2022,1,6,0,5,B\n",
            ["2022-01-05T14:30", "2022-01-06T00:05"],
            id="a clock in parts",
        ),
        pytest.param(
            "Year,Month,Min,Max,Title\n2022,1,3,9,A\n", ["2022-01"], id="a least of something is no minute"
        ),
        pytest.param("Years,Title\n1936-39,A\n1914-18,B\n", ["1936/1939", "1914/1918"], id="years"),
        pytest.param(
            "date,title\nWed 1/5/2022,A\nThu 6/1/2022,B\n", ["2022-01-05", "2022-01-06"], id="the weekday tells"
        ),
    ],
)  # fmt: skip
def test_the_right_dates(text, right, tmp_path):
    assert dates(read(tmp_path, text)) == right


def test_years_of_thailand_are_asked_for_in_plain_dates_too(tmp_path):
    text = "date,title\n2565-01-25,A\n2564-02-26,B\n"
    refused = read(tmp_path, text)
    assert not dates(refused)
    assert "Write 2022-01-25 where it is of that calendar" in refused.report.problems[0].message
    assert dates(read(tmp_path, text, {"calendar": "buddhist"})) == ["2022-01-25", "2021-02-26"]
    assert dates(read(tmp_path, text, {"calendar": "common"})) == ["2565-01-25", "2564-02-26"]
    assert dates(read(tmp_path, "date,title\n2565-01-25,A\n1990,B\n")) == ["2565-01-25", "1990"], "the column tells"


@pytest.mark.parametrize(
    ("cells", "zone", "right"),
    [
        (["January 9, 2022 2:30 PM (GMT+6)"], "+06:00", "2022-01-09T14:30"),
        (["2022-01-05 14:30 EST"], "-05:00", "2022-01-05T14:30"),
        (["2022-01-05 14:30 CET", "2022-07-05 14:30 CEST"], "UTC", "2022-01-05T13:30"),
        (["2022-01-05 14:30"], "UTC", "2022-01-05T14:30"),
        (["2022-01-05"], "", "2022-01-05"),
    ],
)
def test_the_zone_of_times_is_always_said(cells, zone, right, tmp_path):
    rows = "".join(f'"{cell}",x\n' for cell in cells)
    found = read(tmp_path, f"date,title\n{rows}")
    assert (found.report.zone, dates(found)[0]) == (zone, right)
    is_assumed = any(note.startswith("Nothing names the zone") for note in found.report.notes)
    assert is_assumed == (cells == ["2022-01-05 14:30"])


def test_signs_of_html_are_shown_as_what_they_are(tmp_path):
    found = read(tmp_path, "date,title\n2022-01-05,Tom &amp; Ann&#8217;s caf&eacute;\n2022-01-06,AT&T; R&D\n")
    assert found.events.sort_by("row")["title"].to_pylist() == ["Tom & Ann’s café", "AT&T; R&D"]
    assert any("HTML" in note for note in found.report.notes)


def test_a_stray_byte_in_a_settled_encoding_is_read_and_noted(tmp_path):
    lines = "".join(f"2022-01-{day:02},Café d'été {day} déjà\n" for day in range(1, 20))
    for encoding, stray, right in (("cp1252", b"\x81", "�"), ("utf-8", b"\xa0", "\xa0")):
        content = f"date,title\n{lines}".encode(encoding).replace(b" 3 ", b" " + stray + b" ", 1)
        assert right in decode(content, "small.csv").utf8.decode()
        found = read(tmp_path, content)
        assert found.report.events == 19
        assert any(f"The byte {stray[0]:02X} in line 4" in note for note in found.report.notes)


@pytest.mark.parametrize(
    "line", ["Митинг на площади", "Συγκέντρωση στην πλατεία", "Alaң", "Żółć w gęśli", "Алаңдағы митинг"]
)
@pytest.mark.parametrize(("stray", "right"), [(b"\x92", "’"), (b"\x96", "–"), (b"\xff", "�"), (b"\xe9", "�")])
def test_a_stray_byte_in_a_short_file_in_utf_8_is_read_and_noted(line, stray, right, tmp_path):
    """Pasted from another program: a sign as what it is there, a letter as one that nobody knows."""
    lines = f"date,title\n2022-01-05,{line} á é í\n2022-01-06,It".encode() + stray + b"s here\n"
    found = read(tmp_path, lines)
    assert found.events.sort_by("row")["title"].to_pylist()[1] == f"It{right}s here"
    assert any(f"The byte {stray[0]:02X} in line 3" in note and f"“{right}”" in note for note in found.report.notes)


PERSIAN = "تاریخ,رویداد\n1400/10/15,گردهمایی\n1400/10/16,اعتصاب\n"


def test_years_of_iran_are_asked_for_and_never_taken_for_the_middle_ages(tmp_path):
    refused = read(tmp_path, PERSIAN)
    assert not dates(refused)
    assert "2022-01-05 where it is Persian" in refused.report.problems[0].message
    (question,) = open_questions(refused.report.problems, {})
    assert (question.question.name, question.answers["persian"]) == ("calendar", "2022-01-05")
    assert dates(read(tmp_path, PERSIAN, {"calendar": "persian"})) == ["2022-01-05", "2022-01-06"]
    assert dates(read(tmp_path, PERSIAN, {"calendar": "common"})) == ["1400-10-15", "1400-10-16"]
    assert dates(read(tmp_path, "date,title\n1400-10-15,A battle\n")) == ["1400-10-15"]


@pytest.mark.parametrize(
    ("persian", "ours"),
    [
        ("1357/11/22", "1979-02-11"),
        ("1399/12/30", "2021-03-20"),
        ("1403/12/30", "2025-03-20"),
        ("1404/01/01", "2025-03-21"),
        ("۱۴۰۰/۱۰/۱۵ 14:30", "2022-01-05T14:30"),
        ("1402/12/30", ""),
    ],
)
def test_a_day_of_iran_is_the_day_it_is(persian, ours, tmp_path):
    found = read(tmp_path, f"تاریخ,رویداد\n{persian},گردهمایی\n", {"calendar": "persian"})
    assert dates(found) == [ours][: bool(ours)]


def test_a_day_of_the_islamic_calendar_is_about_a_day_of_ours(tmp_path):
    text = "التاريخ,الحدث\n01/01/1445,اجتماع\n"
    assert dates(read(tmp_path, text, {"calendar": "islamic"})) == ["2023-07-19~"]


def test_answers_of_yes_and_no_make_no_lanes(tmp_path):
    for yes, no in (("Y", "N"), ("TRUE", "FALSE"), ("M", "F"), ("ja", "nein"), ("да", "нет")):
        rows = "".join(f"2022-01-{day:02},Visit number {day},{yes if day % 3 else no}\n" for day in range(1, 13))
        assert "category" not in read(tmp_path, f"date,event,consent\n{rows}").report.columns
    rows = "".join(f"2022-01-{day:02},Visit number {day},{'Ward' if day % 3 else 'Home'}\n" for day in range(1, 13))
    assert read(tmp_path, f"date,event,where to\n{rows}").report.columns["category"] == "where to"


def test_codes_and_goods_with_prices_are_no_titles_unasked(tmp_path):
    for table in (
        "date,ticket\n2022-01-01,INC0001\n2022-01-02,INC0002\n",
        "date,symbol,price\n2022-01-01,MSFT,39\n2022-01-01,IBM,40\n",
        "date,product,price\n" + "2022-01-01,Oil,1\n2022-01-01,Rice,2\n" * 6,
    ):
        with pytest.raises(BadColumns):
            read(tmp_path, table)
