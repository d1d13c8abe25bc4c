"""A floor and what is compared with it, measured in turns: a machine that is slow for a while is slow for both."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.serving import TICKS

Measure = Callable[[], float | None]
"""Does something once, and says in ms how long it took; None where it did not come about."""


class Turns:
    """Pairs of a floor and what came right after it, both in ms, and how busy others kept the machine meanwhile."""

    def __init__(self, floor: Callable[[], float]) -> None:
        self._floor, self._began = floor, ProcessorTimes.now()
        self.pairs: list[tuple[float, float]] = []

    def take(self, measure: Measure) -> None:
        """The floor once, and the other once; no pair where the other did not come about."""
        base, value = self._floor(), measure()
        if value is not None:
            self.pairs.append((base, value))

    def others(self) -> float:
        """The part of all processors, 0 to 1, that other programs have had since the first turn."""
        return self._began.others_until(ProcessorTimes.now())


@dataclass(frozen=True, slots=True)
class ProcessorTimes:
    """Seconds of all processors together since the machine started: gone by, at work, and at work for this process and
    those that it started."""

    passed: float = 0.0
    busy: float = 0.0
    own: float = 0.0

    @classmethod
    def now(cls) -> Self:
        """As the kernel says."""
        fields = [int(number) / TICKS for number in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
        passed, idle = sum(fields), fields[3] + fields[4]
        return cls(passed, passed - idle, _own_seconds())

    def others_until(self, later: "ProcessorTimes") -> float:
        """The part of all processors that was neither idle nor ours from now until then.

        >>> round(ProcessorTimes(0, 0, 0).others_until(ProcessorTimes(10, 6, 5)), 3)
        0.1
        """
        passed = later.passed - self.passed
        theirs = (later.busy - self.busy) - (later.own - self.own)
        return max(0.0, theirs / passed) if passed > 0 else 0.0


def _own_seconds() -> float:
    """What this process and all below it have used, and those of them that have ended."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            fields = place.read_text().rpartition(")")[2].split()
            pid = int(place.parent.name)
            parents[pid] = int(fields[1])
            seconds[pid] = sum(int(number) for number in fields[11:15]) / TICKS
    return sum(seconds[pid] for pid in seconds if _is_below(pid, os.getpid(), parents))


def _is_below(pid: int, top: int, parents: dict[int, int]) -> bool:
    while pid not in (top, 0, 1):
        pid = parents.get(pid, 0)
    return pid == top
