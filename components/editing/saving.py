"""What the form sends, made a correction and saved; and what is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from data.corrections import history
from data.corrections.journal import Save
from data.corrections.journal_recovery import Known
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.errors import BadEdit, Conflict, DatelineError
from data.schema import same_header

MOST_CELLS: Final = 1000
MOST_WHY: Final = 2000


@dataclass(frozen=True, slots=True)
class Desk:
    """The file that is edited: where it is, how it is read, its headers, and who is at it."""

    path: Path
    rules: Rules
    headers: tuple[str, ...]
    who: str
    known: Known = field(default_factory=Known)

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
    if not done.entries:
        return told | {"kind": "saved", "says": "It says that already.", "id": None}
    return told | {"kind": "saved", "says": _says(done), "id": _chosen(done, message)}


def add_rows(desk: Desk, rows: Sequence[Mapping[str, str]], why: str) -> tuple[bool, str]:
    """Rows with their cells by our names of columns, added as one change; whether they were, and a sentence."""
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
        case "withdraw" | "restore" as what:
            why = _why(message) if what == "withdraw" else ""
            if what == "withdraw" and not why.strip():
                raise DatelineError("A withdrawn row says why.", advice="Write the reason.")
            before = str(message.get("before", ""))
            return save(desk.path, _edit(desk, message, {desk.withdrawn: (before, why)}), desk.rules, desk.known)
    raise DatelineError("This cannot be done.", advice="Load the page again.")


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
    rows = "1 row" if count == 1 else f"{count} rows"
    return f"Taken back: {rows}." if done.undo_of else f"Saved: {rows}."


def _chosen(done: Save, message: Mapping[Any, Any]) -> str | None:
    """The event to be shown after it; None for the one that is shown."""
    names = [name for name in done.names.values() if name]
    return names[0] if names and message.get("do") in ("add", "edit") else None
