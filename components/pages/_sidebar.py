"""The side of every page: the name, the filters, the other pages, and one's own file."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import words
from components.cache import persistent_uploads, recorded_moments
from components.pages import _data_source, _own_file
from components.pages._cached_answers import Answers
from components.pages._header import sees
from components.pages._registry import Page
from components.widgets.category_mark import Look, mark
from components.widgets.element_tree import Node, el, go, sheet
from components.widgets.facets import Choice, Days, Group, facets
from data import dates
from data.corrections.past_versions import moment_of
from data.dates.calendar import from_iso, to_iso
from data.files.journal_lines import Save
from data.view import View
from data.view.filter_table import FILTERS, WITH_CHOICES, Filter, Kind
from data.view.parameters import OWN

DAY = 86_400
DAY_OF_IT = 2
"""How well a day is known that is known itself, not only its month or year."""
SIDE_WIDTH = 224
"""Pixels of the side, until somebody draws it wider."""
MOST_OWN = 12
MOST_MOMENTS = 60
"""Moments of the journal that are listed; a link can name any."""
TAKEN = {line.label.lower() for line in FILTERS.values()} | {"dates"}
"""What filters of ours are called: no column of the file is called so, too."""


def wordmark(view: View) -> None:
    """The product's name, which leads back to the timeline."""
    sheet("wordmark", el("p", go(view, "Date", el("span", "line"), page=""), class_="wordmark"))


def filters(answers: Answers, looks: Mapping[str, Look]) -> None:
    """Words, facets with counts, the as-of slider, the period."""
    said = answers.filled()
    on = {one.name for one in answers.view.on()}
    groups = [group(answers, looks, FILTERS[name]) for name in WITH_CHOICES if name in said or name in on]
    own = answers.own_columns()
    shown = _own_shown(own, answers.view)
    groups += [_own_group(answers, name) for name in shown]
    facets(answers.view, [group for group in groups if _is_useful(answers.view, group)], _days(answers))
    if rest := len(own) - len(shown):
        more = "1 more column" if rest == 1 else f"{words.number(rest)} more columns"
        sheet("unlisted", el("p", f"{more} of yours can make the lanes: “More” has them.", class_="quiet"))


def _own_shown(own: Sequence[str], view: View) -> list[str]:
    """The first own columns, and those that are on: each is a question to the engine, and a line to read past."""
    on = {OWN + header for header, _ in view.where}
    return [name for at, name in enumerate(own) if at < MOST_OWN or name in on]


def links(answers: Answers, pages: Sequence[Page]) -> None:
    """The pages, with how many problems there are."""
    sheet(
        "pages",
        el(
            "nav",
            [_link(answers, page) for page in pages if page.is_offered(answers)],
            class_="foot",
            aria_label="Pages",
        ),
    )


def _link(answers: Answers, page: Page) -> Node:
    count = el("b", f" {words.number(page.count(answers))}") if page.count else None
    current = "page" if page.name == answers.view.page else None
    return go(answers.view, page.title, count, current=current, page=page.name)


def group(answers: Answers, looks: Mapping[str, Look], line: Filter) -> Group:
    """The choices of a filter: in its own order, or in that of their looks, or the most first."""
    choices = [_choice(line, row, looks) for row in answers.facet(line.name)]
    order = {name: place for place, name in enumerate(looks if line.name == "category" else line.choices)}
    if order:
        choices.sort(key=lambda choice: (choice.value == "", order.get(str(choice.value), len(order))))
    return Group(line.name, line.label, choices, is_open=line.is_open)


def _choice(line: Filter, row: Mapping[str, Any], looks: Mapping[str, Look]) -> Choice:
    value, count = row["value"], row["count"]
    if value in line.choices:
        return Choice(int(value) if line.kind is Kind.NUMBER else value, line.choices[value].capitalize(), count)
    sign = mark(looks[value]) if line.name == "category" and value in looks else None
    title = words.grade_words(value) if line.name == "grade" and value else ""
    return Choice(value, words.one_line(value, 200) or "none given", count, sign, title)


def _own_group(answers: Answers, name: str) -> Group:
    header = name.removeprefix(OWN)
    choices = [Choice(row["value"], words.one_line(row["value"], 200) or "none given", row["count"])
               for row in answers.facet(name)]  # fmt: skip
    title = words.one_line(header, 60)
    return Group("where", f"{title} (column)" if title.lower() in TAKEN else title, choices, header=header)


