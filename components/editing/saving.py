"""What the form sends, made a correction and saved; and what is told of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from data import remarks
from data.corrections import history, merge_split
from data.corrections.journal_recovery import Known
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.errors import BadEdit, Conflict, DatelineError, shown
from data.files.changed_table import EditableTable
from data.files.journal_lines import Save
from data.schema import same_header

MOST_CELLS: Final = 1000
MOST_WHY: Final = 2000
MOST_TURNS: Final = 20
"""So often a remark is put below others that came just before it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The file that is edited: where it is, how it is read, its headers, and who is at it. refusal: why they may not
    change it any more, "" while they may; asked with each change, for a page stays open."""

    path: Path
    rules: Rules
    headers: tuple[str, ...]
    who: str
    known: Known = field(default_factory=Known)
    find: Callable[[str], int] = lambda _: 0
    """The row of an event's id in the file that is shown; 0 where it is not there."""
    refusal: Callable[[], str] = str

    @property
    def withdrawn(self) -> str:
        """The header of the column that says why a row is withdrawn; its name where there is none yet."""
        return self.header("withdrawn")

    def header(self, name: str) -> str:
        """The header of a column of ours; its name where there is none yet."""
        return self.rules.columns.get(name) or same_header(name, self.headers) or name


def saved(desk: Desk, message: object) -> dict[str, Any]:
    """What became of what the form sent: `kind` is saved, refused, conflict or nothing; `says` it in a sentence."""
    if not isinstance(message, Mapping):
        return {"turn": 0, "kind": "nothing", "says": ""}
    told: dict[str, Any] = {"turn": _number(message.get("turn"))}
    if why := desk.refusal():
        return told | {"kind": "refused", "says": f"Nothing was saved. {why}"}
    try:
        done = _do(desk, message)
    except Conflict as conflict:
        theirs = {"column": conflict.column, "theirs": conflict.theirs}
        return told | {"kind": "conflict", "says": str(conflict), "conflict": theirs}
    except BadEdit as refused:
        problems = [{"column": each.column, "message": each.message} for each in refused.problems]
        return told | {"kind": "refused", "says": "Nothing was saved.", "problems": problems}
    except DatelineError as refused:
        return told | {"kind": "refused", "says": str(refused)}
    if not done.is_known:
        return told | {"kind": "saved", "says": "It says that already.", "id": None}
    return told | {"kind": "saved", "says": _says(done), "id": _chosen(done, message)}


def add_rows(desk: Desk, rows: Sequence[Mapping[str, str]], why: str) -> tuple[bool, str]:
    """Rows with their cells by our names of columns, added as one change; whether they were, and a sentence."""
    if refusal := desk.refusal():
        return False, f"Nothing was added. {refusal}"
    headers = {name: desk.header(name) for row in rows for name, cell in row.items() if cell}
    added = [{headers[name]: cell for name, cell in row.items() if cell} for row in rows]
    new = Correction(desk.who, why, added=added, columns=_columns(desk, dict.fromkeys(headers.values())))
    try:
        return True, _says(save(desk.path, new, desk.rules, desk.known))
    except BadEdit as refused:
        return False, " ".join(["Nothing was saved.", *(f"{each.column}: {each.message}" for each in refused.problems)])
    except DatelineError as refused:
        return False, str(refused)


def _do(desk: Desk, message: Mapping[Any, Any]) -> Save:
    """Raises DatelineError."""
    match message.get("do"):
        case "undo":
            return history.undo(desk.path, desk.rules, desk.who, desk.known)
        case "redo":
            return history.redo(desk.path, desk.rules, desk.who, desk.known)
        case "add":
            values = {header: after for header, (_, after) in _cells(message).items() if after}
            new = Correction(desk.who, _why(message), added=[values], columns=_columns(desk, values))
            return save(desk.path, new, desk.rules, desk.known)
        case "edit":
            return save(desk.path, _edit(desk, message, _cells(message)), desk.rules, desk.known)
        case "remark":
            return _remarked(desk, message)
        case "withdraw" | "restore" as what:
            why = _why(message) if what == "withdraw" else ""
            if what == "withdraw" and not why.strip():
                raise DatelineError("A withdrawn row says why.", advice="Write the reason.")
            before = str(message.get("before", ""))
            return save(desk.path, _edit(desk, message, {desk.withdrawn: (before, why)}), desk.rules, desk.known)
        case "merge":
            return save(desk.path, _merge(desk, message), desk.rules, desk.known)
        case "split":
            return save(desk.path, _split(desk, message), desk.rules, desk.known)
    raise DatelineError("This cannot be done.", advice="Load the page again.")


