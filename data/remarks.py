"""What people say of an event in public, in a column of its own: a line for each remark, question and answer.

    2026-11-29 10:15 aigerim (question): Which council?
    2026-11-29 11:02 tomas (answer): The Security Council.

An answer stands below its question. A line of another form is a remark of nobody known, so that one may write there by
hand. The briefer's notes are another column, and are never read here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

COLUMN: Final = "discussion"
"""The header of the column; not “remarks”, which in many files are the keeper's own notes."""
REMARK, QUESTION, ANSWER = "remark", "question", "answer"
KINDS: Final = (REMARK, QUESTION, ANSWER)
MOST_LETTERS: Final = 2_000
_LINE: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?) ([^:()\n]{1,80}?)(?: \((question|answer|remark)\))?: (.+)"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One of them. line: as it is written. is_answered: of a question, whether an answer stands below it."""

    kind: str
    when: str
    who: str
    text: str
    line: str
    is_answered: bool = False


def remarks(cell: str) -> list[Remark]:
    """What a cell says, in its order.

    >>> [(one.kind, one.who, one.text, one.is_answered) for one in remarks(
    ...     "2026-11-29 10:15 aigerim (question): Which?\\n2026-11-29 tomas (answer): That.\\nby hand")]
    [('question', 'aigerim', 'Which?', True), ('answer', 'tomas', 'That.', False), ('remark', '', 'by hand', False)]
    """
    found: list[Remark] = []
    for line in cell.splitlines():
        said = _LINE.fullmatch(line.strip())
        if said:
            found.append(Remark(said[3] or REMARK, said[1], said[2].strip(), said[4].strip(), line))
        elif line.strip():
            found.append(Remark(REMARK, "", "", line.strip(), line))
    return [_settled(one, found[at + 1 :]) for at, one in enumerate(found)]


def _settled(one: Remark, later: list[Remark]) -> Remark:
    is_answered = one.kind == QUESTION and bool(later) and later[0].kind == ANSWER
    return Remark(one.kind, one.when, one.who, one.text, one.line, is_answered)


def with_remark(cell: str, kind: str, when: str, who: str, text: str, question: str = "") -> str:
    """The cell with one more. question: the line that it answers.

    >>> with_remark("2026-11-29 a (question): Which?\\nby hand", "answer", "2026-11-30", "b: c", "That\\n one.",
    ...     "2026-11-29 a (question): Which?").splitlines()
    ['2026-11-29 a (question): Which?', '2026-11-30 b c (answer): That one.', 'by hand']
    """
    name = " ".join(re.sub(r"[:()]", " ", who).split())[:80] or "somebody"
    line = f"{when} {name}{'' if kind == REMARK else f' ({kind})'}: {' '.join(text.split())}"
    lines = cell.splitlines()
    at = lines.index(question) + 1 if question in lines else len(lines)
    while at < len(lines) and question and (said := _LINE.fullmatch(lines[at].strip())) and said[3] == ANSWER:
        at += 1
    return "\n".join([*lines[:at], line, *lines[at:]])


def of_event(event: Mapping[str, Any], names: Iterable[str]) -> list[Remark]:
    """What is said of an event. names: those of its columns that are called so."""
    return [one for name in names for one in remarks(str(event[name] or ""))]
