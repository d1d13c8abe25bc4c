"""How a record is shown, as the form beside the chart sends it: made a change of its settings, and saved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from components.editing.edited_file import EditedFile
from data.corrections import history
from data.corrections.save import Cell, Correction, save
from data.corrections.settings_changes import SettingTaken, Wanted
from data.dataset import opening
from data.errors import DatelineError, shown
from data.files.journal_lines import Save
from data.settings import beside, text_of
from data.settings.edit_toml_text import Path, values_of

PLAIN: Final = ("title", "subtitle", "description", "zone", "handling", "licence", "credit", "lanes")
LISTS: Final = ("categories", "metrics", "hide")
OF_ENTRIES: Final = {"categories": ("color", "dark_color", "shape"), "metrics": ("label", "unit")}
MOST_CHANGES: Final = 1_000
MOST_LETTERS: Final = 20_000
MOST_RENAMED: Final = 20_000
"""Rows that say the name of a category that is to be another."""
CANNOT: Final = "This cannot be done."
AGAIN: Final = "Load the page again."


def settings_of(at: EditedFile) -> dict[Path, Any]:
    """What the settings beside the file say now, by path."""
    place = beside(at.desk.path)
    return values_of(text_of(place)) if place.is_file() else {}


def saved(at: EditedFile, message: object) -> dict[str, Any]:
    """What became of what the form sent: `kind` is saved, refused, conflict or nothing; `says` it in a sentence."""
    if not isinstance(message, Mapping):
        return {"turn": 0, "kind": "nothing", "says": ""}
    turn = message.get("turn")
    told: dict[str, Any] = {"turn": int(turn) if isinstance(turn, int | float) else 0}
    if why := at.desk.refusal():
        return told | {"kind": "refused", "says": f"Nothing was saved. {why}"}
    try:
        done = _do(at, message)
    except SettingTaken as taken:
        return told | {"kind": "conflict", "says": str(taken), "path": list(taken.path), "theirs": taken.value}
    except DatelineError as refused:
        return told | {"kind": "refused", "says": f"Nothing was saved. {refused}"}
    opening.accept(at.desk.path)
    says = "Taken back." if done.undo_of else "Saved." if done.is_known else "It says that already."
    return told | {"kind": "saved", "says": says}


def _do(at: EditedFile, message: Mapping[Any, Any]) -> Save:
    """Raises DatelineError."""
    path, rules, who = at.desk.path, at.desk.rules, at.desk.who
    match message.get("do"):
        case "undo":
            return history.undo(path, rules, who)
        case "redo":
            return history.redo(path, rules, who)
        case "show":
            wanted, renamed = dict(_wanted(message.get("changes"))), _renamed(message.get("renamed"))
            cells = [cell for old, new in renamed.items() for cell in _cells(at, old, new, renamed)]
            wanted |= _moved(settings_of(at), wanted, renamed)
            why = " ".join(str(message.get("why", ""))[:2000].split())
            return save(path, Correction(who, why, cells, seen=at.digest, settings=wanted), rules)
    raise DatelineError(CANNOT, advice=AGAIN)


def _wanted(changes: object) -> Iterator[tuple[Path, tuple[Any, Any]]]:
    """What each value said and shall say. Raises DatelineError for what no form sends."""
    if not isinstance(changes, Sequence) or isinstance(changes, str) or len(changes) > MOST_CHANGES:
        raise DatelineError(CANNOT, advice=AGAIN)
    for one in changes:
        match one:
            case {"path": [str() as name], "before": before, "after": after} if name in PLAIN:
                yield (name,), (before, _text(after))
            case {"path": [str() as name], "before": before, "after": after} if name in LISTS:
                yield (name,), (before, _names(after))
            case {"path": [str() as name, str() as of, str() as key], "before": before, "after": after} if (
                key in OF_ENTRIES.get(name, ())
            ):
                yield (name, of, key), (before, _text(after))
            case _:
                raise DatelineError(CANNOT, advice=AGAIN)


def _text(value: object) -> str | None:
    if value is None:
        return None
    text = str(value).replace("\r\n", "\n").strip()
    if len(text) > MOST_LETTERS:
        raise DatelineError(f"A text has {len(text):,} characters.", advice=f"Write at most {MOST_LETTERS:,}.")
    if strange := next((sign for sign in text if (sign < " " and sign not in "\n\t") or "\ud800" <= sign <= "\udfff"),
                       ""):  # fmt: skip
        raise DatelineError(f"There is a character that is no text, U+{ord(strange):04X}.", advice="Leave it out.")
    return text or None


def _names(value: object) -> list[str]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST_CHANGES:
        raise DatelineError(CANNOT, advice=AGAIN)
    names = [_text(one) or "" for one in value]
    if "" in names or len(set(names)) < len(names):
        raise DatelineError("A name is empty, or there twice.", advice="Give each a name of its own.")
    return names


def _renamed(pairs: object) -> dict[str, str]:
    """The categories that get another name."""
    if not isinstance(pairs, Sequence) or isinstance(pairs, str) or len(pairs) > MOST_CHANGES:
        raise DatelineError(CANNOT, advice=AGAIN)
    found: dict[str, str] = {}
    for pair in pairs:
        match pair:
            case [str() as old, str() as new] if old and "\n" not in new:
                found[old] = " ".join((_text(new) or "").split())
            case _:
                raise DatelineError(CANNOT, advice=AGAIN)
    if "" in found.values():
        raise DatelineError("A category has no name.", advice="Write one, or hide its lane.")
    return found


def _cells(at: EditedFile, old: str, new: str, renamed: Mapping[str, str]) -> list[Cell]:
    """The cells that say the name of a category. Raises DatelineError where another is called so, or they are many."""
    header = at.desk.rules.columns.get("category", "")
    if header not in at.desk.headers:
        return []
    place = at.table.place(header)
    cells = []
    for row, texts in enumerate(at.table.all_cells(), 1):
        said = texts[place].strip()
        if said == new and new not in renamed:
            raise DatelineError(f"There is a category {shown(new)} already.", advice="Write another name.")
        if said == old:
            cells.append(Cell(row, header, texts[place], new))
    if len(cells) > MOST_RENAMED:
        raise DatelineError(f"{len(cells):,} rows say {shown(old)}.", advice="Change them in the file itself.")
    return cells


def _moved(now: Mapping[Path, Any], wanted: Wanted, renamed: Mapping[str, str]) -> dict[Path, tuple[Any, Any]]:
    """What the settings said of a category under its old name, under its new one."""
    moved: dict[Path, tuple[Any, Any]] = {}
    for path, value in now.items():
        if len(path) == 3 and path[0] == "categories" and path[1] in renamed:
            new = ("categories", renamed[path[1]], path[2])
            moved.setdefault(path, (value, None))  # unless another has got this name
            moved[new] = (now.get(new), wanted[new][1] if new in wanted else value)
    return moved
