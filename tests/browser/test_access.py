"""Signing in at a real provider, and with a team's secret: seeing, editing, being refused, and going out again."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.access import shared_secret
from data.corrections import journal
from tests import oidc
from tests.browser.accessibility import serious_findings

CSV = "id,date,title,source\ne1,2022-01-05,First,Ministry\ne2,2022-01-06,Second,Police\n"
SETTINGS = """title = "The log"
[access]
view = [{view}]
edit = [{editors}"group:desk", "team"]
"""
SECRET = "a-secret-of-a-small-team"
PEOPLE = {
    "anna": {"email": "Anna@Example.org", "name": "<b>Anna</b>\u202e"},
    "vic": {"email": "vic@example.org", "name": "anna@example.org"},
}


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(CSV, "utf-8")
    name_editors(path, "anna@example.org")
    return path


def name_editors(path: Path, *names: str, view: str = '"*@example.org", "team"') -> None:
    """Write who may edit, as if it had been a while ago: what was written just now counts once it is still."""
    settings = path.with_suffix(".toml")
    settings.write_text(SETTINGS.format(view=view, editors="".join(f'"{name}", ' for name in names)), "utf-8")
    moment = time.time() - 60 - len(names)
    os.utime(settings, (moment, moment))


def come_in(page: Page, who: str) -> None:
    """From the page that asks for it, at the provider and back."""
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=who, exact=True).click()


def test_each_sees_and_does_what_they_may_and_the_journal_says_who_did_it(open_page, serve, record, tmp_path, forgiven):
    forgiven += ["cdn.jsdelivr.net", "401 (Unauthorized)", "403 (Forbidden)"]  # the provider's style is elsewhere
    with oidc.provider(tmp_path, PEOPLE) as secrets:
        server = serve(record, STREAMLIT_SECRETS_FILES=secrets, **{shared_secret.SECRET: SECRET})
        vic, anna, tom = open_page(), open_page(viewport="phone"), open_page(color_scheme="dark")
        for page in (vic, anna, tom):
            page.route("**://cdn.jsdelivr.net/**", lambda route: route.abort())
            page.goto(f"{server}/?event=e1")
            expect(page.get_by_text("Only those whom its owner names may look at this record")).to_be_visible()
            assert not serious_findings(page)

        come_in(vic, "vic")
        expect(vic.get_by_test_id("person")).to_contain_text("vic@example.org")
        expect(vic).to_have_url(f"{server}/?event=e1")
        expect(vic.get_by_test_id("event").get_by_role("heading")).to_have_text("First")
        expect(vic.get_by_test_id("desk")).to_have_count(0)
        asked = "async () => (await fetch('./understood?column=date&text=2022')).text()"
        assert vic.evaluate(asked).startswith(
            "Only anna@example.org, the group desk and the team may edit this record."
        )
        vic.goto(f"{server}/?page=edit")
        said = "You are here as vic@example.org: sign out and in again as one of them, or ask its owner."
        expect(vic.get_by_text(said)).to_be_visible()

        come_in(anna, "anna")
        edit_title(anna, "Hers")
        expect(anna.get_by_test_id("event").get_by_role("heading")).to_have_text("Hers")
        assert [one.who for one in journal.read(record)] == ["anna@example.org"]
        name_editors(record)
        edit_title(anna, "No longer hers")
        refused = "Nothing was saved. Only the group desk and the team may edit this record. You are here as anna@"
        expect(anna.get_by_test_id("desk-form").get_by_role("status")).to_contain_text(refused)
        assert "No longer" not in record.read_text("utf-8")

        tom.get_by_label("Your name, for the journal").fill("Tom <i>of the team</i>")
        tom.get_by_label("The secret").fill("something else altogether")
        tom.keyboard.press("Enter")
        expect(tom.get_by_text("That is not the team’s secret.")).to_be_visible()
        assert not serious_findings(tom)
        tom.get_by_label("Your name, for the journal").fill("Tom <i>of the team</i>")
        tom.get_by_label("The secret").fill(SECRET)
        tom.keyboard.press("Enter")
        expect(tom.get_by_test_id("person")).to_contain_text("Tom <i>of the team</i>")
        expect(tom).to_have_url(f"{server}/?event=e1")
        edit_title(tom, "His")
        expect(tom.get_by_test_id("event").get_by_role("heading")).to_have_text("His")
        assert [one.who for one in journal.read(record)] == ["anna@example.org", "Tom <i>of the team</i>"]

        name_editors(record, "anna@example.org", view='"team"')
        expect(vic.get_by_role("alert")).to_contain_text("Only those whom its owner names may look at this record.")
        expect(vic.get_by_text("First", exact=True)).to_have_count(0)
        expect(vic).to_have_title("Dateline")
        assert not serious_findings(vic)
        name_editors(record)
        expect(vic.get_by_text("You are here as vic@example.org: sign out and in again as one of them")).to_be_visible()

        tom.get_by_role("link", name="Sign out").click()
        expect(tom.get_by_label("The secret")).to_be_visible()

        vic.get_by_role("link", name="Sign out").click()
        vic.get_by_role("button", name="End session").click()
        expect(vic.get_by_text("Only those whom its owner names may look at this record")).to_be_visible()
        log = (tmp_path / "server-0.log").read_text("utf-8")
        assert not [word for word in (SECRET, oidc.COOKIE_SECRET, "eyJ", "something else") if word in log]


def edit_title(page: Page, title: str) -> None:
    """Change the title of the chosen event in its form, and save it."""
    page.get_by_test_id("desk").get_by_role("button", name="Edit").click()
    page.locator("[data-column=title] input").fill(title)
    page.get_by_test_id("desk-form").get_by_role("button", name="Save").click()
