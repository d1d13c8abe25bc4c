"""What a sentence names, each with the words that say so: dates, figures, who says it, who and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell and what it rests on: [start, end) in the report, the words there, and why it is not just those words."""

    start: int
    end: int
    text: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence: the cell `value`, what it counts and in what unit, all from words beside it."""

    mention: Mention
    metric: str
    unit: str
