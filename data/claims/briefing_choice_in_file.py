"""A briefer's choice as the file keeps it: the cells of its `slide` column, and the lines of its settings.

Nothing is written here: who edits the file writes what these functions answer.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from data.view.briefing_choice import Choice

HEAD: Final = re.compile(r"^\s*\[\[?\s*([^\]]*?)\s*\]\]?\s*(#.*)?$")
OURS: Final = re.compile(r"briefing(\.sections)?")


def slide_cells(choice: Choice, now: Mapping[str, str]) -> dict[str, str]:
    """What is to stand in the `slide` column, by event id: of those events alone whose cell changes.

    now: the cells as they are, by the id of their event; those that are empty may be left out.

    >>> slide_cells(Choice(events=("b", "a")), {"a": "1", "c": "2"})
    {'b': '1', 'a': '2', 'c': ''}
    """
    wanted = {event: str(number) for number, event in enumerate(choice.events, 1)}
    emptied = dict.fromkeys((event for event, cell in now.items() if cell and event not in wanted), "")
    return {event: cell for event, cell in (wanted | emptied).items() if now.get(event, "") != cell}


def settings_lines(choice: Choice) -> list[str]:
    """The table `briefing` of the settings, line by line; none where it would say nothing.

    >>> print("\\n".join(settings_lines(Choice(events=("a",), summary=("All is well.",)))))
    [briefing]
    summary = ["All is well."]
    """
    named = [(name, getattr(choice, name)) for name in ("summary", "closing", "hidden")]
    lines = [f"{name} = {_list(texts)}" for name, texts in named if texts]
    numbers = {event: number for number, event in enumerate(choice.events, 1)}
    for section in choice.sections:
        if section.event in numbers:
            lines += ["", "[[briefing.sections]]", f"title = {_quoted(section.title)}",
                      f"slide = {numbers[section.event]}", *_minutes(section.minutes)]  # fmt: skip
    return ["[briefing]", *lines] if lines else []


def with_choice(settings: str, choice: Choice) -> str:
    """The text of a settings file with this choice in it, in the place of the one before; all other lines stay."""
    kept, is_ours = list[str](), False
    for line in settings.split("\n"):
        if found := HEAD.match(line):
            is_ours = OURS.fullmatch(found[1]) is not None
        if not is_ours:
            kept.append(line)
    before, lines = "\n".join(kept).rstrip("\n"), settings_lines(choice)
    return "\n\n".join(part for part in (before, "\n".join(lines)) if part) + "\n"


def _minutes(minutes: float) -> list[str]:
    return [f"minutes = {minutes:g}"] if minutes else []


def _list(texts: Sequence[str]) -> str:
    if sum(map(len, texts)) < 80:
        return f"[{', '.join(map(_quoted, texts))}]"
    return "[\n" + "".join(f"  {_quoted(text)},\n" for text in texts) + "]"


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    bare = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04x}" for letter in bare)
        + '"'
    )
