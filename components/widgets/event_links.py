"""Links within a page of which there are a hundred: all of a view's that differ in the chosen event."""

from typing import Final
from urllib.parse import quote_plus

from components.cache.lru import LRU
from data.errors import BadView
from data.view import MOST_BYTES, View
from data.view.parameters import read

_LINKS: Final = LRU[View, tuple[str, str]](most=500)


def link_to(view: View, event: str) -> str:
    """The link to the view with another event chosen, after its question mark. Raises BadView."""
    before, after = _LINKS.get_or_make(view, lambda: (view.around_event(), 1))
    query = f"{before}{quote_plus(str(read('event', event)))}{after}"
    if len(query) > MOST_BYTES:
        raise BadView("The link is too long.")
    return query
