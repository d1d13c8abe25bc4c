"""The views of the record that have names, at the side of every page."""

from components import session_state, words
from components.editing import saved_views_saving
from components.editing.saved_views_form import views_form
from components.pages import _event_editor
from components.pages._cached_answers import Answers
from components.widgets.element_tree import Node, el, sheet
from data.settings import SavedView
from data.view import View
from data.view.saved_views import bare, name_of, view_of

TAKEN_OVER = tuple(name for name in View.__dataclass_fields__ if name not in ("file", "columns"))


def names(answers: Answers) -> None:
    """The saved views by their names, each with its note; nothing where there is none."""
    views, now = answers.dataset.settings.views, name_of(answers.view, answers.dataset.settings.views)
    if views:
        items = [_item(one, is_on=one.name == now) for one in views]
        sheet("saved-views", el("nav", el("h2", "Saved views"), items, class_="saved-views", aria_label="Saved views"))


def form(answers: Answers) -> None:
    """Save what is on screen, and change the others, where the record may be edited. Below the filters: it comes and
    goes with them, and must not move them under the hand."""
    views, now = answers.dataset.settings.views, name_of(answers.view, answers.dataset.settings.views)
    is_worth_it = bool(views) or bare(answers.view) != View()
    if is_worth_it and _event_editor.may_edit_settings(answers) and (at := _event_editor.opened(answers)):
        views_form(views, now, lambda message: saved_views_saving.saved(at, session_state.held(), message))


def _item(one: SavedView, *, is_on: bool) -> Node:
    wanted = view_of(one.link)
    fields = {name: getattr(wanted, name) for name in TAKEN_OVER}
    note = el("small", words.one_line(one.note, 400)) if one.note else None
    return el(
        "a", el("b", words.one_line(one.name, 100)), note, href=f"?{session_state.query_of(wanted)}",
        go={name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()},
        title=words.one_line(one.note, 400) or None,
        aria_current="page" if is_on else None, key=one.name,
    )  # fmt: skip
