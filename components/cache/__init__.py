"""The only module that caches: data sets and pictures, each made once, bounded, and forgotten in time.

    dataset(path, columns) -> Dataset    the shared set in a file; read again when the file or its settings change
    reading(path, columns) -> Job | None the reading of a file that is not open yet; stop(path, columns) ends it
    known(path) -> Dataset | None        the usual one where it is open; last_good(path, columns) as last read well
    upload(name, content, columns, on_progress) -> Dataset    one viewer's own, under a key nobody can guess
    find(key) -> Dataset | None          a shared set or an upload, as long as it is kept; forget(key) drops one now
    answer(key, question, view, ask)     what the engine said to a question, asked once for all viewers
    answerer(dataset, view) -> Answerer  who answers for a view's filters and lanes; scales(dataset, view) its axis
    picture(key, view, frame) -> Compressed    the bytes of a chart and their tag; raises UnknownKey
    briefing(key, view) -> Briefing      the deck of a view and its notes as JSON; raises UnknownKey

Plain state of the module under locks, so that the server's threads and Streamlit's share it.
"""

import os
import secrets
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import pictures
from components.cache.background_jobs import Job, Jobs
from components.cache.compressed_pictures import Compressed
from components.cache.lru import LRU
from components.cache.session_uploads import SessionUploads, forget_later
from components.dataset_scales import Scales, scales_of
from components.deck import Briefing
from components.pictures import Frame
from components.pictures.briefing_charts import briefing_deck
from data import answers
from data.answers import Answerer
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dataset.files_being_written import cut_short
from data.dataset.opening import OnGlimpse
from data.engine.background_threads import later
from data.errors import DatelineError
from data.files.progress import OnProgress
from data.settings import DEFAULT, Settings
from data.view import View

MOST_SHARED: Final = 8
MOST_CHOSEN: Final = 2
"""With other columns chosen, apart: one of these takes nobody's place who looks at the usual."""
MOST_EARLIER: Final = 4
MOST_UPLOADS: Final = 24
MOST_UPLOADED_BYTES: Final = 400_000_000
MOST_ANSWERERS: Final = 200
MOST_ANSWERER_BYTES: Final = 60_000_000
MOST_ANSWERS: Final = 4_000
MOST_PICTURES: Final = 4_000
MOST_PICTURE_BYTES: Final = 100_000_000
LINGER_SECONDS: Final = 90.0
"""A set that was replaced still answers pictures under way for so long, then it is closed."""

Columns = Sequence[tuple[str, str]]
Answer = TypeVar("Answer")


class UnknownKey(LookupError):  # noqa: N818 - it says what is so
    """Nothing is kept under this key: it never was, or its viewer has left."""


def dataset(
    path: str | Path, columns: Columns = (), on_progress: OnProgress | None = None, seen: OnGlimpse | None = None,
    made: Dataset | None = None,
) -> Dataset:  # fmt: skip
    """The shared data set of a file, read again when the file or its settings have changed; else this costs nothing.

    columns: (schema name, header) pairs, where a viewer chose. seen: as for `open_file`. made: it, where it is at hand.
    Raises what reading raises (BadFile, …), once read, for as long as the file stays like that.
    """
    stamp = opening.stamp(path)
    source = str(path), tuple(columns)
    sets = _CHOSEN if columns else _SHARED
    result = sets.get_or_make((source, stamp), lambda: (made or _open(path, columns, on_progress, seen), 1))
    older = [(key, old) for key, old in sets.items() if key[0] == source and key[1] != stamp]
    stale = {key for key, old in older if not isinstance(result, DatelineError) or isinstance(old, DatelineError)}
    sets.drop(stale.__contains__)
    if isinstance(result, DatelineError):
        raise result.with_traceback(None)
    return result


def reading(path: str | Path, columns: Columns = ()) -> Job | None:
    """The reading of a shared file that is not open yet, begun now if nobody has, for `dataset`; None where it is.

    Its glimpse is a set that `find` knows until the reading is done, and a little longer.
    """
    key = (str(path), tuple(columns)), opening.stamp(path)

    def work(job: Job) -> None:
        def seen(glimpse: Dataset) -> None:
            _LINGERING.put(key, glimpse)
            job.show(glimpse)

        try:
            with suppress(DatelineError, OSError):  # said again by `dataset`
                dataset(path, columns, job.report, seen)
        finally:
            later(LINGER_SECONDS, lambda: _LINGERING.drop(lambda name: name == key))

    return _JOBS.get_or_begin(key, work) if (_CHOSEN if columns else _SHARED).get(key) is None else None


