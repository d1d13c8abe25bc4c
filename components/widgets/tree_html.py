"""A piece of page as HTML text, for where no script has run yet: the tree of `sheet.el`, drawn by the server.

Whatever text is in it is only ever text; nothing in it can be clicked, and nothing is fetched.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any, Final

TAGS: Final = frozenset(
    re.split(
        r"\s+",
        """a article aside b bdi br button caption cite code dd del details div dl dt em figcaption figure footer
    h1 h2 h3 h4 header hr i ins kbd li main mark nav ol p pre q s section small span strong sub summary sup table tbody
    td tfoot th thead time tr u ul svg g path circle rect line polyline polygon""",
    )
)
EMPTY: Final = frozenset({"br", "hr"})
ATTRIBUTES: Final = frozenset(
    re.split(
        r"\s+",
        """class colspan cx cy d dir fill fill-opacity height lang points r role rowspan rx scope stroke
    stroke-dasharray stroke-linecap stroke-linejoin stroke-width type viewBox width x x1 x2 y y1 y2 aria-pressed
    aria-hidden aria-current""",
    )
)
COLOR: Final = re.compile(r"#[0-9A-Fa-f]{3,8}")


def html_of(nodes: Iterable[Any]) -> str:
    """The nodes one after the other. What is no tag of ours is a span; what acts, or asks another host, is left out.

    >>> html_of([["p", {"class": "quiet", "onclick": "x()", "go": {}}, "a < b", ["script", {}, "1"]]])
    '<p class="quiet">a &lt; b<span>1</span></p>'
    """
    return "".join(_node(node) for node in nodes)


def _node(node: Any) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    tag, attributes, *inside = node
    tag = tag if tag in TAGS else "span"
    told = "".join(_attribute(name, value) for name, value in attributes.items())
    return f"<{tag}{told}>" if tag in EMPTY else f"<{tag}{told}>{html_of(inside)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if name == "colors":
        light, dark = (color if COLOR.fullmatch(color) else "" for color in value)
        return f' style="--light:{light};--dark:{dark}"'
    if name not in ATTRIBUTES or value is False or value is None:
        return ""
    return f' {name}="{escape("" if value is True else str(value))}"'
