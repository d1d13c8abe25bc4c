"""A measurement, and how a part that runs in a process of its own tells of it: one line of JSON for each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Measured:
    """The median and the 95th percentile of so many; or only `fault`: why there is no number."""

    key: str
    median: float | None = None
    p95: float | None = None
    count: int = 0
    fault: str = ""


def summary(key: str, samples: Sequence[float], fault: str = "nothing was measured") -> Measured:
    """The summary of samples; without any it is the fault.

    >>> summary("wheel", [3, 1, 2])
    Measured(key='wheel', median=2, p95=3, count=3, fault='')
    """
    if not samples:
        return Measured(key, fault=fault)
    p95 = quantiles(samples, n=20, method="inclusive")[-1] if len(samples) > 19 else max(samples)
    return Measured(key, median(samples), p95, len(samples))


def report(key: str, samples: Sequence[float], fault: str = "nothing was measured") -> None:
    """What a part says as soon as it knows it, so that it is kept if the part does not end."""
    print(json.dumps(asdict(summary(key, samples, fault))), flush=True)


def parse_lines(lines: Iterable[str]) -> list[Measured]:
    """What a part has told; other lines are none of ours.

    >>> parse_lines(['{"key": "wheel", "median": 2, "p95": 3, "count": 3, "fault": ""}', "Stopping..."])
    [Measured(key='wheel', median=2, p95=3, count=3, fault='')]
    """
    return [Measured(**json.loads(line)) for line in lines if line.startswith('{"key"')]
