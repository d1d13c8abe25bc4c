"""What a briefing that is followed asks of the server: a room, where it stands, and word of each change."""

import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import segno
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from components.access.client_address import client_of
from components.access.rights import TRIED, Right, may_still, visitor_of
from components.live import network_address, rooms
from components.live.follower_channels import Hub
from components.live.notes_access import bearer, is_from_here, may_read_notes
from components.live.rooms import Role, Room
from data.errors import DatelineError

MOST_BYTES: Final = 10_000
NO_ROOM: Final = "Nobody is briefing here any more. Ask for a new link."
NOT_YOURS: Final = "Only the briefer's own link can drive this briefing."
IN_OTHER_HANDS: Final = {
    "owner": "You handed this briefing over, and another person drives it now. Take it back to go on yourself.",
    "guest": "The briefer has taken this briefing back. You follow it now.",
}
NOT_HERE: Final = "Briefings are shared from their own page only."
STREAM: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
PLAIN_PATH: Final = re.compile(r"/(?![/\\])[\x21-\x7e]*")


class Refused(Exception):  # noqa: N818 - it says what is so
    """A request that is not for us, and the sentence it gets."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status, self.sentence = status, sentence
        super().__init__(sentence)


Handler = Callable[[Request], Awaitable[Response]]


def routes(base: str) -> list[Route]:
    """The routes under the base path, all on one hub."""
    hub = Hub()
    return [
        Route(f"{base}/live", _calm(_open(base)), methods=["POST"]),
        Route(f"{base}/live/{{room}}", _calm(_follow), methods=["GET"]),
        Route(f"{base}/live/{{room}}", _calm(_move(hub)), methods=["POST"]),
        Route(f"{base}/live/{{room}}", _calm(_close(hub)), methods=["DELETE"]),
        Route(f"{base}/live/{{room}}/events", _calm(_events(hub)), methods=["GET"]),
        Route(f"{base}/live/{{room}}/remote", _calm(_remote), methods=["POST"]),
        Route(f"{base}/live/{{room}}/guest", _calm(_invite), methods=["POST"]),
        Route(f"{base}/live/{{room}}/hand", _calm(_take(hub)), methods=["POST"]),
    ]


def _open(base: str) -> Handler:
    """POST /live {"link": whole address of the briefing}: a room, its secret, and the link for followers as a QR.

    Who opens it and may read the notes opens it with them: whoever is given its secrets may read them, too.
    """

    async def handle(request: Request) -> Response:
        body = await json_body(request)
        origin, link = _split(request, str(body.get("link", "")))
        has_notes = may_read_notes(request, rooms.data_key(link))
        if not has_notes and visitor_of(request.scope).bore_too_many():
            raise Refused(429, TRIED)
        open_room = partial(rooms.create, link, client_of(request.scope), has_notes=has_notes)
        room, secret = await run_in_threadpool(open_room)
        answer = {"room": room.name, "secret": secret, **_coded(origin, f"{base}/live/{room.name}")}
        return JSONResponse(answer, 201, {"Cache-Control": "no-store"})

    return handle


def _coded(origin: str, path: str) -> dict[str, str]:
    """A link as others can reach it, its QR, and a sentence where only this computer reaches it."""
    reached, advice = network_address.reachable(origin)
    link = f"{reached}{path}"
    code = segno.make_qr(link, error="m").svg_data_uri(border=2, scale=8, dark="#1d2127", light="#ffffff")
    return {"follow": link, "code": code, "advice": advice}


async def _follow(request: Request) -> Response:
    """GET /live/<room>: on to the briefing, following."""
    room = await _room(request)
    return RedirectResponse(f"{room.link}#live={room.name}", 302, {"Cache-Control": "no-store"})


def _move(hub: Hub) -> Handler:
    """POST /live/<room> with the secret: the briefing goes to another slide; answers how many follow."""

    async def handle(request: Request) -> Response:
        room = await _room_of(request, "owner", "guest")
        if (role := room.role_of(bearer(request))) != room.state.driver:
            raise Refused(409, IN_OTHER_HANDS[role])
        moved = await run_in_threadpool(rooms.move, room, await json_body(request))
        hub.announce(moved)
        return JSONResponse({"turn": moved.state.turn, "followers": hub.followers(room.name)}, headers=STREAM)

    return handle


async def _remote(request: Request) -> Response:
    """POST /live/<room>/remote with the briefer's secret: the link that makes a telephone drive it, and its QR."""
    room = await _room_of(request, "owner")
    await json_body(request)
    path = f"{room.link}#remote={room.name}.{bearer(request)}"
    return JSONResponse(_coded(request.headers["origin"], path), headers=STREAM)


