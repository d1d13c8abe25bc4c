"""Work for a moment later, beside all else; a process that ends does not leave an engine in the middle of it."""

import atexit
from collections.abc import Callable
from threading import Timer
from typing import Final
from weakref import WeakSet

END_SECONDS: Final = 10.0
_BEGUN: Final[WeakSet[Timer]] = WeakSet()


def later(seconds: float, action: Callable[[], None]) -> None:
    """Do something in so many seconds, unless the process ends before."""
    timer = Timer(seconds, action)
    timer.daemon = True
    _BEGUN.add(timer)
    timer.start()


@atexit.register
def _end() -> None:
    """An engine that is at work while the interpreter goes aborts the process."""
    for timer in tuple(_BEGUN):
        timer.cancel()
        timer.join(END_SECONDS)
