"""Long work done once beside the pages, whose progress all who wait for it can see."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread


@dataclass(slots=True)
class Job:
    """Work under way: the part that is done, from 0 to 1."""

    share: float = 0.0
    done: Event = field(default_factory=Event)

    def tell(self, share: float) -> None:
        """Remember how far it is."""
        self.share = share


class Jobs:
    """The work under way by its key; it goes on when the viewer who began it leaves."""

    def __init__(self) -> None:
        self._running: dict[Hashable, Job] = {}
        self._lock = Lock()

    def begun(self, key: Hashable, work: Callable[[Callable[[float], None]], object]) -> Job:
        """The job of this key, begun now if nobody has. `work` is given whom to tell, and raises nothing."""
        with self._lock:
            if key not in self._running:
                self._running[key] = job = Job()
                Thread(target=self._run, args=(key, job, work), name="dateline-job", daemon=True).start()
            return self._running[key]

    def _run(self, key: Hashable, job: Job, work: Callable[[Callable[[float], None]], object]) -> None:
        try:
            work(job.tell)
        finally:
            with self._lock:
                del self._running[key]
            job.done.set()
