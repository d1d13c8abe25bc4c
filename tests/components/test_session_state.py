"""The viewer's choice: from the link, then from the session, and back into the link."""

import pytest
from streamlit.testing.v1 import AppTest

QUERY = {"category": ["Protest"], "event": ["e1"]}


def page():
    import streamlit as st

    from components import session_state

    view = session_state.current()
    st.text(view.to_string())
    for notice in session_state.notices():
        st.warning(notice)
    st.button("choose", on_click=lambda: session_state.change(event="e2"))  # type: ignore[arg-type]
    st.button("ask", on_click=lambda: session_state.ask({"category": ["Government"], "importance": [3]}))
    st.button("ask nonsense", on_click=lambda: session_state.ask({"importance": [9], "nonsense": "x"}))
    st.button("ask worse", on_click=lambda: session_state.ask("x"))
    st.text(session_state.link())


@pytest.fixture
def app() -> AppTest:
    made = AppTest.from_function(page, default_timeout=60)
    for name, values in QUERY.items():
        made.query_params[name] = values
    return made.run()


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_the_link_is_read_first(app):
    assert app.text[0].value == "category=Protest&event=e1"


def test_a_change_is_written_into_the_link(app):
    press(app, "choose")
    assert app.text[0].value == "category=Protest&event=e2"
    assert list(app.query_params["event"]) in (["e2"], ["e", "2"])


def test_what_is_the_usual_is_not_in_the_link(app):
    app.query_params.clear()
    app.run()
    assert app.text[0].value == ""
    assert not app.query_params


def test_the_address_wins_when_it_changes(app):
    press(app, "choose")
    app.query_params["event"] = "e9"
    assert app.run().text[0].value == "category=Protest&event=e9"


def test_what_the_page_asks_is_followed(app):
    assert press(app, "ask").text[0].value == "category=Government&importance=3&event=e1"


@pytest.mark.parametrize("label", ["ask nonsense", "ask worse"])
def test_what_is_no_view_changes_nothing(app, label):
    assert press(app, label).text[0].value == "category=Protest&event=e1"
    assert not app.exception


def test_bad_parts_of_a_link_are_named_and_left_out():
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["importance"] = "9"
    app.query_params["words"] = "square"
    app.run()
    assert app.text[0].value == "words=square"
    assert "importance" in app.warning[0].value


def test_a_notice_goes_with_the_next_choice():
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["importance"] = "9"
    assert not press(app.run(), "choose").warning
