"""One's own file: read for this viewer only, refused with a sentence, mended by choosing columns."""

import gzip
import re

from playwright.sync_api import Page, expect
from xlsxwriter import Workbook

from tests.browser.running_app import SHIPPED, free_port, running_app

GOOD = "date,title,text\n1969-07-16,Apollo 11 lifts off,\n1969-07-20,The Eagle lands,\n"
BROKEN = "date,title\n1969-07-16,Apollo 11 lifts off\n1969-13-40,No such day\n1969-07-20,\n"
UNNAMED = (
    "Wann,Zuletzt,Was,Wer\n1969-07-16,1969-07-24,Apollo 11 lifts off,NASA\n1969-07-20,1969-07-21,The Eagle lands,NASA\n"
)


def give(page: Page, text: str | bytes, name: str = "apollo.csv") -> None:
    content = text if isinstance(text, bytes) else text.encode()
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def test_a_good_file_is_shown_to_this_viewer_only(open_page, server):
    page, other = open_page(server), open_page(server)
    give(page, GOOD)
    expect(page.get_by_role("heading", name="apollo")).to_be_visible()
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
    expect(page.get_by_test_id("stSidebar").get_by_text("Only this browser sees your file")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Kazakhstan, January 2022")).to_be_visible()


def test_one_click_leads_to_a_file_of_ones_own_and_one_back(page: Page, server):
    page.goto(server)
    expect(page.get_by_test_id("stFileUploader")).to_be_attached()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files({"name": "apollo.csv", "mimeType": "text/csv", "buffer": GOOD.encode()})
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(page.get_by_test_id("key-events").get_by_role("heading")).to_have_text("The first events")
    page.get_by_role("button", name="Back to Kazakhstan, January 2022").click()
    expect(page.get_by_test_id("row")).to_have_count(28)


def test_a_broken_file_names_each_cell_to_mend(page: Page, server):
    page.goto(server)
    give(page, BROKEN)
    expect(page.get_by_test_id("row")).to_have_count(1)
    page.get_by_role("link", name="Problems 2").click()
    listed = page.get_by_test_id("problems")
    expect(listed).to_contain_text("1969-13-40")
    expect(listed.get_by_role("row")).to_have_count(3)
    expect(page.get_by_text("3 rows in apollo.csv: 1 event")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the problems").click()
    assert "1969-13-40" in download.value.path().read_text("utf-8-sig")


def test_columns_that_are_not_found_are_chosen(page: Page, server):
    page.goto(server)
    give(page, UNNAMED)
    expect(page.get_by_role("heading", name="Which columns are they?")).to_be_visible()
    expect(page.get_by_test_id("preview")).to_contain_text("Apollo 11 lifts off")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(page.get_by_test_id("row").first).to_contain_text("Apollo 11 lifts off")
    expect(page).to_have_url(re.compile("column%3Adate=Wann"))


def test_dates_that_can_be_read_two_ways_are_read_as_the_viewer_says(page: Page, server):
    page.goto(server)
    give(page, "date,title\n1/5/2022,Budget meeting\n2/5/2022,Second meeting\n")
    expect(page.get_by_test_id("problems")).to_contain_text("1/5/2022")
    expect(page.get_by_role("button", name="Brief")).to_have_count(0)
    page.get_by_role("button", name="Month: 5 January 2022").click()
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(page.get_by_test_id("row").first).to_contain_text("5 January 2022")
    page.get_by_role("link", name="Problems").click()
    page.get_by_role("button", name="Rather: Day").click()
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_test_id("row").first).to_contain_text("1 May 2022")


def test_letters_that_are_not_certain_are_chosen_by_how_they_read(page: Page, server):
    page.goto(server)
    give(page, "日付,出来事,場所\n2022/01/05,地震,東京\n".encode("cp932"), "events.csv")
    offers = page.get_by_test_id("encoding").get_by_role("listitem")
    offers.filter(has_text="日付,出来事,場所").get_by_role("button", name="Shift-JIS (Japanese)").click()
    expect(page.get_by_test_id("row")).to_contain_text("地震")
    expect(page).to_have_url(re.compile("column%3Aencoding=shift_jis"))


def test_another_sheet_of_a_workbook_is_a_click_away(page: Page, server, tmp_path):
    path = tmp_path / "years.xlsx"
    book = Workbook(path)
    for name in ("2022", "2023"):
        sheet = book.add_worksheet(name)
        sheet.write_row("A1", ["date", "title"])
        sheet.write_row("A2", [name, f"Rain of {name}"])
    book.close()
    page.goto(server)
    give(page, path.read_bytes(), "years.xlsx")
    expect(page.get_by_test_id("row")).to_have_text(["2022Rain of 2022"])
    page.get_by_role("link", name="Problems").click()
    page.get_by_role("button", name="Read “2023”").click()
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_test_id("row")).to_have_text(["2023Rain of 2023"])


def test_what_is_no_csv_is_refused_with_a_sentence(page: Page, server):
    page.goto(server)
    give(page, gzip.compress(GOOD.encode()), "apollo.csv")
    expect(page.get_by_role("heading", name="This file cannot be shown")).to_be_visible()
    page.get_by_role("button", name="Back to Kazakhstan, January 2022").click()
    expect(page.get_by_test_id("row")).to_have_count(28)


def test_a_file_comes_back_after_a_reload_back_and_a_restart_and_to_nobody_else_unless_it_is_published(
    open_page, tmp_path, forgiven
):
    forgiven += [
        "WebSocket",
        "when disconnected from server",
        "ERR_CONNECTION",
        "Failed to load resource",
        "Failed to fetch",
        "health",
        "host-config",
    ]
    port, said = free_port(), {"EVENTS": str(SHIPPED), "DATELINE_PUBLISH_DAYS": "7"}
    with running_app(tmp_path / "log", port, **said) as serving:
        page = open_page(serving.url)
        give(page, GOOD)
        rows = page.get_by_test_id("row")
        expect(rows).to_have_count(2)
        [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "dateline_viewer"]
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
        page.reload()
        expect(rows).to_have_count(2)
        page.get_by_role("button", name="Back to Kazakhstan, January 2022").click()
        expect(rows).to_have_count(28)
        page.go_back()
        expect(rows).to_have_count(2)
        link, other = page.url, open_page(page.url)
        expect(other.get_by_role("heading", name="This file is not here")).to_be_visible()
        other.get_by_role("button", name="See what is shown here to everybody").click()
        expect(other.get_by_test_id("row")).to_have_count(28)
    with running_app(tmp_path / "log", port, **said):
        page.goto(link)
        expect(rows).to_have_count(2)
        page.get_by_text("Copy link", exact=True).first.click()
        expect(page.get_by_test_id("own_link").get_by_text("Only this browser sees your file")).to_be_visible()
        page.get_by_role("button", name="Publish for a week").click()
        expect(page.get_by_text("Whoever has the link sees this file").first).to_be_visible()
        other.goto(link)
        expect(other.get_by_test_id("row")).to_have_count(2)
        expect(other.get_by_role("button", name="Forget this file")).to_have_count(0)
        page.get_by_role("button", name="Forget this file").click()
        expect(rows).to_have_count(28)
        other.goto(link)
        expect(other.get_by_role("heading", name="This file is not here")).to_be_visible()
