"""Coming in and going out: by the sign-in that is set up, or with the team's secret.

GET /sign-in             every way that there is
GET /sign-in?with=NAME   on to the sign-in at that provider, and back to `back`
POST /sign-in            the team's secret and a name, as the page's form sends them
GET /sign-out            known no longer; the sign-in's own end, where there was one
"""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from components.access import shared_secret, sign_in
from components.access.client_address import client_of
from components.access.person import plain
from components.access.rights import TRIED, visitor_of
from components.http import sign_in_page
from components.http.access_checks import back_cookie, cookie_header, way_back
from components.http.requests import Refused, pairs_of, plainly

MOST_BYTES: Final = 8_000
WRONG: Final = "That is not the team’s secret. Look whether all of it came along, and try again."
NAMELESS: Final = "Say your name: it stands in the journal beside what you change."
NO_WAY: Final = "There is no such way to sign in here. This page has those that there are."
FORM_ONLY: Final = "Send the form of this page."

Handler = Callable[[Request], Awaitable[Response]]


def routes(base: str) -> list[Route]:
    """Ours, under the base path."""
    return [
        Route(f"{base}/sign-in", _ask(base), methods=["GET"]),
        Route(f"{base}/sign-in", _come_in(base), methods=["POST"]),
        Route(f"{base}/sign-out", _leave(base), methods=["GET"]),
    ]


def _ask(base: str) -> Handler:
    async def ask(request: Request) -> Response:
        """The page, or where the way leads that is asked for."""
        try:
            asked = dict(pairs_of(request))
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        back = way_back(asked.get("back", ""), base)
        if "with" not in asked:
            return _page(request, base, back, sign_in.trouble())
        place = sign_in.address(asked["with"]) if _is_a_way(asked["with"]) else ""
        if not place:
            return _page(request, base, back, sign_in.trouble() or NO_WAY, 404)
        answer = RedirectResponse(place, 302, {"Cache-Control": "no-store"})
        answer.headers.append("set-cookie", back_cookie(request.scope, base, back))
        return answer

    return ask


def _come_in(base: str) -> Handler:
    async def come_in(request: Request) -> Response:
        """A cookie for who knows the secret."""
        said, client = await _form(request), client_of(request.scope)
        back = way_back(said.get("back", ""), base)
        if shared_secret.TRIES.is_over(client):
            return _page(request, base, back, TRIED, 429)
        if not said.keys() >= {"name", "secret"} or not shared_secret.secret():
            return _page(request, base, back, FORM_ONLY if shared_secret.secret() else NO_WAY, 400)
        if not shared_secret.is_right(said["secret"].strip()):
            shared_secret.TRIES.note(client)
            return _page(request, base, back, WRONG, 403)
        if not plain(said["name"]):
            return _page(request, base, back, NAMELESS, 400)
        answer = RedirectResponse(back, 303, {"Cache-Control": "no-store"})
        cookie = shared_secret.cookie(said["name"])
        kept = cookie_header(request.scope, base, shared_secret.COOKIE, cookie, shared_secret.SECONDS)
        answer.headers.append("set-cookie", kept)
        return answer

    return come_in


def _leave(base: str) -> Handler:
    async def leave(request: Request) -> Response:
        """Known no longer, here and at the provider."""
        is_signed_in = USER_COOKIE_NAME in request.cookies
        answer = RedirectResponse(
            f"{base}/auth/logout" if is_signed_in else f"{base}/", 303, {"Cache-Control": "no-store"}
        )
        answer.headers.append("set-cookie", cookie_header(request.scope, base, shared_secret.COOKIE, "", 0))
        return answer

    return leave


def _is_a_way(name: str) -> bool:
    return sign_in.is_set_up() and name in sign_in.providers()


def _page(request: Request, base: str, back: str, said: str, status: int = 200) -> Response:
    visitor = visitor_of(request.scope)
    if visitor.bore_too_many():  # the page tells who is known, so it would tell of a secret whether it is right
        return plainly(429, TRIED)
    page = sign_in_page.page(base, visitor, said=said, back=back, is_asked=True)
    return HTMLResponse(page, status, sign_in_page.HEADERS)


async def _form(request: Request) -> dict[str, str]:
    """What the form sent; nothing where it is no form's, or too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return {}
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10))
    except ValueError:
        return {}
