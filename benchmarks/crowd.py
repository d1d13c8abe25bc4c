"""Many viewers at once, without browsers: light clients that speak Streamlit's own protocol.

An action is what a hand that has come to rest asks of the server: the picture of a new window, and a rerun of the
page's body with that window in its address, as the app's page asks for it; it is over when both have come.
"""

import asyncio
import random
import threading
from collections import Counter
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.measured import report, summary
from benchmarks.serving import served

VIEWERS, EVERY_S = 50, 5.0
CROWDS = (25, VIEWERS, 80, 115, 150, 200, 300)
PATIENT_MS = 1000.0
"""What the slow ones, one in twenty, may wait at the most."""
MOST_PICTURES = 20_000
PATIENCE_S = 60.0
AT_ONCE = 4
"""So many come at the same moment."""
MOST_BYTES = 2**28


class Viewer:
    """One connection to the app, as the browser's page keeps it."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("http", "ws", 1) + "/_stcore/stream"

    async def enter(self) -> None:
        self._socket = await websockets.connect(self._url, subprotocols=["streamlit"], max_size=MOST_BYTES)  # type: ignore[list-item]
        self._page, self._fragments = "", Counter[str]()
        await self._run(BackMsg())

    async def look(self, query: str) -> None:
        """Ask for the page's body under another address, and wait until it has come."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = self._fragments.most_common(1)[0][0]  # the body has most of the elements
        await self._run(message)

    async def _run(self, message: BackMsg) -> None:
        message.rerun_script.SetInParent()
        await self._socket.send(message.SerializeToString())
        while True:
            reply = ForwardMsg.FromString(await self._socket.recv())
            match reply.WhichOneof("type"):
                case "new_session":
                    self._page = reply.new_session.page_script_hash
                case "delta" if reply.delta.fragment_id:
                    self._fragments[reply.delta.fragment_id] += 1
                case "script_finished":
                    return

    async def leave(self) -> None:
        await self._socket.close()


class Viewers:
    """So many viewers for as long as the block lasts, for callers that are not asynchronous."""

    def __init__(self, url: str, count: int) -> None:
        self._all = [Viewer(url) for _ in range(count)]
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def __enter__(self) -> Self:
        self._do(*(viewer.enter() for viewer in self._all))
        return self

    def act(self) -> None:
        """Each looks at a window of its own."""
        self._do(
            *(
                viewer.look(f"start={2002 + index}-01-01&end={2003 + index}-01-01")
                for index, viewer in enumerate(self._all)
            )
        )

    def __exit__(
        self, kind: type[BaseException] | None, mistake: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._do(*(viewer.leave() for viewer in self._all))
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _do(self, *work: object) -> None:
        async def together() -> None:
            await asyncio.gather(*work)  # type: ignore[call-overload]

        asyncio.run_coroutine_threadsafe(together(), self._loop).result(120)


def measure(path: Path, often: int) -> None:
    """More and more viewers, who come a few at a time and then act every five seconds, out of step, until the slow
    ones wait longer than they should."""
    from benchmarks.server import picture_address, windows

    with served("app.py", EVENTS=str(path)) as server:
        pictures = iter(windows(picture_address(server), MOST_PICTURES))
        capacity, rounds = 0, max(3, often // 4)
        for count in CROWDS:
            cpu = server.cpu()
            times_ms = asyncio.run(_crowd(server.url, [next(pictures) for _ in range(count * rounds)], count, rounds))
            if count == VIEWERS:
                report("crowd", times_ms)
                report("action.cpu", [(server.cpu() - cpu) / len(times_ms)])
            is_in_time = (summary("crowd", times_ms).p95 or 0) <= PATIENT_MS
            capacity = count if is_in_time else capacity
            if not is_in_time and count >= VIEWERS:
                break
        report("capacity", [capacity])


async def _crowd(url: str, pictures: list[str], count: int, rounds: int) -> list[float]:
    viewers = [Viewer(url) for _ in range(count)]
    for first in range(0, count, AT_ONCE):
        await asyncio.gather(*(viewer.enter() for viewer in viewers[first : first + AT_ONCE]))
    times_ms: list[float] = []
    await asyncio.gather(
        *(_visit(viewer, pictures[first::count], rounds, times_ms) for first, viewer in enumerate(viewers))
    )
    await asyncio.gather(*(viewer.leave() for viewer in viewers))
    return times_ms


async def _visit(viewer: Viewer, pictures: list[str], rounds: int, times_ms: list[float]) -> None:
    await asyncio.sleep(random.uniform(0, EVERY_S))
    for address in pictures[:rounds]:
        began = perf_counter()
        query = urlencode([pair for pair in parse_qsl(urlsplit(address).query) if pair[0] in ("start", "end")])
        try:
            await asyncio.wait_for(asyncio.gather(asyncio.to_thread(_fetch, address), viewer.look(query)), PATIENCE_S)
        except TimeoutError:  # its connection is of no more use; the wait counts
            times_ms.append(PATIENCE_S * 1000)
            return
        times_ms.append((perf_counter() - began) * 1000)
        await asyncio.sleep(max(0.0, EVERY_S - (perf_counter() - began)))


def _fetch(address: str) -> None:
    with urlopen(address, timeout=60) as answer:
        answer.read()
