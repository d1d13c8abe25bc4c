"""Word to everybody who follows: one channel for each room, all in the server's event loop.

A follower who is slow is told the latest and not each step. What another process changes is seen in the room's file.
"""

import asyncio
import json
import secrets
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from time import monotonic
from types import FrameType
from typing import Final

from components.live import rooms
from components.live.rooms import Room

LOOK_SECONDS: Final = 0.2
"""How soon a change that another process made is seen."""
COUNT_EVERY: Final = 10
"""Looks between two countings of the followers elsewhere."""
BEAT_SECONDS: Final = 10.0
"""A word now and then, so that a connection that has died is noticed on both sides."""
MOST_FOLLOWERS: Final = 2_000
AGAIN_MS: Final = 400
"""After how long a browser that lost its connection comes back."""


@dataclass(eq=False, slots=True)
class _Channel:
    """A room that somebody looks at here."""

    room: Room | None
    streams: dict[asyncio.Event, bool] = field(default_factory=dict)
    """Each stream's bell, and whether it is a follower's."""
    elsewhere: int = 0
    stamp: int = 0
    watcher: "asyncio.Task[None] | None" = None

    @property
    def here(self) -> int:
        return sum(self.streams.values())

    def ring(self) -> None:
        for bell in self.streams:
            bell.set()


class Hub:
    """The channels of one process. Everything here runs in one event loop, so nothing is locked."""

    def __init__(self) -> None:
        self._channels: dict[str, _Channel] = {}
        self._process = secrets.token_hex(6)
        self._is_ending = False
        self._is_watching_signals = False

    def followers(self, name: str) -> int:
        """How many follow the room, in all processes."""
        channel = self._channels.get(name)
        return channel.here + channel.elsewhere if channel else 0

    @property
    def is_full(self) -> bool:
        """Whether more streams would be too many for this process."""
        return sum(len(channel.streams) for channel in self._channels.values()) >= MOST_FOLLOWERS

    def announce(self, room: Room) -> None:
        """The room has moved: its followers here are told at once, those elsewhere when their process looks."""
        if channel := self._channels.get(room.name):
            channel.room = room
            channel.ring()

    def end(self, name: str) -> None:
        """The room is closed."""
        if channel := self._channels.get(name):
            channel.room = None
            channel.ring()

    async def stream(
        self, room: Room, *, is_follower: bool, may_look: Callable[[], bool] = lambda: True
    ) -> AsyncIterator[bytes]:
        """Server-sent events for one who looks on: `state`, `followers`, and `ended` as the last. may_look: asked now
        and then; who may no longer is told no more, and finds why at the gate."""
        channel, bell = self._join(room, is_follower)
        sent, asked = (-1, -1), monotonic()
        try:
            yield b"retry: %d\n\n" % AGAIN_MS
            while not self._is_ending:
                bell.clear()
                if monotonic() - asked > BEAT_SECONDS / 2:
                    if not may_look():
                        return
                    asked = monotonic()
                if channel.room is None:
                    yield _event("ended", {})
                    return
                now = channel.room.state.turn, self.followers(room.name)
                if now[0] != sent[0]:
                    yield _event("state", asdict(channel.room.state))
                if now[1] != sent[1]:
                    yield _event("followers", {"count": now[1]})
                sent = now
                if not await _has_rung(bell):
                    yield b": still here\n\n"
        finally:
            self._leave(room.name, channel, bell)

    def _join(self, room: Room, is_follower: bool) -> tuple[_Channel, asyncio.Event]:
        self._watch_signals()
        channel = self._channels.setdefault(room.name, _Channel(room))
        if channel.room is None or channel.room.state.turn < room.state.turn:
            channel.room = room
        bell = asyncio.Event()
        channel.streams[bell] = is_follower
        channel.watcher = channel.watcher or asyncio.create_task(self._watch(room.name, channel))
        self._tell_count(room.name, channel)
        return channel, bell

    def _leave(self, name: str, channel: _Channel, bell: asyncio.Event) -> None:
        del channel.streams[bell]
        self._tell_count(name, channel)
        if not channel.streams:
            if channel.watcher:
                channel.watcher.cancel()
            self._channels.pop(name, None)

    def _tell_count(self, name: str, channel: _Channel) -> None:
        """The number of followers here has changed: say so to those here, and to the other processes."""
        channel.ring()
        with suppress(OSError):
            rooms.say_followers(name, self._process, channel.here)

    async def _watch(self, name: str, channel: _Channel) -> None:
        """See what other processes do with the room, for as long as somebody here looks at it."""
        looks = 0
        while True:
            self._look(name, channel)
            if looks % COUNT_EVERY == 0:
                count = rooms.followers_elsewhere(name, self._process)
                if count != channel.elsewhere:
                    channel.elsewhere = count
                    channel.ring()
                with suppress(OSError):
                    rooms.say_followers(name, self._process, channel.here)
            looks += 1
            await asyncio.sleep(LOOK_SECONDS)

    def _look(self, name: str, channel: _Channel) -> None:
        place = rooms.file_of(name)
        try:
            stamp = place.stat().st_mtime_ns if place else 0
        except OSError:
            stamp = 0
        if stamp == channel.stamp:
            return
        channel.stamp = stamp
        channel.room = rooms.find(name)
        channel.ring()

    def _watch_signals(self) -> None:
        """End every stream when the server is told to stop: it would wait for them, and they for ever."""
        if self._is_watching_signals or threading.current_thread() is not threading.main_thread():
            return
        self._is_watching_signals = True
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)
            if not callable(before):
                continue

            def stop(number: int, frame: FrameType | None, before: object = before) -> None:
                loop.call_soon_threadsafe(self._stop)
                if callable(before):
                    before(number, frame)

            signal.signal(number, stop)

    def _stop(self) -> None:
        self._is_ending = True
        for channel in self._channels.values():
            channel.ring()


async def _has_rung(bell: asyncio.Event) -> bool:
    """Whether the bell rang before it was time for a word."""
    try:
        await asyncio.wait_for(bell.wait(), BEAT_SECONDS)
    except TimeoutError:
        return False
    return True


def _event(name: str, data: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