async def _invite(request: Request) -> Response:
    """POST /live/<room>/guest with the briefer's secret: the link for the one to whom it is handed over, and its QR."""
    room = await _room_of(request, "owner")
    await json_body(request)
    invited, secret = await run_in_threadpool(rooms.invite, room)
    return JSONResponse(_coded(request.headers["origin"], f"{room.link}#guest={invited.name}.{secret}"), headers=STREAM)


def _take(hub: Hub) -> Handler:
    """POST /live/<room>/hand with a secret: it is in the hand of the one whose secret that is; {"to": "owner"} gives
    it back."""

    async def handle(request: Request) -> Response:
        room = await _room_of(request, "owner", "guest")
        is_given_back = (await json_body(request)).get("to") == "owner"
        driver: Role = "owner" if is_given_back else room.role_of(bearer(request))
        given = await run_in_threadpool(rooms.give_to, room, driver)
        hub.announce(given)
        return JSONResponse({"turn": given.state.turn, "driver": driver}, headers=STREAM)

    return handle


def _close(hub: Hub) -> Handler:
    """DELETE /live/<room> with the secret: nobody can follow any more."""

    async def handle(request: Request) -> Response:
        room = await _room_of(request, "owner")
        await run_in_threadpool(rooms.close, room)
        hub.end(room.name)
        return Response(status_code=204)

    return handle


def _events(hub: Hub) -> Handler:
    """GET /live/<room>/events: server-sent events. `?as=briefer` looks on without being counted."""

    async def handle(request: Request) -> Response:
        room = await _room(request)
        if hub.is_full:
            raise Refused(503, "Too many are following already. Try again in a moment.")
        is_follower = request.query_params.get("as") != "briefer"
        may_look = partial(may_still, request.scope, Right.VIEW)
        stream = hub.stream(room, is_follower=is_follower, may_look=may_look)
        return StreamingResponse(stream, 200, STREAM, "text/event-stream")

    return handle


def _calm(handler: Handler) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return _plainly(refused.status, refused.sentence)
        except DatelineError as mistake:
            return _plainly(400, str(mistake))

    return handle


async def _room(request: Request) -> Room:
    room = await run_in_threadpool(rooms.find, request.path_params["room"])
    if room is None:
        raise Refused(404, NO_ROOM)
    return room


async def _room_of(request: Request, *roles: Role) -> Room:
    """The room, where the request bears the secret of one in these roles. Raises Refused."""
    room = await _room(request)
    if room.role_of(bearer(request)) not in roles:
        raise Refused(403, NOT_YOURS)
    return room


async def json_body(request: Request) -> dict[str, Any]:
    """The JSON object that came. A page of another site cannot send this type unasked, nor with our origin."""
    is_json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
    if not is_json or not is_from_here(request):
        raise Refused(403, NOT_HERE)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refused(413, f"That is too long: at most {MOST_BYTES:,} bytes.")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):  # brackets in brackets without end
        content = None
    if not isinstance(content, dict):
        raise Refused(400, "Send one JSON object.")
    return content


def _split(request: Request, link: str) -> tuple[str, str]:
    """The origin, and the link from the root. It must be a page of ours, for followers are sent there."""
    origin = request.headers.get("origin", "")
    rest = link.removeprefix(origin).partition("#")[0]
    if not link.startswith(origin) or not PLAIN_PATH.fullmatch(rest):
        raise Refused(400, "The link to follow must be a page of this server.")
    return origin, rest


def _plainly(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence + "\n", status, headers={"Cache-Control": "no-store"})
