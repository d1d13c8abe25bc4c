"""What a briefer chose to tell: which events in which order, the headings between them, sentences of his own.

In a link it is one parameter, `brief`, in JSON of one form only, so that equal choices are equal links.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_BYTES: Final = 5_000
"""A link holds little more than that with its filters."""
MOST_SLIDES: Final = 200
MOST_SENTENCES: Final = 6
MOST_LETTERS: Final = 240
MOST_MINUTES: Final = 600
CAN_HIDE: Final = ("summary", "timeline", "map", "growth", "chart", "closing", "sources")
"""The slides that are no event's, and that can be left out."""
ADVICE: Final = "Open the overview of the slides (O) and choose again."


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over the slides from an event's on; minutes: how long they may take together, 0 where nobody said."""

    title: str
    event: str
    minutes: float = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything empty means: as Dateline would tell it. events: by their ids, in the order in which they are told."""

    events: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    summary: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As a link holds it; "" where nothing is chosen.

        >>> Choice(events=("a",)).text
        '{"events":["a"]}'
        """
        parts: dict[str, Any] = {name: list(getattr(self, name)) for name in _READ if getattr(self, name)}
        if self.sections:
            parts["sections"] = [[one.title, one.event, one.minutes] for one in self.sections]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":")) if parts else ""


def read(text: str) -> Choice:
    """The choice in a link's text. Raises ValueError, with what is wrong, for anything that is none."""
    if not text:
        return Choice()
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ValueError(f"It has more than {MOST_BYTES:,} bytes.")
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("It is no JSON.") from None
    if not isinstance(parts, dict) or not set(parts) <= set(_READ):
        raise ValueError("It has parts that mean nothing here.")
    return Choice(**{name: _READ[name](value) for name, value in parts.items()})


def canonical(text: str) -> str:
    """The one form of a choice's text. Raises ValueError."""
    return read(text).text


def _texts(most: int, longest: int = MOST_LETTERS) -> Callable[[object], tuple[str, ...]]:
    def texts(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(f"It takes a list of at most {most}.")
        return tuple(dict.fromkeys(text for one in value if (text := _text(one, longest))))

    return texts


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(f"A text of it is none, or longer than {longest}.")
    return " ".join(value.replace("\0", " ").split())


def _events(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_SLIDES:
        raise ValueError(f"It takes a list of at most {MOST_SLIDES} events.")
    if any(not isinstance(one, str) or not one or len(one) > 2 * MOST_LETTERS or "\0" in one for one in value):
        raise ValueError("It names events by their ids.")
    _text("".join(value), MOST_BYTES)
    return tuple(dict.fromkeys(value))


def _hidden(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not set(map(str, value)) <= set(CAN_HIDE):
        raise ValueError(f"Hidden can be {', '.join(CAN_HIDE)}.")
    return tuple(name for name in CAN_HIDE if name in value)


def _sections(value: object) -> tuple[Section, ...]:
    if not isinstance(value, list) or len(value) > MOST_SLIDES:
        raise ValueError("It takes a list of headings.")
    return tuple(_section(one) for one in value)


def _section(value: object) -> Section:
    if not isinstance(value, Sequence) or len(value) != 3 or isinstance(value, str):
        raise ValueError("A heading has a title, an event and minutes.")
    title, event, minutes = value
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(f"Minutes are from 0 to {MOST_MINUTES}.")
    [name] = _events([event])
    return Section(_text(title, MOST_LETTERS), name, int(minutes) if minutes == int(minutes) else minutes)


_READ: Final[dict[str, Callable[[object], Any]]] = {
    "events": _events,
    "hidden": _hidden,
    "sections": _sections,
    "summary": _texts(MOST_SENTENCES),
    "closing": _texts(MOST_SENTENCES),
}