def stop(path: str | Path, columns: Columns, viewer: Hashable) -> None:
    """End the reading of a shared file for this viewer; altogether, unless somebody else waits for it still."""
    _JOBS.stop(((str(path), tuple(columns)), opening.stamp(path)), viewer)


def known(path: str | Path) -> Dataset | None:
    """The usual set where it is open, and the file still what it was: asked at no cost, and nothing is begun."""
    result = _SHARED.get(((str(path), ()), opening.stamp(path)))
    return None if isinstance(result, DatelineError) else result


def last_good(path: str | Path, columns: Columns = ()) -> Dataset | None:
    """The set as the file was when it could last be read; None if it never could."""
    source = str(path), tuple(columns)
    results = (result for key, result in reversed([*_SHARED.items(), *_CHOSEN.items()]) if key[0] == source)
    return next((result for result in results if not isinstance(result, DatelineError)), None)


def upload(
    name: str, content: bytes, columns: Columns = (), on_progress: OnProgress | None = None,
    settings: Settings = DEFAULT, *, owner: SessionUploads | None = None, seen: OnGlimpse | None = None,
    changes: bytes = b"",
) -> Dataset:  # fmt: skip
    """What one viewer brought, read in a process of its own and kept until the viewer leaves.

    name: of the file, only shown. on_progress: told how far it is; what it raises ends it. settings: those of another
    file. owner: the viewer, where the page does not ask. seen: as for `open_upload`. changes: the journal over it.
    Raises BadFile and BadColumns. The key is its secret: it goes to this viewer only."""
    key = secrets.token_urlsafe(24)
    uploaded = opening.open_content(name, content, dict(columns), settings, key, on_progress, seen, changes)
    keep(uploaded, owner)
    return uploaded


def keep(uploaded: Dataset, owner: SessionUploads | None) -> None:
    """Keep a set as an upload of this viewer's, or of the one whose page is being made."""
    _UPLOADS.put(uploaded.key, uploaded, max(uploaded.weight, 1))
    _hold(uploaded.key) if owner is None else owner.hold(uploaded.key)


def find(key: str) -> Dataset | None:
    """The data set of this key, if it is kept. Asked from a viewer's page, an upload is held as long as that stays."""
    if uploaded := _UPLOADS.get(key):
        _hold(key)
        return uploaded
    results = (result for kept in (_SHARED, _CHOSEN, _LINGERING, EARLIER) for _, result in kept.items())
    return next((result for result in results if not isinstance(result, DatelineError) and result.key == key), None)


def _require(key: str) -> Dataset:
    if (dataset := find(key)) is None:
        raise UnknownKey(key)
    return dataset


def is_upload(key: str) -> bool:
    """Whether the set is one viewer's own, to be kept by nobody else."""
    return _UPLOADS.get(key) is not None


def forget(key: str) -> None:
    """Drop an upload and its pictures."""
    _UPLOADS.drop(lambda name: name == key)
    caches: tuple[LRU[Any, Any], ...] = (_SCALES, _ANSWERERS, _ANSWERS, _PICTURES, _DECKS)
    for cache in caches:
        cache.drop(lambda name: name[0] == key)


def answer(key: str, question: str, view: View, ask: Callable[[], Answer]) -> Answer:
    """What the engine says to a question about this data set under this view: asked once for all who look at it.

    The answer is shared: read it, do not change it."""
    answered: Answer = _ANSWERS.get_or_make((key, question, view), lambda: (ask(), 1))
    return answered


def picture(key: str, view: View, frame: Frame) -> Compressed:
    """The chart of a view as JSON, made once for all who ask. Raises UnknownKey."""
    dataset = _require(key)
    return _PICTURES.get_or_make((key, view.to_string(), frame), lambda: _draw(dataset, view, frame))


def known_picture(key: str, view: View, frame: Frame) -> Compressed | None:
    """The same where it has been made, at no cost."""
    return _PICTURES.get((key, view.to_string(), frame)) if find(key) else None


def briefing(key: str, view: View) -> Briefing:
    """The deck of a view, made once for all who ask. Raises UnknownKey."""
    dataset = _require(key)
    bare = replace(
        view, start="", end="", scale="", chart="", lanes="", event="", opened=(), page="", columns=(), file=""
    )
    return _DECKS.get_or_make((dataset.key, bare.to_string()), lambda: _make_briefing(dataset, bare))


def _make_briefing(dataset: Dataset, view: View) -> tuple[Briefing, int]:
    with _ENGINE:
        made = Briefing.of(briefing_deck(dataset, view, scales(dataset, View())))
    return made, made.size


