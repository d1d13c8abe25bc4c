"""The only module that caches: data sets and pictures, each made once, bounded, and forgotten in time.

    dataset(path, columns) -> Dataset    the shared set in a file; read again when the file or its settings change
    reading(path, columns) -> Job | None the reading of a file that is not open yet; stop(path, columns) ends it
    last_good(path, columns) -> Dataset | None    the same as it was last read without a mistake
    upload(name, content, columns, progress) -> Dataset    one viewer's own, under a key nobody can guess
    find(key) -> Dataset | None          a shared set or an upload, as long as it is kept
    forget(key)                          drop an upload now
    answer(key, question, view, ask)     what the engine said to a question, asked once for all viewers
    answerer(dataset, view) -> Answerer  who answers for a view's filters and lanes, for all windows and viewers
    ground(dataset, view) -> Ground      its axis and lanes
    picture(key, view, frame) -> Sent    the bytes of a chart and their tag; raises UnknownKey
    briefing(key, view) -> bytes         the deck of a view as JSON; raises UnknownKey

Plain state of the module under locks, so that the server's threads and Streamlit's share it.
"""

import os
import secrets
import tempfile
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import pictures
from components import scales as grounds
from components.cache.compressed import Sent
from components.cache.jobs import Job, Jobs
from components.cache.lru import Kept
from components.cache.session_uploads import Belongings
from components.deck import deck, deck_json
from components.pictures import Frame
from components.pictures.briefed import briefed
from components.scales import Ground
from data import answers
from data.answers import Answerer
from data.background import later
from data.dataset import opening
from data.dataset.opening import Dataset, Seen
from data.errors import DatelineError
from data.progress import Tell
from data.settings import DEFAULT, Settings
from data.view import View

MOST_SHARED: Final = 8
"""The same file with other columns chosen is another set."""
MOST_UPLOADS: Final = 24
MOST_UPLOADED_BYTES: Final = 400_000_000
MOST_ANSWERERS: Final = 200
MOST_ANSWERER_BYTES: Final = 60_000_000
MOST_ANSWERS: Final = 4_000
"""Each a page of rows at most."""
MOST_PICTURES: Final = 4_000
MOST_PICTURE_BYTES: Final = 100_000_000
LINGER_SECONDS: Final = 90.0
"""A set that was replaced still answers pictures under way for so long, then it is closed."""

Columns = Sequence[tuple[str, str]]
Answer = TypeVar("Answer")


class UnknownKey(LookupError):  # noqa: N818 - it says what is so
    """Nothing is kept under this key: it never was, or its viewer has left."""


def dataset(path: str | Path, columns: Columns = (), progress: Tell | None = None, seen: Seen | None = None) -> Dataset:
    """The shared data set of a file, read again when the file or its settings have changed; else this costs nothing.

    columns: (schema name, header) pairs, where the viewer has said which column is which. seen: as for `open_file`.
    Raises what reading raises (BadFile, BadColumns, BadSettings), once read, for as long as the file stays like that.
    """
    stamp = opening.stamp(path)
    place = str(path), tuple(columns)
    opened = _SHARED.made((place, stamp), lambda: (_opened(path, columns, progress, seen), 1))
    older = [(key, kept) for key, kept in _SHARED.items() if key[0] == place and key[1] != stamp]
    stale = {key for key, kept in older if not isinstance(opened, DatelineError) or isinstance(kept, DatelineError)}
    _SHARED.drop(stale.__contains__)
    if isinstance(opened, DatelineError):
        raise opened.with_traceback(None)
    return opened


def reading(path: str | Path, columns: Columns = ()) -> Job | None:
    """The reading of a shared file that is not open yet, begun now if nobody has, for `dataset`; None where it is.

    Its glimpse is a set that `find` knows until the reading is done, and a little longer.
    """
    key = (str(path), tuple(columns)), opening.stamp(path)

    def work(job: Job) -> None:
        def seen(glimpse: Dataset) -> None:
            _LINGERING.put(key, glimpse)
            job.see(glimpse)

        try:
            with suppress(DatelineError, OSError):  # said again by `dataset`
                dataset(path, columns, job.tell, seen)
        finally:
            later(LINGER_SECONDS, lambda: _LINGERING.drop(lambda name: name == key))

    return _JOBS.begun(key, work) if _SHARED.get(key) is None else None


