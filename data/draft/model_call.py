"""A question to the model under way beside the page: it can be looked at, called off, and ends by itself."""

from threading import BoundedSemaphore, Event
from time import monotonic
from typing import Any, Final

from data.draft import chat_model
from data.draft.chat_model import ModelError
from data.draft.document import Document
from data.engine.background_threads import later

MOST_AT_ONCE: Final = 2
"""Questions of all who edit: a model is dear, and slower for many."""
BUSY: Final = "The model is being asked by others already."
_PLACES: Final = BoundedSemaphore(MOST_AT_ONCE)


class Call:
    """One question, begun now. Its rows are unjudged; where there are none, `problem` says why."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rows: list[dict[str, Any]] = []
        self.problem = ""
        self._began = monotonic()
        self._over, self._off = Event(), Event()
        if _PLACES.acquire(blocking=False):
            later(0, self._ask, self.call_off)
        else:
            self.problem = str(ModelError(BUSY, advice="The rules' rows are here; ask it in a minute."))
            self._over.set()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self._over.is_set() or self._off.is_set()

    @property
    def is_called_off(self) -> bool:
        """Whether somebody has called it off."""
        return self._off.is_set()

    @property
    def seconds(self) -> int:
        """For how long it has been going on."""
        return int(monotonic() - self._began)

    def call_off(self) -> None:
        """Want no answer any more."""
        self._off.set()

    def wait(self, seconds: float) -> bool:
        """Wait until it is over, so long at the most; whether it is."""
        return self._over.wait(seconds)

    def _ask(self) -> None:
        try:
            self.rows = chat_model.ask(self.document, is_off=self._off.is_set)
        except ModelError as error:
            self.problem = str(error)
        finally:
            _PLACES.release()
            self._over.set()
