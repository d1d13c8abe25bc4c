"""Each exporter is one file of this folder that marks one function with @exporter."""

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Records as they were read: a header, cells, and how the file wrote them. A missing cell is None."""

    header: Sequence[str]
    rows: Sequence[Cells]
    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way to write a Sheet: its name in the link of a download, what people are told, the bytes."""

    name: str
    title: str
    explains: str
    suffix: str
    mime: str
    write: Callable[[Sheet], bytes]
    order: int


EXPORTERS: dict[str, Exporter] = {}


def exporter(
    name: str, *, title: str, explains: str, suffix: str, mime: str, order: int
) -> Callable[[Callable[[Sheet], bytes]], Callable[[Sheet], bytes]]:
    """Offer the function as a way to write a Sheet."""

    def add(write: Callable[[Sheet], bytes]) -> Callable[[Sheet], bytes]:
        EXPORTERS[name] = Exporter(name, title, explains, suffix, mime, write, order)
        return write

    return add


def discover(package: str, path: Iterable[str]) -> None:
    """Import every file of the folder, and keep the exporters in their order."""
    for module in pkgutil.iter_modules(path):
        if not module.name.startswith("_"):
            import_module(f"{package}.{module.name}")
    ordered = sorted(EXPORTERS.items(), key=lambda pair: pair[1].order)
    EXPORTERS.clear()
    EXPORTERS.update(ordered)
