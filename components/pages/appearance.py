"""How the record is shown, changed beside its chart: words, zone, lanes, categories, figures."""

from typing import Any

import streamlit as st

from components.access.rights import Right
from components.editing import appearance_form as form
from components.editing import appearance_saving
from components.editing.edited_file import EditedFile
from components.pages import _event_editor, _visitor_rights
from components.pages._cached_answers import Answers
from components.pages._controls import controls, lane_choices
from components.pages._registry import page
from components.pictures import charts
from components.plot.plot import plot
from components.widgets.category_mark import looks
from components.widgets.element_tree import el, sheet
from data.corrections import history
from data.view.parameters import OWN

NOT_HERE = (
    "How this record is shown cannot be changed here: it lies in no file of text. Its owner writes it into the"
    " settings, the file of the same name that ends in .toml."
)


@page("appearance", title="How it is shown", order=4, is_offered=_event_editor.may_edit_settings)
def shown(answers: Answers) -> None:
    """The chart, and beside it the form: what is saved is seen there."""
    at = _event_editor.opened(answers) if _event_editor.may_edit_settings(answers) else None
    if at is None:
        said = _visitor_rights.refusal(Right.EDIT)
        sheet(
            "shown",
            el("p", said or NOT_HERE, class_="notice", role="status"),
            _visitor_rights.way_in() if said else None,
        )
        return
    with st.container(key="body"):
        with st.container(key="chart"):
            controls(answers)
            plot(answers.dataset.key, answers.view, named=charts.named(answers.view).title)
        with st.container(key="panel"):
            _form(answers, at)


def _form(answers: Answers, at: EditedFile) -> None:
    said, settings = appearance_saving.settings_of(at), answers.dataset.settings
    plain = {name: str(said[name,]) for name in appearance_saving.PLAIN if (name,) in said}
    lanes = [(name.removeprefix(OWN), label) for name, label in lane_choices(answers)]
    order = {name: said.get((name,), ()) for name in ("categories", "metrics")}
    form.shown(
        values=plain, usual={"title": answers.dataset.name, "zone": answers.dataset.report.zone}, lanes=lanes,
        categories=_categories(answers, said), metrics=_metrics(answers, said),
        order={**order, "hide": settings.hide}, undo=_event_editor.words_of(next(history.undoable(at.saves), None)),
        redo=_event_editor.words_of(history.redoable(at.saves)),
        on_save=lambda message: appearance_saving.saved(at, message),
    )  # fmt: skip


def _categories(answers: Answers, said: dict[tuple[str, ...], Any]) -> list[dict[str, Any]]:
    """Each category as it is drawn, and what the settings say of it."""
    settings = answers.dataset.settings
    known = looks(answers.categories(), settings.categories)
    return [
        {"name": name, "color": look.light, "dark_color": look.dark, "shape": look.shape,
         "hidden": name in settings.hide, "set": _set(said, "categories", name)}
        for name, look in known.items() if name
    ]  # fmt: skip


def _metrics(answers: Answers, said: dict[tuple[str, ...], Any]) -> list[dict[str, Any]]:
    """Each figure that has a card, in the order of their cards."""
    listed = said.get(("metrics",), [])
    found = [str(row["value"]) for row in answers.all_values("metric")] if "metric" in answers.filled() else []
    known = {name.casefold() for name in listed}
    names = [*listed, *(name for name in found if name and name.casefold() not in known)]
    return [{"name": name, "set": _set(said, "metrics", name)} for name in names]


def _set(said: dict[tuple[str, ...], Any], kind: str, name: str) -> dict[str, Any]:
    return {path[2]: value for path, value in said.items() if len(path) == 3 and path[:2] == (kind, name)}