def stop(path: str | Path, columns: Columns, viewer: Hashable) -> None:
    """End the reading of a shared file for this viewer; altogether, unless somebody else waits for it still."""
    _JOBS.stop(((str(path), tuple(columns)), opening.stamp(path)), viewer)


def last_good(path: str | Path, columns: Columns = ()) -> Dataset | None:
    """The set as the file was when it could last be read; None if it never could."""
    place = str(path), tuple(columns)
    found = (kept for key, kept in reversed(_SHARED.items()) if key[0] == place)
    return next((kept for kept in found if not isinstance(kept, DatelineError)), None)


def upload(
    name: str, content: bytes, columns: Columns = (), progress: Tell | None = None, settings: Settings = DEFAULT, *,
    whose: Belongings | None = None, seen: Seen | None = None,
) -> Dataset:  # fmt: skip
    """What one viewer brought, read in a process of its own and kept until the viewer leaves.

    name: the file's name, shown and used for nothing else. `progress` is told how far it is; what it raises ends it.
    settings: those to read it with, where it belongs to another file. whose: the viewer, where this is not asked from
    the page. seen: as for `open_upload`.
    Raises BadFile and BadColumns. The key of the set is its secret: it goes to this viewer only.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / (Path(name.replace("\\", "/").replace("\0", "")).name[-100:] or "upload.csv")
        path.write_bytes(content)
        key = secrets.token_urlsafe(24)
        uploaded = opening.open_upload(path, dict(columns), settings, key, progress, seen)
    keep(uploaded, len(content), whose)
    return uploaded


def keep(uploaded: Dataset, weight: int, whose: Belongings | None) -> None:
    """Keep a set of so many bytes as an upload of this viewer's, or of the one whose page is being made."""
    _UPLOADS.put(uploaded.key, uploaded, weight)
    _hold(uploaded.key) if whose is None else whose.hold(uploaded.key)


def find(key: str) -> Dataset | None:
    """The data set of this key, if it is kept. Asked from a viewer's page, an upload is held as long as that stays."""
    if uploaded := _UPLOADS.get(key):
        _hold(key)
        return uploaded
    everything = (kept for _, kept in [*_SHARED.items(), *_LINGERING.items()])
    return next((kept for kept in everything if not isinstance(kept, DatelineError) and kept.key == key), None)


def _found(key: str) -> Dataset:
    if (found := find(key)) is None:
        raise UnknownKey(key)
    return found


def is_upload(key: str) -> bool:
    """Whether the set is one viewer's own, to be kept by nobody else."""
    return _UPLOADS.get(key) is not None


def forget(key: str) -> None:
    """Drop an upload and its pictures."""
    _UPLOADS.drop(lambda kept: kept == key)
    made: tuple[Kept[Any, Any], ...] = (_GROUNDS, _ANSWERERS, _ANSWERS, _PICTURES, _DECKS)
    for kept in made:
        kept.drop(lambda name: name[0] == key)


def answer(key: str, question: str, view: View, ask: Callable[[], Answer]) -> Answer:
    """What the engine says to a question about this data set under this view: asked once for all who look at it.

    The answer is shared: read it, do not change it.
    """
    found: Answer = _ANSWERS.made((key, question, view), lambda: (ask(), 1))
    return found


def picture(key: str, view: View, frame: Frame) -> Sent:
    """The chart of a view as JSON, made once for all who ask. Raises UnknownKey."""
    found = _found(key)
    return _PICTURES.made((key, view.to_string(), frame), lambda: _drawn(found, view, frame))


def known_picture(key: str, view: View, frame: Frame) -> Sent | None:
    """The same where it has been made, at no cost."""
    return _PICTURES.get((key, view.to_string(), frame)) if find(key) else None


def briefing(key: str, view: View) -> bytes:
    """The deck of a view as JSON, made once for all who ask. Raises UnknownKey."""
    found = _found(key)
    told = replace(view, start="", end="", scale="", chart="", lanes="", event="", opened=(), page="", columns=())
    return _DECKS.made((found.key, told.to_string()), lambda: _told(found, told))


def _told(found: Dataset, view: View) -> tuple[bytes, int]:
    with _ENGINE:
        on = ground(found, View())
        body = deck_json(deck(found, view, on, charts=briefed(found, view, on)))
    return body, len(body)


