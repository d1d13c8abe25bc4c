"""A briefing that others follow: a briefer and two followers, a lost network, a server that starts again."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.running_app import SHIPPED, running_app


def shows(page: Page, slide: int) -> None:
    expect(page.locator("body")).to_have_attribute("data-slide", str(slide))


def shared(page: Page) -> str:
    """The link for followers, as the briefer gets it with one key."""
    page.keyboard.press("l")
    panel = page.get_by_role("dialog", name="Follow this briefing")
    expect(panel.get_by_role("img", name="QR")).to_be_visible()
    link = panel.locator(".follow-link").inner_text()
    page.keyboard.press("Escape")
    return link


def test_a_room_far_away_sees_the_briefers_slide(
    open_page: Callable[..., Page], tmp_path: Path, forgiven: list[str]
):  # fmt: skip
    forgiven += [
        "ERR_CONNECTION_REFUSED",
        "ERR_INTERNET_DISCONNECTED",
        "ERR_INCOMPLETE_CHUNKED_ENCODING",
        "ERR_CONNECTION_RESET",
    ]
    state = {"EVENTS": str(SHIPPED), "DATELINE_STATE": str(tmp_path / "state")}
    with running_app(tmp_path / "first.log", 0, **state) as serving:
        briefer = open_page(f"{serving.url}/briefing")
        shows(briefer, 1)
        link = shared(briefer)
        near, far = open_page(link), open_page(link, viewport="phone", color_scheme="dark")
        count = briefer.locator('.bar [data-act="share"]')
        expect(count).to_have_text("Share · 2")
        for _ in range(6):
            briefer.keyboard.press("PageDown")
        shows(near, 7)
        shows(far, 7)

        far.keyboard.press("Home")
        shows(far, 1)
        briefer.keyboard.press("ArrowRight")
        shows(near, 8)
        shows(far, 1)
        far.get_by_role("button", name="Back to the briefer, slide 8").click()
        shows(far, 8)

        near.keyboard.press("b")
        expect(near.get_by_text("You look around by yourself.")).to_be_visible()
        near.get_by_role("button", name="Back to the briefer").click()
        briefer.keyboard.press("b")
        expect(near.locator("body")).to_have_attribute("data-blank", "black")
        briefer.keyboard.press("b")

        briefer.context.set_offline(True)
        briefer.keyboard.press("End")
        expect(briefer.locator("body")).not_to_have_attribute("data-slide", "8")
        last = briefer.locator("body").get_attribute("data-slide") or ""
        expect(count).to_have_text("Share · !")
        shows(near, 8)
        briefer.context.set_offline(False)
        shows(near, int(last))
        shows(far, int(last))

    port = urlsplit(serving.url).port or 0
    with running_app(tmp_path / "second.log", port, **state):
        late = open_page(link)
        shows(late, int(last))
        expect(count).to_have_text("Share · 3")
        briefer.keyboard.press("Home")
        for page in (near, far, late):
            shows(page, 1)
        briefer.reload()
        briefer.keyboard.press("ArrowRight")
        shows(late, 2)
