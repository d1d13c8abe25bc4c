"""Addresses of pages: `/problems` leads to the page of that name, and one that does not exist says so.

Streamlit answers every address that it does not know with its one page, which would show the timeline without a word.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Final
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.http.headers import OURS
from components.words.safe_text import one_line

OF_STREAMLIT: Final = ("~/+",)
"""Where Streamlit's own hosting shows the app itself."""
LONGEST: Final = 60
PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>No such page · Dateline</title>
<style>:root {{ color: light-dark(#1d2127, #f4f1ea); background: light-dark(#fbfaf6, #14171b); }}
body {{ font: 18px/1.5 "Source Sans", sans-serif; max-width: 38rem; margin: 18vh auto 0; padding: 0 1.2rem; }}
h1 {{ font-size: 2rem; line-height: 1.2; overflow-wrap: anywhere; }} a {{ color: light-dark(#b5431c, #e8734a); }}
ul {{ padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; }}</style></head>
<body><main><h1>There is no page “{asked}” here.</h1><p>There are these:</p><ul>{links}</ul></main></body></html>
"""


class Addresses:
    """Answers for the pages of the app by their addresses. pages: title by name; the first has the empty name."""

    def __init__(self, app: ASGIApp, pages: Callable[[], Mapping[str, str]], base: str = "") -> None:
        self._app, self._pages, self._base = app, pages, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = self._asked(scope)
        if not asked:
            await self._app(scope, receive, send)
            return
        is_unknown = False

        async def pass_on(message: Message) -> None:
            nonlocal is_unknown
            if message["type"] == "http.response.start":
                kind = MutableHeaders(scope=message).get("content-type", "")
                is_unknown = message["status"] == 200 and kind.startswith("text/html")
            if not is_unknown:
                await send(message)

        await self._app(scope, receive, pass_on)
        if is_unknown:
            await self._answer(asked, scope["query_string"])(scope, receive, send)

    def _asked(self, scope: Scope) -> str:
        """The name after the base path where a person asks for a page that is not the app's own; else nothing."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or OURS.search(scope["path"]):
            return ""
        if "text/html" not in Headers(scope=scope).get("accept", ""):
            return ""
        path = scope["path"].removeprefix(self._base).strip("/")
        return "" if path in OF_STREAMLIT else path

    def _answer(self, asked: str, query: bytes) -> Response:
        name = asked.rpartition("/")[2]
        if name in self._pages():
            more = "&" + query.decode("latin-1") if query else ""
            return RedirectResponse(f"./?page={quote(name)}{more}", 307, headers={"Cache-Control": "no-cache"})
        up = "../" * asked.count("/") or "./"
        links = "".join(
            f'<li><a href="{up}{f"?page={quote(page)}" if page else ""}">{escape(title)}</a></li>'
            for page, title in (*self._pages().items(),)
        )
        links += f'<li><a href="{up}briefing">Briefing</a></li>'
        text = PAGE.format(asked=escape(one_line(unquote(asked), LONGEST)), links=links)
        return HTMLResponse(text, 404, headers={"Cache-Control": "no-store"})
