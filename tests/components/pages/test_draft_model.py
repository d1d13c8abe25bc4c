"""A model is asked for the rows of a report by whoever may edit, and by nobody else."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.running_app import SHIPPED
from tests.components.pages.test_pages import SCRIPT
from tests.components.whole_app import bound_to
from tests.draft.test_proposal_checks import TEXT, TRUE, model, said


@pytest.mark.parametrize(
    ("address", "is_asked"), [pytest.param("127.0.0.1", True, id="one's own"), pytest.param(None, False, id="served")]
)
def test_a_model_is_asked_by_whoever_may_edit_alone(monkeypatch, address, is_asked):
    monkeypatch.setenv("EVENTS", str(SHIPPED))
    with bound_to(address), model(said(json.dumps([TRUE])), monkeypatch) as asked:
        app = AppTest.from_file(str(SCRIPT), default_timeout=60)
        app.query_params["page"] = "draft"
        app.run()
        app.text_area(key="draft_text").set_value(TEXT)
        app.text_input(key="draft_day").set_value("6 January 2022")
        app.button[0].click().run()
        assert not app.exception
        assert app.button(key="draft_sure").label == "Keep all that are sure", "its rows are there, whoever found them"
        assert bool(asked) is is_asked
