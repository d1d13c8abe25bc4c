"""The file that this viewer opened: kept for the browser, read for the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from components import cache, session_state
from components.cache import Columns, persistent_uploads, upload_jobs
from components.cache.background_jobs import Job
from components.http import viewer_cookie
from components.pages._progress import is_done
from data.dataset.dataset import Dataset
from data.errors import BadColumns, DatelineError
from data.reading import chosen_columns
from data.view import View

UPLOADED, KEY, COLUMNS, MISTAKE, TURN = "own.file", "own.key", "own.columns", "own.mistake", "own.turn"
JOB, HEADERS = "own.reading", "own.report"
LEAVING, LINGER_SECONDS = "own.leaving", 10.0
GONE = (
    "A file that somebody opens is for that browser alone, and kept here for a while only. "
    "This one is gone, or was opened in another browser."
)


class FileGone(DatelineError):  # noqa: N818 - it says what is so
    """The link names a file that is not kept, or not for this browser."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The data set, and a sentence where it is not quite what was asked for.

    reading: of the file of which the set is only a glimpse. columns: what of the link's choice of columns it follows.
    """

    dataset: Dataset
    notice: str = ""
    reading: Job | None = None
    columns: Columns = ()


def with_notices(found: Opened, notices: Sequence[str]) -> Opened:
    """The same, with more to say of it."""
    return replace(found, notice=" ".join([found.notice, *notices]).strip())


def is_own() -> bool:
    """Whether the viewer looks at a file that a viewer has brought."""
    return bool(session_state.held().file)


def is_here() -> bool:
    """Whether the file that the link names is at hand."""
    held = session_state.get(UPLOADED)
    return held is not None and held[0] == session_state.current().file


def name() -> str:
    """What the file is called."""
    return _uploaded()[0]


def at_hand() -> Dataset | None:
    """What was read of it last, where that is kept."""
    return cache.find(session_state.get(KEY) or "")


def content() -> bytes:
    """All of it. Raises FileGone."""
    return _uploaded()[1]


def take() -> None:
    """A callback: the file in the upload becomes this viewer's own, seen whole; an empty upload goes back."""
    file = session_state.widget(upload_key())
    if file is None:
        return give_back()
    _forget()
    content = file.getvalue()
    name = persistent_uploads.put(secret(), file.name, content)
    session_state.keep(UPLOADED, (name, file.name, content))
    session_state.put(View(file=name))
    return None


def give_back() -> None:
    """A callback: back to the set that everybody sees. One's own file is kept; Back leads to it."""
    _forget()
    session_state.keep(TURN, int(session_state.get(TURN, 0)) + 1)
    session_state.put(View())


def forget() -> None:
    """A callback: this file is not to be kept any longer."""
    persistent_uploads.forget(session_state.current().file, secret())
    session_state.keep(UPLOADED, None)
    give_back()


def edited_at() -> Path | None:
    """Where the file lies under its own name, with what is changed beside it, for who brought it; else None."""
    return persistent_uploads.desk(session_state.current().file, secret())


def read_again() -> None:
    """What was read of the file is let go of, since it was changed."""
    session_state.keep(UPLOADED, None)
    _let_go_of_reading()


def _changes() -> bytes:
    return persistent_uploads.changes(session_state.current().file, secret())


def publish() -> None:
    """A callback: whoever has the link may see the file, for as long as is allowed here."""
    persistent_uploads.publish(session_state.current().file, secret())


def may_publish(file: persistent_uploads.Kept) -> bool:
    """Whether this viewer may let others see the file: it is the viewer's, not too large, and it is allowed here."""
    is_small = file.size <= persistent_uploads.publish_bytes()
    is_allowed = bool(persistent_uploads.publish_days()) and is_small and not file.is_published
    return is_allowed and persistent_uploads.is_owned(file, secret())


def kept() -> persistent_uploads.Kept | None:
    """The viewer's own file as it is kept; None where it lives no longer than the page."""
    return persistent_uploads.get(session_state.current().file, secret())


def secret() -> str:
    """What only this viewer's browser has; "" as long as it has brought nothing."""
    return persistent_uploads.owner_of(session_state.session(), session_state.cookie(viewer_cookie.NAME))


def upload_key() -> str:
    """The key of the upload's widget: a new one each time it is emptied from outside."""
    return f"upload_{session_state.get(TURN, 0)}"


def let_go() -> None:
    """Forget the files that were given back a while ago. Not at once: their pictures may still be under way."""
    waiting = session_state.get(LEAVING, ())
    for key, since in waiting:
        if monotonic() - since > LINGER_SECONDS:
            cache.forget(key)
    session_state.keep(LEAVING, tuple(one for one in waiting if monotonic() - one[1] <= LINGER_SECONDS))


def _forget() -> None:
    """What was read of a file is let go of, and what is known of its columns."""
    _let_go_of_reading()
    session_state.keep(HEADERS, None)


def _let_go_of_reading() -> None:
    if session_state.get(KEY):
        session_state.keep(LEAVING, (*session_state.get(LEAVING, ()), (session_state.get(KEY), monotonic())))
    if job := session_state.get(JOB):
        job.end()
    for name in (KEY, COLUMNS, MISTAKE, JOB):
        session_state.keep(name, None)


def _uploaded() -> tuple[str, bytes]:
    """The name and the content of the file that the link names. Raises FileGone."""
    file, held = session_state.current().file, session_state.get(UPLOADED)
    if held is None or held[0] != file:
        _forget()
        found = persistent_uploads.get(file, secret())
        if found is None:
            raise FileGone(GONE, text=file)
        held = file, found.name, found.content
        session_state.keep(UPLOADED, held)
    return held[1], held[2]


def opened(view: View) -> Opened:
    """The viewer's file as read before, or read now; a mistake in it is found once."""
    file, (columns, left_out) = _uploaded(), (view.columns, list[str]())
    if session_state.get(HEADERS) is not None:
        columns, left_out = chosen_columns.follow(
            view.columns, session_state.get(HEADERS), session_state.get(COLUMNS) or ()
        )
    if session_state.get(COLUMNS) != columns:
        _let_go_of_reading()
        session_state.keep(COLUMNS, columns)
    return with_notices(replace(_read_own(view, file, columns), columns=columns), left_out)


def _read_own(view: View, file: tuple[str, bytes], columns: Columns) -> Opened:
    if session_state.get(MISTAKE) is not None:
        raise session_state.get(MISTAKE)
    published = view.file if (found := kept()) and found.is_published else ""
    if held := cache.find(session_state.get(KEY) or upload_jobs.published(published, columns)):
        return Opened(held)
    if session_state.get(JOB) is None:
        session_state.keep(JOB, upload_jobs.reading(file, columns, published, _changes()))
    job = session_state.get(JOB)
    if not is_done(job, view, file[0], give_back):
        return Opened(job.glimpse, reading=job)
    session_state.keep(JOB, None)
    if isinstance(job.result, DatelineError):
        session_state.keep(MISTAKE, job.result)
    if isinstance(job.result, BadColumns):
        session_state.keep(HEADERS, job.result.report)
    if isinstance(job.result, Exception):
        raise job.result
    session_state.keep(KEY, "" if published else job.result.key)
    persistent_uploads.note_reading("" if published else job.result.key, secret())
    session_state.keep(HEADERS, job.result.report)
    return Opened(job.result)
