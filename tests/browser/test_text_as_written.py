"""Text that would be Markdown, an icon, a formula or a link to Streamlit is shown as it was written."""

import json

from playwright.sync_api import expect

from tests.browser import running_app
from tests.browser.running_app import ROOT

WRITTEN = (
    "*star* **bold** _u_ ~~s~~ `code` ``x``",
    ":red[b] :blue-badge[z] :small[s] :help[x]",
    ":material/home: :material_home: :streamlit: :smile: :+1:",
    "$x^2$ and $$y$$, $5 and $6",
    "<b>R & D</b> <script>alert(1)</script> <a href='http://x.y'>l</a> <!-- c --> &amp; &#42;",
    "[l](http://example.com) ![i](http://example.com/i.png) [r][1] [^1]",
    "http://example.com HTTPS://A.B www.example.com Www.A.B a.b+c@x-y.co.uk mailto:a@b.cc <http://e.com>",
    "# head",
    "1. one",
    "- [ ] task",
    "> quote",
    "---",
    "a\n===\n| a | b |\n|---|---|\n| 1 | 2 |",
    "    code\n```\nfence\n```",
    "one\ntwo\n\nfour",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "<->",
    "\\*a\\* \\\\ \\",
    "=1+1 %{customdata[0]} {{x}} @me #tag",
    "Қазақстан: «5», שלום",
)
PAGE = """
import json, sys
from pathlib import Path
import streamlit as st
sys.path.insert(0, {root!r})
from components.words import plain
st.markdown(":smile: $x^2$ :material/home: so that all that is loaded when needed is loaded")
for place, text in enumerate(json.loads(Path("written.json").read_text("utf-8"))):
    st.container(key=f"text-{{place}}").markdown(plain(text))
    st.container(key=f"label-{{place}}").checkbox(plain(text.replace("\\n", " ")), key=f"box-{{place}}")
st.markdown("That is all.")
"""
READ = """found => {
    const made = [...found.querySelectorAll('*')].filter(part => !['P', 'BR', 'SPAN', 'DIV'].includes(part.tagName));
    return [found.innerText, made.map(part => part.outerHTML), found.querySelectorAll('[role=img]').length];
}"""


def seen(text):
    """A text without what nobody sees: which kind of space, and marks that isolate one script from the other."""
    lines = text.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ").strip("\n").split("\n")
    return [" ".join(line.split()) for line in lines]


def test_every_text_is_shown_as_it_was_written(tmp_path, monkeypatch, serve, open_page):
    (tmp_path / "written.json").write_text(json.dumps(WRITTEN), "utf-8")
    (tmp_path / "app.py").write_text(PAGE.format(root=str(ROOT)), "utf-8")
    monkeypatch.setattr(running_app, "ROOT", tmp_path)
    quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_SERVER_HEADLESS": "true"}
    page = open_page(serve("", **quiet))
    expect(page.get_by_text("That is all.")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    for place, text in enumerate(WRITTEN):
        assert_as_written(read(page, f"text-{place}"), text)
        assert_as_written(read(page, f"label-{place}"), text.replace("\n", " "))


def read(page, place):
    return page.locator(f'.st-key-{place} [data-testid="stMarkdownContainer"]').evaluate(READ)


def assert_as_written(found, text):
    shown, made, images = found
    assert seen(shown) == seen(text)
    assert not made
    assert not images