def answerer(dataset: Dataset, view: View) -> Answerer:
    """Who answers for what passes the view's filters, whatever its window: made once for all who look at it."""
    bare = replace(answers.plain(view), lanes=view.lanes)
    grouping = scales(dataset, view).grouping

    def make() -> tuple[Answerer, int]:
        wider = answers.wider(dataset, bare, grouping)
        new = answers.of(dataset, bare, grouping, answerer(dataset, wider) if wider else None)
        return new, new.size

    return _ANSWERERS.get_or_make((dataset.key, bare.to_string(), dataset), make)


def scales(dataset: Dataset, view: View) -> Scales:
    """The axis and the lanes of a data set, for the lanes and the scale that the view asks for."""
    return _SCALES.get_or_make((dataset.key, view.lanes, view.scale), lambda: (scales_of(dataset, view), 1))


def _draw(dataset: Dataset, view: View, frame: Frame) -> tuple[Compressed, int]:
    with _ENGINE:
        body = pictures.picture(dataset, view, frame, scales(dataset, view), lambda: answerer(dataset, view))
    dataset.index()  # now that somebody sees something
    compressed = Compressed.of(body)
    return compressed, compressed.weight


def _open(
    path: str | Path, columns: Columns, on_progress: OnProgress | None, seen: OnGlimpse | None
) -> Dataset | DatelineError:
    """The set, or the mistake in it: a broken file is read once, not once for each viewer."""
    try:
        opened = opening.open_file(path, dict(columns), on_progress, seen)
    except DatelineError as mistake:
        return mistake
    before = last_good(path, columns)
    return (before and cut_short(opened, before)) or opened


def _linger(result: Dataset | DatelineError) -> None:
    """Let a set that was replaced answer a little longer, then close it."""
    if not isinstance(result, DatelineError):
        name = object()
        _LINGERING.put(name, result)
        later(LINGER_SECONDS, lambda: _LINGERING.drop(lambda kept: kept is name))


def _close(dataset: Dataset) -> None:
    """Close a set that nobody can ask for any more, and let go of who answered for it."""
    dataset.close()
    _ANSWERERS.drop(lambda name: name[2] is dataset)


_SHARED: Final = LRU[tuple[tuple[str, Columns], Hashable], Dataset | DatelineError](most=MOST_SHARED, on_drop=_linger)
_CHOSEN: Final = LRU[tuple[tuple[str, Columns], Hashable], Dataset | DatelineError](most=MOST_CHOSEN, on_drop=_linger)
_JOBS: Final = Jobs()
_LINGERING: Final = LRU[object, Dataset](most=MOST_SHARED, on_drop=lambda gone: _close(gone))
EARLIER: Final = LRU[tuple[str, Hashable, int, str], Dataset](most=MOST_EARLIER, on_drop=_linger)
_UPLOADS: Final = LRU[str, Dataset](
    most=MOST_UPLOADS, heaviest=MOST_UPLOADED_BYTES, on_drop=lambda gone: later(LINGER_SECONDS, lambda: _close(gone))
)
"""A set that nobody can ask for any more is not closed under the hands of those who still draw it."""
_SCALES: Final = LRU[tuple[str, str, str], Scales](most=100)
_ANSWERERS: Final = LRU[tuple[str, str, Dataset], Answerer](most=MOST_ANSWERERS, heaviest=MOST_ANSWERER_BYTES)
"""The same for every window. By the set itself, not its content alone: one that was read again answers for itself."""
_ANSWERS: Final = LRU[tuple[str, str, View], Any](most=MOST_ANSWERS)
_PICTURES: Final = LRU[tuple[str, str, Frame], Compressed](most=MOST_PICTURES, heaviest=MOST_PICTURE_BYTES)
_DECKS: Final = LRU[tuple[str, str], Briefing](most=200, heaviest=MOST_PICTURE_BYTES)
_ENGINE: Final = BoundedSemaphore(max(2, os.cpu_count() or 2))
"""More pictures at once than processors would only make each of them later."""

PUBLISHED: Final = SessionUploads("published", forget)
"""Holds the sets of files that a viewer has published: they stay for whoever comes, until others need the room."""


def _hold(key: str) -> None:
    """Keep an upload for as long as the viewer whose page is being made; what is published has no such viewer."""
    if key not in PUBLISHED.keys and get_script_run_ctx(suppress_warning=True) is not None:
        viewer_uploads().hold(key)


@st.cache_resource(scope="session", on_release=forget_later, show_spinner=False)
def viewer_uploads() -> SessionUploads:
    """What the viewer has brought whose page is being made."""
    context = get_script_run_ctx()
    return SessionUploads(context.session_id if context else "", forget)
