"""Public tables open at once: which column is which is seen at a glance; where it is not, the proposal is right."""

import pytest

from data.errors import BadColumns
from data.reading import reader
from data.reading_report import Report
from data.schema import find_columns
from data.validation.candidate_columns import candidates
from data.validation.infer_columns import first_words
from tests.data.test_bulk import assert_same

OPENED = {
    "declarations of disasters": (
        "disasterNumber,state,declarationDate,incidentType,declarationTitle,incidentBeginDate,incidentEndDate,id",
        ["4611,SM,2022-01-20,Flood,Flood at the ford,2022-01-05,2022-01-08,a1",
         "4612,SM,2022-02-20,Fire,Fire in the hills,2022-02-05,2022-02-08,a2"],
        {"date": "incidentBeginDate", "end": "incidentEndDate", "title": "declarationTitle"},
    ),
    "an archive": (
        "Item Id,Dublin Core:Title,Dublin Core:Creator,Dublin Core:Date,Dublin Core:Type",
        ["1,Letter from the mill,A. Writer,1850-03-05,Text", "2,View of the bridge,B. Maker,1890,Still image"],
        {"date": "Dublin Core:Date", "title": "Dublin Core:Title"},
    ),
    "exhibitions": (
        "Exhibition Title,Start Date & Time,Gallery",
        ["Mills,2022-01-05T10:00,North", "Fords,2022-02-05T10:00,North"],
        {"date": "Start Date & Time", "title": "Exhibition Title"},
    ),
    "a board of cards": (
        "Card ID,Card Name,List Name,Due Date,Card Created",
        ["c1,Paint the gate,Doing,2022-01-05,2021-12-01", "c2,Mend the roof,Done,2022-01-06,2021-12-02"],
        {"date": "Due Date", "title": "Card Name"},
    ),
    "names in two languages": (
        "date_ce,name_en,Country",
        ["1850,Mill is built,Samland", "1863,Mill burns,Samland", "1864,Mill is built again,Samland"],
        {"date": "date_ce", "title": "name_en"},
    ),
    "from and to": (
        "From,To,label",
        ["2022-01-05,2022-01-08,Camp", "2022-02-05,2022-02-08,Fair"],
        {"date": "From", "end": "To", "title": "label"},
    ),
    "a date glued to a letter": (
        "label,hdate,hdate_end,hdate_birth",
        ["Anna the First,28 May 1533,17 May 1536,1501", "Ivan the Sixth,17 Nov 1558,24 Mar 1603,7 Sep 1533"],
        {"date": "hdate", "end": "hdate_end", "title": "label"},
    ),
    "streets and months counted": (
        "Year,months,Event,Address",
        ["1850,3,Mill burns,2009 W. Sixth St.", "1863,14,Ford floods,Main & College streets"],
        {"date": "Year", "title": "Event", "place": "Address"},
    ),
    "a text alone": (
        "EventTime,description",
        ["2022-01-05T14:30,The wheel stands still", "2022-01-05T14:35,The wheel turns"],
        {"date": "EventTime", "title": "description"},
    ),
    "one column of words": (
        "year,population,Ruler", ["1850,1200,Anna the First", "1863,1300,Ivan the Sixth"],
        {"date": "year", "title": "Ruler"},
    ),
    "one column that differs in every row": (
        "day,area,crew",
        ["2022-01-05,North,Ann mends it", "2022-01-06,North,Bo mends it", "2022-01-07,South,Cy paints it",
         "2022-01-08,South,Di paints it", "2022-01-09,North,Ed looks on"],
        {"title": "crew"},
    ),
    "topics": (
        "Date,Topic", ["2022-01-05,The mill", "2022-01-06,The ford", "2022-01-07,The gate"],
        {"date": "Date", "title": "Topic"},
    ),
    "fields of a tracker": (
        "key,fields.summary,fields.created", ["M-1,Wheel is loose,2022-01-05", "M-2,Roof leaks,2022-01-06"],
        {"date": "fields.created", "title": "fields.summary"},
    ),
    "another language": (
        "Күні;Оқиға;Орны", ["02.01.2022;Қала жиналды;Жаңаөзен"], {"date": "Күні", "title": "Оқиға", "place": "Орны"},
    ),
    "a terminology": (
        "dcterms:created,dcterms:title", ["2022-01-05,A survey", "2022-01-06,A map"],
        {"date": "dcterms:created", "title": "dcterms:title"},
    ),
}  # fmt: skip


def written(tmp_path, header, rows):
    path = tmp_path / "table.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


