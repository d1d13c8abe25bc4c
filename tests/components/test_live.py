"""Rooms that others follow, over real HTTP: who may drive, who hears, what a restart keeps."""

import asyncio
import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from components.live import follower_channels, rooms, routes
from components.live.rooms import Room
from data.errors import DatelineError

PATIENCE_SECONDS = 60
"""Of a test that waits in vain; one that is served ends at once."""
LINK = "/briefing/abcdefgh?category=state"
FIRST = {"slide": 3, "part": 0, "blank": "", "by": "laptop"}


@contextmanager
def process() -> Iterator[str]:
    """The routes behind a server of their own, as one of several processes would have them; gives its host."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(300)  # so that it can be asked before the thread has begun
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes.routes("")), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.force_exit = server.should_exit = True
        thread.join()


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))


@pytest.fixture(scope="module")
def host():
    with process() as place:
        yield place


def send(host: str, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    """The status and what came back, as JSON where it is. Sent as a page of this server would."""
    usual = {"Origin": f"http://{host}", "Content-Type": "application/json"}
    sent = usual | {name.replace("_", "-").title(): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)) as line:
        line.request(method, path, None if body is None else json.dumps(body), sent)
        answer = line.getresponse()
        said = answer.read().decode()
        if answer.headers.get_content_type() == "application/json":
            return answer.status, json.loads(said)
        return answer.status, answer.headers.get("location") or said


def opened(host: str) -> tuple[str, str]:
    status, said = send(host, "POST", "/live", {"link": f"http://{host}{LINK}"})
    assert status == 201
    return said["room"], said["secret"]


def move(host: str, room: str, secret: str, **changes: object) -> tuple[int, Any]:
    return send(host, "POST", f"/live/{room}", FIRST | changes, authorization=f"Bearer {secret}")


def file_of(room: str) -> Path:
    place = rooms.file_of(room)
    assert place is not None
    return place


class Listener:
    """One who follows: reads events until it has heard what a test waits for."""

    def __init__(self, host: str, room: str, query: str = "") -> None:
        self._line = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
        self._line.request("GET", f"/live/{room}/events{query}", headers={"Accept": "text/event-stream"})
        self._answer = self._line.getresponse()

    def hear(self, name: str, **wanted: object) -> dict[str, Any]:
        """The next event of this name that says this. The line's time limit ends a vain wait."""
        event = ""
        while line := self._answer.readline().decode():
            kind, _, text = line.rstrip("\n").partition(": ")
            event = text if kind == "event" else event
            if kind == "data" and event == name and (said := json.loads(text)).items() >= wanted.items():
                return dict(said)
        raise AssertionError(f"The stream ended before {name} {wanted}.")

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def listen():
    with ExitStack() as lines:

        def start(*given: str) -> Listener:
            return lines.enter_context(closing(Listener(*given)))

        yield start


def test_a_follower_hears_where_the_briefing_stands_and_each_slide_that_comes(host, listen):
    room, secret = opened(host)
    move(host, room, secret, slide=3)
    follower = listen(host, room)
    assert follower.hear("state")["slide"] == 3, "one who comes late begins where the briefing is"
    assert move(host, room, secret, slide=4, blank="black") == (200, {"turn": 2, "followers": 1})
    assert follower.hear("state", slide=4)["blank"] == "black"


def test_the_link_for_followers_leads_to_the_briefing_and_says_which_room(host):
    room, _ = opened(host)
    assert send(host, "GET", f"/live/{room}") == (302, f"{LINK}#live={room}")


def test_the_briefer_is_not_counted_and_sees_followers_come_and_go(host, listen):
    room, _ = opened(host)
    briefer = listen(host, room, "?as=briefer")
    briefer.hear("followers", count=0)
    one, _two = listen(host, room), listen(host, room)
    briefer.hear("followers", count=2)
    one.close()
    briefer.hear("followers", count=1)


def test_only_the_secret_drives(host):
    room, secret = opened(host)
    other, others_secret = opened(host)
    assert other != room
    for wrong in ("", "x", others_secret, secret[:-1]):
        assert move(host, room, wrong)[0] == 403
    assert move(host, room, secret)[0] == 200
    assert secret not in file_of(room).read_text(), "the secret is kept nowhere"


