"""Every page runs with every file: what it draws is judged in the browser, that it draws is judged here."""

import os
import re
import threading
from pathlib import Path
from typing import Any

import orjson
import pytest
from streamlit.testing.v1 import AppTest
from xlsxwriter import Workbook

from components import cache
from components.access.request_sender import Asker
from components.pages._own_file import JOB, UPLOADED
from components.pages._registry import discover
from components.pictures import Frame
from data.reading.worker import build_in_child
from data.view import View
from tests.components.whole_app import bound_to

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "components" / "pages" / "main.py"
FILES = sorted((ROOT / "data").glob("*.csv"))
NAMES = [page.name for page in discover()]


@pytest.fixture(autouse=True)
def _at_one_s_own_machine():
    with bound_to("127.0.0.1"):
        yield


def run(events: Path, monkeypatch, **query: str) -> AppTest:
    monkeypatch.setenv("EVENTS", str(events))
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def chosen_sets(file: Path) -> list[object]:
    """The readings of a file that are kept beside the usual one."""
    return [key for key, _ in cache._CHOSEN.items() if key[0][0] == str(file)]


def sheets(app: AppTest) -> str:
    """All that is sent to the pieces of the page, as text; but to the form, which is for whoever keeps the record."""
    found = [element for block in (app.main, app.sidebar) for element in block if element.type == "bidi_component"]
    return " ".join(element.proto.bytes.decode() for element in found if "dateline_editor" not in str(element.proto))


def state_of(app: AppTest) -> View:
    """The view that the page's address asks for."""
    pairs = [(name, [value] if isinstance(value, str) else value) for name, value in app.query_params.items()]
    return View.from_query((name, value) for name, values in pairs for value in values)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_page_runs(file, name, monkeypatch):
    app = run(file, monkeypatch, page=name)
    assert not app.exception
    assert "Something went wrong" not in sheets(app)


def test_what_was_assumed_stands_above_the_timeline_and_is_counted_beside_the_problems(tmp_path, monkeypatch):
    path = tmp_path / "days.csv"
    path.write_text("headline,date\nRain,5 January 2022\nSun,6 January 2022\n")
    above = sheets(run(path, monkeypatch))
    assert "1 note on how the file was read" in above
    assert "Dates that are spelled out are read too" in above
    assert "“headline” is read as title" not in above, "which column is which is on the page of problems"
    assert "on how the file was read" not in sheets(run(path, monkeypatch, page="problems"))
    path.write_text("title,date\nRain,2022-01-05\nSun,2022-01-06\n")
    assert "on how the file was read" not in sheets(run(path, monkeypatch))


def test_each_page_has_a_name_that_a_link_can_hold():
    assert [View(page=name).page for name in NAMES] == NAMES
    assert NAMES[0] == ""


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08", b"a,b\n1,2\n"], ids=["empty", "gzip", "no date"])
def test_a_file_that_cannot_be_shown_is_met_calmly(content, tmp_path, monkeypatch):
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    app = run(file, monkeypatch)
    assert not app.exception
    assert "Something went wrong" not in sheets(app)
    assert "This file cannot be shown" in sheets(app) or "Which columns are they?" in sheets(app)


def test_all_columns_are_chosen_in_one_step_by_the_first_rows_as_they_would_be_read(tmp_path, monkeypatch):
    file = tmp_path / "unclear.csv"
    file.write_text("a,b,un,deux\nPluie forte,Lyon,5/13/2022,7/13/2022\nSoleil,Nice,5/14/2022,7/14/2022\n")
    app = run(file, monkeypatch)
    drawn = sheets(app)
    assert "Which columns are they?" in drawn
    assert [app.selectbox(key=f"choose_{name}").value for name in ("date", "title")] == ["un", "a"]
    assert "13 May 2022" in drawn
    assert "Pluie forte" in drawn
    app.selectbox(key="choose_end").set_value("deux")
    app.selectbox(key="choose_title").set_value("b").run()
    assert "13 May to 13 July 2022" in sheets(app)
    app.button(key="read_so").click().run()
    assert "2 rows in" not in sheets(app)
    assert "Which columns are they?" not in sheets(app)
    assert "Lyon" in sheets(app)
    assert state_of(app).columns == (("date", "un"), ("end", "deux"), ("title", "b")), "the answer is in the link"


