"""Links between events, as a cell writes them: `caused: ID (who says so); answers: ID`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from data.errors import BadCell, shown

RELATIONS: Final = {
    "caused": ("Led to", "Came of", "led to"),
    "answers": ("Answers", "Answered by", "answers"),
    "contradicts": ("Contradicts", "Contradicted by", "contradicts"),
    "corrects": ("Corrects", "Corrected by", "corrects"),
    "part of": ("Part of", "Has as a part", "is part of"),
}
"""What a row may say of another, and how that is said: of the row itself, of the one that it names, of both in one
sentence."""
AGAINST: Final = ("contradicts", "corrects")
"""The relations that leave something open: both cannot be as they were said."""
LONGEST_ID: Final = 200
_NAMES: Final = "|".join(name.replace(" ", r"\s+") for name in RELATIONS)
_ONE: Final = re.compile(
    r"\s*(?P<relation>[^:;]*?)\s*:\s*(?P<id>[^;\s][^;]*?)??(?:\s+(?P<source>[(\[][^()\[\]]*[)\]]))?\s*(?:;|$)|[\s;]+",
    re.DOTALL,
)
WHOLE: Final = rf"(?i)^\s*(({_NAMES})\s*:\s*[^\s;(]([^;(]|\([^)]*\))*(;\s*|$))+$"
"""A cell that can be read, in a form that every engine knows."""
_LIKE_A_LINK: Final = re.compile(r"\s*[^\W\d][\w -]*:\s*(?!//)\S")
FORM: Final = (
    "Write caused, answers, contradicts, corrects or part of, a colon, and the id of another row; then, if somebody"
    " says so, who, in brackets: caused: clash-in-almaty (Reuters). Between several stands a ; each."
)
UNKNOWN: Final = (
    "No row of this file has this id, so the link leads nowhere. Write the id of one: it stands in the column id, or in"
    " the link of the event, behind event=."
)
ITSELF: Final = "This row is linked to itself. Write the id of another."


@dataclass(frozen=True, slots=True)
class Link:
    """What a row says of another, by its id; and who says so, "" where nobody is named."""

    relation: str
    id: str
    source: str = ""

    @property
    def words(self) -> str:
        """What the row says of the other, and who says so: "led to clash, says Reuters"."""
        return f"{RELATIONS[self.relation][2]} {self.id}" + (f", says {self.source}" if self.source else "")

    def __str__(self) -> str:
        return f"{self.relation}: {self.id}" + (f" ({self.source})" if self.source else "")


Links = tuple[Link, ...]


def read(text: str) -> Links:
    """The links of a cell, each once. Raises BadCell for what is none.

    >>> read("Caused: clash (Reuters; AFP); part_of: unrest")
    (Link(relation='caused', id='clash', source='Reuters; AFP'), Link(relation='part of', id='unrest', source=''))
    """
    links, at = [], 0
    while at < len(text):
        found = _ONE.match(text, at)
        if found is None:
            raise BadCell("This is no link to another event.", text=text[at:], advice=FORM)
        at = found.end()
        if found["relation"] is not None:
            links.append(_link(found))
    return tuple(dict.fromkeys(links))


def _link(found: re.Match[str]) -> Link:
    relation = " ".join(re.split(r"[\s_-]+", found["relation"].casefold()))
    name, source = (" ".join((found[part] or "").split()) for part in ("id", "source"))
    if not name:
        raise BadCell("This is no link to another event.", text=found[0].strip("; \n"), advice=FORM)
    if relation.endswith(" by"):
        advice = f"Write {relation.removesuffix(' by')} in the row that it names, with the id of this one."
        raise BadCell(
            f"{shown(found['relation'])} is a link the other way round.", text=found[0].strip(), advice=advice
        )
    if relation not in RELATIONS:
        raise BadCell(f"{shown(found['relation'])} is no link between events.", text=found[0].strip(), advice=FORM)
    if len(name) > LONGEST_ID:
        raise BadCell("This id is too long.", text=name, advice=f"Write one of at most {LONGEST_ID} characters.")
    return Link(relation, name, source[1:-1].strip())


def written(links: Links) -> str:
    """The links as a cell has them.

    >>> written(read("caused:clash [ Reuters ]"))
    'caused: clash (Reuters)'
    """
    return "; ".join(map(str, links))


def targets(links: Links) -> list[str]:
    """The ids that are named, each once."""
    return list(dict.fromkeys(link.id for link in links))


def is_like(text: str) -> bool:
    """Whether a cell was meant as a link between events; an address, or any other text, was not.

    >>> is_like("causes: clash"), is_like("https://example.org"), is_like("see page 4")
    (True, False, False)
    """
    return bool(_LIKE_A_LINK.match(text))


def of_row(row: Mapping[str, Any]) -> Links:
    """The links of an event as the engine has it; none where somebody else's table says what is no link."""
    try:
        return read(row["links"])
    except BadCell:
        return ()


def ends_of(name: str) -> tuple[str, str, str]:
    """What stands in a cell that names this id, once a ; is put behind it: for engines, which look no closer."""
    return f": {name};", f": {name} (", f": {name} ["
