"""The shared record as it stood at a moment of its journal: one more data set, opened from what the file said then.

A link may name any moment; what is opened is what stood after the last save before it, so there are no more sets to
open than the journal has entries. A few are kept at a time, and one is opened at a time.
"""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

from components import cache
from components.cache import EARLIER, Columns, editable_files
from components.cache.lru import LRU
from data.corrections import atomic_files, past_versions
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import BadFile, DatelineError
from data.files.journal_lines import Save
from data.files.rewritable_records import RawTable
from data.reading.editable_files import is_editable, is_overlaid, journal_of
from data.view import View

NO_JOURNAL: Final = "No journal is kept of this record, so what it said before is not known."
_JOURNALS: Final = LRU[Hashable, Sequence[Save]](most=4)
_ONE_AT_A_TIME: Final = Lock()


def shown(path: Path | str, view: View, columns: Columns = ()) -> Dataset:
    """The shared set that a view is about: of today, or of the moment that it names. Raises as reading does."""
    usual = cache.dataset(path, columns)
    return as_recorded(usual, path, view.recorded, columns) if view.recorded else usual


def saves(path: Path | str) -> Sequence[Save]:
    """The journal of a file, read again when it is written; nothing where there is none, or where it lies over a file
    that is never written."""
    if not is_editable(path) or is_overlaid(Path(path)):
        return ()
    key = str(path), atomic_files.stamp(journal_of(Path(path)))
    return _JOURNALS.get_or_make(key, lambda: (editable_files.saves(Path(path)), 1))


def as_recorded(usual: Dataset, path: Path | str, moment: str, columns: Columns = ()) -> Dataset:
    """The set as it stood at a moment. Raises DatelineError where nobody knows, with what to choose instead.

    usual: the set of today.
    """
    found, number = saves(path), past_versions.number_at(saves(path), moment)
    if not found:
        raise BadFile(NO_JOURNAL, text=str(path), advice="Leave “recorded” out of the link.")
    if number == found[-1].number and usual.digest == found[-1].after:
        return usual
    chosen = tuple(sorted(dict(columns).items()))
    name = str(path), chosen, number, usual.key
    with _ONE_AT_A_TIME:
        return EARLIER.get_or_make(name, lambda: (_open(usual, Path(path), number, dict(columns)), 1))


def true_to(key: str, view: View) -> View:
    """The view as it may be told of the set under this key: a moment that is not this set's is left out."""
    if not view.recorded:
        return view
    is_its = any(one.key == key and _is_of(name, view.recorded) for name, one in EARLIER.items())
    return view if is_its else replace(view, recorded="")


def _is_of(name: tuple[str, Hashable, int, str], moment: str) -> bool:
    return past_versions.number_at(saves(name[0]), moment) == name[2]


def _open(usual: Dataset, path: Path, number: int, columns: dict[str, str]) -> Dataset:
    settings = usual.settings
    mapping = settings.mapping(columns)
    try:
        table, found = RawTable.of(path.read_bytes(), path.name, mapping), saves(path)
    except OSError as error:
        raise DatelineError(f"{path.name} cannot be read: {error.strerror}.") from None
    if atomic_files.digest(table.content()) != found[-1].after:  # another program has written it: that goes first
        editable_files.now(path, mapping)
        table, found = RawTable.of(path.read_bytes(), path.name, mapping), saves(path)
    content = past_versions.content_at(table, found, number)
    said = repr((content, path.name, settings, sorted(columns.items())))
    key = hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
    return opening.open_content(path.name, content, columns, settings, key)
