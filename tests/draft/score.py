"""What is found in reports whose rows were written by hand, and the table of it in docs/from-an-article.md.

`python -m tests.draft.score` writes the table anew.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from data import dates, quantities
from data.draft.document import Document
from data.draft.proposals import Proposal, propose

REPORTS = Path(__file__).parent / "reports"
PAGE = Path(__file__).parents[2] / "docs" / "from-an-article.md"
PUBLISHER = "the publisher"
KINDS = ("date", "value", "source")


@dataclass(frozen=True)
class Report:
    """A report with its rows by hand: a quotation, and what a person reads from it."""

    name: str
    published: str
    about: str
    text: str
    rows: list[dict[str, str]]


def reports() -> list[Report]:
    return [_report(row) for row in _rows(REPORTS / "index.csv")]


def _report(row: dict[str, str]) -> Report:
    name = row["report"]
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    return Report(name, row["published"], row["about"], text, _rows(REPORTS / f"{name}.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def proposals_of(report: Report) -> list[Proposal]:
    return propose(Document(report.text, report.published, PUBLISHER))


def score(report: Report) -> tuple[Counter[str], Counter[str], list[str]]:
    """How many cells by hand there are of each kind, how many were found in a row of the same words, and which not."""
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed = []
    every = proposals_of(report)
    for row in report.rows:
        start = report.text.index(row["quotation"])
        near = [one for one in every if one.start < start + len(row["quotation"]) and start < one.end]
        for kind in KINDS:
            if not row[kind]:
                continue
            wanted[kind] += 1
            if any(_is_same(kind, getattr(one, kind), row[kind]) for one in near):
                right[kind] += 1
            else:
                missed.append(f"{kind} {row[kind]}, not {[getattr(one, kind) for one in near]}: {row['quotation']}")
    return wanted, right, missed


def _is_same(kind: str, one: str, other: str) -> bool:
    if not one:
        return False
    if kind == "date":
        first, second = dates.parse(one), dates.parse(other)
        return (first.start, first.end, first.qualifier) == (second.start, second.end, second.qualifier)
    if kind == "value":
        numbers = [quantities.parse(each) for each in (one, other)]
        return len({(each.low, each.high, each.low_open, each.high_open, each.is_approximate) for each in numbers}) == 1
    return one != PUBLISHER and (one.casefold() in other.casefold() or other.casefold() in one.casefold())


def table() -> str:
    lines = ["| report | rows by hand | dates | figures | speakers |", "| --- | ---: | ---: | ---: | ---: |"]
    wanted_in_all: Counter[str] = Counter()
    right_in_all: Counter[str] = Counter()
    for report in reports():
        wanted, right, _ = score(report)
        cells = [f"{right[kind]} of {wanted[kind]}" if wanted[kind] else "" for kind in KINDS]
        lines.append(f"| {report.about} | {len(report.rows)} | {' | '.join(cells)} |")
        wanted_in_all += wanted
        right_in_all += right
    cells = [f"{right_in_all[kind]} of {wanted_in_all[kind]}" for kind in KINDS]
    rows = sum(len(report.rows) for report in reports())
    return "\n".join([*lines, f"| **all** | {rows} | {' | '.join(cells)} |"])


def main() -> None:
    begin, end = "<!-- table -->\n", "<!-- /table -->"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    PAGE.write_text(f"{before}{begin}{table()}\n{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