def test_it_is_handed_over_and_taken_back_and_both_hear_of_it(host, listen):
    room, secret = opened(host)
    move(host, room, secret)
    briefer = listen(host, room, "?as=briefer")

    status, said = send(host, "POST", f"/live/{room}/guest", {}, authorization=f"Bearer {secret}")
    guest = said["follow"].partition(f"{LINK}#guest={room}.")[2]
    assert status == 200
    assert said["code"].startswith("data:image/svg")
    assert move(host, room, guest)[0] == 409, "not before it is taken"
    assert send(host, "POST", f"/live/{room}/guest", {}, authorization=f"Bearer {guest}")[0] == 403

    assert send(host, "POST", f"/live/{room}/hand", {}, authorization="Bearer wrong")[0] == 403
    assert send(host, "POST", f"/live/{room}/hand", {}, authorization=f"Bearer {guest}")[1]["driver"] == "guest"
    briefer.hear("state", driver="guest", slide=3)
    assert move(host, room, secret, slide=9)[0] == 409
    assert move(host, room, guest, slide=4)[0] == 200
    briefer.hear("state", driver="guest", slide=4)

    assert send(host, "POST", f"/live/{room}/hand", {}, authorization=f"Bearer {secret}")[1]["driver"] == "owner"
    briefer.hear("state", driver="owner", slide=4)
    assert move(host, room, guest, slide=5)[0] == 403
    assert send(host, "POST", f"/live/{room}/hand", {}, authorization=f"Bearer {guest}")[0] == 403, "it ended"
    assert move(host, room, secret, slide=5)[0] == 200


def test_what_the_briefer_points_to_is_heard_and_gone_with_the_slide(host, listen):
    room, secret = opened(host)
    follower = listen(host, room)
    move(host, room, secret, point="0.1@500,250")
    assert follower.hear("state", slide=3)["point"] == "0.1@500,250"
    move(host, room, secret, slide=4)
    assert follower.hear("state", slide=4)["point"] == ""


def test_a_page_of_another_site_can_neither_open_nor_drive(host):
    room, secret = opened(host)
    for elsewhere in ("https://example.org", "null", ""):
        assert send(host, "POST", "/live", {"link": f"{elsewhere}{LINK}"}, origin=elsewhere)[0] == 403
        bearer = f"Bearer {secret}"
        assert send(host, "POST", f"/live/{room}", FIRST, origin=elsewhere, authorization=bearer)[0] == 403
    assert send(host, "POST", "/live", {"link": f"http://{host}{LINK}"}, content_type="text/plain")[0] == 403


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://example.org/", id="another site"),
        pytest.param("{here}//example.org/", id="another site without its scheme"),
        pytest.param("{here}/\\example.org/", id="the same with the other slash"),
        pytest.param("{here}", id="no page"),
        pytest.param("{here}.example.org/", id="a longer name"),
        pytest.param("{here}/a\r\nSet-Cookie: a=b", id="a header"),
    ],
)
def test_followers_are_sent_nowhere_else(host, link):
    status, said = send(host, "POST", "/live", {"link": link.format(here=f"http://{host}")})
    assert status == 400
    assert "must be a page of this server" in said


@pytest.mark.parametrize(
    "wrong", [{"slide": -1}, {"slide": "3"}, {"slide": True}, {"part": 10**9}, {"blank": "red"}, {"point": "<b>"}]
)
def test_what_is_no_place_in_a_briefing_is_refused_in_a_sentence_and_changes_nothing(host, wrong):
    room, secret = opened(host)
    status, said = move(host, room, secret, **wrong)
    assert status == 400
    assert said.strip().endswith(".")
    assert (found := rooms.find(room)) is not None
    assert found.state.turn == 0


@pytest.mark.parametrize("name", ["nobody-here-1", "..", "a", "%2e%2e%2fetc", "x" * 500])
def test_a_room_that_is_not_there_is_said_so(host, name):
    assert send(host, "GET", f"/live/{name}/events")[0] == 404
    assert move(host, name, "secret")[0] == 404


def test_a_server_that_starts_again_has_not_lost_the_slide(listen):
    with process() as before:
        room, secret = opened(before)
        move(before, room, secret, slide=7)
    with process() as after:
        assert listen(after, room).hear("state")["slide"] == 7
        assert move(after, room, secret, slide=8)[0] == 200


