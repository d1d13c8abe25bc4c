"""What pages show before any script has run, and the pictures of their links: each made once for all who ask for the
same view of the same content, a few at a time.
"""

from collections.abc import Callable, Hashable
from threading import BoundedSemaphore
from typing import Final, TypeVar

from components.cache.lru import LRU

MOST: Final = 500
MOST_BYTES: Final = 20_000_000
AT_ONCE: Final = 2
"""More that are made at the same time would only make each of them later."""
BUSY: Final = "Too many pictures are being drawn at this moment. Ask again in a few seconds."

Made = TypeVar("Made", str, bytes)

_FIRST_PAINTS: Final = LRU[Hashable, str](most=MOST, heaviest=MOST_BYTES)
_CARDS: Final = LRU[Hashable, bytes](most=MOST, heaviest=MOST_BYTES)
_PLACES: Final = BoundedSemaphore(AT_ONCE)


def known_first_paint(key: Hashable) -> str | None:
    """The one of this key where it has been made, at no cost."""
    return _FIRST_PAINTS.get(key)


def first_paint(key: Hashable, make: Callable[[], str]) -> str | None:
    """The one of this key, made now if it must be; None where others are being made in all places there are."""
    return _made(_FIRST_PAINTS, key, make)


def link_card(key: Hashable, make: Callable[[], bytes]) -> bytes | None:
    """The picture of a link, in the same way."""
    return _made(_CARDS, key, make)


def _made(kept: LRU[Hashable, Made], key: Hashable, make: Callable[[], Made]) -> Made | None:
    if (known := kept.get(key)) is not None:
        return known
    if not _PLACES.acquire(blocking=False):
        return None

    def weighed() -> tuple[Made, int]:
        made = make()
        return made, len(made)

    try:
        return kept.get_or_make(key, weighed)
    finally:
        _PLACES.release()
