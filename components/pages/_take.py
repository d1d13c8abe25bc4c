"""The one place from which a view is taken away: every kind of file, and what it holds."""

from components import format as words
from components.exporters import EXPORTERS, Exporter
from components.pages._answers import Answers
from components.widgets.sheet import Node, el


def take_away(answers: Answers) -> Node:
    """A menu of files. The page's own address says of what: the browser reads it when a file is chosen."""
    kinds = [_kind(answers, one) for one in EXPORTERS.values()]
    return el(
        "details",
        el("summary", "Take away", class_="button"),
        el("div", el("p", "What is on screen, with its filters, as:", class_="quiet"), kinds),
        class_="drop take",
        data_testid="take",
    )


def _kind(answers: Answers, one: Exporter) -> Node:
    most = one.most if one.most is not None and answers.dataset.report.events > one.most else None
    bound = f" At most {words.number(most)} events." if most else ""
    return el(
        "a",
        el("b", one.title, el("span", f".{one.suffix}", class_="quiet")),
        el("span", one.explains + bound, class_="quiet"),
        take=f"export/{answers.dataset.key}/{one.name}",
    )
