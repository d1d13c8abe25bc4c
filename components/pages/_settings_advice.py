"""What the owner of a shared file writes into its settings, where a viewer may not choose how it is read."""

import json
from collections.abc import Iterable

from components.pages import _data_source, _own_file
from components.widgets.element_tree import Node, el


def line(name: str, answer: str) -> Node:
    """A line of the settings as it is written there."""
    return el("code", f"{name} = {json.dumps(answer, ensure_ascii=False)}")


def lines(name: str, answers: Iterable[str]) -> list[Node]:
    """One of these lines, and where it goes."""
    told: list[Node] = []
    for place, answer in enumerate(answers):
        told += [" or " if place else "", line(name, answer)]
    return ["Whoever keeps the file writes ", *told, *_where()]


def to_keep(name: str, answer: str) -> list[Node]:
    """The same where the viewer has chosen, at the machine that the file is on: for all who come."""
    if _own_file.is_own():
        return []
    return ["To keep it for everybody, write ", line(name, answer), *_where()]


def _where() -> list[Node]:
    return [" below ", el("code", "[columns]"), " in ", el("code", _data_source.settings_name()), "."]
