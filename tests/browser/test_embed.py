"""The timeline in a frame of another site: where the settings allow it, and nowhere else."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import expect

from tests.browser.running_app import SHIPPED


@contextmanager
def another_site() -> Iterator[tuple[str, list[bytes]]]:
    """A site of its own, an origin of its own: its address, and the page that it shows, which may still be written."""
    shown: list[bytes] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"".join(shown))

        def log_message(self, *_: object) -> None:
            """Not a word."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_port}", shown
    finally:
        site.shutdown()
        site.server_close()


def test_it_shows_in_a_frame_where_the_settings_allow_and_nowhere_else(page, serve, tmp_path, forgiven):
    forgiven += ["frame-ancestors", "chrome-error", "favicon"]
    with ExitStack() as sites:
        (allowed, its_page), (other, others_page) = (sites.enter_context(another_site()) for _ in range(2))
        shutil.copy(SHIPPED, tmp_path / "events.csv")
        settings = f'title = "Allowed"\nhandling = "EXAMPLE"\nembed = ["{allowed}"]\n'
        (tmp_path / "events.toml").write_text(settings)
        app = serve(tmp_path / "events.csv")
        icon = '<link rel="icon" href="data:,">'
        frame = f'{icon}<iframe src="{app}/?embed=true&importance=3" width=1000 height=700></iframe>'
        its_page.append(frame.encode())
        others_page.append(frame.encode())
        page.goto(allowed)
        it_is_the_timeline_alone(page.frame_locator("iframe"))
        page.goto(other)
        page.wait_for_load_state("networkidle")
        assert len(page.frames) == 2
        assert not page.frames[1].url.startswith(app), "refused, so another page stands in its place"
        said = page.request.get(f"{app}/", headers={"Accept": "text/html"}).headers
        assert said["x-frame-options"] == "SAMEORIGIN"
        assert allowed not in said["content-security-policy"]


def it_is_the_timeline_alone(frame):
    expect(frame.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0")
    expect(frame.get_by_role("heading", name="Allowed")).to_be_visible()
    expect(frame.get_by_text("EXAMPLE", exact=True)).to_be_visible()
    for absent in ("stSidebar", "table", "take"):
        expect(frame.get_by_test_id(absent)).to_have_count(0)
    frame.get_by_test_id("timeline").press("ArrowDown")
    frame.get_by_test_id("timeline").press("Enter")
    expect(frame.get_by_test_id("event")).to_be_visible()
    whole = frame.get_by_role("link", name="Open it whole")
    assert "embed" not in whole.get_attribute("href")
    assert "importance=3" in whole.get_attribute("href")
