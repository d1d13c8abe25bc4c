"""Each exporter is one file of this folder that marks one function with @exporter."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from components.exporters._exported_view import Subject
from components.words.quantities import number
from data.errors import DatelineError

Write = Callable[[Subject], bytes | Iterator[bytes]]
"""What an exporter does: the whole file, or one piece after the other. No clock: the same Subject, the same bytes."""


class TooMany(DatelineError):  # noqa: N818 - it says what is so
    """More events than this kind of file can hold to anyone's use."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way to take a view away: its name in links, what people are told, what it makes; `most` events at most.

    is_on_page: whether the page offers it as it is; of pictures, the browser makes the points.
    """

    name: str
    title: str
    explains: str
    suffix: str
    mime: str
    make: Write
    order: int
    most: int | None = None
    is_on_page: bool = True

    def write(self, subject: Subject) -> bytes:
        """The whole file. Raises TooMany."""
        return b"".join(self.pieces(subject))

    def pieces(self, subject: Subject) -> Iterator[bytes]:
        """The file piece by piece, as it is made. Raises TooMany before there is any."""
        if refusal := self.refusal(subject.count):
            raise TooMany(refusal, advice="Narrow the view, or take the CSV, which holds any number.")
        content = self.make(subject)
        return iter((content,)) if isinstance(content, bytes) else content

    def refusal(self, count: int) -> str:
        """Why so many events are not written; "" where they are."""
        if self.most is None or count <= self.most:
            return ""
        return f"“{self.title}” holds at most {number(self.most)} events, and this view has {number(count)}."

    def file_name(self, subject: Subject) -> str:
        """What the file is called: after the data set, the view, and the kind where it is not the usual of its suffix.

        One that is not the first of its suffix says which it is.
        """
        kind = "" if for_suffix(self.suffix) is self else f"-{self.name}"
        return f"{subject.stem}{kind}.{self.suffix}"


EXPORTERS: dict[str, Exporter] = {}


def exporter(
    name: str,
    *,
    title: str,
    explains: str,
    suffix: str,
    mime: str,
    order: int,
    most: int | None = None,
    is_on_page: bool = True,
) -> Callable[[Write], Write]:
    """Offer the function as a way to take a view away."""

    def add(make: Write) -> Write:
        EXPORTERS[name] = Exporter(name, title, explains, suffix, mime, make, order, most, is_on_page)
        return make

    return add


def for_suffix(suffix: str) -> Exporter | None:
    """The usual exporter for a file name's ending, the first of them."""
    return next((exporter for exporter in EXPORTERS.values() if exporter.suffix == suffix), None)


def discover(package: str, path: Iterable[str]) -> None:
    """Import every file of the folder, and keep the exporters in their order."""
    for module in pkgutil.iter_modules(path):
        if not module.name.startswith("_"):
            import_module(f"{package}.{module.name}")
    ordered = sorted(EXPORTERS.items(), key=lambda pair: pair[1].order)
    EXPORTERS.clear()
    EXPORTERS.update(ordered)
