"""A measurement, and how a part that runs in a process of its own tells of it: one line of JSON for each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median, quantiles

from benchmarks.turns import Turns


@dataclass(frozen=True, slots=True)
class Measured:
    """The median and the 95th percentile of so many; or only `fault`: why there is no number.

    Where a floor was measured in turns with it: the median of that, the ratio of each pair, as median, least and most,
    and the part of the processor, 0 to 1, that other programs had meanwhile.
    """

    key: str
    median: float | None = None
    p95: float | None = None
    count: int = 0
    fault: str = ""
    floor: float | None = None
    ratio: float | None = None
    least: float | None = None
    most: float | None = None
    others: float | None = None


def summary(key: str, samples: Sequence[float], fault: str = "nothing was measured") -> Measured:
    """The summary of samples; without any it is the fault.

    >>> wheel = summary("wheel", [3, 1, 2])
    >>> wheel.median, wheel.p95, wheel.count
    (2, 3, 3)
    """
    if not samples:
        return Measured(key, fault=fault)
    p95 = quantiles(samples, n=20, method="inclusive")[-1] if len(samples) > 19 else max(samples)
    return Measured(key, median(samples), p95, len(samples))


def report(key: str, samples: Sequence[float], fault: str = "nothing was measured") -> None:
    """What a part says as soon as it knows it, so that it is kept if the part does not end."""
    _tell(summary(key, samples, fault))


def report_turns(key: str, turns: Turns, fault: str = "nothing was measured") -> None:
    """The same of what was measured in turns with its floor."""
    measured = summary(key, [value for _, value in turns.pairs], fault)
    if turns.pairs:
        ratios = [value / base for base, value in turns.pairs]
        floor = median(base for base, _ in turns.pairs)
        measured = replace(measured, floor=floor, ratio=median(ratios), least=min(ratios), most=max(ratios))
    _tell(replace(measured, others=turns.others()))


def _tell(measured: Measured) -> None:
    print(json.dumps(asdict(measured)), flush=True)


def parse_lines(lines: Iterable[str]) -> list[Measured]:
    """What a part has told; other lines are none of ours.

    >>> [told.median for told in parse_lines(['{"key": "wheel", "median": 2}', "Stopping..."])]
    [2]
    """
    return [Measured(**json.loads(line)) for line in lines if line.startswith('{"key"')]