def test_a_table_of_figures_is_offered_as_such_and_read_with_one_click(tmp_path, monkeypatch):
    file = tmp_path / "daily.csv"
    file.write_text("date,cases,deaths\n2022-01-05,10,1\n2022-01-06,12,2\n")
    assert "Read them as figures" in sheets(run(file, monkeypatch))
    drawn = sheets(run(file, monkeypatch, **{"column:figures": "all"}))
    assert "cases: 12" in drawn
    assert "Which columns are they?" not in drawn


def test_all_sheets_of_one_shape_are_a_click_away_above_the_timeline(tmp_path, monkeypatch):
    file = tmp_path / "years.xlsx"
    with Workbook(file) as book:
        for year in ("2021", "2022"):
            sheet = book.add_worksheet(year)
            sheet.write_row("A1", ["Date", "Event"])
            sheet.write_row("A2", [f"{year}-01-05", f"Rain of {year}"])
    assert "Read all together" in sheets(run(file, monkeypatch))
    drawn = sheets(run(file, monkeypatch, **{"column:sheets": "all"}))
    assert "Read all together" not in drawn
    assert "are read together" in drawn


def test_a_file_of_which_much_cannot_be_read_says_so_above_the_timeline(tmp_path, monkeypatch):
    file = tmp_path / "half.csv"
    file.write_text("date,title\n2022-01-05,Read\nsometime,Not read\n")
    drawn = sheets(run(file, monkeypatch))
    assert "1 row is not shown, of 2 in the file." in drawn
    assert "cards bare" in drawn, "no room is left for figures that cannot be there"
    assert "One lane" in drawn
    assert '"Category"' not in drawn, "nothing can be chosen that is empty"


def test_a_wide_file_has_a_side_that_can_be_read_and_says_what_else_there_is(tmp_path, monkeypatch):
    file = tmp_path / "wide.csv"
    headers = [f"Own {number}" for number in range(15)]
    rows = [
        f"2022-01-0{day},Day {day},{','.join([each] * 14)},{last}" for day, each, last in ("1aa", "2ba", "3ab", "4bb")
    ]
    file.write_text("\n".join([f"date,title,{','.join(headers)}", *rows]))
    with bound_to(None):
        drawn = sheets(run(file, monkeypatch, **{"x:Own 14": "a"}))
    listed = set(re.findall(r'"header": ?"(Own \d+)"', drawn))
    assert listed == {*headers[:12], "Own 14"}, "what is ticked is always there"
    assert "2 more columns of yours can make the lanes" in drawn


def test_the_chosen_event_is_in_the_panel_without_the_briefer_s_notes(monkeypatch):
    with bound_to(None):
        drawn = sheets(run(ROOT / "data" / "kazakhstan-2022.csv", monkeypatch, event="nazarbayev-era"))
    assert "Chosen event" in drawn
    assert "The report gives the first year" not in drawn


def test_a_reading_that_was_stopped_says_so_and_begins_again_at_one_click(tmp_path, monkeypatch):
    file = tmp_path / "stopped.csv"
    file.write_text("date,title\n2022-01-05,An event\n")
    monkeypatch.setenv("EVENTS", str(file))
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.session_state["dateline.kept.shared.stopped"] = (str(file), ())
    assert "Reading was stopped" in sheets(app.run())
    app.button("begin_again").click().run()
    assert not app.exception
    assert "An event" in sheets(app)


def test_the_page_stays_where_it_is_after_a_wait_for_the_file(tmp_path, monkeypatch):
    """Streamlit names a part that is redrawn by itself after its place: one that moves is made anew, chart and all."""
    file = tmp_path / "slow.csv"
    file.write_text("date,title\n2022-01-05,An event\n")
    monkeypatch.setattr("components.pages._progress.BLINK_SECONDS", 0)
    waited = run(file, monkeypatch)
    places = {key: block.type for key, block in waited.main.children.items()}
    assert "An event" in sheets(waited)
    assert {key: block.type for key, block in waited.run().main.children.items()} == places


