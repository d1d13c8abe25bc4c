"""A record corrected on the page: by keys, from the list of problems, and by two people at once."""

from functools import partial

import pytest
from playwright.sync_api import expect
from xlsxwriter import Workbook

from data.corrections import journal
from tests.browser.chart_at_rest import rested, run_ended, until
from tests.browser.conftest import VIEWPORTS

CSV = """id,date,title,text,source,url,grade
e1,2022-01-05,First,One,Ministry,https://example.org/a,B2
e2,2022-13-07,Second,Two,Police,example.org/b,B2
e3,2022-01-08,Third,Three,Ministry,,
"""
PLACES = """([id, moment, to]) => {
  let holder = document.querySelector(".dateline-host");
  while (!holder._dateline) holder = holder.parentElement;
  const { chart } = holder._dateline, { t, x } = chart.picture.meta.scale;
  const target = chart.targets.find(one => one.id === id);
  const placeOf = at => {
    const n = Math.max(1, t.findIndex(each => each >= at));
    return x[n - 1] + (at - t[n - 1]) / (t[n] - t[n - 1]) * (x[n] - x[n - 1]);
  };
  const pixelOf = text => chart.pixelOf(placeOf(Date.parse(text + "Z") / 1000));
  return { x: pixelOf(moment), to: pixelOf(to), y: (target.top + target.bottom) / 2 };
}"""
"""Where two moments stand on the chart, and the middle of an event’s row; in pixels of the chart."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(CSV, "utf-8")
    return path


def test_an_event_is_edited_added_withdrawn_and_undone_by_keys_alone(page, serve, path):
    page.goto(f"{serve(path)}?event=e1")
    desk, form, event = (page.get_by_test_id(name) for name in ("desk", "desk-form", "event"))
    expect(desk.get_by_role("button", name="Edit")).to_be_visible()
    page.keyboard.press("e")
    date, hint = form.locator("[data-column=date] input"), form.locator("[data-column=date] .hint")
    expect(date).to_be_focused()
    date.fill("2022-01-05~")
    expect(hint).to_have_text("about 5 January 2022")
    date.fill("2022-13")
    expect(hint).to_contain_text("There is no month 13")
    page.keyboard.press("Control+Enter")
    expect(form.get_by_role("status")).to_contain_text("Nothing was saved.")
    date.fill("2022-01-05~")
    form.get_by_label("Why, for the journal").fill("no hour is given")
    page.keyboard.press("Control+Enter")
    expect(event).to_contain_text("about 5 January 2022")
    assert path.read_text("utf-8") == CSV.replace("e1,2022-01-05,", "e1,2022-01-05~,")
    desk.get_by_text("History (1)").click()
    expect(page.get_by_test_id("history")).to_contain_text("no hour is given")
    page.keyboard.press("a")
    page.keyboard.type("9 Jan 2022 <b>Calm</b> returns // Ministry")
    expect(form).to_contain_text("9 January 2022: <b>Calm</b> returns, says Ministry")
    page.keyboard.press("Enter")
    expect(event.get_by_role("heading")).to_have_text("<b>Calm</b> returns")
    desk.get_by_role("button", name="Withdraw").press("Enter")
    page.keyboard.type("said of another town")
    page.keyboard.press("Control+Enter")
    expect(event).to_contain_text("Withdrawn: said of another town")
    expect(page.get_by_text("1 withdrawn, counted nowhere")).to_be_visible()
    expect(page.get_by_test_id("row")).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("row")).to_have_count(3)
    assert [one.undo_of for one in journal.read(path)] == [None, None, None, 3]
    page.get_by_test_id("row").filter(has_text="First").click()
    expect(event.get_by_role("heading")).to_have_text("First")
    expect(desk).to_have_attribute("data-event", "e1")
    desk.get_by_role("button", name="Merge").press("Enter")
    page.keyboard.type("e9")
    page.keyboard.press("Control+Enter")
    expect(form.get_by_role("status")).to_contain_text("There is no event “e9”")
    form.get_by_label("The event that tells the same").fill("e3")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(event.get_by_role("heading")).to_have_text("First")
    assert "the same as e1" in path.read_text("utf-8").splitlines()[3]
    before, second = path.read_text("utf-8"), page.get_by_test_id("split-form")
    desk.get_by_role("button", name="Split").press("Enter")
    expect(second.locator("[data-column=date] .hint")).to_have_text("about 5 January 2022")
    second.locator("[data-column=date] input").fill("2022-02-30")
    second.locator("[data-column=title] textarea").fill("The evening of it")
    second.get_by_label("text: One").check()
    page.keyboard.press("Control+Enter")
    expect(second.get_by_role("status")).to_contain_text("Nothing was saved.")
    second.locator("[data-column=date] input").fill("2022-01-06")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("row")).to_have_count(3)
    expect(event).not_to_contain_text("One")
    assert path.read_text("utf-8").splitlines()[-1].startswith(",2022-01-06,The evening of it,One,Ministry")
    desk.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_test_id("row")).to_have_count(2)
    assert path.read_text("utf-8") == before
    expect(event).to_contain_text("about 5 January 2022")
    stood, past = page.get_by_test_id("stood"), page.get_by_test_id("past")
    stood.locator("summary").click()
    stood.get_by_role("link", name="before the first change").click()
    expect(past).to_contain_text("This is how our record stood on")
    expect(event).not_to_contain_text("about 5 January 2022")
    expect(desk).to_have_count(0)
    past.get_by_role("link", name="Back to the record of today").click()
    expect(event).to_contain_text("about 5 January 2022")
    expect(desk.get_by_role("button", name="Edit")).to_be_visible()
    expect(past).to_have_count(0)


MOVED = """id,date,title,category
day,2 Jan 2020,A day,Calm
span,2019-03/2022-06,A span of months,Calm
year,2023~,A year,Loud
open,2018-05/..,Still going on,Loud
"""


def test_a_mark_and_an_end_are_dragged_with_alt_and_each_move_is_one_changed_line(page, serve, path):
    path.write_text(MOVED, "utf-8")
    address = serve(path)
    page.goto(f"{address}?start=2019-12-20T00:00:00&end=2020-02-20T00:00:00")
    chart, said = page.get_by_test_id("timeline"), page.get_by_test_id("moving")

    def drag(moment, event, to, words):
        """With Alt, from where a moment stands in the row of an event to where another one does."""
        rested(page, chart)
        box, spot = chart.bounding_box(), page.evaluate(PLACES, [event, moment, to])
        x, y = box["x"] + spot["x"], box["y"] + spot["y"]
        page.keyboard.down("Alt")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (spot["to"] - spot["x"]) / 2, y)
        page.mouse.move(box["x"] + spot["to"], y)
        expect(said).to_contain_text(words)

    def let_go(*, is_saved=True):
        page.mouse.up()
        page.keyboard.up("Alt")
        if is_saved:
            expect(page.get_by_test_id("desk").get_by_role("button", name="Undo")).to_be_visible()

    def is_there(text):
        return text in path.read_text("utf-8")

    drag("2020-01-02T12:00:00", "day", "2020-01-30T12:00:00", "30 January 2020")
    let_go()
    expect(page.get_by_test_id("event")).to_contain_text("30 January 2020")
    assert path.read_text("utf-8") == MOVED.replace("2 Jan 2020", "30 Jan 2020")
    page.goto(address)
    drag("2022-07-01T00:00:00", "span", "2022-11-02T00:00:00", "March 2019 to October 2022")
    let_go()
    expect(page.get_by_test_id("event")).to_contain_text("October 2022")
    assert "span,2019-03/2022-10," in path.read_text("utf-8")
    drag("2023-07-01T00:00:00", "year", "2022-06-01T00:00:00", "about 2022")
    page.keyboard.press("Escape")
    expect(said).to_be_hidden()
    let_go(is_saved=False)
    assert "year,2023~," in path.read_text("utf-8")
    drag("2023-07-01T00:00:00", "year", "2022-06-01T00:00:00", "about 2022")
    let_go()
    expect(page.get_by_test_id("event")).to_contain_text("about 2022")
    for text in ("year,2023~,", "span,2019-03/2022-06,", "day,2 Jan 2020,"):
        run_ended(page)
        page.keyboard.press("Control+z")
        until(page, partial(is_there, text), f"{text} is back")
    expect(page.get_by_test_id("desk").get_by_role("button", name="Undo")).to_have_count(0)
    assert path.read_text("utf-8") == MOVED
    page.get_by_test_id("row").filter(has_text="Still going on").click()
    expect(page.get_by_test_id("event").get_by_role("heading")).to_have_text("Still going on")
    rested(page, chart)
    chart.focus()
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(said).to_contain_text("It has no end yet, so there is none to move.")
    page.keyboard.down("Alt")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    expect(said).to_contain_text("from July 2018 on")
    page.keyboard.up("Alt")
    expect(page.get_by_test_id("event")).to_contain_text("July 2018")
    assert path.read_text("utf-8") == MOVED.replace("2018-05/..", "2018-07/..")


def test_each_problem_is_mended_where_it_is_listed_and_the_corrections_are_told(page, serve, path):
    address = serve(path)
    page.goto(f"{address}?page=problems")
    form = page.get_by_test_id("desk-form")
    page.get_by_role("button", name="Mend row 2, date").click()
    form.get_by_role("button", name="Write 2022-07-13").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Mend row 2, date")).to_have_count(0)
    page.get_by_role("button", name="Mend row 2, url").click()
    form.get_by_role("button", name="Write https://example.org/b").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Every cell of the file could be read")).to_be_visible()
    page.goto(f"{address}?page=edit&source=Ministry")
    for label, words in (("Find", "e"), ("Write instead", "E")):
        page.get_by_label(label, exact=True).fill(words)
        page.get_by_label(label, exact=True).press("Enter")
    expect(page.get_by_test_id("preview")).to_contain_text("Row 3, text: Three ThrEE")
    page.get_by_label("In", exact=True).click()
    page.get_by_role("option", name="text").click()
    page.get_by_role("button", name="Replace in 2 cells in 2 rows").click()
    expect(page.get_by_text("Saved: 2 cells, 0 new rows.")).to_be_visible()
    assert [line.split(",")[3] for line in path.read_text("utf-8").splitlines()] == ["text", "OnE", "Two", "ThrEE"]
    page.goto(f"{address}?page=changes")
    expect(page.get_by_test_id("corrections").get_by_role("row")).to_have_count(4)
    page.get_by_role("button", name="Compare with before").last.click()
    expect(page.get_by_test_id("compared")).to_contain_text("1 row added")


def test_of_two_who_change_the_same_cell_the_second_sees_both_and_chooses(browser, serve, path):
    width, height = VIEWPORTS["phone"]
    address, context = f"{serve(path)}?event=e3", browser.new_context(viewport={"width": width, "height": height})
    one, other = context.new_page(), context.new_page()
    for each in (one, other):
        each.goto(address)
        each.get_by_test_id("desk").get_by_role("button", name="Edit").click()
    for each, title in ((one, "Hers"), (other, "His")):
        each.locator("[data-column=title] input").fill(title)
        each.get_by_test_id("desk-form").get_by_role("button", name="Save").click()
        if each is one:
            expect(each.get_by_test_id("event")).to_contain_text("Hers")
    expect(other.locator("[data-column=title]")).to_contain_text("It says “Hers” now.")
    expect(other.get_by_test_id("desk-form").get_by_role("status")).to_contain_text("changed meanwhile by")
    other.get_by_role("button", name="Write mine").click()
    for each in (other, one):
        expect(each.get_by_test_id("event")).to_contain_text("His")
    assert path.read_text("utf-8") == CSV.replace("Third", "His")
    context.close()


def test_a_workbook_is_corrected_beside_it_and_the_page_says_so(page, serve, tmp_path):
    path = tmp_path / "log.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        for place, line in enumerate(CSV.splitlines()):
            sheet.write_row(place, 0, line.split(","))
    content, address = path.read_bytes(), serve(path)
    page.goto(f"{address}?event=e1")
    desk, form = page.get_by_test_id("desk"), page.get_by_test_id("desk-form")
    expect(desk.get_by_role("button", name="Edit")).to_be_visible()
    page.keyboard.press("e")
    title = form.locator("[data-column=title] input")
    title.fill("The first")
    form.get_by_label("Why, for the journal").fill("so it is called")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("event").get_by_role("heading")).to_have_text("The first")
    desk.get_by_text("History (1)").click()
    expect(page.get_by_test_id("history")).to_contain_text("so it is called")
    expect(page.get_by_role("link", name="Edited: 1 cell over log.xlsx, which stays as it is.")).to_be_visible()
    page.goto(f"{address}?page=problems")
    page.get_by_role("button", name="Mend row 2, date").click()
    form.get_by_role("button", name="Write 2022-07-13").click()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Mend row 2, date")).to_have_count(0)
    page.goto(f"{address}?page=edit")
    page.get_by_label("Find", exact=True).fill("Police")
    page.get_by_label("Find", exact=True).press("Enter")
    page.get_by_label("Write instead", exact=True).fill("The police")
    page.get_by_label("Write instead", exact=True).press("Enter")
    page.get_by_role("button", name="Replace in 1 cell").click()
    expect(page.get_by_text("Saved: 1 cells, 0 new rows.")).to_be_visible()
    page.goto(f"{address}?page=changes")
    expect(page.get_by_test_id("corrections").get_by_role("row")).to_have_count(4)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download a corrected copy").click()
    assert download.value.suggested_filename == "log corrected.zip"
    assert path.read_bytes() == content
    assert [one.undo_of for one in journal.read(path)] == [None, None, None]
    with Workbook(path) as book:
        book.add_worksheet("Log").write_row(0, 0, ["id", "date", "title", "text", "source", "url", "grade"])
        book.worksheets()[0].write_row(1, 0, ["e1", "2022-01-05", "Third of three", "One", "Ministry"])
    page.goto(f"{address}?page=problems")
    expect(page.get_by_test_id("problems")).to_contain_text("changed “First” to “The first”")
    page.get_by_role("button", name="Mend row 1, title").click()
    form.locator("[data-column=title] input").fill("The first of three")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Mend row 1, title")).to_have_count(0)
