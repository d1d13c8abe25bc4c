"""Filters: ticked, typed, slid; chips that say what is on; and what to loosen when nothing is left."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def rows(page: Page) -> Locator:
    return page.get_by_test_id("row")


def test_a_ticked_category_hides_the_others(page: Page, server):
    page.goto(server)
    page.get_by_role("checkbox", name="Government").check()
    expect(rows(page)).to_have_count(3)
    expect(page).to_have_url(f"{server}/?category=Government")
    expect(page.get_by_role("checkbox", name="Government")).to_be_checked()


def test_two_quick_ticks_both_count(page: Page, server):
    page.goto(server)
    page.get_by_role("checkbox", name="Government").check()
    page.get_by_role("checkbox", name="Casualties").check()
    expect(rows(page)).to_have_count(6)
    expect(page.get_by_role("checkbox", name="Government")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Casualties")).to_be_checked()


def test_words_are_found_whatever_their_case_and_accents(page: Page, server):
    page.goto(server)
    page.get_by_label("Words").fill("ÁLMATY square")
    page.get_by_label("Words").press("Enter")
    expect(rows(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Remove “ÁLMATY square”")).to_be_visible()


def test_a_chip_goes_with_one_click(page: Page, server):
    page.goto(f"{server}/?category=Government&source=President+Tokayev")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name="Remove source: President Tokayev").click()
    expect(rows(page)).to_have_count(3)
    expect(page.get_by_role("checkbox", name="President Tokayev")).not_to_be_checked()


def test_all_filters_go_at_once(page: Page, server):
    page.goto(f"{server}/?category=Government&words=tokayev")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{server}/")
    expect(page.get_by_label("Words")).to_have_value("")


def test_when_nothing_matches_it_says_what_to_loosen(page: Page, server):
    page.goto(f"{server}/?category=Government&words=detained")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    page.get_by_role("button", name="Without Government").click()
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_hidden()
    expect(rows(page)).not_to_have_count(0)


def test_the_as_of_slider_hides_what_was_reported_later(page: Page, server):
    page.goto(server)
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.get_by_text("as known on 5 January 2022").first).to_be_visible()
    expect(page.get_by_test_id("card").filter(has_text="Detained")).to_contain_text("not yet known")
    expect(page.get_by_test_id("counts")).to_contain_text("10 of 28 events")
    expect(page).to_have_url(f"{server}/?asof=2022-01-05")


def test_a_period_is_taken_as_people_write_it(page: Page, server):
    page.goto(server)
    page.get_by_text("Dates", exact=True).click()
    page.get_by_role("textbox", name="From").fill("5 January 2022")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page).to_have_url(f"{server}/?since=2022-01-05")


def test_a_date_that_cannot_be_read_says_what_to_write(page: Page, server):
    page.goto(server)
    page.get_by_text("Dates", exact=True).click()
    page.get_by_role("textbox", name="To").fill("yesterday-ish")
    page.get_by_role("textbox", name="To").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("yesterday-ish")
    expect(page.get_by_role("textbox", name="To")).to_have_value("yesterday-ish")


def test_a_long_facet_shows_more_and_finds(page: Page, server):
    page.goto(server)
    page.locator("summary", has_text="Actor").click()
    actors = page.get_by_role("group", name="Actor")
    expect(actors.get_by_role("checkbox")).to_have_count(5)
    actors.get_by_role("button", name="more").click()
    actors.get_by_label("Find in Actor").fill("naz")
    expect(actors.get_by_role("checkbox")).to_have_count(1)
    actors.get_by_role("checkbox", name="Nazarbayev").check()
    expect(page.get_by_role("button", name="Remove actor: Nazarbayev")).to_be_visible()


def test_which_figure_and_how_finely_dated_are_chosen_at_the_side(page: Page, server):
    page.goto(server)
    page.locator("summary", has_text="Precision").click()
    page.get_by_role("group", name="Precision").get_by_role("checkbox", name="Day").check()
    expect(page.get_by_role("button", name="Remove dated to the day")).to_be_visible()
    page.locator("summary", has_text="Figure").click()
    page.get_by_role("group", name="Figure").get_by_role("checkbox", name="detained").check()
    expect(page.get_by_role("button", name="Remove figure: detained")).to_be_visible()
    expect(page).to_have_url(f"{server}/?metric=detained&precision=day")


OUTBOX = Path(__file__).parents[2] / "components/widgets/messages_to_python.js"


def test_what_is_asked_during_the_first_run_waits_for_its_end_however_long_it_is(page: Page):
    page.clock.install()
    page.set_content('<div class="stApp" data-test-script-state="running"></div>')
    page.evaluate(
        """async source => {
          const { Outbox } = await import("data:text/javascript," + encodeURIComponent(source));
          window.sent = [];
          window.outbox = new Outbox();
          outbox.connect((name, value) => sent.push([name, value]));
          outbox.post("go", { category: ["Government"] });
        }""",
        OUTBOX.read_text(encoding="utf-8"),
    )
    page.clock.run_for(60_000)
    assert page.evaluate("sent") == []
    state = "value => { document.querySelector('.stApp').dataset.testScriptState = value; }"
    page.evaluate(state, "notRunning")
    page.clock.run_for(1000)
    assert page.evaluate("sent") == [["go", {"category": ["Government"]}]]
    page.evaluate(state, "running")  # a later run that is very long is not waited for
    page.evaluate("outbox.post('go', { category: [] })")
    page.clock.run_for(1000)
    assert len(page.evaluate("sent")) == 1
    page.clock.run_for(10_000)
    assert len(page.evaluate("sent")) == 2