@pytest.mark.parametrize("is_own", [False, True], ids=["a shared file", "one's own file"])
def test_while_a_large_file_is_read_its_days_are_shown_and_then_all_of_it_in_the_same_place(
    is_own, tmp_path, monkeypatch
):
    file = tmp_path / "large.csv"
    rows = "".join(f"{1990 + n % 30}-01-{n % 28 + 1:02},event {n},{'AB'[n % 2]}\n" for n in range(50_000))
    file.write_text(f"date,title,category\n{rows}")
    may_go_on = threading.Event()

    def held_up(*given: Any) -> None:
        if is_own:
            given = (*given[:-1], lambda found, look=given[-1]: (look(found), may_go_on.wait(60)))
        else:
            may_go_on.wait(60)
        build_in_child(*given)

    monkeypatch.setattr("components.pages._progress.BLINK_SECONDS", 0)
    monkeypatch.setattr("data.dataset.opening.build_in_child", held_up)
    monkeypatch.setattr("data.reading.reader.LARGE", 1)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("EVENTS", str(FILES[0] if is_own else file))
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    if is_own:
        app.session_state[f"dateline.kept.{UPLOADED}"] = ("a" * 16, file.name, file.read_bytes())
        app.query_params["file"] = "a" * 16
    app.run()
    places = {key: block.type for key, block in app.main.children.items()}
    job = app.session_state[f"dateline.kept.{JOB}"] if is_own else cache.reading(file)
    assert job is not None
    assert "Reading large.csv" in sheets(app)
    assert "50,000" in sheets(app)
    assert "event 7" not in sheets(app)
    assert "One lane" not in sheets(app), "nothing can be chosen that is not known yet"
    noon = View(start="2001-01-04T11:00", end="2001-01-04T13:00")
    cells = orjson.loads(cache.picture(job.glimpse.key, noon, Frame("timeline", 1000)).body)["meta"]["bins"]["cells"]
    assert sum(count for _, _, count in cells) == 119, "no less than a day is known, so all of it is shown"
    picture = orjson.loads(cache.picture(job.glimpse.key, View(), Frame("timeline", 1000)).body)
    for name in ("figures", "calendar"):
        coming = orjson.loads(cache.picture(job.glimpse.key, View(), Frame(name, 1000)).body)
        assert coming["meta"]["alt"].endswith("as soon as the file has been read.")
    may_go_on.set()
    assert job.done.wait(60)
    app.run()
    assert not app.exception
    assert "Reading large.csv" not in sheets(app)
    assert "event 7" in sheets(app)
    assert {key: block.type for key, block in app.main.children.items()} == places
    key = job.result.key if is_own else cache.dataset(file).key
    assert cache.is_upload(key) == cache.is_upload(job.glimpse.key) == is_own
    read = orjson.loads(cache.picture(key, View(), Frame("timeline", 1000)).body)
    assert picture["meta"]["bins"] == read["meta"]["bins"] != {}
    assert picture["meta"]["height"] == read["meta"]["height"]


def test_a_form_that_needs_an_answer_is_asked_with_what_each_answer_would_make_of_it(tmp_path, monkeypatch):
    file = tmp_path / "short.csv"
    file.write_text("date,title\n25/01/22,Rain\n2022-01-06,Sun\n")
    asked = sheets(run(file, monkeypatch))
    assert "Which century is it?" in asked
    assert "25 January 2022" in asked
    assert "25 January 1922" in asked
    answered = sheets(run(file, monkeypatch, **{"column:century": "19", "page": "problems"}))
    assert "Which century is it?" not in answered
    assert "Years of two digits are read as 19" in answered


