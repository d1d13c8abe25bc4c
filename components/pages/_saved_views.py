"""The views of the record that have names, at the side of every page."""

from components import session_state, words
from components.editing import views_saving
from components.editing.views import views_form
from components.pages import _event_editor
from components.pages._cached_answers import Answers
from components.widgets.sheet import Node, el, sheet
from data.settings import SavedView
from data.view import View
from data.view.saved_views import bare, name_of, view_of

TAKEN_OVER = tuple(name for name in View.__dataclass_fields__ if name not in ("file", "columns"))


def saved_views(answers: Answers) -> None:
    """The names, each with its note where it is on screen; and the form, where the record may be edited."""
    views, now = answers.dataset.settings.views, name_of(answers.view, answers.dataset.settings.views)
    may_edit = _event_editor.may_edit(answers)
    if views:
        items = [_item(one, is_on=one.name == now) for one in views]
        sheet("saved-views", el("nav", el("h2", "Saved views"), items, class_="saved-views", aria_label="Saved views"))
    else:
        sheet("saved-views")
    if may_edit and (views or bare(answers.view) != View()) and (at := _event_editor.opened(answers)):
        views_form(views, now, lambda message: views_saving.saved(at, session_state.held(), message))


def _item(one: SavedView, *, is_on: bool) -> Node:
    wanted = view_of(one.link)
    fields = {name: getattr(wanted, name) for name in TAKEN_OVER}
    note = el("small", words.one_line(one.note, 400)) if one.note and is_on else None
    return el(
        "a", el("b", words.one_line(one.name, 100)), note, href=f"?{session_state.query_of(wanted)}",
        go={name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()},
        title=words.one_line(one.note, 400) if one.note and not is_on else None,
        aria_current="page" if is_on else None, key=one.name,
    )  # fmt: skip
