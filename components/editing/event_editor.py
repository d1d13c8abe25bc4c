"""The form beside an event: what it is given, and what it sends back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from components import session_state, words
from components.assets.streamlit_component import component
from data.corrections.history import Step
from data.remarks import QUESTION, remarks
from data.schema import COLUMNS

OUTCOME: Final = "desk.outcome"
LONG: Final = frozenset({"text", "notes"})
HIDDEN: Final = frozenset({"withdrawn"})
MEANS: Final = {column.name: column.means.replace("`", "") for column in COLUMNS}
FORMS: Final = {column.name: column.form.replace("`", "") for column in COLUMNS}
MOST_STEPS: Final = 30
MOST_ON_A_LINE: Final = 34
"""Characters that one sees at once in the field of the panel."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column in the form: its header, which column of ours it is, what the cell says, what else is there."""

    header: str
    ours: str
    value: str
    means: str
    form: str
    options: Sequence[str]
    is_long: bool


def fields(
    headers: Sequence[str], cells: Sequence[str], columns: Mapping[str, str], options: Mapping[str, Sequence[str]]
) -> list[Field]:
    """The fields of a row in the order of the file, but for what has a button of its own."""
    ours = {header: name for name, header in columns.items()}
    return [
        Field(header, name, value, MEANS.get(name, ""), FORMS.get(name, ""), options.get(name, ()),
              name in LONG or "\n" in value or len(value) > MOST_ON_A_LINE)
        for header, value in zip(headers, cells, strict=True)
        if (name := ours.get(header, "")) not in HIDDEN
    ]  # fmt: skip


def desk(
    *, event: str, row: int, seen: str, columns: Sequence[Field], missing: Sequence[str], withdrawn: str,
    steps: Sequence[Step], others: Sequence[tuple[str, str]], undo: str, redo: str, zone: str,
    on_save: Callable[[object], dict[str, Any]],
    discussion: str = "", open_at: str = "", key: str = "desk",
) -> None:  # fmt: skip
    """The buttons under an event, and the form that they open.

    event, row: of the row, "" and 0 where none is chosen. seen: the digest of the file. missing: columns of ours
    that the file does not have. discussion: what is said of it in public. withdrawn: why the row is withdrawn. others:
    events that may tell the same. undo, redo: what would be. on_save: given what the form sends, tells what became of
    it. open_at: the header of a column that is to be mended at once.
    """
    name = f"{key}_host"
    component(
        "editor",
        {
            "event": event, "row": row, "seen": seen, "columns": [asdict(each) for each in columns],
            "missing": list(missing), "withdrawn": withdrawn, "steps": [_step(step) for step in steps[:MOST_STEPS]],
            "others": others, "undo": undo, "redo": redo, "zone": zone, "openAt": open_at,
            "discussion": discussion, "questions": _questions(discussion),
            "outcome": session_state.get(OUTCOME), "reliability": words.RELIABILITY, "credibility": words.CREDIBILITY,
        },
        key=name,
        on_save_change=lambda: _save(session_state.message(name, "save"), on_save),
    )  # fmt: skip


def _save(message: object, on_save: Callable[[object], dict[str, Any]]) -> None:
    outcome = on_save(message)
    session_state.keep(OUTCOME, outcome)
    if outcome["kind"] == "saved":
        session_state.keep("desk.saved", value=True)
        if outcome.get("id"):
            session_state.ask({"event": outcome["id"]})


def was_saved() -> bool:
    """Whether something was saved since this was asked: then all of the page is drawn again."""
    is_saved = bool(session_state.get("desk.saved"))
    if is_saved:
        session_state.keep("desk.saved", value=False)
    return is_saved


def _questions(discussion: str) -> list[dict[str, str]]:
    """The questions that nobody has answered."""
    asked = [one for one in remarks(discussion) if one.kind == QUESTION and not one.is_answered]
    return [{"line": one.line, "text": words.one_line(one.text, 60)} for one in asked]


def _step(step: Step) -> dict[str, Any]:
    one = step.save
    changes = [
        {"column": entry.column, "before": entry.before or "", "after": entry.after or ""}
        for entry in step.entries
        if entry.before or entry.after
    ]
    return {
        "when": f"{one.at[:16].replace('T', ' ')} UTC", "who": one.who, "why": one.why, "isNew": step.is_new,
        "isUndo": one.undo_of is not None, "changes": changes,
    }  # fmt: skip
