"""What an exporter is given: a data set under a View, asked only for what the exporter looks at."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from data import answers
from data.answers import Answerer, Row
from data.claims import cards as claims_cards
from data.claims import totals_by_source
from data.claims.cards import Card
from data.dataset.dataset import Dataset
from data.schema import PRIVATE
from data.settings import Settings
from data.view import View

if TYPE_CHECKING:
    from components.dataset_scales import Scales

Cells = Sequence[str | None]
STEP: Final = 50_000
"""Records that are asked for at once."""
MOST_OF_A_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """Records as they were read: a header, cells, and how the file wrote them. A missing cell is None."""

    header: Sequence[str]
    rows: Iterable[Cells]
    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class _Again:
    """What can be gone through more than once, made anew each time."""

    make: Callable[[], Iterator[Cells]]

    def __iter__(self) -> Iterator[Cells]:
        return self.make()


@dataclass(frozen=True)
class Subject:
    """What is taken away: all that passes the View's filters and has a part in its window, as of its moment.

    Everything is asked for when it is first looked at. Rows are those of the table `event`, a dict each, with every
    column of it; the user's own columns have `x:` before their names.
    """

    dataset: Dataset
    view: View
    has_notes: bool = True
    """Whether it carries the briefer's notes: what anybody can fetch does not. What an exporter makes of the records
    has none then, and what it makes of the briefing is made of `without_notes`."""

    @property
    def settings(self) -> Settings:
        """How the data set is shown; each text "" where the settings say nothing."""
        return self.dataset.settings

    @property
    def title(self) -> str:
        """The title that the settings give, else the name of the file."""
        return self.settings.title or self.dataset.name

    @cached_property
    def stem(self) -> str:
        """A name for files: the data set's, and what of the view it holds. Plain letters, digits, - _ and . only."""
        name = self.dataset.report.file.rsplit(".", 1)[0]
        window = f"{self.view.start[:10]}-to-{self.view.end[:10]}" if self.view.start else ""
        is_filtered = bool(replace(self.view, asof="").is_filtered)
        asof, stood = (f"{said}-{when}" if when else "" for said, when in
                       (("as-of", self.view.asof), ("as-it-stood", self.view.recorded)))  # fmt: skip
        parts = (name, asof, stood, window, "filtered" if is_filtered else "")
        return "-".join(text for part in parts if (text := _plain(part))) or "events"

    @cached_property
    def _answerer(self) -> Answerer:
        return answers.of(self.dataset, self.view)

    @cached_property
    def count(self) -> int:
        """How many events there are."""
        return self._answerer.how_many(self.view.window)

    @cached_property
    def events(self) -> list[Row]:
        """The events, oldest first."""
        return self._answerer.every(self.view.window)

    @cached_property
    def eras(self) -> list[Row]:
        """The spans behind the events, as far as they were known."""
        return self._answerer.eras()

    @cached_property
    def heading(self) -> Row | None:
        """The row of kind `title`, if the file has one."""
        return self._answerer.heading()

    @cached_property
    def withdrawn(self) -> int:
        """How many rows of the file were withdrawn, and so are in no export of events."""
        has_any = "withdrawn" in self.dataset.report.columns and not self.dataset.is_glimpse
        return len(self._answerer.withdrawn()) if has_any else 0

    @cached_property
    def cards(self) -> list[Card]:
        """A card for each figure that is claimed, at whatever time: a claim does not end with a zoom."""
        return claims_cards.cards_of(totals_by_source.claims_of(self._answerer.claims()), self.settings)

    @cached_property
    def sources(self) -> list[Row]:
        """Who says so: `source`, how many `events`, how many `claims`."""
        return self._answerer.sources()

    @cached_property
    def scales(self) -> "Scales":
        """The axis, the lanes and the categories in their order."""
        from components.dataset_scales import scales_of

        return scales_of(self.dataset, self.view)

    @property
    def sheet(self) -> Sheet:
        """The records as they are in the file, eras too, in its order, `STEP` of them in memory at a time."""
        report = self.dataset.report
        headers = [header for header in report.headers if self._is_told(header)]
        return Sheet(headers, _Again(self._records), report.encoding, report.delimiter)

    def _is_told(self, header: str) -> bool:
        named = self.dataset.report.columns
        return self.has_notes or header not in {named[name] for name in PRIVATE if name in named}

    def _records(self) -> Iterator[Cells]:
        headers = self.dataset.report.headers
        hidden = [f"c{index}" for index, header in enumerate(headers) if not self._is_told(header)]
        for page in self._answerer.records(self.view.window, STEP):
            yield from zip(*(column.to_pylist() for column in page.drop(["row", *hidden]).columns), strict=True)


def _plain(name: str) -> str:
    """A part of a file's name that is a name everywhere.

    >>> _plain("../my events: 2022"), _plain("2022-01-05~")
    ('my-events-2022', '2022-01-05')
    """
    return re.sub(r"[^\w.]+", "-", name)[:MOST_OF_A_NAME].strip("-._")
