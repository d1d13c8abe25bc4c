"""The time that a date covers, kept with how finely and how surely it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

PRECISIONS = ("millennium", "century", "decade", "year", "season", "month", "day", "hour", "minute", "second")
"""Coarsest first."""

_RANK = {precision: rank for rank, precision in enumerate(PRECISIONS)}


@dataclass(frozen=True, slots=True)
class Span:
    """A date as written: `[start, end)` in seconds, None where it is open or unknown.

    `precision` is that of the coarser end; the qualifiers are "", "~" about, "?" uncertain or "%" both;
    `edtf` is the same date in canonical EDTF, in the data set's own time. A set `[..]` means one of, `{..}` all of.
    """

    start: int | None
    end: int | None
    precision: str
    start_qualifier: str
    end_qualifier: str
    edtf: str
    is_interval: bool = False
    is_set: bool = False

    @property
    def qualifier(self) -> str:
        """What is in doubt at either end."""
        return joined((self.start_qualifier, self.end_qualifier))


def joined(qualifiers: Iterable[str]) -> str:
    """One qualifier that says what all of them say.

    >>> joined(["", "~"]), joined(["~", "?"])
    ('~', '%')
    """
    said = set("".join(qualifiers))
    if "%" in said or said >= {"~", "?"}:
        return "%"
    return said.pop() if said else ""


def coarsest(precisions: Iterable[str]) -> str:
    """The coarsest of some precisions.

    >>> coarsest(["day", "year", "month"])
    'year'
    """
    return min(precisions, key=_RANK.__getitem__)
