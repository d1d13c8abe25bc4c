"""Which events this viewer looks at: the shared file, or a file of one's own."""

import os
from dataclasses import replace
from pathlib import Path

from components import cache, session_state
from components.access import rights
from components.cache import Columns, recorded_moments
from components.cache.background_jobs import Job, Stopped
from components.pages import _own_file
from components.pages._own_file import Opened, is_own, with_notices
from components.pages._progress import is_done
from data import settings as settings_files
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import BadColumns, BadEncoding, DatelineError, EngineError
from data.reading import chosen_columns
from data.reading_report import Report
from data.view import View
from data.warehouses import address

SHIPPED = Path(__file__).parents[2] / "data" / "kazakhstan-2022.csv"
STOPPED = "shared.stopped"
LOOKED_AT = 1 << 22


def path() -> str:
    """What everybody sees: the file or the engine's table that EVENTS names, else the shipped file."""
    return os.environ.get("EVENTS") or str(SHIPPED)


def may_choose() -> bool:
    """Whether a link may say how the file is read: that of an upload, and at one's own machine."""
    return is_own() or _is_owner()


def _is_owner() -> bool:
    """Whether who looks sits at the machine, and it serves nobody else."""
    return rights.is_own_machine(session_state.asker())


def settings_name() -> str:
    """What the file of settings is called that belongs to the events that everybody sees."""
    return settings_files.beside(Path(path())).name


def opened(view: View) -> Opened:
    """The events to be shown. Raises what reading raises, or Stopped, when nothing good is there to show instead."""
    if view.file:
        return _own_file.opened(view)
    found = _as_asked(view)
    if not view.recorded or found.reading:
        return found
    return replace(found, dataset=recorded_moments.as_recorded(found.dataset, path(), view.recorded, found.columns))


def _as_asked(view: View) -> Opened:
    """The shared events of today."""
    try:
        usual = _shared(())
    except (BadColumns, BadEncoding) as unclear:
        if _is_owner() and (found := _as_chosen(view.columns, _report_of(unclear))):
            return found
        raise
    if usual.reading or not view.columns:
        return usual
    if not _is_owner():
        return with_notices(usual, [_not_here()])
    if found := _as_chosen(view.columns, usual.dataset.report):
        return found
    return with_notices(usual, chosen_columns.follow(view.columns, usual.dataset.report)[1])


def _as_chosen(chosen: Columns, report: Report) -> Opened | None:
    """The file as the link has it read; None where it can follow nothing of that. Raises what is unclear still.

    report: of the file as it was read, or tried. Another sheet has other columns, and so has a file whose letters were
    not known: what could not be followed at first is looked at once more.
    """
    followed, left_out = chosen_columns.follow(chosen, report)
    if not followed:
        return None
    try:
        found = _shared(followed)
    except BadColumns as further:
        more, left_out = chosen_columns.follow(chosen, _report_of(further), followed)
        if more == followed:
            raise
        return with_notices(_shared(more), left_out)
    more, left_out = chosen_columns.follow(chosen, found.dataset.report, followed)
    return with_notices(found if more == followed or found.reading else _shared(more), left_out)


def _report_of(unclear: DatelineError) -> Report:
    known = unclear.report if isinstance(unclear, BadColumns) else None
    return known if isinstance(known, Report) else Report("", "", "", (), {})


def _not_here() -> str:
    return (
        "The link says which column is which, or how dates are read. For events that everybody sees the settings say "
        f"that, below [columns] in {settings_name()}; the link’s choice was left out."
    )


def _shared(columns: Columns) -> Opened:
    """The file that everybody sees, with columns chosen or as its settings say."""
    try:
        if reading := _wait(columns):
            return Opened(reading.glimpse, reading=reading, columns=columns)
        return Opened(cache.dataset(path(), columns), columns=columns)
    except BadColumns:
        raise
    except Stopped:
        before = cache.last_good(path(), columns)
        if before is None:
            raise
        said = "The file has changed, and reading it again was stopped. Load the page again to read it."
        return Opened(before, said, columns=columns)
    except DatelineError as mistake:
        before = cache.last_good(path(), columns)
        if before is None:
            raise
        if isinstance(mistake, EngineError):
            return Opened(before, f"{mistake} What was asked for before is still shown.", columns=columns)
        said = f"The file has changed and cannot be read now: {mistake} What it said before is shown."
        return Opened(before, said, columns=columns)


def at_hand(view: View) -> Dataset | None:
    """What is shown, where that is known already; nothing is read or waited for."""
    try:
        return _own_file.at_hand() if view.file else cache.known(path())
    except (DatelineError, OSError):  # said on the page
        return None


def _wait(columns: Columns) -> Job | None:
    """Until there is something of the shared file to show. Gives the reading that goes on where it is a glimpse.
    Raises Stopped."""
    if session_state.get(STOPPED) == (path(), columns):
        raise Stopped
    job = cache.reading(path(), columns)
    return None if job is None or is_done(job, session_state.current(), name(), stop) else job


def content() -> bytes:
    """The beginning of the file that this viewer looks at, as it is; nothing of several files, or of a table."""
    if is_own():
        return _own_file.content()[:LOOKED_AT]
    try:
        with Path(path()).open("rb") as file:
            return file.read(LOOKED_AT)
    except (OSError, ValueError):
        return b""


def name() -> str:
    """What the file is called that this viewer looks at."""
    return _own_file.name() if is_own() else address.name_of(path())


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
        _own_file.give_back()
        return
    session_state.keep(STOPPED, (path(), ()))
    cache.stop(path(), (), session_state.viewer())


def begin_again() -> None:
    """A callback: read after all what was stopped."""
    session_state.keep(STOPPED, None)
