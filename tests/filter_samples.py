"""Each filter of the table set so that it keeps one event of a few and hides another, whatever filters there are."""

from typing import Any

from data.view import View
from data.view.filter_table import FILTERS, Filter, Kind

DAY, WORD, TEXT, OWN = "2022-01-06", "steppe", "B2", ("Weather", "gale")


def sample(line: Filter) -> Any:
    """A value that the filter takes, as a field of a View."""
    if line.choices:
        first = next(iter(line.choices))
        return (int(first) if line.kind is Kind.NUMBER else first,)
    return _SAMPLES[line.kind]


_SAMPLES: dict[Kind, Any] = {
    Kind.WORDS: WORD,
    Kind.VALUE: (TEXT,),
    Kind.NAME: (TEXT,),
    Kind.NUMBER: (3,),
    **dict.fromkeys((Kind.SINCE, Kind.UNTIL, Kind.ASOF), DAY),
    Kind.OWN: (OWN,),
}

LOOSE: dict[str, View] = {name: View(**{name: sample(line)}) for name, line in FILTERS.items()}
"""A view for each filter, with no other on."""

KEPT: dict[str, object] = {
    "date": DAY,
    "title": f"On the {WORD}",
    f"x:{OWN[0]}": OWN[1],
    **{line.column: sample(line)[0] for line in FILTERS.values() if line.kind in (Kind.VALUE, Kind.NAME, Kind.NUMBER)},
}
"""The event that passes them all."""

HIDDEN: tuple[dict[str, object], ...] = tuple({"date": day, f"x:{OWN[0]}": ""} for day in ("2022-01-03", "2022-01-09"))
"""Events of which each filter hides at least one."""
