"""What is written into the page before it is sent, and the addresses of pages."""

import asyncio
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from components import cache, session_state
from components.http.insert_into_page import Insertion
from components.http.page_addresses import Addresses
from components.pages import _first_paint, _insert_head_and_picture
from components.widgets.tree_html import html_of
from tests.browser.running_app import SHIPPED
from tests.components.asgi_client import ask, run_aside

INDEX = (
    b'<html><head><title>Streamlit</title><script type="module" crossorigin src="./static/js/index.Ab-1.js"></script>'
    b'<script async src="./assets/plotly-1.min.js"></script></head><body><div id="root"></div></body></html>'
)
PAGES = {"": "Timeline", "problems": "Problems"}


def inserted(query="", **headers):
    sent = [
        (name.replace("_", "-").encode(), value.encode()) for name, value in {"host": "localhost", **headers}.items()
    ]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "scheme": "https",
        "query_string": query.encode(),
        "headers": sent,
    }
    found = []
    run_aside(lambda: found.append(asyncio.run(_insert_head_and_picture.inserted(scope))))
    return found[0]


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    """What everybody sees, and all the time that a first paint may need where other tests are running beside."""
    monkeypatch.setenv("EVENTS", str(SHIPPED))
    monkeypatch.setattr(_insert_head_and_picture, "PATIENCE_SECONDS", 60)
    cache.dataset(SHIPPED)


def test_the_page_names_its_subject_and_holds_head_cards_and_picture():
    page = inserted()
    assert page.title == "Kazakhstan, January 2022 · Dateline"
    assert '<meta property="og:title" content="Kazakhstan, January 2022">' in page.head
    assert '<meta property="og:image" content="https://localhost/card.png">' in page.head
    for text in ("<h1>Kazakhstan, January 2022</h1>", "Detained", "Hundreds gather on Almaty’s central square"):
        assert text in page.first
    assert page.first.count('class="drawn-for') == 2 * sum(width >= 640 for width, _ in _first_paint.USUAL_SIZES)
    assert not re.search(r"<(?:a|button|svg|text)[^>]*(?:href|onclick|src)=", page.first)


@pytest.mark.parametrize("query", ["scale=true", "page=about", "embed=true", "event=nobody&asof=2022-01-05"])
def test_it_asks_nothing_of_a_viewer_s_session_for_there_is_none(monkeypatch, query):
    def refuse(*_):
        raise AssertionError("no page is being made for a viewer")

    for name in ("current", "get", "is_embedded"):
        monkeypatch.setattr(session_state, name, refuse)
    assert "<h1>" in inserted(f"{query}&words=asked+without+a+session").first


def test_it_is_drawn_for_the_size_that_the_browser_had_last():
    assert inserted(cookie="a=1; dateline_size=888x0").first.count('class="drawn-for of-1') == 2
    assert inserted(cookie="dateline_size=880x0").first == inserted(cookie="dateline_size=899x0").first
    assert inserted(cookie="dateline_size=99999x0").first == inserted().first
    assert "of-1" not in inserted(user_agent="Mozilla/5.0 (Linux; Android 14) Mobile").first


def test_the_view_of_the_link_is_what_is_painted():
    page = inserted("category=Protest&asof=2022-01-06&category=nonsense&colour=red")
    assert "as known on 6 January 2022" in page.first
    assert "Kazakhstan asks the CSTO for support" not in page.first
    assert "which means nothing here" in page.first, "what could not be followed is said"
    assert "category=Protest" in page.head


@pytest.mark.parametrize("query", ["a" * 9000, f"file={'a' * 16}", "column%3Adate=When", "x=%ff%fe"])
def test_a_link_that_asks_for_too_much_gets_the_page_without_it(query):
    page = inserted(query)
    assert "<h1>" not in page.first
    assert 'class="drawn-for' not in page.first