def answerer(found: Dataset, view: View) -> Answerer:
    """Who answers for what passes the view's filters, whatever its window: made once for all who look at it."""
    asked = replace(answers.plain(view), lanes=view.lanes)
    grouping = ground(found, view).grouping

    def make() -> tuple[Answerer, int]:
        wide = answers.wider(found, asked, grouping)
        made = answers.of(found, asked, grouping, answerer(found, wide) if wide else None)
        return made, made.size

    return _ANSWERERS.made((found.key, asked.to_string(), found), make)


def ground(found: Dataset, view: View) -> Ground:
    """The axis and the lanes of a data set, for the lanes and the scale that the view asks for."""
    return _GROUNDS.made((found.key, view.lanes, view.scale), lambda: (grounds.ground(found, view), 1))


def _drawn(found: Dataset, view: View, frame: Frame) -> tuple[Sent, int]:
    with _ENGINE:
        body = pictures.picture(found, view, frame, ground(found, view), lambda: answerer(found, view))
    found.index()  # now that somebody sees something
    sent = Sent.of(body)
    return sent, sent.weight


def _opened(path: str | Path, columns: Columns, progress: Tell | None, seen: Seen | None) -> Dataset | DatelineError:
    """The set, or the mistake in it: a broken file is read once, not once for each viewer."""
    try:
        return opening.open_file(path, dict(columns), progress, seen)
    except DatelineError as mistake:
        return mistake


def _linger(gone: Dataset | DatelineError) -> None:
    """Let a set that was replaced answer a little longer, then close it."""
    if not isinstance(gone, DatelineError):
        name = object()
        _LINGERING.put(name, gone)
        later(LINGER_SECONDS, lambda: _LINGERING.drop(lambda kept: kept is name))


def _close(gone: Dataset) -> None:
    """Close a set that nobody can ask for any more, and let go of who answered for it."""
    gone.close()
    _ANSWERERS.drop(lambda name: name[2] is gone)


_SHARED: Final = Kept[tuple[tuple[str, Columns], Hashable], Dataset | DatelineError](most=MOST_SHARED, dropped=_linger)
_JOBS: Final = Jobs()
_LINGERING: Final = Kept[object, Dataset](most=MOST_SHARED, dropped=lambda gone: _close(gone))
_UPLOADS: Final = Kept[str, Dataset](
    most=MOST_UPLOADS, heaviest=MOST_UPLOADED_BYTES, dropped=lambda gone: later(LINGER_SECONDS, lambda: _close(gone))
)
"""A set that nobody can ask for any more is not closed under the hands of those who still draw it."""
_GROUNDS: Final = Kept[tuple[str, str, str], Ground](most=100)
_ANSWERERS: Final = Kept[tuple[str, str, Dataset], Answerer](most=MOST_ANSWERERS, heaviest=MOST_ANSWERER_BYTES)
"""What is the same for every window, so that a zoom asks the engine for nothing where all events fit. By the set
itself, not by its content alone: one that was read again answers for itself."""
_ANSWERS: Final = Kept[tuple[str, str, View], Any](most=MOST_ANSWERS)
_PICTURES: Final = Kept[tuple[str, str, Frame], Sent](most=MOST_PICTURES, heaviest=MOST_PICTURE_BYTES)
_DECKS: Final = Kept[tuple[str, str], bytes](most=200, heaviest=MOST_PICTURE_BYTES)
_ENGINE: Final = BoundedSemaphore(max(2, os.cpu_count() or 2))
"""More pictures at once than processors would only make each of them later."""


def _hold(key: str) -> None:
    """Keep an upload for as long as the viewer whose page is being made."""
    if get_script_run_ctx(suppress_warning=True) is not None:
        belongings().hold(key)


def _left(gone: Belongings) -> None:
    """Forget a viewer's uploads when Streamlit forgets the viewer: a lost connection may come back until then."""
    later(float(st.get_option("server.disconnectedSessionTTL")), lambda: _forget_all(gone))


def _forget_all(gone: Belongings) -> None:
    if Runtime.exists() and Runtime.instance().is_active_session(gone.session):
        _left(gone)
        return
    gone.leave()


@st.cache_resource(scope="session", on_release=_left, show_spinner=False)
def belongings() -> Belongings:
    """What the viewer has brought whose page is being made."""
    context = get_script_run_ctx()
    return Belongings(context.session_id if context else "", forget)
