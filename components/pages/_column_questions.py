"""What a column of dates agrees on, asked where the file does not tell: which is first in 05/01/2022."""

from components import words
from components.pages import _data_source, _settings_advice
from components.pages._cached_answers import Answers
from components.widgets.element_tree import Node, act, el
from data.dates.ambiguity_questions import open_questions
from data.dates.conventions import QUESTIONS, Question
from data.importers._workbook import SHEET
from data.schema import ALL, FIGURES, MORE, SHEETS, TOTAL

LOOKED_AT = 500
"""Problems of a file: where its dates can be read two ways, one of the first is such a date."""
LABEL = 40
COUNTED = {MORE: "each row counts so many more", TOTAL: "each row counts all so far"}
"""How the events' own figures can be meant."""
NAMED = 5
"""As many other sheets are named."""


def question(answers: Answers) -> Node | None:
    """The first question that is open, with a button for each answer; None where the file tells all by itself.

    A database is not asked for its problems on each page, nor has it a choice.
    """
    if answers.dataset.report.place:
        return None
    still_open = open_questions(answers.dataset.report.problems[:LOOKED_AT], dict(answers.view.columns))
    if not still_open:
        return None
    first = still_open[0]
    said = first.question.asks.format(f"“{words.one_line(first.example, LABEL)}”")
    if not _data_source.may_choose():
        told = _settings_advice.lines(first.question.name, first.answers)
        return el("p", f"{said} ", told, class_="notice order", role="status")
    offers = [
        _offer(answers, first.question, answer, _label(first.question.answers[answer], edtf))
        for answer, edtf in first.answers.items()
    ]
    return el("p", f"{said} ", offers, class_="notice order", role="status")


def sheets(answers: Answers) -> Node | None:
    """One click to read all sheets of a workbook that have the same columns; None where there is one, or all are."""
    alike = answers.dataset.report.alike
    if not alike:
        return None
    named = ", ".join(words.one_line(name, LABEL) for name in alike[:NAMED])
    more = f" and {words.number(len(alike) - NAMED)} more" if alike[NAMED:] else ""
    said = f"There is more in this workbook: {named}{more} {'has' if len(alike) == 1 else 'have'} the same columns. "
    if not _data_source.may_choose():
        return el("p", said, _settings_advice.lines(SHEETS, [ALL]), class_="notice order", role="status")
    kept = tuple(pair for pair in answers.view.columns if pair[0] not in (SHEET, SHEETS))
    button = act("Read all together", class_="button", columns=(*kept, (SHEETS, ALL)))
    return el("p", said, button, class_="notice order", role="status")


def figures_offer(answers: Answers) -> Node | None:
    """One click to have the events' own figures as cards, as `injured`; whoever clicks says how they count."""
    counted, chosen = answers.dataset.report.counted, dict(answers.view.columns)
    if not counted or FIGURES in chosen or answers.dataset.settings.mapping({}).get(FIGURES):
        return None
    if not _data_source.may_choose():
        return None
    named = ", ".join(words.one_line(header, LABEL) for header in counted[:NAMED])
    buttons = [_figures(answers, how) for how in COUNTED]
    return el("p", f"{named} as cards: ", buttons, class_="count offer")


def _figures(answers: Answers, how: str, said: str = "") -> Node:
    kept = tuple(pair for pair in answers.view.columns if pair[0] != FIGURES)
    return act(said or COUNTED[how], class_="plain", columns=(*kept, (FIGURES, how)))


def answered(answers: Answers) -> Node | None:
    """What was answered, and buttons to think again; None where nobody was asked."""
    chosen = dict(answers.view.columns)
    told = [_told(answers, each, chosen[each.name]) for each in QUESTIONS if chosen.get(each.name) in each.answers]
    told += [_told_of_figures(answers, chosen[FIGURES])] if chosen.get(FIGURES) in COUNTED else []
    return el("div", told) if told else None


def _told(answers: Answers, about: Question, answer: str) -> Node:
    others = [
        _offer(answers, about, other, f"Rather: {label}") for other, label in about.answers.items() if other != answer
    ]
    keep = el("span", " ", _settings_advice.to_keep(about.name, answer), class_="quiet")
    return el("p", f"{about.note.format(about.answers[answer].lower())} ", others, keep, class_="order")


def _told_of_figures(answers: Answers, how: str) -> Node:
    """How the events' own figures are read, and the ways to think again."""
    named = ", ".join(words.one_line(header, LABEL) for header in answers.dataset.report.counted[:NAMED])
    other = next(one for one in COUNTED if one != how)
    none = tuple(pair for pair in answers.view.columns if pair[0] != FIGURES)
    ways = [
        _figures(answers, other, f"Rather: {COUNTED[other]}"),
        " ",
        act("As no figures", class_="plain", columns=none),
    ]
    keep = el("span", " ", _settings_advice.to_keep(FIGURES, how), class_="quiet")
    return el("p", f"{named}: {COUNTED[how]}. ", ways, keep, class_="order")


def _label(answer: str, edtf: str) -> str:
    return f"{answer}: {words.date_words(edtf)}" if edtf else answer


def _offer(answers: Answers, about: Question, answer: str, label: str) -> Node:
    kept = tuple(pair for pair in answers.view.columns if pair[0] != about.name)
    return act(label, class_="button", columns=(*kept, (about.name, answer)))
