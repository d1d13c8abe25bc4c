"""How far the reading of a file is, told while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The part of everything that is done, from 0 to 1; and how many rows, of how many, this step has done.

    `step` is what happens to the rows: “read”, “sorted”. No step and no rows where these are not known. `ahead`: how
    many other files are read before this one is begun.
    """

    share: float = 0.0
    rows: int = 0
    of: int = 0
    step: str = ""
    ahead: int = 0


OnProgress = Callable[[Progress], None]
