"""A data set: events in an engine, with all that is known of where they came from, and how they are shown."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import ibis

from data.columnar.in_memory import InMemoryColumns
from data.dataset.compiled_queries import Statements
from data.dataset.tables import Tables
from data.engine.changed_rows_in_memory import Overlay
from data.errors import DatelineError
from data.reading_report import Glimpse, Report
from data.search.results import Searcher, SearchResults
from data.search.word_index import Index
from data.settings import Settings
from data.view import View


@dataclass(frozen=True, eq=False)
class Dataset:
    """Events in an engine. `key` is a hash of content, settings and mapping, or a token for what one viewer uploaded.

    Ask `table()` in the thread that uses it: one connection may not serve two.
    """

    key: str
    report: Report
    settings: Settings
    name: str
    _tables: Tables = field(repr=False)
    _index: Index | None = field(default=None, repr=False)
    _searcher: Searcher | None = field(default=None, repr=False)
    _closed: threading.Event = field(default_factory=threading.Event, repr=False)
    statements: Statements = field(default_factory=dict, repr=False)
    """The questions that were compiled for it, for `data.dataset.compiled_queries`."""
    in_memory: dict[str, InMemoryColumns] = field(default_factory=dict, repr=False)
    """Its `events` as columns, once a picture has asked for them, if they are few enough."""
    glimpse: Glimpse | None = field(default=None, repr=False)
    """What is known of a file while it is read, if this is no more than that."""
    weight: int = 0
    """Bytes of memory that its tables may come to hold."""
    kept: str = ""
    """The name in the cache folder of the file of tables that it is asked from; "" where there is none."""
    overlay: Overlay | None = field(default=None, repr=False)
    """What has changed since these tables were written."""
    digest: str = ""
    """Of the content of the file that these events are from, by which its rows are numbered; "" where it is no file."""

    @property
    def zone(self) -> str:
        """Of the times of day: a name, or an offset as in +01:00; "" where there are none, or nobody has said it."""
        return self.report.zone or (self.settings.zone if self.report.place else "")

    def table(self, name: str = "event") -> ibis.Table:
        """The events (`event`), the names in them (`member`) or the records as read (`raw`), for this thread."""
        if self._closed.is_set():
            raise DatelineError(f"{self.name} is closed.", advice="Open it again.")
        return self._tables.table(name)

    @property
    def is_glimpse(self) -> bool:
        """Whether it only counts the events of a file by day, while the file is read."""
        return self.glimpse is not None

    @property
    def tallies(self) -> Sequence[str]:
        """The names of the count tables (`data.engine.count_tables`), the smallest first; of an engine elsewhere
        none."""
        return self._tables.tallies

    @property
    def claims(self) -> str:
        """The name of the table to look for claims in (`data.engine.count_tables.claims`)."""
        return self._tables.claims

    def result_table(self, words: str) -> str:
        """The name of the table of what the words find (`data.search.result_tables`); "" where the events must be
        asked."""
        return self._tables.result_table(words)

    def search(
        self, view: View, window: tuple[int, int] | None = None, moments: Collection[int] = ()
    ) -> SearchResults | None:
        """What the words and filters of a view find, at once, or without words its filters in a window or at some
        moments (`data.search.results`); None where the engine must be asked."""
        is_open = self._searcher and not self._closed.is_set()
        return self._searcher.search(view, window, moments) if self._searcher and is_open else None

    def index(self) -> None:
        """Have the words of a large kept file indexed beside all else, unless they are: saying it again is free."""
        if self._index:
            self._index.begin()

    def close(self) -> None:
        """Forget the tables. Threads that are asking still get their answer; the memory goes with the last of them."""
        self._closed.set()
        if self._index:
            self._index.close()
        self._tables.close()