@pytest.mark.parametrize(("header", "rows", "columns"), OPENED.values(), ids=OPENED)
def test_a_table_opens_without_a_question_and_every_row_is_an_event(header, rows, columns, tmp_path):
    path = written(tmp_path, header, rows)
    report = reader.read(path).report
    assert columns.items() <= report.columns.items()
    assert (report.events, report.problems) == (len(rows), ())
    for name, column in report.columns.items():
        said = find_columns([column])[0].get(name)
        is_known = any(note.startswith("The columns are those of ") for note in report.notes)
        assert said or is_known or any(f"“{column}”" in note for note in report.notes), "what is assumed is said"
    assert_same(path, tmp_path)


def test_a_long_text_without_a_title_gives_its_first_words_and_stays_whole(tmp_path):
    long = "The river rose in the night. " + "It went on rising. " * 20
    path = written(tmp_path, "date,description", [f'2022-01-05,"{long}"', "2022-01-06,It fell."])
    events = reader.read(path).events.sort_by("row").to_pylist()
    assert [event["title"] for event in events] == ["The river rose in the night.", "It fell."]
    assert events[0]["text"] == long.strip()
    assert_same(path, tmp_path)


def test_a_row_without_a_title_is_an_event_by_its_text_or_its_category_and_place(tmp_path):
    rows = ["2022-01-05,Rain,,,", '2022-01-06,,"It snowed.\nFor hours.",,', "2022-01-07,,,Storm,Ford", "2022-01-08,,,,"]
    path = written(tmp_path, "date,title,text,category,place", rows)
    found = reader.read(path)
    assert found.events.sort_by("row")["title"].to_pylist() == ["Rain", "It snowed.", "Storm, Ford"]
    assert [problem.row for problem in found.report.problems] == [4]
    assert any(note.startswith("2 rows have no title") for note in found.report.notes)
    assert_same(path, tmp_path)


@pytest.mark.parametrize(
    ("header", "rows", "name", "first", "never"),
    [
        pytest.param("opened_on,closed_by,remark_a,remark_b",
                     ["2022-01-05,2022-02-01,One thing here,Two", "2022-01-06,2022-02-01,Three things,Four"],
                     "title", "remark_a", {"opened_on", "closed_by"}, id="of two columns of words none of dates"),
        pytest.param("latitude,incident_id,title,seen_on,told_on",
                     ["43.25,20220105,Rain,2022-01-05,2022-01-07", "43.26,20220106,Sun,2022-01-06,2022-01-08"],
                     "date", "seen_on", {"latitude", "incident_id", "title"}, id="neither a latitude nor an id"),
    ],
)  # fmt: skip
def test_where_one_must_be_asked_the_first_proposal_is_right(header, rows, name, first, never, tmp_path):
    with pytest.raises(BadColumns) as caught:
        reader.read(written(tmp_path, header, rows))
    assert name in caught.value.missing
    assert isinstance(caught.value.report, Report)
    proposed = caught.value.report.candidates[name]
    assert proposed[0] == first
    assert not {*proposed[:2]} & never


def test_a_column_of_dates_is_never_proposed_as_the_title():
    cells = [["5 January 2022", "6 January 2022"], ["12", "13"], ["Rain fell", "Sun shone"]]
    assert candidates("title", ["day", "count", "said"], cells)[0] == "said"


def test_a_start_comes_before_the_day_on_which_a_record_was_made(tmp_path):
    path = written(tmp_path, "created_at,startDate,title", ["2022-03-01,2022-01-05,Rain", "2022-03-02,2022-01-06,Sun"])
    assert reader.read(path).report.columns["date"] == "startDate"
    path = written(tmp_path, "created_at,incident_start,title", ["2022-03-01,2022-01-05,Rain"])
    assert reader.read(path).report.columns["date"] == "incident_start"
    assert reader.read(path, {"date": "created_at"}).report.columns["date"] == "created_at"


@pytest.mark.parametrize(
    ("text", "title"),
    [("", ""), ("\n\nRain\nSun", "Rain"), ("a " * 200, "a " * 39 + "a…"), ("x" * 300, "x" * 80 + "…")],
)
def test_first_words_end_at_a_line_a_sentence_or_a_word(text, title):
    assert first_words(text) == title


