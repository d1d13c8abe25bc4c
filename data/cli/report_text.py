"""A report in words, for the terminal."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from data.errors import Problem, shown
from data.files.dialect import DELIMITER_WORDS
from data.files.encoding_names import ENCODING_NAMES
from data.reading_report import Report

WIDTH = 100
MOST_VALUE = 60


def describe(report: Report) -> Iterator[str]:
    """How a file was understood, every problem, by row, what was assumed: paragraphs, each when it is asked for."""
    skipped = "\n".join(clean(line) for line in report.skipped)
    facts = [
        ("Table", report.place),
        (
            "Encoding" if report.delimiter else "Read as",
            "" if report.place else ENCODING_NAMES.get(report.encoding, report.encoding),
        ),
        ("Delimiter", "" if report.place else DELIMITER_WORDS.get(report.delimiter, report.delimiter)),
        ("Skipped", skipped or ("nothing above the header" if report.delimiter and not report.place else "")),
        ("Columns", _columns(report)),
        *((("Kept as is", _own(report)),) if _own(report) else ()),
        *(
            (f"Maybe {name}", ", ".join(clean(header) for header in headers[:5]))
            for name, headers in report.candidates.items()
        ),
        ("Rows", _count_line(report)),
    ]
    yield clean(report.file)
    yield "\n".join(_fact(name, text) for name, text in facts if text)
    for row, problems in groupby(report.problems, lambda problem: problem.row):
        yield _row(row, list(problems))
    if verdict := _verdict(report):
        yield verdict
    if report.notes:
        yield "\n".join(["Noted", *(_note(note) for note in report.notes)])


def _note(note: str) -> str:
    return textwrap.fill(clean(note), WIDTH, initial_indent="  ", subsequent_indent="    ")


def _fact(name: str, text: str) -> str:
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, WIDTH - 14) or [""]]
    return "\n".join(f"  {name if index == 0 else '':<12}{line}" for index, line in enumerate(lines))


def _columns(report: Report) -> str:
    if not report.columns:
        return "none of ours"
    return ", ".join(
        name if name == header else f"{name} (“{clean(header)}”)" for name, header in report.columns.items()
    )


def _own(report: Report) -> str:
    ours = {*report.columns.values(), *report.together}
    return ", ".join(clean(header) for header in report.headers if header not in ours)


def _count_line(report: Report) -> str:
    rows, events = (f"{count:,} {word if count == 1 else word + 's'}" for count, word in _counts(report))
    return f"{rows}, {events}"


def _counts(report: Report) -> Sequence[tuple[int, str]]:
    return (report.rows, "row"), (report.events, "event")


def _row(row: int, problems: Sequence[Problem]) -> str:
    heading = f"Row {row}, no event" if any(problem.is_fatal for problem in problems) else f"Row {row}"
    return "\n".join([heading, *_lines(problems)])


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        value = shown(clean(problem.value), MOST_VALUE) if problem.value else ""
        if where := "  ".join(part for part in (clean(problem.column), value) if part):
            yield f"  {where}"
        yield textwrap.fill(clean(problem.message), WIDTH, initial_indent="    ", subsequent_indent="    ")


def _verdict(report: Report) -> str:
    if not report.problems:
        return "No problems." if report.events else ""
    count = len(report.problems)
    rows = sum(1 for _ in groupby(report.problems, lambda problem: problem.row))
    lost = report.rows - report.events
    more = f" {lost:,} of these {'rows is' if lost == 1 else 'rows are'} no event until mended." if lost else ""
    return f"{count:,} {'problem' if count == 1 else 'problems'} in {rows:,} {'row' if rows == 1 else 'rows'}.{more}"


def clean(text: str) -> str:
    """Text on one line of a terminal: nothing in it moves the cursor or turns the direction of reading.

    >>> clean("a\\x1b[31mb\\nc\\u202e")
    'a?[31mb c?'
    """
    text = re.sub(r"\s+", " ", text)
    return "".join("?" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in text)
