"""Views with names, as the side of the page sends them: saved, called otherwise, taken away."""

from collections.abc import Mapping
from typing import Any, Final

from components.editing.appearance_saving import settings_of
from components.editing.edited_file import EditedFile
from data.corrections.row_validation import is_strange
from data.corrections.save import Correction, save
from data.corrections.settings_changes import Wanted
from data.dataset import opening
from data.errors import DatelineError, shown
from data.view import View
from data.view.saved_views import bare

VIEWS: Final = "views"
MOST_VIEWS: Final = 200
MOST_NAME, MOST_NOTE = 80, 1_000


def saved(at: EditedFile, view: View, message: object) -> dict[str, Any]:
    """What became of what was sent: `kind` is saved, refused or nothing; `says` it in a sentence; `name` of the view.

    view: what is on screen.
    """
    if not isinstance(message, Mapping):
        return {"turn": 0, "kind": "nothing", "says": "", "name": ""}
    turn = message.get("turn")
    told: dict[str, Any] = {"turn": int(turn) if isinstance(turn, int | float) else 0, "name": ""}
    if why := at.desk.refusal():
        return told | {"kind": "refused", "says": f"Nothing was saved. {why}"}
    try:
        wanted, name = _wanted(settings_of(at), view, message)
        save(at.desk.path, Correction(at.desk.who, settings=wanted), at.desk.rules)
    except DatelineError as refused:
        return told | {"kind": "refused", "says": f"Nothing was saved. {refused}"}
    opening.accept(at.desk.path)
    return told | {"kind": "saved", "says": "Taken away." if message.get("do") == "remove" else "Saved.", "name": name}


def _wanted(now: Mapping[tuple[str, ...], Any], view: View, message: Mapping[Any, Any]) -> tuple[Wanted, str]:
    """What the settings are to say, and what the view is called then. Raises DatelineError."""
    names, of, what = list(now.get((VIEWS,), [])), str(message.get("of", "")), message.get("do")
    name, note = _text(message.get("name"), MOST_NAME), _text(message.get("note"), MOST_NOTE)
    if what == "save":
        return _added(names, name, note, view), name
    if of not in names:
        raise DatelineError(f"There is no saved view {shown(of)} any more.", advice="Somebody took it away.")
    held = {path[2]: value for path, value in now.items() if len(path) == 3 and path[:2] == (VIEWS, of)}
    if what == "remove":
        gone: Wanted = {(VIEWS, of, key): (value, None) for key, value in held.items()}
        return {(VIEWS,): (names, [one for one in names if one != of]), **gone}, ""
    if what == "update":
        return {(VIEWS, of, "link"): (held.get("link"), bare(view).to_string() or None)}, of
    if what == "rename":
        return _renamed(names, of, name, {**held, "note": note}, held), name
    raise DatelineError("This cannot be done.", advice="Load the page again.")


def _added(names: list[str], name: str, note: str, view: View) -> Wanted:
    _check_name(name, names)
    if len(names) >= MOST_VIEWS:
        raise DatelineError(f"There are {MOST_VIEWS} saved views already.", advice="Take one away first.")
    link = bare(view).to_string()
    if not link:
        raise DatelineError("This is the whole record, as everybody sees it at first.",
                            advice="Zoom, filter or choose lanes, and save that.")  # fmt: skip
    fields: Wanted = {(VIEWS, name, "note"): (None, note or None), (VIEWS, name, "link"): (None, link)}
    return {(VIEWS,): (names, [*names, name]), **fields}


def _renamed(names: list[str], of: str, name: str, after: Mapping[str, str], before: Mapping[str, str]) -> Wanted:
    if name == of:
        return {(VIEWS, of, "note"): (before.get("note"), after["note"] or None)}
    _check_name(name, names)
    gone: Wanted = {(VIEWS, of, key): (value, None) for key, value in before.items()}
    come: Wanted = {(VIEWS, name, key): (None, value or None) for key, value in after.items()}
    return {(VIEWS,): (names, [name if one == of else one for one in names]), **gone, **come}


def _check_name(name: str, names: list[str]) -> None:
    if not name:
        raise DatelineError("A saved view has a name.", advice="Write a few words, as in “5–6 January by source”.")
    if name in names:
        raise DatelineError(f"There is a saved view {shown(name)} already.", advice="Write another name.")


def _text(value: object, most: int) -> str:
    text = " ".join(str(value or "").split())
    if len(text) > most or any(map(is_strange, text)):
        raise DatelineError(f"A text has {len(text):,} characters, or some that are no text.",
                            advice=f"Write at most {most} of plain text.")  # fmt: skip
    return text
