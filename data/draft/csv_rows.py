"""Proposals as the rows of a CSV, and the record as what they are compared with."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from data.draft.compare_with_record import Recorded
from data.draft.document import Document
from data.draft.proposals import Proposal

COLUMNS: Final = (
    *("date", "title", "actors", "place", "source", "url", "reported", "metric", "value", "unit", "notes"),
    *("quotation", "quotation_at"),
)
"""Of a draft; `notes` says why a cell is not just the words of the text, `quotation_at` where those stand in it."""


def row_of(proposal: Proposal, document: Document) -> dict[str, str]:
    """A proposal's cells by column. What it was said by is the publisher where the text names nobody."""
    return {
        **{name: getattr(proposal, name) for name in COLUMNS if hasattr(proposal, name)},
        "url": document.url,
        "notes": " ".join(proposal.why),
        "quotation_at": f"{proposal.start}-{proposal.end}",
    }


def write_rows(proposals: Sequence[Proposal], document: Document, file: IO[str]) -> None:
    """A CSV of proposals, in their order."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_of(each, document) for each in proposals)


def recorded(rows: Sequence[dict[str, str]]) -> list[Recorded]:
    """The rows of a record, of which only the columns matter that are compared."""
    names = ("id", "date", "title", "text", "source", "metric", "value")
    return [Recorded(**{name: str(row.get(name) or "") for name in names}) for row in rows]


def report_name(path: Path) -> str:
    """Who says so where nobody is named: the name of the file in words.

    >>> report_name(Path("harbour-strike.txt"))
    'harbour strike'
    """
    return " ".join(path.stem.replace("_", " ").replace("-", " ").split())
