"""The page over a table in PostgreSQL, in a real browser: as over a file, and calm when the database is away."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import find_browser
from tests.browser.running_app import Serving, running_app

pytestmark = pytest.mark.engines
HOSTILE = "<img src=x onerror=alert(1)> **bold** $(rm) é"
ROWS = f"""
    insert into incidents select n, timestamptz '2022-01-01Z' + n * interval '9 hours', 'Incident number ' || n,
        (array['Protest', 'State', null])[n % 3 + 1], 'Agency ' || n % 5, 1 + n % 3 from generate_series(1, 900) n;
    insert into incidents values (2000, '2022-07-05 10:00Z', '{HOSTILE}', 'Protest', 'Agency 1', 3),
        (2001, null, 'It has no date', 'State', '', 9)
"""
DESCRIBED = """
title = "Incidents"
address = "postgres:///postgres?host={socket}&user=viewer"
table = "incidents"
seconds = 1
[columns]
id = "number"
date = "happened_at"
title = "headline"
category = "desk"
source = "agency"
importance = "level"
"""


@dataclass
class Warehouse:
    """A PostgreSQL with a table, the app that shows it, and a page that is open in a browser."""

    admin: psycopg.Connection
    app: Serving
    page: Page

    def cut(self) -> None:
        """Every connection of the app is gone."""
        self.admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'viewer'")


@pytest.fixture
def warehouse(postgres: Path, tmp_path: Path) -> Iterator[Warehouse]:
    described = tmp_path / "incidents.toml"
    described.write_text(DESCRIBED.format(socket=postgres), "utf-8")
    browser = find_browser.find()
    flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with (
        psycopg.connect(host=str(postgres), user="postgres", dbname="postgres", autocommit=True) as admin,
        sync_playwright() as playwright,
    ):
        admin.execute("create table incidents (number int primary key, happened_at timestamptz, headline text,"
                      " desk text, agency text, level int)")  # fmt: skip
        for statement in ROWS.split(";"):
            admin.execute(statement)
        admin.execute("create role viewer login")
        admin.execute("grant select on incidents to viewer")
        with running_app(tmp_path / "log.txt", 0, EVENTS=str(described)) as app:
            chromium = playwright.chromium.launch(executable_path=browser, args=flags)
            page = chromium.new_page(viewport={"width": 1366, "height": 768})
            page.set_default_timeout(30_000)
            yield Warehouse(admin, app, page)
            chromium.close()


def test_a_warehouse_is_shown_like_a_file_and_its_absence_calmly(warehouse):
    page, rows = warehouse.page, warehouse.page.get_by_test_id("row")
    expect.set_options(timeout=40_000)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    page.goto(f"{warehouse.app.url}/?start=2022-01-01&end=2023-01-01")
    expect(page.get_by_role("heading", name="901 events")).to_be_visible()
    expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
    page.get_by_text("+", exact=True).click()
    expect(page).not_to_have_url(f"{warehouse.app.url}/?start=2022-01-01&end=2023-01-01")

    page.get_by_label("Words").fill("BOLD e")
    page.get_by_label("Words").press("Enter")
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").click()
    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert not dialogs

    warehouse.cut()
    warehouse.admin.execute("update incidents set desk = 'Unheard of' where number = 77")  # it is not asked for yet
    page.goto(f"{warehouse.app.url}/?words=number+77")
    expect(rows).to_have_count(18)
    assert not warehouse.app.tracebacks()

    warehouse.admin.execute("alter role viewer nologin")
    warehouse.cut()
    expect(page.get_by_text("The database does not answer.").first).to_be_visible()
    expect(rows).to_have_count(18)
    page.goto(f"{warehouse.app.url}/?words=number+78")
    expect(page.get_by_text("The database does not answer.").first).to_be_visible()
    warehouse.admin.execute("alter role viewer login")
    warehouse.admin.execute("insert into incidents values (3000, '2022-03-06', 'Number 78 again', 'New desk', '', 2)")
    expect(page.get_by_text("The database does not answer.")).to_have_count(0)
    expect(rows).to_have_count(20)

    page.goto(f"{warehouse.app.url}/?page=problems")
    expect(page.get_by_test_id("problems").get_by_role("row")).to_have_count(3)
    assert not warehouse.app.tracebacks()
