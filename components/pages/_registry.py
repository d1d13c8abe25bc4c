"""Each page is one file of this folder that marks one function with @page."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from components.pages._cached_answers import Answers

Draw = Callable[[Answers], None]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name in the link ("" is the first), its title, what it draws; `count` is shown beside the title.
    Where it is not offered, no link leads to it."""

    name: str
    title: str
    order: int
    draw: Draw
    count: Callable[[Answers], int] | None = None
    is_offered: Callable[[Answers], bool] = lambda _: True


PAGES: dict[str, Page] = {}


def page(
    name: str, *, title: str, order: int, count: Callable[[Answers], int] | None = None,
    is_offered: Callable[[Answers], bool] = lambda _: True,
) -> Callable[[Draw], Draw]:  # fmt: skip
    """Offer the function as a page."""

    def add(draw: Draw) -> Draw:
        PAGES[name] = Page(name, title, order, draw, count, is_offered)
        return draw

    return add


@cache
def discover() -> list[Page]:
    """Every page of the folder, in its order. A page that cannot be imported is loud."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name != "main" and not module.name.startswith("_"):
            import_module(f"components.pages.{module.name}")
    return sorted(PAGES.values(), key=lambda found: found.order)


def titles() -> dict[str, str]:
    """The title of every page by its name."""
    return {page.name: page.title for page in discover()}
