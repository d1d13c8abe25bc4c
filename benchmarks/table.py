"""The table: each goal at each number of events, beside its floor of the same run."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.goals import ENGINES, FLOORS, GOALS, PEER_SIZES, PEERS, QUESTIONS, Goal
from benchmarks.measured import Measured

Results = Mapping[tuple[str, int], Measured]
"""By key and number of events; 0 where the number does not matter."""
NOT_MEASURED, NO_TIME = "not measured", "no time was left for it"
HEAD = """| what | events | median | p95 | floor | ratio | least to most | others | goal | met |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"""


def table(results: Results, sizes: Iterable[int]) -> str:
    """Everything that was to be measured at these sizes; what was not is a row that says so."""
    sizes = tuple(sizes)
    rows = [_row(goal, size, results) for goal in GOALS for size in sizes if _is_asked(goal, size, results)]
    return "\n".join((HEAD, *rows))


def floors() -> str:
    """What the rows are compared with."""
    return "\n".join(f"- {name}: {what}" for name, what in FLOORS.items())


def _is_asked(goal: Goal, size: int, results: Results) -> bool:
    """Whether there is a goal at this size, or a measurement without one."""
    return size in goal.limits or size in goal.p95 or (goal.key, size) in results


def missed(results: Results, sizes: Iterable[int]) -> list[str]:
    """A line for each goal that was measured and is not met: by how much."""
    sizes = tuple(sizes)
    return [
        f"{goal.what}, {size:,} events: {' and '.join(by)}"
        for goal in GOALS
        for size in sizes
        if (by := _missed_by(goal, size, results))
    ]


def _missed_by(goal: Goal, size: int, results: Results) -> list[str]:
    """By how much the median and the slow ones miss; nothing where the goal is met, was not set or not measured."""
    measured = results.get((goal.key, size))
    if measured is None or measured.fault:
        return []
    base = measured.floor
    values = measured.median, measured.p95
    if goal.floor:
        values = _ratio(measured, base), _over(measured.p95, base)
    limits = (goal.limits.get(size), goal.p95.get(size))
    labelled = zip(values, limits, ("", "p95 "), strict=True)
    return [name + by for value, limit, name in labelled for by in _misses(goal, value, limit)]


def _over(value: float | None, base: float | None) -> float | None:
    return value / base if base and value is not None else None


def _ratio(measured: Measured, base: float | None) -> float | None:
    """The median of what each turn gave, or of the medians where there were no turns."""
    return _over(measured.median, base) if measured.ratio is None else measured.ratio


def peers(results: Results, sizes: Iterable[int]) -> str:
    """The others, in the same browser with the same events."""
    head = "| peer | events | load | zoom or brush, median | p95 |\n| --- | ---: | ---: | ---: | ---: |"
    rows = [_peer(peer, size, results) for peer in PEERS for size in sizes if size in PEER_SIZES[peer]]
    return "\n".join((head, *rows))


def engines(results: Results, size: int) -> str:
    """What engines elsewhere take for the same questions about so many events."""
    head = f"| question | {' | '.join(ENGINES.values())} |\n| --- |{' ---: |' * len(ENGINES)}"
    rows = [
        f"| {what} | {' | '.join(_answered(results.get((f'{engine}.{question}', size))) for engine in ENGINES)} |"
        for question, what in QUESTIONS.items()
    ]
    return "\n".join((head, *rows))


def _answered(measured: Measured | None) -> str:
    return NOT_MEASURED if measured is None else measured.fault or _number(measured.median, "ms")


def _peer(peer: str, size: int, results: Results) -> str:
    load, move = (results.get((f"{peer}.{what}", size), Measured("", fault=NOT_MEASURED)) for what in ("load", "move"))
    cells = (
        PEERS[peer],
        f"{size:,}",
        load.fault or _number(load.median, "ms"),
        move.fault or _number(move.median, "ms"),
        _number(move.p95, "ms"),
    )
    return f"| {' | '.join(cells)} |"


def _row(goal: Goal, size: int, results: Results) -> str:
    measured = results.get((goal.key, size), Measured(goal.key, fault=NOT_MEASURED))
    base = measured.floor
    ratio = _ratio(measured, base) if goal.floor else None
    limit, p95 = goal.limits.get(size), goal.p95.get(size)
    if measured.fault:
        is_met = "no" if (limit or p95) and measured.fault not in (NOT_MEASURED, NO_TIME) else ""
        return f"| {goal.what} | {size:,} | {measured.fault} | | | | | | {_goal(goal, limit, p95)} | {is_met} |"
    by = _missed_by(goal, size, results)
    cells = (
        goal.what, f"{size:,}", _number(measured.median, goal.unit), _number(measured.p95, goal.unit),
        f"{goal.floor} {_number(base, goal.unit)}" if base is not None else "",
        f"{ratio:.2f}x" if ratio else "", _range(measured), _share(measured.others),
        _goal(goal, limit, p95), _met(by) if limit or p95 else "",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _met(by: Sequence[str]) -> str:
    return f"no, {' and '.join(by)}" if by else "yes"


def _misses(goal: Goal, value: float | None, limit: float | None) -> list[str]:
    """By how much, in words; nothing where it is met.

    >>> _misses(GOALS[0], 3.0, 2), _misses(GOALS[0], 2.0, 2), _misses(GOALS[6], 40, 50)
    (['1.5 times too much'], [], ['20 % too little'])
    """
    if limit is None:
        return []
    if value is None:
        return ["its floor was not measured"]
    if goal.at_least:
        return [] if value >= limit else [f"{round(100 - 100 * value / limit)} % too little"]
    return [] if value <= limit else [f"{value / limit:.1f} times too much"]


def _goal(goal: Goal, limit: float | None, p95: float | None) -> str:
    sign, unit = ("≥" if goal.at_least else "≤"), "x" if goal.floor else f" {goal.unit}"
    most = [] if limit is None else [f"{sign} {limit:g}{unit}"]
    return ", ".join([*most, *([] if p95 is None else [f"p95 {sign} {p95:g}{unit}"])])


def _range(measured: Measured) -> str:
    return "" if measured.least is None or measured.most is None else f"{measured.least:.2f}–{measured.most:.2f}"


def _share(others: float | None) -> str:
    return "" if others is None else f"{others:.0%}"


def _number(value: float | None, unit: str) -> str:
    """A measurement as it is read aloud.

    >>> _number(12345.6, "ms"), _number(65.43, "ms"), _number(None, "ms"), _number(1, "frames")
    ('12.3 s', '65 ms', '', '1')
    """
    if value is None:
        return ""
    if unit == "ms" and value >= 10_000:
        return f"{value / 1000:.1f} s"
    digits = f"{value:.1f}" if 0 < value < 10 and value != int(value) else f"{value:,.0f}"
    return f"{digits} {unit}" if unit in ("ms", "KB", "MB") else digits
