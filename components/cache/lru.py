"""Values used last, bounded; each made once however many threads ask for it at the same moment."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import RLock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LRU(Generic[Key, Value]):
    """At most so many values, of at most so much weight together; what was used longest ago goes first.

    `on_drop` is called with every value that goes, outside the lock.

    >>> letters = LRU[str, str](most=2)
    >>> [letters.get_or_make(letter, lambda: (letter.upper(), 1)) for letter in "abca"], letters.items()
    (['A', 'B', 'C', 'A'], [('c', 'C'), ('a', 'A')])
    """

    def __init__(self, *, most: int, heaviest: int = 0, on_drop: Callable[[Value], None] = lambda _: None) -> None:
        self._most, self._heaviest, self._on_drop = most, heaviest, on_drop
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._making: dict[Key, Future[Value]] = {}
        self._lock = RLock()

    def get(self, key: Key) -> Value | None:
        """The value, now the one used last; None if it is not kept."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def items(self) -> list[tuple[Key, Value]]:
        """All of them with their keys, the one used last at the end."""
        with self._lock:
            return [(key, value) for key, (value, _) in self._values.items()]

    def put(self, key: Key, value: Value, weight: int = 1) -> None:
        """Keep it, and drop others where that is too much. One that is too heavy by itself is kept alone."""
        with self._lock:
            dropped = self._take(key)
            self._values[key] = value, weight
            self._weight += weight
            while len(self._values) > 1 and self._is_too_much():
                dropped += self._take(next(iter(self._values)))
        for old in dropped:
            self._on_drop(old)

    def drop(self, is_meant: Callable[[Key], bool]) -> None:
        """Forget every value whose key is meant."""
        with self._lock:
            dropped = [value for key in list(self._values) if is_meant(key) for value in self._take(key)]
        for old in dropped:
            self._on_drop(old)

    def get_or_make(self, key: Key, make: Callable[[], tuple[Value, int]]) -> Value:
        """The value of `key`; where there is none, one thread makes it (with its weight) for all who wait."""
        with self._lock:
            if (value := self.get(key)) is not None:
                return value
            pending = self._making.get(key)
            if pending is None:
                future: Future[Value] = Future()
                self._making[key] = future
        return pending.result() if pending else self._make(key, make, future)

    def _make(self, key: Key, make: Callable[[], tuple[Value, int]], future: "Future[Value]") -> Value:
        try:
            value, weight = make()
            self.put(key, value, weight)
            future.set_result(value)
        except BaseException as mistake:
            future.set_exception(mistake)
            raise
        finally:
            with self._lock:
                del self._making[key]
        return value

    def _take(self, key: Key) -> list[Value]:
        if key not in self._values:
            return []
        value, weight = self._values.pop(key)
        self._weight -= weight
        return [value]

    def _is_too_much(self) -> bool:
        return len(self._values) > self._most or 0 < self._heaviest < self._weight