@pytest.mark.parametrize(
    ("text", "columns", "dates"),
    [
        pytest.param("id,date_filed,date_terminated,case_name\n1,2019-05-06,2020-03-04,D v. R\n2,2019-06-07,,A v. B\n",
                     {"date": "date_filed", "end": "date_terminated", "title": "case_name"},
                     ["2019-05-06/2020-03-04", "2019-06-07"], id="what is over is no start"),
        pytest.param("Reference,Name,Declared at,Resolved at\nI-1,Errors,2022-01-05 09:12,2022-01-05 11:00\n",
                     {"date": "Declared at", "end": "Resolved at", "title": "Name"},
                     ["2022-01-05T09:12/2022-01-05T11:00"], id="declared, where nothing else says when it began"),
        pytest.param("cveID,vendorProject,vulnerabilityName,dateAdded,shortDescription,dueDate\n"
                     "CVE-1,Apache,Remote code,2021-12-10,It runs code,2021-12-24\n",
                     {"date": "dateAdded", "end": "dueDate", "title": "vulnerabilityName"},
                     ["2021-12-10/2021-12-24"], id="what is due is no start, and a name is no description"),
        pytest.param("Title,Period,Object Begin Date,Object End Date\nCoin,,1853,1855\nVase,,1893,1895\n",
                     {"date": "Object Begin Date", "end": "Object End Date"}, ["1853/1855", "1893/1895"],
                     id="an empty column is no date"),
        pytest.param("Event Name,Event Start Date,Event Start Time,Event End Date,Event End Time\n"
                     "Talk,2022-01-05,7:00 PM,2022-01-05,9:00 PM\n", {"title": "Event Name"},
                     ["2022-01-05T19:00/2022-01-05T21:00"], id="the time that is called as the day is"),
        pytest.param('Betreff,Beginnt am,Beginnt um,Endet am,Endet um,Ganztägiges Ereignis\n'
                     "Sitzung,5.1.2022,09:00:00,5.1.2022,10:30:00,Aus\nUrlaub,14.2.2022,00:00:00,16.2.2022,00:00:00,Ein\n",
                     {"title": "Betreff"}, ["2022-01-05T09:00:00/2022-01-05T10:30:00", "2022-02-14/2022-02-15"],
                     id="a German calendar"),
        pytest.param('@timestamp,agent.name,message\n"Jan 5, 2022 @ 09:12:33.123",web01,Failed password\n',
                     {"title": "message"}, ["2022-01-05T09:12:33"], id="a name before one of something"),
        pytest.param("Volcano Name,Eruption Category,Start Year,Start Month,Start Day\nEtna,Confirmed,2013,9,3\n",
                     {"title": "Volcano Name"}, ["2013-09-03"], id="a title beside a date in parts"),
        pytest.param("host,user,time,request,agent\n10.0.0.1,-,05/Jan/2022:09:12:33 +0000,GET /index.html,Mozilla\n",
                     {"title": "request"}, ["2022-01-05T09:12:33"], id="a web server's log"),
        pytest.param("Date,Subject\n\"Mon, 14 May 2001 16:39:00 -0700 (PDT)\",Forecast\n"
                     "Fri May 04 2001 13:51:00 GMT-0700 (Pacific Daylight Time),Trip\n",
                     {"title": "Subject"}, ["2001-05-14T16:39:00", "2001-05-04T13:51:00"],
                     id="the name of a zone behind its offset"),
        pytest.param('"_time",host,sourcetype,"_raw"\n2022-01-05T09:12:33.000+0000,web01,secure,Failed password\n',
                     {"title": "_raw"}, ["2022-01-05T09:12:33"], id="the raw line of a log"),
        pytest.param('"ID","Team","Title","Status","Created","Started","Completed","Due Date"\nE-1,Eng,Fix,Done,'
                     "Wed Jan 05 2022 09:12:33 GMT+0000 (GMT),Thu Jan 06 2022 08:00:00 GMT+0000 (GMT),"
                     "Fri Jan 07 2022 10:00:00 GMT+0000 (GMT),\nE-2,Eng,Add,Todo,"
                     "Sat Jan 08 2022 11:00:00 GMT+0000 (GMT),,,\n", {"title": "Title"},
                     ["2022-01-06T08:00:00/2022-01-07T10:00:00", "2022-01-08T11:00:00"], id="Linear"),
    ],
)  # fmt: skip
def test_public_exports_open_at_once_and_right(text, columns, dates, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(text)
    found = reader.read(path)
    assert {**found.report.columns, **columns} == found.report.columns
    assert (found.events.sort_by("row")["date"].to_pylist(), found.report.problems) == (dates, ())


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("date,Month,deaths\n1854-04-01,Apr,1\n1854-05-01,May,12\n1854-06-01,Jun,11\n", id="months"),
        pytest.param("date,day,rate\n1980-01-02,wednesday,0.5\n1980-01-03,thursday,0.6\n", id="days of the week"),
        pytest.param("date,seats,Green\n1949-12-10,121,NA\n1951-04-28,121,NA\n2007-11-24,150,7.79\n", id="no figure"),
    ],
)
def test_a_part_of_the_date_or_a_word_for_nothing_is_no_title_unasked(table, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(table)
    with pytest.raises(BadColumns) as refused:
        reader.read(path)
    assert str(refused.value).startswith("No column was found for “title”.")
