"""The lines of a journal beside a file: one JSON object for each cell that was changed, only ever added to.

    {"save": 3, "at": "2022-01-07T09:30:00Z", "who": "aigerim", "id": "resignation", "row": 12, "column": "date",
     "before": "2022-01-05", "after": "2022-01-05~", "why": "the ministry gives no hour", "undo_of": null,
     "from": "…", "to": "…"}

A save is one or more lines of the same number; the last has the digests of the file before and after, and a save
without it never happened: the file is replaced only when the whole of it is on the disk. `before` is null where the row
was not there yet, `after` where it is there no longer; row 0 is the header. A value of the settings beside the
file has its path, `"setting": ["categories", "Protest", "color"]`, in the place of id, row and column, and the last
line has the digests of the settings too. `"same": true` is in it where another program wrote the file anew and changed
no cell.

Where the file cannot be written, each cell says of which row it is, `"of"`: a digest of the whole row as the file has
it, or the mark of one that came with a change; and the last line has the sheet of a workbook.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

OUTSIDE: Final = "changed outside"
"""Who made a change that nobody made here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that was changed. `place` is that of a column among the headers, where row is 0. `of` is the row itself,
    where its file is not written (`data.files.changed_table`)."""

    id: str
    row: int
    column: str
    before: str | None
    after: str | None
    place: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the settings beside the file that was changed; None where it says nothing."""

    path: tuple[str, ...]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Save:
    """What was saved in one go. `before` and `after` are digests of the file; where it is not known what changed, there
    is nothing in it."""

    number: int
    at: str
    who: str
    why: str
    entries: Sequence[Entry]
    before: str
    after: str
    undo_of: int | None = None
    names: Mapping[int, str] = field(default_factory=dict, compare=False)
    """The ids that rows have after it; told to whoever saved it, and not written down."""
    settings: Sequence[Setting] = ()
    settings_before: str = ""
    settings_after: str = ""
    is_same: bool = False
    """Whether another program wrote the file anew, and no cell of it is another."""
    sheet: str = ""
    """The sheet of a workbook that was changed."""

    @property
    def is_known(self) -> bool:
        """Whether it is known what changed."""
        return bool(self.entries or self.settings) or self.is_same

    @property
    def is_outside(self) -> bool:
        """Whether another program changed the file."""
        return self.who == OUTSIDE


def lines(save: Save) -> Iterator[str]:
    """The lines of a save."""
    parts: list[Entry | Setting] = [*save.entries, *save.settings] or [Entry("", 0, "", None, None)]
    for number, one in enumerate(parts, 1):
        values: dict[str, Any] = {
            "save": save.number, "at": save.at, "who": save.who, **_of(one), "before": one.before, "after": one.after,
            "why": save.why, "undo_of": save.undo_of,
        }  # fmt: skip
        if isinstance(one, Entry) and one.place is not None:
            values["place"] = one.place
        if isinstance(one, Entry) and one.of:
            values["of"] = one.of
        if number == len(parts):
            values |= {"from": save.before, "to": save.after}
            values |= {"settings": [save.settings_before, save.settings_after]} if save.settings else {}
            values |= {"same": True} if save.is_same else {}
            values |= {"sheet": save.sheet} if save.sheet else {}
        yield json.dumps(values, ensure_ascii=False)


def _of(one: Entry | Setting) -> dict[str, Any]:
    """What was changed: a cell, or a value of the settings."""
    if isinstance(one, Setting):
        return {"setting": list(one.path)}
    return {"id": one.id, "row": one.row, "column": one.column}


def understood(content: bytes) -> tuple[list[Save], int]:
    """The saves in a journal, and the highest number in it. A line that is not whole is passed over: what it belongs to
    was never saved."""
    saves, entries, settings, last = list[Save](), list[Entry](), list[Setting](), 0
    current = 0
    for line in content.split(b"\n"):
        if (values := _values(line)) is None:
            continue
        if values["save"] != current:
            entries, settings, current = [], [], values["save"]
        last = max(last, current)
        before, after = values["before"], values["after"]
        if "setting" in values:
            settings.append(Setting(tuple(map(str, values["setting"])), before, after))
        elif values["column"] or values["row"]:
            entries.append(
                Entry(
                    str(values["id"]),
                    values["row"],
                    values["column"],
                    before,
                    after,
                    values.get("place"),
                    str(values.get("of") or ""),
                )
            )
        if "to" in values:
            common = {name: values[name] for name in ("at", "who", "why", "undo_of")}
            digests = values.get("settings") or ("", "")
            sheet = str(values.get("sheet") or "")
            saves.append(Save(current, entries=tuple(entries), before=values["from"], after=values["to"],
                              settings=tuple(settings), settings_before=digests[0], settings_after=digests[1],
                              is_same=values.get("same") is True, sheet=sheet, **common))  # fmt: skip
            entries, settings, current = [], [], 0
    return saves, last


def _values(line: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
        is_whole = isinstance(values["save"], int) and isinstance(values.get("row", 0), int)
        return values if is_whole and ("setting" in values or "row" in values) else None
    except (ValueError, TypeError, KeyError):
        return None
