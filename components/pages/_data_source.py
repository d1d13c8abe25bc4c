"""Which events this viewer looks at: the shared file, or a file of one's own."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from components import cache, state
from components.cache import upload_jobs
from components.cache.jobs import Job, Stopped
from components.pages._progress import waiting
from data import settings as settings_files
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import BadColumns, DatelineError, EngineError
from data.view import View
from data.warehouses import address

SHIPPED = Path(__file__).parents[2] / "data" / "kazakhstan-2022.csv"
UPLOADED, KEY, COLUMNS, MISTAKE, TURN = "own.file", "own.key", "own.columns", "own.mistake", "own.turn"
JOB = "own.reading"
BLINK_SECONDS = 0.5
STOPPED = "shared.stopped"
LOOKED_AT = 1 << 22
LEAVING, LINGER_SECONDS = "own.leaving", 10.0


@dataclass(frozen=True, slots=True)
class Opened:
    """The data set, and a sentence where it is not quite what was asked for.

    reading: of the file of which the set is only a glimpse.
    """

    dataset: Dataset
    notice: str = ""
    reading: Job | None = None


def path() -> str:
    """What everybody sees: the file or the engine's table that EVENTS names, else the shipped file."""
    return os.environ.get("EVENTS") or str(SHIPPED)


def is_own() -> bool:
    """Whether the viewer has brought a file."""
    return state.get(UPLOADED) is not None


def opened(view: View) -> Opened:
    """The events to be shown. Raises what reading raises, or Stopped, when nothing good is there to show instead."""
    if is_own():
        return _own(view)
    try:
        if reading := _wait(view):
            return Opened(reading.glimpse, reading=reading)
        return Opened(cache.dataset(path(), view.columns))
    except BadColumns:
        raise
    except Stopped:
        before = cache.last_good(path(), view.columns)
        if before is None:
            raise
        return Opened(before, "The file has changed, and reading it again was stopped. Load the page again to read it.")
    except DatelineError as mistake:
        before = cache.last_good(path(), view.columns)
        if before is None:
            raise
        if isinstance(mistake, EngineError):
            return Opened(before, f"{mistake} What was asked for before is still shown.")
        return Opened(before, f"The file has changed and cannot be read now: {mistake} What it said before is shown.")


def take() -> None:
    """A callback: the file in the upload becomes this viewer's own, seen whole; an empty upload goes back."""
    file = state.widget(upload_key())
    if file is None:
        return give_back()
    _forget()
    state.keep(UPLOADED, (file.name, file.getvalue()))
    state.put(View())
    return None


def give_back() -> None:
    """A callback: back to the set that everybody sees."""
    _forget()
    state.keep(UPLOADED, None)
    state.keep(TURN, int(state.get(TURN, 0)) + 1)
    state.put(View())


def upload_key() -> str:
    """The key of the upload's widget: a new one each time it is emptied from outside."""
    return f"upload_{state.get(TURN, 0)}"


def let_go() -> None:
    """Forget the files that were given back a while ago. Not at once: their pictures may still be under way."""
    waiting = state.get(LEAVING, ())
    for key, since in waiting:
        if monotonic() - since > LINGER_SECONDS:
            cache.forget(key)
    state.keep(LEAVING, tuple(one for one in waiting if monotonic() - one[1] <= LINGER_SECONDS))


def _forget() -> None:
    if state.get(KEY):
        state.keep(LEAVING, (*state.get(LEAVING, ()), (state.get(KEY), monotonic())))
    if job := state.get(JOB):
        job.end()
    for name in (KEY, COLUMNS, MISTAKE, JOB):
        state.keep(name, None)


def _own(view: View) -> Opened:
    """The viewer's file as read before, or read now; a mistake in it is found once."""
    if state.get(COLUMNS) != view.columns:
        _forget()
        state.keep(COLUMNS, view.columns)
    if state.get(MISTAKE) is not None:
        raise state.get(MISTAKE)
    if held := cache.find(state.get(KEY) or ""):
        return Opened(held)
    if state.get(JOB) is None:
        state.keep(JOB, upload_jobs.reading(state.get(UPLOADED), view.columns))
    job = state.get(JOB)
    if not _is_done(job, view):
        return Opened(job.glimpse, reading=job)
    state.keep(JOB, None)
    if isinstance(job.result, DatelineError):
        state.keep(MISTAKE, job.result)
    if isinstance(job.result, Exception):
        raise job.result
    state.keep(KEY, job.result.key)
    return Opened(job.result)


def _wait(view: View) -> Job | None:
    """Until there is something of the shared file to show. Gives the reading that goes on where it is a glimpse.
    Raises Stopped."""
    if state.get(STOPPED) == (path(), view.columns):
        raise Stopped
    job = cache.reading(path(), view.columns)
    return None if job is None or _is_done(job, view) else job


def _is_done(job: Job, view: View) -> bool:
    """Whether all has been read. Waits until it is, or until there is a glimpse that shows what the view asks for: with
    a bar that all who wait see, once it takes longer than a blink. Raises Stopped."""
    enough = job.shown if _is_in_a_glimpse(view) else job.done
    job.wait(state.viewer())
    if not enough.wait(BLINK_SECONDS):
        with waiting(name(), job, stop) as move:
            while not enough.wait(BLINK_SECONDS):
                job.wait(state.viewer())
                move()
    if job.is_stopped:
        raise Stopped
    return job.done.is_set()


def _is_in_a_glimpse(view: View) -> bool:
    """Whether a glimpse of a file shows what the view asks for: its timeline, whole or a window of it."""
    asked = replace(view, start="", end="", scale="", chart="", event="", opened=(), columns=())
    return asked in (View(), View(lanes="category")) and not state.is_embedded()


def content() -> bytes:
    """The beginning of the file that this viewer looks at, as it is; nothing of several files, or of a table."""
    if is_own():
        return bytes(state.get(UPLOADED)[1][:LOOKED_AT])
    try:
        with Path(path()).open("rb") as file:
            return file.read(LOOKED_AT)
    except (OSError, ValueError):
        return b""


def name() -> str:
    """What the file is called that this viewer looks at."""
    return str(state.get(UPLOADED)[0]) if is_own() else address.name_of(path())


def shared_title() -> str:
    """What the events that everybody sees are called."""
    shared = path()
    try:
        titled = settings_files.of(Path(shared)).title
    except DatelineError:
        titled = ""
    return titled or opening.name_of(address.name_of(shared))


def stop() -> None:
    """A callback: one's own file is given back; for a shared one this viewer waits no longer, and where nobody else
    does, the reading ends."""
    if is_own():
        give_back()
        return
    columns = state.current().columns
    state.keep(STOPPED, (path(), columns))
    cache.stop(path(), columns, state.viewer())


def begin_again() -> None:
    """A callback: read after all what was stopped."""
    state.keep(STOPPED, None)
