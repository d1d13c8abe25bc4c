"""What a query service of Wikidata answers (SPARQL 1.1 Query Results JSON): each binding a row.

Dates carry no precision there unless the query asks for it: `wikibase:timePrecision` in a column whose name ends in
`Precision` or `precision` is heeded, 11 a day, 10 a month, 9 a year, 8 a decade, 7 a century.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from data.importers._json_shapes import ShapeRows, objects, shape

_MOMENT: Final = re.compile(r"([+-]?)0*(\d{4,})-(\d\d)-(\d\d)T00:00:00Z?")
CUT: Final = {"11": 3, "10": 2, "9": 1}


@shape("Wikidata", order=2)
def read_wikidata(document: Mapping[str, Any]) -> ShapeRows | None:
    """The values of each binding; of an entity that has a label its address."""
    head, results = document.get("head"), document.get("results")
    names = head.get("vars") if isinstance(head, dict) else None
    bindings = objects(results.get("bindings")) if isinstance(results, dict) else []
    if not isinstance(names, list) or not bindings:
        return None
    rows = [{str(name): _value(binding, str(name)) for name in names} for binding in bindings]
    return ShapeRows(rows, ("Read as the answer of a query service (SPARQL).",))


def _value(binding: Mapping[str, Any], name: str) -> str:
    cell = binding.get(name)
    value = str(cell.get("value", "")) if isinstance(cell, dict) else ""
    finest = next((_value(binding, key) for key in binding if key.lower() == f"{name}precision".lower()), "")
    return exact(value, finest) if finest else value


def exact(moment: str, finest: str) -> str:
    """A moment as exact as it is known.

    >>> exact("1850-01-01T00:00:00Z", "9"), exact("-0043-03-01T00:00:00Z", "10"), exact("1850-01-01T00:00:00Z", "8")
    ('1850', '-0043-03', '185X')
    >>> exact("1850-01-01T00:00:00Z", "7"), exact("soon", "9")
    ('18XX', 'soon')
    """
    match = _MOMENT.fullmatch(moment)
    if not match:
        return moment
    sign, year, month, day = match.groups()
    year = f"{'-' if sign == '-' else ''}{year}"
    if finest in CUT:
        return "-".join((year, month, day)[: CUT[finest]])
    return {"8": f"{year[:-1]}X", "7": f"{year[:-2]}XX"}.get(finest, moment)
