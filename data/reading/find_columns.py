"""Which columns of a sheet are the date, the end, the title and the rest: by their names, and by what is in them."""

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow.compute as pc

from data import profiles
from data.errors import shown
from data.importers import Sheet
from data.schema import NAMES
from data.validation import date_parts, infer_columns, time_columns
from data.validation.candidate_columns import LOOKED_AT, has_dates
from data.validation.match_headers import match_columns

BESIDE_FIGURES: Final = ("date", "end", "reported", "source", "url", "notes", "id")
"""What stands in a row of figures and does not say of what they are."""


def columns_of(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which header is which column of ours, and the notes on it. mapping: what the user chose, which comes first."""
    if profile_columns := profiles.columns(sheet.headers, mapping):
        return profile_columns
    columns, notes = match_columns(
        sheet.headers, mapping, lambda place: sheet.records.columns[place].unique().to_pylist()
    )
    columns, notes = _dated_by_report(sheet, columns, notes)
    together = date_parts.of(sheet.headers, columns, mapping)
    names = {**columns, **{name: parts.main for name, parts in together.items()}}
    first = lambda place: sheet.records.columns[place].slice(0, LOOKED_AT).to_pylist()  # noqa: E731
    if together:
        names, notes = infer_columns.with_title(sheet.headers, names, notes, first)
    else:
        names, notes = infer_columns.complete(sheet.headers, names, notes, mapping, first)
    clocked = time_columns.clocks(sheet.headers, names, mapping, lambda place: _different(sheet, place))
    names |= {name: pair[1] for name, pair in clocked.items() if name not in names}
    end = names.get("end", "")
    is_sure = not end or "end" in {**clocked, **together, **mapping}
    if not is_sure and time_columns.is_lonely_end(end, names, _different(sheet, sheet.headers.index(end))):
        del names["end"]
        notes = tuple(note for note in notes if note != f"{shown(end)} is read as end.")
        notes = (*notes, f"{shown(end)} has times of day and there is no day for them, so it is kept as it is.")
    parts: dict[str, Sequence[str]] = {**{name: one.headers for name, one in together.items()}, **clocked}
    gone = [columns[name] for name in together if columns.get(name, "") not in ("", *together[name].headers)]
    used = {header for headers in parts.values() for header in headers}
    alone = tuple(
        f"{shown(header)} is read as {name}." for name, headers in parts.items() for header in (*headers, *gone)
    )
    kept = tuple(f"{shown(header)} could be " for header in used)
    others = (note for note in notes if note not in alone and not note.startswith(kept or "\0"))
    return {name: names[name] for name in NAMES if name in names}, (*others, *date_parts.notes(parts))


def used_headers(sheet: Sheet, columns: Mapping[str, str], mapping: Mapping[str, str]) -> set[str]:
    """The headers that are read as a date, or say who says so: they do not tell of what a figure is."""
    parts = date_parts.of(sheet.headers, columns, mapping).values()
    pairs = time_columns.clocks(sheet.headers, columns, mapping, lambda place: _different(sheet, place)).values()
    single = {header for name, header in columns.items() if name in BESIDE_FIGURES}
    return {*single, *(header for one in parts for header in one.headers), *(time for _, time in pairs)}


def _different(sheet: Sheet, place: int) -> list[str]:
    """The different cells of the column at a place, without the spaces around them."""
    texts = pc.utf8_trim_whitespace(sheet.records.columns[place]).unique()
    return [text for text in texts.to_pylist() if text]


def _dated_by_report(
    sheet: Sheet, columns: dict[str, str], notes: tuple[str, ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """In an index of newspapers the day on which something was published is the only date there is."""
    header = columns.get("reported")
    if header is None or "date" in columns:
        return columns, notes
    places = [place for place, other in enumerate(sheet.headers) if other not in columns.values()]
    if any(has_dates(sheet.records.columns[place].slice(0, LOOKED_AT).to_pylist()) for place in places):
        return columns, notes
    rest = {name: other for name, other in columns.items() if name != "reported"}
    others = tuple(note for note in notes if note != f"{shown(header)} is read as reported.")
    return {"date": header, **rest}, (*others, f"{shown(header)} is read as date, for there is no other.")
