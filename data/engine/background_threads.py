"""Work beside all else, now or in a moment; a process that ends does not leave an engine in the middle of it."""

import atexit
from collections.abc import Callable
from threading import Timer
from typing import Final
from weakref import WeakKeyDictionary

END_SECONDS: Final = 60.0
"""However busy the machine is, what is stopped ends in it."""
_TIMERS: Final[WeakKeyDictionary[Timer, Callable[[], None]]] = WeakKeyDictionary()


def later(seconds: float, action: Callable[[], None], stop: Callable[[], None] = lambda: None) -> None:
    """Do something in so many seconds, unless the process ends before. stop: ends what would take long by then."""
    timer = Timer(seconds, action)
    timer.daemon = True
    _TIMERS[timer] = stop
    timer.start()


@atexit.register
def end() -> None:
    """End all of it: an engine that is at work while the interpreter goes aborts the process. What ends may have begun
    something."""
    while timers := [(timer, stop) for timer, stop in tuple(_TIMERS.items()) if timer.is_alive()]:
        for timer, stop in timers:
            timer.cancel()
            stop()
        for timer, _ in timers:
            timer.join(END_SECONDS)
        if any(timer.is_alive() for timer, _ in timers):
            return
