"""A bounded number of processes that read: who comes later waits, and is told how many are read before."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition
from typing import Final

from data.errors import BadFile
from data.files.progress import OnProgress, Progress

MOST_AT_ONCE: Final = 2
MOST_WAITING: Final = 40
OFTEN_SECONDS: Final = 0.25


class ReaderQueue:
    """So many readers at once, that may take so many bytes of memory together; one may always read, whatever it takes.

    Who came first is first, so that nobody waits for ever.
    """

    def __init__(self, most: int = MOST_AT_ONCE, memory: int = 0) -> None:
        self._most, self._memory = most, memory or memory_of_machine() // 2
        self._running: list[int] = []
        self._waiting: deque[object] = deque()
        self._changed = Condition()

    @contextmanager
    def turn(self, name: str, memory: int, on_progress: OnProgress) -> Iterator[None]:
        """A reader's turn. on_progress: told while it waits how many are ahead; what it raises ends the waiting.

        Raises BadFile where too many wait already.
        """
        self._wait(name, memory, on_progress)
        try:
            yield
        finally:
            with self._changed:
                self._running.remove(memory)
                self._changed.notify_all()

    def _wait(self, name: str, memory: int, on_progress: OnProgress) -> None:
        ticket = object()
        with self._changed:
            if len(self._waiting) >= MOST_WAITING:
                message = f"{name} is not read: {len(self._waiting)} others wait for their turn already."
                raise BadFile(message, text=name, advice="Choose it again in a few minutes.")
            self._waiting.append(ticket)
        try:
            while (ahead := self._ahead(ticket, memory)) is not None:
                on_progress(Progress(ahead=ahead))
                with self._changed:
                    self._changed.wait(OFTEN_SECONDS)
        finally:
            with self._changed, suppress(ValueError):
                self._waiting.remove(ticket)
                self._changed.notify_all()

    def _ahead(self, ticket: object, memory: int) -> int | None:
        """How many are read before; None where it is this one's turn, which has begun then."""
        with self._changed:
            before = self._waiting.index(ticket)
            is_free = len(self._running) < self._most and sum(self._running) + memory <= self._memory
            if before or (self._running and not is_free):
                return before + len(self._running)
            self._waiting.popleft()
            self._running.append(memory)
            return None


def memory_of_machine() -> int:
    """Bytes of memory that this process may have at all: those of the machine, or of the container it runs in."""
    found = [4 << 30]
    with suppress(OSError, ValueError, AttributeError):
        found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    with suppress(OSError, ValueError):
        found.append(int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return min(found)