def _remarked(desk: Desk, message: Mapping[Any, Any]) -> Save:
    """A remark below those that are there by now: two that are written at once are both kept. Raises DatelineError."""
    kind, text = message.get("kind"), str(message.get("text", ""))
    if kind not in remarks.KINDS or not text.strip():
        raise DatelineError("A remark says something.", advice="Write it.")
    if len(text) > remarks.MOST_LETTERS:
        raise DatelineError(f"It has {len(text):,} characters.", advice=f"Write at most {remarks.MOST_LETTERS:,}.")
    header, before = desk.header(remarks.COLUMN), str(message.get("before", ""))
    for _ in range(MOST_TURNS):
        after = remarks.with_remark(before, kind, f"{datetime.now(UTC):%Y-%m-%d %H:%M}", desk.who, text,
                                    str(message.get("question", "")))  # fmt: skip
        try:
            return save(desk.path, _edit(desk, message, {header: (before, after)}), desk.rules, desk.known)
        except Conflict as conflict:
            said = {one.text for one in remarks.remarks(conflict.theirs) if one.who == desk.who}
            if " ".join(text.split()) in said:  # it was sent twice, and is there
                return save(desk.path, Correction(desk.who), desk.rules, desk.known)
            before = conflict.theirs
    raise DatelineError("Many write at once.", advice="Save again.")


def _merge(desk: Desk, message: Mapping[Any, Any]) -> Correction:
    """Raises DatelineError."""
    name, row = str(message.get("other", "")).strip(), _number(message.get("row"))
    other = desk.find(name)
    if not other:
        raise DatelineError(f"There is no event {shown(name)}.", advice="Choose one of the list, or write its id.")
    table, seen = _seen(desk, message)
    names = str(message.get("id", "")), name
    return replace(merge_split.merged(table, desk.rules, row, other, names, desk.who, _why(message)), seen=seen)


def _split(desk: Desk, message: Mapping[Any, Any]) -> Correction:
    """Raises DatelineError."""
    values = {header: after for header, (_, after) in _cells(message).items()}
    table, seen = _seen(desk, message)
    taken, left = (_headers(message.get(name)) for name in ("taken", "left"))
    row, name, columns = _number(message.get("row")), str(message.get("id", "")), _columns(desk, values)
    parted = merge_split.split(table, desk.rules, row, values, columns, desk.who, _why(message), name, taken, left)
    return replace(parted, seen=seen)


def _seen(desk: Desk, message: Mapping[Any, Any]) -> tuple[EditableTable, str]:
    """The file that whoever does it looks at, and its digest. Raises DatelineError where it is another by now."""
    held, seen = desk.known.held, str(message.get("seen", ""))
    if held is None or held.digest != seen:
        raise DatelineError("The file was changed meanwhile.", advice="Look at it, and do it then.")
    return held.table, seen


def _headers(value: object) -> list[str]:
    return [str(header) for header in value[:MOST_CELLS]] if isinstance(value, list) else []


def _edit(desk: Desk, message: Mapping[Any, Any], cells: Mapping[str, tuple[str, str]]) -> Correction:
    row = _number(message.get("row"))
    changes = [Cell(row, header, before, after) for header, (before, after) in cells.items()]
    names = {row: str(message.get("id", ""))}
    seen = str(message.get("seen", ""))
    return Correction(desk.who, _why(message), changes, columns=_columns(desk, cells), names=names, seen=seen)


def _columns(desk: Desk, cells: Mapping[str, object]) -> list[str]:
    return [header for header in cells if header not in desk.headers]


def _cells(message: Mapping[Any, Any]) -> dict[str, tuple[str, str]]:
    """Header to what the cell said and shall say. Raises DatelineError for what no form sends."""
    cells = message.get("cells")
    if not isinstance(cells, Mapping) or not 0 < len(cells) <= MOST_CELLS:
        raise DatelineError("Nothing was changed.", advice="Change a cell first.")
    pairs = {}
    for header, pair in cells.items():
        match pair:
            case [str(before), str(after)]:
                pairs[str(header)] = before, after
            case _:
                raise DatelineError("This cannot be done.", advice="Load the page again.")
    return pairs


def _why(message: Mapping[Any, Any]) -> str:
    return " ".join(str(message.get("why", ""))[:MOST_WHY].split())


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _says(done: Save) -> str:
    count = len({entry.row for entry in done.entries if entry.row})
    rows = "1 row" if count == 1 else f"{count} rows" if count or not done.settings else "how it is shown"
    return f"Taken back: {rows}." if done.undo_of else f"Saved: {rows}."


def _chosen(done: Save, message: Mapping[Any, Any]) -> str | None:
    """The event to be shown after it; None for the one that is shown."""
    names = [name for name in done.names.values() if name]
    return names[0] if names and message.get("do") in ("add", "edit") else None
