"""Who looks at the page, and what they may do with the events that everybody sees."""

from typing import Final

from components import session_state
from components.access import rights
from components.access.access_settings import named
from components.access.rights import Right, Visitor
from components.pages import _data_source
from components.widgets.element_tree import Node, el, sheet

CLOSED: Final = "Not for everybody"


def visitor() -> Visitor:
    """Who it is, asked anew each time: a sign-in ends, and settings change while a page is open."""
    return Visitor.of(session_state.asker(), named(_data_source.path()))


def may(right: Right) -> bool:
    """Whether they may do that."""
    return visitor().may(right)


def refusal(right: Right) -> str:
    """Why they may not do that now; "" where they may."""
    who = visitor()
    return "" if who.may(right) else who.refusal(right)


def line() -> None:
    """In a quiet line who is signed in, and the way out; or the way in, where there is one."""
    if not rights.has_ways() or session_state.is_embedded():
        return
    person = visitor().person
    known = el("bdi", person.known_as, title=person.name) if person else None
    way = el("a", "Sign out" if person else "Sign in", way="sign-out" if person else "sign-in", class_="plain")
    sheet("person", el("p", known, " · " if known else None, way, class_="quiet person", data_testid="person"))


def way_in() -> Node | None:
    """The way in as a link, for who may be somebody who may."""
    if not rights.has_ways() or visitor().person:
        return None
    return el("a", "Sign in", way="sign-in", class_="button")


def closed(said: str) -> None:
    """All there is for who may not look now: why, and the way in, or out and in again as somebody else."""
    out = el("a", "Sign out", way="sign-out", class_="button") if visitor().person and rights.has_ways() else None
    notice = el("div", el("h1", CLOSED), el("p", said), el("p", way_in() or out), class_="calm", role="alert")
    sheet("closed", notice)
