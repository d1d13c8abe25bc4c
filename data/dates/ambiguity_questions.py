"""What is still to be asked about the dates of a file: the questions that its problems raise, with what each answer
would make of a cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data import dates
from data.dates.conventions import DAY, NAMES, QUESTIONS, Conventions, Question, split_mapping
from data.errors import BadDate, Problem


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question, a cell that it is about, and for each answer by which that can be read what it then is, in EDTF;
    "" where a further question must be answered too."""

    question: Question
    example: str
    answers: Mapping[str, str]


def open_questions(problems: Iterable[Problem], mapping: Mapping[str, str]) -> list[OpenQuestion]:
    """The questions that some problems raise and `mapping` does not answer, in the order in which they are asked.

    >>> [(one.question.name, one.answers["20"]) for one in open_questions([Problem(1, "date", "25/01/22", "")], {})]
    [('century', '2022-01-25')]
    """
    questions_by_name: dict[str, OpenQuestion] = {}
    for problem in problems:
        for question in QUESTIONS:
            if question.name in mapping or question.name in questions_by_name or not question.is_about(problem.value):
                continue
            answers = _answers(question, problem.value, mapping)
            if answers and (question.name != "order" or len({*answers.values()} - {""}) != 1):
                questions_by_name[question.name] = OpenQuestion(question, problem.value, answers)
                break
    return [questions_by_name[name] for name in NAMES if name in questions_by_name]


def _answers(question: Question, example: str, mapping: Mapping[str, str]) -> Mapping[str, str]:
    ways = {}
    for answer in question.answers:
        _, conventions = split_mapping({**mapping, question.name: answer})
        if (edtf := _read(example, conventions)) is not None:
            ways[answer] = edtf
    if question.name == "calendar":  # what is the same by another calendar is no date of that
        return {name: edtf for name, edtf in ways.items() if name == "common" or edtf != ways.get("common")}
    return ways


def _read(example: str, conventions: Conventions) -> str | None:
    """What a cell is then; "" where only day or month first is open, None where it is no date."""
    try:
        return dates.parse(example, conventions=conventions).edtf
    except BadDate:
        pass
    try:
        return (
            "" if not conventions.order and dates.parse(example, conventions=replace(conventions, order=DAY)) else None
        )
    except BadDate:
        return None
