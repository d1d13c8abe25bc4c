"""Which is first in 05/01/2022, the day or the month: asked of the viewer where the file does not tell."""

from components import format as words
from components.pages._answers import Answers
from components.widgets.sheet import Node, act, el
from data import dates
from data.dates import ORDER, spelled

LOOKED_AT = 500
"""Problems of a file: where its dates can be read two ways, one of the first is such a date."""
ORDERS = ("day", "month")


def question(answers: Answers) -> Node | None:
    """The question, with a button for each answer; None where every date can be read one way only.

    A database is not asked for its problems on each page, nor has it a choice of the order.
    """
    if answers.dataset.report.place:
        return None
    found = answers.dataset.report.problems[:LOOKED_AT]
    example = next((problem.value for problem in found if spelled.two_ways(problem.value)), "")
    if not example:
        return None
    offers = [_offer(answers, order, f"{order.capitalize()}: {_read(example, order)}") for order in ORDERS]
    said = f"Dates like “{words.one_line(example, 40)}” can be read two ways. Which is first? "
    return el("p", said, offers, class_="notice order", role="status")


def answered(answers: Answers) -> Node | None:
    """What was answered, and a button to think again; None where nobody was asked."""
    chosen = dict(answers.view.columns).get(ORDER)
    if chosen not in ORDERS:
        return None
    other = next(order for order in ORDERS if order != chosen)
    return el("p", f"In dates like 05/01/2022 the {chosen} is taken to be first. ",
              _offer(answers, other, f"Read them with the {other} first"), class_="order")  # fmt: skip


def _offer(answers: Answers, order: str, label: str) -> Node:
    kept = tuple(pair for pair in answers.view.columns if pair[0] != ORDER)
    return act(label, class_="button", columns=(*kept, (ORDER, order)))


def _read(example: str, order: str) -> str:
    return words.date_words(dates.parse(example, day_first=order == "day").edtf)
