"""What a link may say of how a file is read: columns that the file has, and answers that its questions have."""

from collections.abc import Sequence
from typing import Final

from data.dates.conventions import QUESTIONS
from data.errors import shown
from data.files.encoding import ENCODING, usual_name
from data.files.letter_frequencies import SCRIPTS
from data.reading_report import Report
from data.schema import ALL, BESIDE, FIGURES, MORE, SHEETS, TOTAL, did_you_mean, same_header

Columns = Sequence[tuple[str, str]]
SHEET: Final = "sheet"
ANSWERS: Final = {question.name: tuple(question.answers) for question in QUESTIONS}
MOST_NAMED: Final = 60


def follow(chosen: Columns, report: Report, already: Columns = ()) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """As much of it as the file allows, and a sentence for each part that was left out.

    report: of a reading of this file. already: what that reading followed, which is not judged again.
    """
    followed, left_out = list[tuple[str, str]](), list[str]()
    for name, value in dict(chosen).items():
        refusal = "" if (name, value) in already else _refusal(name, value, report)
        if refusal:
            left_out.append(refusal)
        else:
            followed.append((name, value))
    return tuple(followed), left_out


def _refusal(name: str, value: str, report: Report) -> str:
    """Why a part cannot be followed; "" where it can."""
    what = f"The link's “{name}” cannot be {shown(value, MOST_NAMED)}"
    if name not in BESIDE:
        there = same_header(value, report.headers)
        return "" if there else f"{what}: there is no such column.{did_you_mean(value, report.headers)}"
    if name == ENCODING:
        return "" if usual_name(value) in SCRIPTS else f"{what}: there is no such encoding."
    if name == SHEET:
        return "" if value in report.others else f"{what}: there is no other sheet of that name."
    if name == SHEETS:
        return "" if value == ALL and report.alike else f"{what}: there are no other sheets like it."
    if name == FIGURES:
        return "" if value in (ALL, MORE, TOTAL) else f"{what}. It can be {ALL}, {MORE} or {TOTAL}."
    known = ANSWERS[name]
    return "" if value in known else f"{what}. It can be {', '.join(known[:-1])} or {known[-1]}."
