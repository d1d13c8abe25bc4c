"""What the data set is, who says what in it, how to read the marks, and the keys."""

from collections.abc import Sequence

from components import session_state, words
from components.cards.event_panel import paragraphs
from components.pages._cached_answers import Answers
from components.pages._legend import legend
from components.pages._registry import page
from components.pictures import CHARTS
from components.widgets.category_mark import looks, mark
from components.widgets.element_tree import Node, el, go, sheet

KEYS = (
    (("↑", "↓"), "the event before, the event after; among counts, the lane above or below; in a calendar, the row"),
    (("←", "→"), "move along; where an event is in focus, the one before or after it"),
    (("Shift", "←", "→"), "move along, whatever is in focus"),
    (("Enter",), "open the event in focus; go into a count"),
    (("Esc",), "let it go"),
    (("+", "−"), "zoom in, zoom out"),
    (("0",), "the whole record"),
    (("Home", "End"), "its beginning, its end"),
    (("Ctrl wheel", "pinch"), "zoom where the pointer is (⌘ on a Mac); a double click shows the whole"),
    (("M",), "measure: from the event or moment under the pointer, or in focus, to that of the next press"),
    (("B",), "brief: the events as slides"),
    (("Alt drag",), "where the record may be edited: move the date of a mark, or one end of a span, by its own steps"),
    (("Alt", "←", "→"), "the same with the chosen event; with Shift, its end; saved when Alt is let go, Esc leaves it"),
    (("drag",), "move along; on the strip below, drag the window or its ends"),
)


@page("about", title="About", order=5)
def about(answers: Answers) -> None:
    """Draw the page, from the most asked to the least."""
    settings = answers.dataset.settings
    sheet(
        "about",
        el(
            "div",
            paragraphs(settings.description),
            _credit(settings.credit, settings.licence),
            el("h2", "Who says so"),
            _sources(answers),
            el("h2", "How to read the timeline"),
            legend(),
            el("h2", "The charts"),
            _charts(),
            el("h2", "Categories"),
            _categories(answers),
            el("h2", "Keys"),
            _keys(),
            el("h2", "On other pages"),
            _frame(settings.embed),
            el("h2", "The figures"),
            el("p", "Every figure is a claim: its wording is the source’s own, with who said it and when. "
               "A new total replaces the last one of the same source, an increment (“12 more”) is added to it, "
               "and two sources are never added together. Where sources differ, the range is shown."),
            class_="prose",
        ),
    )  # fmt: skip


def _credit(credit: str, licence: str) -> Node | None:
    said = [el("dt", name) if at == 0 else el("dd", text) for name, text in (("Credit", credit), ("Licence", licence))
            if text for at in (0, 1)]  # fmt: skip
    return el("dl", said, class_="facts") if said else None


def _sources(answers: Answers) -> Node:
    rows = answers.sources()[:200]
    head = el("tr", [el("th", title, scope="col") for title in ("Source", "Events", "Figures")])
    body = [
        el("tr", el("td", _source(answers, row["source"])), el("td", words.number(row["events"])),
           el("td", words.number(row["claims"])), key=row["source"])
        for row in rows
    ]  # fmt: skip
    return el("table", el("thead", head), el("tbody", body), aria_label="Sources")


def _source(answers: Answers, source: str) -> Node:
    named = words.one_line(source, 120) or "none given"
    return go(answers.view, named, source=(source,), page="", event="", class_="plain")


def _categories(answers: Answers) -> Node:
    known = looks(answers.categories(), answers.dataset.settings.categories)
    named = [name for name in answers.categories() if name]
    return el("ul", [el("li", mark(known[name]), " ", name) for name in named], class_="signs")


def _charts() -> Node:
    """Each chart with what it shows."""
    pairs = [(el("dt", one.title), el("dd", one.explains)) for one in CHARTS.values()]
    return el("dl", pairs, class_="facts")


def _keys() -> Node:
    pairs = [(el("dt", [el("kbd", key) for key in keys]), el("dd", does)) for keys, does in KEYS]
    return el("dl", pairs, class_="facts")


def _frame(sites: Sequence[str]) -> list[Node]:
    """What to write into another page so that it shows the timeline, and which pages may."""
    here = session_state.link().partition("?")[0]
    code = f'<iframe src="{here}?embed=true" title="Timeline" width="100%" height="640" style="border: 0"></iframe>'
    may = (
        f"May be shown in a frame by {', '.join(sites)}:"
        if sites
        else "No other site may show this in a frame. The settings beside the CSV can allow it, as in embed = "
        '["https://example.org"]. Then this shows the timeline there:'
    )
    more = "What follows the question mark of any link to this timeline can follow embed=true, after an &."
    return [el("p", may), el("pre", el("code", code)), el("p", more, class_="quiet")]
