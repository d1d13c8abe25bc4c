"""While a file is read: how far it is, how long it will take, and a way to stop it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from components import session_state, words
from components.cache.background_jobs import Job, Stopped
from components.widgets.element_tree import el, sheet
from data.view import View

STOP = "stop_reading"
OFTEN_SECONDS = 0.5
BLINK_SECONDS = 0.5


@contextmanager
def waiting(name: str, job: Job, stop: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """The name of the file, a bar and a button; calling what is given moves the bar on. `stop` is a callback."""
    place = st.empty()
    with place.container(key="waiting"):
        sheet("waiting_for", el("h1", f"Reading {words.one_line(name, 60)}"))
        bar = st.progress(0.0)
        st.button("Stop", key=STOP, on_click=stop)

    def move() -> None:
        bar.progress(_share(job), text=said(job))

    move()
    try:
        yield move
    finally:
        place.empty()


def is_done(job: Job, view: View, name: str, stop: Callable[[], None]) -> bool:
    """Whether all has been read. Waits until it is, or until there is a glimpse that shows what the view asks for: with
    a bar that all who wait see, once it takes longer than a blink. Raises Stopped."""
    enough = job.shown if _is_in_a_glimpse(view) else job.done
    job.wait(session_state.viewer())
    if not enough.wait(BLINK_SECONDS):
        with waiting(name, job, stop) as move:
            while not enough.wait(BLINK_SECONDS):
                job.wait(session_state.viewer())
                move()
    if job.is_stopped:
        raise Stopped
    return job.done.is_set()


def _is_in_a_glimpse(view: View) -> bool:
    """Whether a glimpse of a file shows what the view asks for: its timeline, whole or a window of it."""
    asked = replace(view, start="", end="", scale="", chart="", event="", opened=(), columns=(), file="")
    return asked in (View(), View(lanes="category")) and not session_state.is_embedded()


@st.fragment(run_every=OFTEN_SECONDS)
def beside(name: str, job: Job, stop: Callable[[], None]) -> None:
    """The same below a glimpse of the file, until the page is drawn anew with all of it. `stop` is a callback."""
    job.wait(session_state.viewer())
    if job.done.is_set():
        st.rerun()
    with st.container(key="reading"):
        sheet("reading_for", el("p", f"Reading {words.one_line(name, 60)}", role="status"))
        st.progress(_share(job), text=said(job))
        if st.button("Stop", key=f"{STOP}_beside", on_click=stop):  # one run may draw both: a wait, then the glimpse
            st.rerun()


def stopped(name: str, begin: Callable[[], None]) -> None:
    """Reading was stopped by this viewer: nothing is kept, and it can begin again. `begin` is a callback."""
    with st.empty().container(key="waiting"):
        kept = f"Nothing of {words.one_line(name, 60)} has been kept."
        sheet("calm", el("div", el("h1", "Reading was stopped"), el("p", kept), role="alert"))
        st.button("Read it from the beginning", on_click=begin, key="begin_again")


def _share(job: Job) -> float:
    return min(max(job.progress.share, 0.0), 1.0)


def said(job: Job) -> str:
    """How far a reading is, in words.

    >>> from data.files.progress import Progress
    >>> said(Job(Progress(0.314, 1_200_000, 10_000_000, "read")))
    '31%. 1,200,000 of 10,000,000 rows read.'
    >>> said(Job(Progress(ahead=1))), said(Job(Progress(ahead=3)))
    ('It waits its turn: one file is read before it.', 'It waits its turn: 3 files are read before it.')
    """
    now = job.progress
    if now.ahead:
        return f"It waits its turn: {'one file is' if now.ahead == 1 else f'{now.ahead} files are'} read before it."
    rows = f" {now.rows:,} of {now.of:,} rows {now.step}." if now.step else f" {now.of:,} rows." if now.of else ""
    left = f" {_time(job.seconds_left)} left." if job.seconds_left is not None else ""
    return f"{now.share:.0%}.{rows}{left}"


def _time(seconds: float) -> str:
    """
    >>> _time(4), _time(44), _time(200)
    ('A few seconds', 'About 40 seconds', 'About 3 minutes')
    """
    if seconds < 10:
        return "A few seconds"
    return f"About {round(seconds, -1):.0f} seconds" if seconds < 100 else f"About {seconds / 60:.0f} minutes"