def test_the_zone_of_the_times_is_said_above_the_page_and_not_where_there_are_none(tmp_path, monkeypatch):
    file = tmp_path / "zone.csv"
    file.write_text("date,title\n2026-11-14T02:07+01:00,Rain\n")
    assert "Times are those of UTC+01:00." in sheets(run(file, monkeypatch))
    file.write_text("date,title\n2026-11-14,Rain\n")
    assert "Times are those" not in sheets(run(file, monkeypatch))


def test_where_others_look_on_the_question_names_the_line_that_answers_it_and_a_link_answers_nothing(
    tmp_path, monkeypatch
):
    file = tmp_path / "short.csv"
    file.write_text("date,title\n25/01/22,Rain\n2022-01-06,Sun\n")
    with bound_to(None):
        asked = sheets(run(file, monkeypatch, **{"column:century": "19", "column:title": "date"}))
        assert "Which century is it?" in asked
        assert 'century = \\"20\\"' in asked
        assert "short.toml" in asked
        assert "was left out" in asked
        assert not chosen_sets(file)
        file.with_suffix(".toml").write_text('[columns]\ncentury = "19"\n')
        assert "Which century is it?" not in sheets(run(file, monkeypatch))
        assert cache.dataset(file).report.events == 2


def test_a_file_that_is_not_kept_is_not_silently_another(monkeypatch):
    drawn = sheets(run(FILES[0], monkeypatch, file="b" * 16))
    assert "This file is not here" in drawn
    assert "opened in another browser" in drawn
    assert "Chosen event" not in drawn


def test_links_with_made_up_columns_read_nothing_again(tmp_path, monkeypatch):
    file = tmp_path / "large.csv"
    file.write_text("date,title,place\n" + "".join(f"2022-01-{n % 28 + 1:02},event {n},here\n" for n in range(300)))
    monkeypatch.setattr("data.reading.reader.LARGE", 1)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    usual = cache.dataset(file)
    made_up = [{"column:title": f"made up {n}"} for n in range(3)] + [{"column:sheet": f"{n}"} for n in range(2)]
    made_up += [{"column:order": "sideways"}, {"column:encoding": "klingon"}, {"column:century": "21"}]
    for query in made_up:
        assert "cannot be" in sheets(run(file, monkeypatch, **query))
    with bound_to(None):
        for header in ("place", "date", "title"):
            assert "was left out" in sheets(run(file, monkeypatch, **{"column:title": header}))
    assert cache.dataset(file) is usual
    assert not chosen_sets(file)
    assert len(list((tmp_path / "cache").glob("*.duckdb"))) == 1


def test_how_own_figures_are_read_is_said_and_can_be_thought_of_again(tmp_path, monkeypatch):
    file = tmp_path / "log.csv"
    file.write_text("date,title,fatalities\n2022-01-05,Clash,2\n2022-01-06,Raid,1\n")
    assert "each row counts so many more" in sheets(run(file, monkeypatch))
    shown = sheets(run(file, monkeypatch, **{"page": "problems", "column:figures": "more"}))
    assert "fatalities: each row counts so many more." in shown
    assert "Rather: each row counts all so far" in shown
    assert "As no figures" in shown
    assert "\u2265 3" in sheets(run(file, monkeypatch, **{"column:figures": "more"}))


def test_who_may_look_no_longer_sees_why_and_nothing_of_the_record(tmp_path, monkeypatch):
    file = tmp_path / "log.csv"
    file.write_text("date,title\n2022-01-05,An event\n")
    monkeypatch.setattr("components.session_state.asker", lambda: Asker("192.0.2.9", "", {"host": "localhost"}))
    app = run(file, monkeypatch)
    assert "An event" in sheets(app)
    settings = file.with_suffix(".toml")
    settings.write_text('[access]\nview = ["team"]\n')
    os.utime(settings, (1, 1))
    app.run()
    assert not app.exception
    assert "may look at this record" in sheets(app)
    assert "An event" not in sheets(app)
    assert len(app.sidebar) == 0
    settings.write_text('title = "Open again"\n')
    os.utime(settings, (2, 2))
    assert "An event" in sheets(app.run())
