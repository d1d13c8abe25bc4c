"""A piece of page as a tree of plain elements. Whatever text is in it is only ever text.

`el()` makes the tree, `sheet()` puts it on the page, element_tree.js builds it there with textContent and updates it in
place, so nothing flickers and the focus stays. What can be clicked says which fields of the View it changes.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from components import session_state, words
from components.assets.streamlit_component import component
from components.widgets.event_links import link_to
from data.errors import BadView
from data.view import View

Node = str | list[Any]
SPOKEN = ("alt", "title", "aria-label")
"""Attributes that people read or hear."""


def el(tag: str, *inside: Node | Iterable[Node | None] | None, **attributes: Any) -> Node:
    """One element: `class_="x"`, `aria_label="..."`; what is None is left out.

    >>> el("p", "Who said so", None, class_="quiet")
    ['p', {'class': 'quiet'}, 'Who said so']
    """
    named_attributes = {
        name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None
    }
    return [
        tag,
        {name: words.clean(value) if name in SPOKEN else value for name, value in named_attributes.items()},
        *_flat(inside),
    ]


def go(view: View, *inside: Node | None, class_: str = "", current: str | None = None, **fields: Any) -> Node:
    """A link that changes these fields of the View: a click changes them here, a new tab opens them."""
    try:
        address = _address(view, fields)
    except BadView:  # a value too long for a link is shown, and leads nowhere
        return el("span", *inside, class_=class_ or None)
    return el("a", *inside, href=address, go=_plain(fields), class_=class_ or None, aria_current=current)


def _address(view: View, fields: dict[str, Any]) -> str:
    if fields.keys() == {"event"} and fields["event"]:
        return f"?{link_to(view, fields['event'])}"
    return href(replace(view, **fields))


def act(
    *inside: Node | None, class_: str = "", label: str | None = None, is_on: bool | None = None, **fields: Any
) -> Node:
    """A button that changes these fields of the View; `is_on` where it is one of several that can be on."""
    pressed = None if is_on is None else str(is_on).lower()
    return el(
        "button",
        *inside,
        type="button",
        go=_plain(fields),
        class_=class_ or None,
        aria_label=label,
        aria_pressed=pressed,
    )


def href(view: View) -> str:
    """The link to a view from this page, relative to it."""
    return f"?{view.to_string()}"


def sheet(name: str, *nodes: Node | Iterable[Any] | None) -> None:
    """Draw the nodes where the page is now. The same `name` is the same piece, changed in place."""
    key = f"sheet_{name}"
    component("sheet", _flat(nodes), key=key, on_go_change=session_state.following(key), on_keep_change=_keeping(key))


def _keeping(key: str) -> Any:
    def keep() -> None:
        """Only names that begin with `see.` may be kept from the page, with short plain values."""
        for name, value in (session_state.message(key, "keep") or {}).items():
            if name.startswith("see.") and len(str(value)) < 100:
                session_state.keep(name, value)

    return keep


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _flat(inside: Iterable[Any]) -> list[Node]:
    """Nodes are lists that begin with a tag and a dict; any other run of nodes is laid out in its place."""
    nodes: list[Node] = []
    for part in inside:
        if isinstance(part, str):
            nodes.append(words.clean(part))
        elif isinstance(part, list) and len(part) > 1 and isinstance(part[1], dict):
            nodes.append(part)
        elif part is not None:
            nodes.extend(_flat(part))
    return nodes
