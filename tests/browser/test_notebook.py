"""A timeline in a notebook, in a real browser: what the notebook is given, as it puts it into its page."""

import pandas as pd
import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from dateline import CannotShow, timeline

NOTEBOOK = "<!doctype html><title>Notebook</title><p>In [1]</p><div class='output'>{}</div><p>In [2]</p>"
EVENTS = pd.DataFrame(
    {
        "When": ["2022-01-05", "2022-01-06T14:30", "1990/2019", "2022-13-01"],
        "What": ["He is <b>dismissed</b>", "Troops & others arrive", "One man leads", "Nothing can be on this day"],
        "Who": [["Council", "President"], ["Troops"], [], []],
        "Year": [2022, None, 1990, 2022],
    }
)


def test_a_notebook_shows_a_table_as_a_timeline(open_page, tmp_path):
    shown = timeline(EVENTS, heading="The unrest", date="When", title="What", actors="Who")
    assert shown is not None
    (tmp_path / "notebook.html").write_text(NOTEBOOK.format(shown._repr_html_()), "utf-8")
    page = open_page((tmp_path / "notebook.html").as_uri())
    frame = page.frame_locator("iframe[title=Timeline]")
    expect(frame.get_by_role("heading", name="The unrest")).to_be_visible()
    expect(frame.locator(".timeline text.label", has_text="Troops & others")).to_be_visible()
    frame.get_by_text("1 row of the file could not be read and is not shown").click()
    expect(frame.locator("#unread li")).to_contain_text("Row 4, When: There is no month 13")
    frame.get_by_role("button", name="He is <b>dismissed</b>").click()
    panel = frame.get_by_label("Chosen event")
    expect(panel).to_contain_text("Council, President")
    expect(panel.get_by_text("2022", exact=True)).to_be_visible()  # a year is no number with a point
    shown.save(tmp_path / "page.html")
    alone = open_page((tmp_path / "page.html").as_uri())
    expect(alone.get_by_role("heading", name="The unrest")).to_be_visible()


def test_an_app_of_somebody_else_shows_it_where_it_is_called():
    def script():
        import streamlit as st

        from dateline import timeline

        st.title("Somebody's app")
        timeline([{"date": "2022-01-05", "title": "He is dismissed"}], heading="Unrest", height=500)

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception
    assert [element.type for element in app.main.children.values()] == ["title", "iframe"]
    [frame] = app.get("iframe")
    assert "He is dismissed" in frame.proto.srcdoc


@pytest.mark.parametrize(
    ("table", "said", "given"),
    [
        ({"a": ["x"], "b": ["y"]}, "No column was found for “date”", {}),
        ([{"date": "2022-01-05", "title": "x"}], "There is no column called 'dat'. Did you mean “date”.", {"dat": "x"}),
        ("none.csv", "none.csv", {}),
        ("none.csv", "stand in the settings beside it", {"heading": "x"}),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_shown_is_said_to_be_so(table, said, given):
    with pytest.raises(CannotShow, match=r".") as refused:
        timeline(table, **given)
    assert said in str(refused.value)
    assert "--map" not in str(refused.value)


def test_dates_may_be_the_index_of_a_table():
    days = pd.to_datetime(["2022-01-05", "2022-01-06"])
    shown = timeline(pd.DataFrame({"title": ["First", "Second"]}, index=days))
    assert shown is not None
    assert "6 January 2022" in shown.html
