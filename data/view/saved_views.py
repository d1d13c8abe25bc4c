"""Views that have a name: what a link says that names one, and the name of a view that has one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol
from urllib.parse import parse_qsl

from data.errors import BadView
from data.view import Pairs, View

VIEW: Final = "view"
"""Stands before the name in a link."""
OF_NOBODY: Final = ("file", "page", "event", "columns")
"""What is never a part of a saved view: whose file it is, which page, what is chosen in it."""


class Saved(Protocol):
    """A view that has a name; `link` is what stands behind the question mark."""

    @property
    def name(self) -> str: ...
    @property
    def link(self) -> str: ...


def view_of(link: str) -> View:
    """The view of a link, as much of it as can be followed, without what is never saved."""
    return bare(View.lenient(parse_qsl(link.removeprefix("?"), keep_blank_values=True))[0])


def bare(view: View) -> View:
    """A view as it is saved."""
    return replace(view, file="", page="", event="", columns=())


def expanded(pairs: Iterable[tuple[str, str]], saved: Sequence[Saved]) -> tuple[Pairs, list[str]]:
    """The pairs of a link, with those of the view that it names but for what it says itself; and a sentence for a name
    that there is not."""
    given = list(pairs)
    names = [value for name, value in given if name == VIEW]
    own = [(name, value) for name, value in given if name != VIEW]
    found = next((one for one in saved if names and one.name == names[-1]), None)
    if found is None:
        said = [f"There is no saved view called “{name[:80]}” here." for name in names[-1:]]
        return own, said
    said_here = {name for name, _ in own}
    return [*((name, value) for name, value in view_of(found.link).to_query() if name not in said_here), *own], []


def strictly(pairs: Iterable[tuple[str, str]], saved: Sequence[Saved]) -> View:
    """The view that a link asks for, exactly. Raises BadView."""
    found, unnamed = expanded(pairs, saved)
    if unnamed:
        raise BadView(unnamed[0], advice="Write the name as it stands at the side of the page.")
    return View.from_query(found)


def shortened(view: View, saved: Sequence[Saved]) -> Pairs:
    """The pairs of the shortest link to a view: by its name, where it has one."""
    if not (name := name_of(view, saved)):
        return view.to_query()
    beside = View(file=view.file, page=view.page, event=view.event, columns=view.columns)
    return [(VIEW, name), *beside.to_query()]


def name_of(view: View, saved: Sequence[Saved]) -> str:
    """What a view is called, whatever is chosen in it; "" where it has no name."""
    plain = bare(view)
    return next((one.name for one in saved if plain != View() and view_of(one.link) == plain), "")
