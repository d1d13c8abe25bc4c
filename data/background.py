"""Work beside all else, now or in a moment; a process that ends does not leave an engine in the middle of it."""

import atexit
from collections.abc import Callable
from threading import Timer
from typing import Final
from weakref import WeakKeyDictionary

END_SECONDS: Final = 10.0
_TIMERS: Final[WeakKeyDictionary[Timer, Callable[[], None]]] = WeakKeyDictionary()


def later(seconds: float, action: Callable[[], None], stop: Callable[[], None] = lambda: None) -> None:
    """Do something in so many seconds, unless the process ends before. stop: ends what would take long by then."""
    timer = Timer(seconds, action)
    timer.daemon = True
    _TIMERS[timer] = stop
    timer.start()


@atexit.register
def _end() -> None:
    """An engine that is at work while the interpreter goes aborts the process."""
    timers = tuple(_TIMERS.items())
    for timer, stop in timers:
        timer.cancel()
        stop()
    for timer, _ in timers:
        timer.join(END_SECONDS)
