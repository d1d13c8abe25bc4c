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
SETS = {
    "": "twenty, by which the rules were made",
    "first": "sixteen that they had not seen, by which they were then mended",
    "second": "eight more that they had not seen, likewise",
    "third": "seven more that they had not seen",
}
FIRST_OF_TWENTY = {"date": 134, "value": 44, "source": 48}
"""What the first run found in the twenty, before anything was mended."""


@dataclass(frozen=True)
class Report:
    """A report with its rows by hand: a quotation, and what a person reads from it; how many cells of each kind were
    found when the rules first saw it."""

    name: str
    published: str
    about: str
    text: str
    rows: list[dict[str, str]]
    set: str
    first_run: dict[str, int]


def reports() -> list[Report]:
    return [_report(row) for row in _rows(REPORTS / "index.csv")]


def _report(row: dict[str, str]) -> Report:
    name = row["report"]
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    found = [int(cell.split()[0]) if cell else 0 for cell in (row["first_run"] or "; ; ").split("; ")]
    first_run = dict(zip(KINDS, [*found, 0, 0, 0][: len(KINDS)], strict=True))
    return Report(name, row["published"], row["about"], text, _rows(REPORTS / f"{name}.csv"), row["set"], first_run)


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
    """The sets of reports, with their first run beside today's, and below them each report."""
    every = reports()
    lines = [
        "| reports | cells by hand | dates: first run | now | figures: first run | now | speakers: first run | now |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, about in SETS.items():
        of_set = [report for report in every if report.set == name]
        wanted, right = _in_all(of_set)
        first = {kind: sum(report.first_run[kind] for report in of_set) for kind in KINDS}
        begun = FIRST_OF_TWENTY if not name else first
        shares = [f"{_share(begun[kind], wanted[kind])} | {_share(right[kind], wanted[kind])}" for kind in KINDS]
        lines.append(f"| {about} | {wanted.total()} | {' | '.join(shares)} |")
    lines += ["", "| report | rows by hand | dates | figures | speakers |", "| --- | ---: | ---: | ---: | ---: |"]
    for report in every:
        wanted, right, _ = score(report)
        cells = [f"{right[kind]} of {wanted[kind]}" if wanted[kind] else "" for kind in KINDS]
        lines.append(f"| {report.about} | {len(report.rows)} | {' | '.join(cells)} |")
    wanted, right = _in_all(every)
    cells = [f"{right[kind]} of {wanted[kind]}" for kind in KINDS]
    return "\n".join([*lines, f"| **all** | {sum(len(report.rows) for report in every)} | {' | '.join(cells)} |"])


def _in_all(some: list[Report]) -> tuple[Counter[str], Counter[str]]:
    scores = [score(report) for report in some]
    return sum((one[0] for one in scores), Counter()), sum((one[1] for one in scores), Counter())


def _share(right: int, wanted: int) -> str:
    return f"{right} of {wanted}, {100 * right / wanted:.0f} %"


def main() -> None:
    begin, end = "<!-- table -->\n", "<!-- /table -->"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    PAGE.write_text(f"{before}{begin}{table()}\n{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