def test_followers_at_another_process_hear_and_are_counted_too(host, listen):
    with process() as other:
        room, secret = opened(host)
        follower, briefer = listen(other, room), listen(host, room, "?as=briefer")
        move(host, room, secret, slide=5)
        follower.hear("state", slide=5)
        briefer.hear("followers", count=1)


def test_when_the_briefer_ends_it_everybody_is_told(host, listen):
    room, secret = opened(host)
    follower = listen(host, room)
    assert send(host, "DELETE", f"/live/{room}", authorization="Bearer wrong")[0] == 403
    assert send(host, "DELETE", f"/live/{room}", authorization=f"Bearer {secret}")[0] == 204
    follower.hear("ended")
    assert send(host, "GET", f"/live/{room}")[0] == 404


def test_two_hundred_followers_all_hear_the_last_of_many_quick_slides(host):
    room, secret = opened(host)

    async def follow(ready: asyncio.Semaphore) -> None:
        reader, writer = await asyncio.open_connection(*host.split(":"))
        writer.write(f"GET /live/{room}/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        await reader.readuntil(b'"slide": 0')
        ready.release()
        await reader.readuntil(b'"slide": 40')
        writer.close()

    async def all_of_them() -> None:
        ready = asyncio.Semaphore(0)
        followers = [asyncio.create_task(follow(ready)) for _ in range(200)]
        for _ in followers:
            await ready.acquire()
        for slide in range(1, 41):
            assert (await asyncio.to_thread(move, host, room, secret, slide=slide))[0] == 200
        await asyncio.gather(*followers)

    with ThreadPoolExecutor(1) as aside:  # the tests' own thread may be running a browser's event loop
        aside.submit(lambda: asyncio.run(asyncio.wait_for(all_of_them(), 2 * PATIENCE_SECONDS))).result()


def test_rooms_left_alone_for_a_day_are_swept_away(host):
    room, _ = opened(host)
    os.utime(file_of(room), (1, 1))
    opened(host)
    assert rooms.find(room) is None


def aged(room: Room, seconds: float) -> None:
    """As if nothing had happened in the room for so long."""
    then = time.time() - seconds
    os.utime(file_of(room.name), (then, then))


def test_one_client_has_so_many_rooms_and_takes_nobody_else_s_place():
    other, _ = rooms.create(LINK, "192.0.2.1")
    watched, *unwatched = (rooms.create(LINK, "192.0.2.2")[0] for _ in range(rooms.MOST_OF_ONE))
    with pytest.raises(DatelineError, match="Too many briefings"):
        rooms.create(LINK, "192.0.2.2")
    for room in (other, watched, *unwatched):
        aged(room, 60)
    rooms.say_followers(watched.name, "here", 1)
    for _ in unwatched:
        rooms.create(LINK, "192.0.2.2")
    assert rooms.find(other.name)
    assert rooms.find(watched.name), "somebody looks at it"
    assert not any(rooms.find(room.name) for room in unwatched)


def test_a_room_in_which_nothing_was_ever_told_is_forgotten_when_nobody_comes():
    unused, told, awaited = (rooms.create(LINK, "192.0.2.3")[0] for _ in range(3))
    told = rooms.move(told, FIRST)
    for room in (unused, told, awaited):
        aged(room, rooms.UNUSED_SECONDS + 1)
    rooms.say_followers(awaited.name, "here", 0)
    rooms.create(LINK, "192.0.2.4")
    assert [rooms.find(room.name) is not None for room in (unused, told, awaited)] == [False, True, True]


@pytest.mark.parametrize("body", ["[" * 9_000, '{"a":' * 1_900, '{"link": 1e999999}', "\x00"])
def test_what_is_no_object_of_json_is_refused_however_deep_it_is(host, body):
    with closing(http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)) as line:
        line.request("POST", "/live", body, {"Origin": f"http://{host}", "Content-Type": "application/json"})
        assert line.getresponse().status == 400


def test_who_may_look_no_longer_is_told_no_more(monkeypatch):
    monkeypatch.setattr(follower_channels, "BEAT_SECONDS", 0.05)
    may = iter([True, False])
    room, _ = rooms.create(LINK)

    async def heard() -> list[bytes]:
        stream = follower_channels.Hub().stream(room, is_follower=True, may_look=lambda: next(may))
        return [part async for part in stream]

    said = asyncio.run(asyncio.wait_for(heard(), PATIENCE_SECONDS))
    assert said[-1] == b": still here\n\n"
    assert not any(b"ended" in part for part in said)
