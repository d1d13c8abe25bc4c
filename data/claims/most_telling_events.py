"""Which events of a story are told, and which wait in reserve: the most important, else those that carry the most.

Where a file does not say what is important, it shows in other ways: an event claims a figure, lasts, is said by several
sources, is at a place that the settings name, or its title says that this was the worst, or the end. What weighs the
same is chosen so that the story reaches from its beginning to its end.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from data.claims.briefing import in_order_of_time
from data.claims.deaths import counts_the_dead
from data.text_folding import fold

Row = Mapping[str, Any]
USUAL: Final = 2
"""The importance of a row that says nothing of it."""
DEAD, FIGURE, AGREED, PEAK, LASTS, BEGINS, ENDS, PLACE, TEXT = 6, 4, 3, 3, 2, 2, 2, 1, 1
"""What an event weighs by what it has; a story's first event is its beginning."""

_PEAK: Final = re.compile(
    r"""(?x)\b(?: fully | completely | entirely | peak(?:s|ed)? | worst | highest | lowest | largest | biggest
      | deadliest | records? | outages? | blackouts? | offline | unavailable | down$ | collapses?
      | collapsed | disasters? | massacres? | state\ of\ emergency
      | полностью | пик | пика | рекорд\w* | худш\w+ | крупнейш\w+ | обрушил\w+ | чрезвычаин\w+ | төтенше )\b"""
)
_END: Final = re.compile(
    r"""(?x)\b(?: resolved | restored | recovered | back\ to\ normal | all\ clear | ends? | ended | is\ over | over$
      | cease-?fire | armistice | peace | surrenders? | surrendered | resigns? | resigned | dissolved | bankrupt(?:cy)?
      | closes? | closed | complete | completed | finally
      | законч\w+ | заверш\w+ | восстановлен\w* | отставк\w+ | перемири\w+ | аяқтал\w+ )\b"""
)


def is_weighed(rows: Sequence[Row]) -> bool:
    """Whether the file tells some events from others by their importance."""
    return any(int(row["importance"]) != USUAL for row in rows)


def chapters(rows: Sequence[Row], count: int, named: str = "") -> list[Row]:
    """As many of the events as are to be told, in the order of the story.

    named: what the settings say of the data set; an event at a place that is named there weighs more.
    """
    ordered = in_order_of_time(rows)
    weights = _weights(ordered, fold(named))
    chosen: list[int] = []
    while len(chosen) < min(count, len(ordered)):
        left = (at for at in range(len(ordered)) if at not in chosen)
        chosen.append(max(left, key=lambda at: (weights[at], _apart(at, chosen), -at)))
    return [ordered[at] for at in sorted(chosen)]


def _apart(at: int, chosen: Sequence[int]) -> int:
    """How many events lie between this one and the nearest that is chosen already."""
    return min((abs(at - other) for other in chosen), default=0)


def chosen_by(rows: Sequence[Row], named: str = "") -> list[str]:
    """By what the weights of these events differ, in words; [] where nothing but the time tells them apart.

    >>> row = {"metric": "", "value": "", "date": "2022", "title": "War", "source": "", "place": "", "text": ""}
    >>> chosen_by([row, row | {"date": "1914/1918", "title": "The war ends", "text": "It began in June."}])
    ['turning points in their titles', 'length', 'text']
    """
    places = fold(named)
    agreed = any(len(sources) > 1 for sources in _told_by(rows).values())
    has = {
        "figures": any(_has_figure(row) for row in rows),
        "sources that agree": agreed,
        "turning points in their titles": any(_told_by_words(row) for row in rows),
        "length": any(_lasts(row) for row in rows),
        "places that the settings name": any(_is_at(row, places) for row in rows),
        "text": any(row["text"] for row in rows),
    }
    return [name for name, is_so in has.items() if is_so]


def _weights(rows: Sequence[Row], named: str) -> list[tuple[int, int, float]]:
    """Importance, what the event has, and of counts that are added up how many."""
    last_of = {fold(row["metric"]): at for at, row in enumerate(rows) if _has_figure(row) and not _is_added(row)}
    told_by = _told_by(rows)
    return [
        (int(row["importance"]), _weight(row, is_last=last_of.get(fold(row["metric"])) == at, named=named,
                                         sources=len(told_by[_event(row)])) + BEGINS * (at == 0), _added(row))
        for at, row in enumerate(rows)
    ]  # fmt: skip


def _weight(row: Row, *, is_last: bool, named: str, sources: int) -> int:
    weight = 0
    if _has_figure(row):  # of a total that was claimed again and again, the last claim tells it all
        figure = DEAD if counts_the_dead(row["metric"], row["unit"]) else FIGURE
        weight += figure if is_last or _is_added(row) else 1
    weight += PLACE * _is_at(row, named) + _told_by_words(row)
    return weight + AGREED * (sources > 1) + LASTS * _lasts(row) + TEXT * bool(row["text"])


def _told_by_words(row: Row) -> int:
    """What the words of the title say of its weight.

    >>> [_told_by_words({"title": title}) for title in ("Checkout fully down", "Errors back to normal", "Rain")]
    [3, 2, 0]
    """
    title = fold(row["title"])
    return PEAK if _PEAK.search(title) else ENDS if _END.search(title) else 0


def _has_figure(row: Row) -> bool:
    """Whether it claims a figure; that none were added to a count is no figure."""
    return bool(row["metric"] and row["value"]) and not (_is_added(row) and not _added(row))


def _is_added(row: Row) -> bool:
    return row.get("is_increment") is True or row.get("is_increment") == 1


def _added(row: Row) -> float:
    """How many an event adds to a count; 0 where it adds none, or says a total."""
    bounds = [float(bound) for bound in (row.get("low"), row.get("high")) if bound is not None and bound == bound]
    return max(bounds, default=0.0) if _is_added(row) else 0.0


def _lasts(row: Row) -> bool:
    return "/" in row["date"]


def _is_at(row: Row, named: str) -> bool:
    """Whether it is at a place that is named there."""
    return any(place and place in named for place in (fold(part) for part in row["place"].split(",")))


def _told_by(rows: Sequence[Row]) -> dict[tuple[str, str], set[str]]:
    """Who tells of each event."""
    told_by: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        told_by.setdefault(_event(row), set()).update(_sources(row))
    return told_by


def _event(row: Row) -> tuple[str, str]:
    """The same for rows that tell of the same event."""
    return fold(row["title"]), row["date"][:10]


def _sources(row: Row) -> set[str]:
    return {name for part in row["source"].split(";") if (name := fold(part))}
