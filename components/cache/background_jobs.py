"""Long work done once beside the pages, whose progress all who wait for it can see."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from typing import Any, Final

from data.engine.background_threads import later
from data.files.progress import Progress

PATIENCE_SECONDS: Final = 5.0
"""A page that waits says so more often."""
LEAST_SECONDS: Final = 1.0
LEAST_SHARE: Final = 0.03
"""Before so much is done, the time left is not known."""


class Stopped(Exception):  # noqa: N818 - it says what is so
    """The work was stopped by who waited for it."""


@dataclass(slots=True)
class Job:
    """Work under way, and how far it is."""

    progress: Progress = field(default_factory=Progress)
    done: Event = field(default_factory=Event)
    glimpse: Any = None
    """What can be shown of it before it is done, once there is any."""
    result: Any = None
    """What came of it, where it says so."""
    shown: Event = field(default_factory=Event)
    """Set as soon as there is something to show: a glimpse, or all of it."""
    _began: float = field(default_factory=monotonic)
    _waiting: dict[Hashable, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _stopped: Event = field(default_factory=Event)

    def report(self, progress: Progress) -> None:
        """Remember how far it is. Raises Stopped where it is to end."""
        self.progress = progress
        if progress.ahead:  # it has not begun
            self._began = monotonic()
        if self._stopped.is_set():
            raise Stopped

    def show(self, glimpse: object) -> None:
        """Let all who wait have this glimpse of it."""
        self.glimpse = glimpse
        self.shown.set()

    def is_finished(self) -> bool:
        """Whether it came to its end and was not stopped before; known when it is over, which this waits for."""
        self.done.wait()
        return not self.is_stopped

    def wait(self, viewer: Hashable) -> None:
        """This viewer waits for it now, and is held to wait for PATIENCE_SECONDS more."""
        with self._lock:
            self._waiting[viewer] = monotonic()

    def stop(self, viewer: Hashable) -> None:
        """This viewer waits no longer: end it, unless somebody else does still."""
        with self._lock:
            self._waiting.pop(viewer, None)
            if all(monotonic() - since > PATIENCE_SECONDS for since in self._waiting.values()):
                self.end()

    def end(self) -> None:
        """End it, whoever waits."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether it was to end before it was done."""
        return self._stopped.is_set()

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the pace so far; None while that is not known."""
        elapsed, share = monotonic() - self._began, self.progress.share
        if elapsed < LEAST_SECONDS or share < LEAST_SHARE:
            return None
        return elapsed * (1 - share) / share


class Jobs:
    """The work under way by its key; it goes on when the viewer who began it leaves."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Job] = {}
        self._lock = Lock()

    def get_or_begin(self, key: Hashable, work: Callable[[Job], object]) -> Job:
        """The job of this key, begun now if nobody has. `work` is given it; it raises nothing but Stopped."""
        with self._lock:
            if key not in self._running:
                self._running[key] = job = Job()
                later(0, lambda: self._run(key, job, work), job.end)
            return self._running[key]

    def stop(self, key: Hashable, viewer: Hashable) -> None:
        """End the job of this key, if there is one and nobody but this viewer waits for it."""
        with self._lock:
            if key in self._running:
                self._running[key].stop(viewer)

    def _run(self, key: Hashable, job: Job, work: Callable[[Job], object]) -> None:
        try:
            with suppress(Stopped):
                work(job)
        finally:
            with self._lock:
                del self._running[key]
            job.done.set()
            job.shown.set()