def _is_useful(view: View, group: Group) -> bool:
    """Whether there is anything to choose: two values, or one that is on."""
    is_on = any(name == group.header for name, _ in view.where) if group.header else bool(getattr(view, group.field))
    return is_on or len(group.choices) > 1


def _days(answers: Answers) -> Days:
    """The days on which something became known; the last stop hides nothing."""
    known = answers.reported_days()
    days = [day for day, _ in known]
    stops = _stops(known)
    asof, at = answers.view.asof, max(len(stops) - 1, 0)
    if stops:
        stops[-1] = ("", stops[-1][1])
    end = dates.parse(asof).end if asof else None
    if asof and end is not None and stops:
        at = max(sum(1 for day in days if day * DAY < end) - 1, 0)
        stops[at] = (asof, stops[at][1] if asof == stops[at][0] else words.date_words(asof))
    return Days(stops, at)


def _stops(known: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Each day as a date and in words, no finer than it is known: what is known by its year became known in it, on no
    day of it. Where another day of the same year is known, the date stays a day, so that neither hides the other."""
    whole = [dates.to_iso(day * DAY).partition("T")[0] for day, _ in known]
    said = [name.rsplit("-", DAY_OF_IT - finest)[0] for name, (_, finest) in zip(whole, known, strict=True)]
    beside = ["", *whole, ""]
    return [
        (
            whole[at] if any(other.startswith(name) for other in beside[at : at + 3 : 2]) else name,
            words.date_words(name),
        )
        for at, name in enumerate(said)
    ]


def past_moments(answers: Answers) -> None:
    """The moments of the journal, at each of which the record can be looked at as it stood."""
    found = (
        [] if _own_file.is_own() else [one for one in recorded_moments.saves(_data_source.path()) if not one.is_same]
    )
    if not found:
        sheet("stood")
        return
    listed = found[:-1][-MOST_MOMENTS:]
    stops = {"": "as it is"} | {moment_of(one): _change(one) for one in reversed(listed)}
    if len(found) <= MOST_MOMENTS:
        stops[to_iso(from_iso(moment_of(found[0])) - 1)] = "before the first change"
    items = [el("li", _moment(answers.view, at, said), key=at or "today") for at, said in stops.items()]
    current = words.recorded_words(answers.view.recorded) or "as our record stood …"
    summary = el("summary", f"{current[:1].upper()}{current[1:]}")
    sheet("stood", el("details", summary, el("ol", *items), class_="stood", data_testid="stood"))


def _change(one: Save) -> str:
    who, why = words.one_line(one.who, 40), words.one_line(one.why, 60)
    return f"{who}: {why}" if why else who


def _moment(view: View, at: str, said: str) -> Node:
    name = f"{words.date_short(at[:16])} UTC" if at else "Today"
    current = "true" if at == view.recorded else None
    return go(
        view, el("span", name, class_="name"), el("span", f" {said}", class_="quiet"), current=current, recorded=at
    )


def _ways_with_own() -> None:
    """What can be done with the file that is open: leave it, forget it, let others see it."""
    kept = _own_file.kept()
    if kept and _own_file.may_publish(kept):
        days = persistent_uploads.publish_days()
        said = "Publish for a week" if days == 7 else f"Publish for {days:g} days"
        st.button(said, on_click=_own_file.publish, type="tertiary", key="publish")
    back = words.plain(f"Back to {_data_source.shared_title()}")
    st.button(back, on_click=_own_file.give_back, type="tertiary", key="give_back")
    if _own_file.is_here() and (kept is None or persistent_uploads.is_owned(kept, _own_file.secret())):
        st.button("Forget this file", on_click=_own_file.forget, type="tertiary", key="forget")


def upload() -> None:
    """One's own file, for this viewer only; and the way back. Streamlit's own field lies unseen over it, for what is
    dropped there."""
    most = f"up to {words.number(int(st.get_option('server.maxUploadSize')))} MB"
    with st.container(key="upload"):
        st.file_uploader("Open a file", key=_own_file.upload_key(), on_change=_own_file.take,
                         label_visibility="collapsed")  # fmt: skip
        open_one = el("button", "Open a file", type="button", class_="button", upload=True)
        sheet("open", open_one, el("p", f"CSV, Excel, JSON, calendar and others, {most}", class_="quiet"))
        if _own_file.is_own():
            if _own_file.is_here():
                sheet("own", el("p", sees(_own_file.kept()), class_="quiet"))
            _ways_with_own()
