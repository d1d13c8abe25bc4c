"""A briefer's choice as the file keeps it: the cells of its `slide` column, and the table `briefing` beside it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from data.claims.briefing import SLIDE
from data.view.briefing_choice_in_link import Choice

__all__ = ["SLIDE", "briefing_values", "slide_cells", "values_of"]

WORDS: Final = ("summary", "closing", "hidden")
Values = dict[tuple[str, ...], Any]
"""What the settings say, by path."""


def slide_cells(rows: Sequence[str], now: Mapping[str, str]) -> dict[str, str]:
    """What is to stand in the `slide` column, by row: of those rows alone whose cell changes.

    rows: those that are told, in order. now: the cells as they are; those that are empty may be left out.

    >>> slide_cells(["b", "a"], {"a": "1", "c": "2"})
    {'b': '1', 'a': '2', 'c': ''}
    """
    wanted = {row: str(number) for number, row in enumerate(rows, 1)}
    emptied = dict.fromkeys((row for row, cell in now.items() if cell and row not in wanted), "")
    return {row: cell for row, cell in (wanted | emptied).items() if now.get(row, "") != cell}


def values_of(choice: Choice) -> Values:
    """What the settings say of a choice; nothing where it would say nothing.

    >>> values_of(Choice(events=("a",), summary=("All is well.",)))
    {('briefing', 'summary'): ['All is well.']}
    """
    numbers = {event: number for number, event in enumerate(choice.events, 1)}
    headings = [_heading(one.title, numbers[one.event], one.minutes) for one in choice.sections if one.event in numbers]
    return _filled(choice, headings)


def briefing_values(said: Any) -> Values:
    """What the settings say now, in the same form."""
    return _filled(said, [_heading(one.title, one.slide, one.minutes) for one in said.sections])


def _filled(said: Any, headings: Sequence[Mapping[str, Any]]) -> Values:
    named = {("briefing", name): list(getattr(said, name)) for name in WORDS}
    return {path: texts for path, texts in {**named, ("briefing", "sections"): list(headings)}.items() if texts}


def _heading(title: str, slide: float, minutes: float) -> dict[str, Any]:
    numbers = {"slide": slide, "minutes": minutes} if minutes else {"slide": slide}
    return {"title": title, **{name: int(number) if number == int(number) else number
                               for name, number in numbers.items()}}  # fmt: skip
