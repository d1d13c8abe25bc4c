"""How the timeline is drawn, which filters are on, and what to loosen when nothing is left."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from components import words
from components.pages import _event_editor
from components.pages._cached_answers import Answers
from components.pages._legend import legend
from components.pictures import charts
from components.pictures.charts import Chart
from components.widgets.element_tree import Node, act, el, sheet
from data import queries
from data.view import View
from data.view.filter_table import FILTERS, WITH_CHOICES, Kind, names_of
from data.view.parameters import OWN

MOVES = (
    "Hold Alt and drag a mark, or the end of a bar: its date moves by its own steps. "
    "Alt and an arrow key move the chosen event."
)
DATES = names_of(Kind.SINCE, Kind.UNTIL, Kind.ASOF)


def controls(answers: Answers) -> None:
    """Draw which chart it is, and its lanes and its scale as far as it has any."""
    sheet("controls", controls_node(answers))


def controls_node(answers: Answers) -> Node:
    """The pills of the chart; each says its state."""
    shown = charts.named(answers.view)
    own: list[Node | None] = [_lanes(answers)] if shown.lanes else []
    own += [_charts(shown)]
    own += [_hidden(answers)] if shown.lanes else []
    own += [_scale(answers.view)] if shown.gaps and answers.has_folds() else []
    return el("div", own, marks_explained(may_edit=_event_editor.may_edit_settings(answers)), class_="controls")


def _charts(shown: Chart) -> Node:
    """Which of the charts is shown, and the others."""
    pills = [_pill(one.title, one is shown, chart=one.value) for one in charts.CHARTS.values()]
    return el("div", el("b", "Show"), pills, class_="set charts", role="group", aria_label="Chart")


@cache
def marks_explained(*, may_edit: bool = False) -> Node:
    """The grammar of the marks, a click away from the chart; and where colours and lanes are changed, who may."""
    way = act("Change colours, shapes and lanes", class_="plain", page="appearance") if may_edit else None
    return el(
        "details",
        el("summary", "?", class_="pill", aria_label="How to read the marks", title="How to read the marks"),
        el("div", legend(), el("p", MOVES, class_="quiet") if may_edit else None, way),
        class_="drop grammar",
        key="grammar",
    )


def nothing_left(answers: Answers) -> None:
    """What to loosen when no event matches, one button for each filter that would bring events back."""
    ways = [row for row in answers.loosen() if row["count"]]
    offers = [_way_back(answers.view, row["field"], row["count"]) for row in ways]
    clear = act("Clear all filters", class_="button", **_all_off(answers.view))
    said = "Loosen one of these:" if offers else "No single filter is in the way: several of them are."
    sheet(
        "nothing",
        el("div", el("h2", "Nothing matches"), el("p", said), *offers, clear, class_="nothing", role="status"),
    )


def _way_back(view: View, field: str, count: int) -> Node:
    events = f"{words.number(count)} {'event' if count == 1 else 'events'}"
    if field == "window":
        return act(f"Show all times: {events}", class_="button", start="", end="")
    named = ", ".join(chip_words(name, value) for name, value in view.chips() if name == field)
    return act(f"Without {words.one_line(named, 80)}: {events}", class_="button", **_off(view, field))


def _lanes(answers: Answers) -> Node:
    """A menu of the columns that can make lanes; it says which does."""
    chosen = queries.lane_of(answers.columns(), answers.view, answers.dataset.settings)
    if chosen == "category" and chosen not in dict(_filled(answers)):
        chosen = "none"  # where nothing has a category there is one lane
    choices = lane_choices(answers)
    offers = [act(title, is_on=name == chosen, lanes=name, opened=()) for name, title in choices]
    return _menu("Lanes", dict(choices).get(chosen, "One lane"), offers)


def lane_choices(answers: Answers) -> list[tuple[str, str]]:
    """The columns that can make lanes, with what they are called."""
    own = ((name, words.one_line(name.removeprefix(OWN), 40)) for name in answers.own_columns())
    return [*_filled(answers), *own, *([] if answers.dataset.is_glimpse else [("none", "One lane")])]


def _hidden(answers: Answers) -> Node | None:
    """Which lanes the settings hide, and the way to see them; they count everywhere all the same."""
    names = answers.hidden_lanes()
    if not names:
        return None
    said = "1 lane" if len(names) == 1 else f"{len(names)} lanes"
    is_seen = set(names) <= set(answers.view.opened)
    rest = tuple(name for name in answers.view.opened if name not in names)
    title = words.one_line(", ".join(names), 120)
    way = act(f"{'Hide' if is_seen else 'Show'} {said}", class_="pill", label=f"{said}: {title}", is_on=is_seen,
              opened=rest if is_seen else (*rest, *names))  # fmt: skip
    return el("div", way, class_="set", title=title)


def _filled(answers: Answers) -> list[tuple[str, str]]:
    """The columns of ours that say something about at least one event."""
    said = answers.filled()
    return [(name, FILTERS[name].label) for name in WITH_CHOICES if name in said]


def _menu(name: str, now: str, offers: Sequence[Node]) -> Node:
    """A pill that says what is chosen, and opens the other choices."""
    pill = el("summary", now, class_="pill", aria_label=f"{name}: {now}")
    drop = el("details", pill, el("div", offers), class_="drop", key=f"{name} {now}")
    return el("div", el("b", name), drop, class_="set", role="group", aria_label=name)


def _scale(view: View) -> Node:
    ways = (("Folded", ""), ("To scale", "true"))
    now = next(title for title, value in ways if value == view.scale)
    return _menu("Gaps", now, [act(title, is_on=value == view.scale, scale=value) for title, value in ways])


def _pill(title: str, is_on: bool, **fields: Any) -> Node:
    return act(title, class_="pill", is_on=is_on, **fields)


def chips_node(view: View) -> Node | None:
    """A chip for each filter that is on, a click takes it off; None where none is."""
    if not view.is_filtered:
        return None
    on = view.chips()
    found = [_chip(view, field, value) for field, value in on]
    clear = act("Clear all", class_="plain", **_all_off(view)) if len(on) > 1 else None
    return el("div", found, clear, class_="chips", role="group", aria_label="Filters that are on")


def _chip(view: View, field: str, value: str) -> Node:
    said = chip_words(field, value)
    cross = el("span", "×", class_="cross", aria_hidden="true")
    return act(
        el("span", said, class_="name"), cross, class_="chip", label=f"Remove {said}", **_off(view, field, value)
    )


def chip_words(field: str, value: str) -> str:
    """A filter that is on, in words: "as of 5 January 2022"."""
    if field.startswith(OWN):
        return f"{field.removeprefix(OWN)}: {value or 'none given'}"
    line = FILTERS[field]
    if not value:
        return f"{line.label.lower()}: none given"
    return line.chip.format(words.date_words(value) if field in DATES else line.choices.get(value, value))


def _off(view: View, field: str, value: str | None = None) -> dict[str, Any]:
    """The fields to change so that this chip is off."""
    name = "where" if field.startswith(OWN) else field
    return {name: getattr(view.without(field, value), name)}


def _all_off(view: View) -> dict[str, Any]:
    cleared = view.cleared()
    names = {"where" if field.startswith(OWN) else field for field, _ in view.chips()}
    return {name: getattr(cleared, name) for name in names}