def test_a_page_that_is_not_ready_in_time_goes_without(monkeypatch):
    monkeypatch.setattr(_insert_head_and_picture, "PATIENCE_SECONDS", 0)
    assert "<h1>" not in inserted("words=never+asked+before").first
    monkeypatch.setattr(_insert_head_and_picture, "PATIENCE_SECONDS", 60)
    assert "<h1>" in inserted("words=never+asked+before").first


def test_another_page_is_named_in_the_tab_and_has_no_chart():
    page = inserted("page=problems")
    assert page.title == "Problems · Kazakhstan, January 2022 · Dateline"
    assert "<h1>" in page.first
    assert 'class="drawn-for' not in page.first


def test_a_file_that_is_not_open_yet_has_its_ground_and_no_more(tmp_path, monkeypatch):
    (tmp_path / "other.csv").write_text("date,title\n2022,One\n")
    monkeypatch.setenv("EVENTS", str(tmp_path / "other.csv"))
    page = inserted()
    assert page.title == "Dateline"
    assert "color-scheme" in page.head
    assert "<h1>" not in page.first


def test_what_a_file_says_is_text_in_the_page(tmp_path, monkeypatch):
    path = tmp_path / "hostile.csv"
    path.write_text(
        'date,title,metric,value,source\n2022-01-05,"</template><script>x()</script>",killed,~5,"<img src=x>"\n'
    )
    path.with_suffix(".toml").write_text(
        'title = "</title><script>y()</script>"\nsubtitle = "\\"><script>z()</script>"\n'
    )
    monkeypatch.setenv("EVENTS", str(path))
    cache.dataset(path)
    page = inserted().into(INDEX).decode()
    assert page.count("<script>") == 2, "ours: the one that takes it away, the one that begins"
    assert "<img" not in page
    assert page.count("</template>") == 1
    assert "&lt;script&gt;x()" in page


def test_the_programs_of_a_page_begin_after_its_first_frame():
    page = Insertion("T", "<meta>", "<p>first</p>").into(INDEX).decode()
    assert "<title>T</title>" in page
    assert "<meta></head>" in page
    assert "<body><p>first</p>" in page
    assert "<script type=" not in page
    assert "<script async" not in page
    assert '[["./static/js/index.Ab-1.js", true], ["./assets/plotly-1.min.js", false]]' in page
    assert Insertion().into(INDEX) == INDEX, "a page without anything to see first begins at once"


def test_a_tree_is_what_it_would_be_on_the_page():
    colors = ["#b5431c", "red;background:url(x)"]
    assert html_of([["p", {"class": "a", "colors": colors, "data-testid": "x", "copy": "y"}, "1 < 2"]]) == (
        '<p class="a" style="--light:#b5431c;--dark:">1 &lt; 2</p>'
    )
    assert html_of([["iframe", {"src": "https://example.org"}, ["br", {}]]]) == "<span><br></span>"


@pytest.fixture
def site():
    async def index(_):
        return HTMLResponse("<title>Streamlit</title>")

    routes = [Route("/base/media/text", lambda _: PlainTextResponse("x")), Route("/base/{rest:path}", index)]
    return Starlette(routes=routes, middleware=[Middleware(Addresses, pages=lambda: PAGES, base="/base")])


def test_the_address_of_a_page_leads_to_it(site):
    answer = ask(site, "/base/problems", "category=A", accept="text/html")
    assert (answer.status, answer.headers["location"]) == (307, "./?page=problems&category=A")


def test_a_page_that_does_not_exist_says_so(site):
    answer = ask(site, "/base/<b>nonsense", accept="text/html")
    assert answer.status == 404
    assert "There is no page “&lt;b&gt;nonsense” here." in answer.body.decode()
    assert '<a href="./?page=problems">Problems</a>' in answer.body.decode()


@pytest.mark.parametrize("path", ["/base/", "/base/~/+/", "/base/media/text", "/base/briefing"])
def test_other_addresses_are_left_alone(site, path):
    assert ask(site, path, accept="text/html").status == 200
