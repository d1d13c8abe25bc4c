"""The gate for rows that a program proposes, a model too: what does not stand in the report does not get in.

A quotation must be in the text, letter by letter; a date and a figure must be read from it by our own readers; who
says so, who took part and where must be words of the text. A cell that is not is dropped, and the row says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from data import dates, quantities
from data.draft.document import Document
from data.draft.facts_in_sentences import Told, tell
from data.draft.mention_types import Mention
from data.draft.proposals import NO_DAY, Proposal
from data.draft.titles import title_of
from data.errors import BadDate, BadValue

MOST_ROWS: Final = 500
LONGEST: Final = {"title": 300, "quotation": 2_000}
CELL: Final = 200
"""Characters of any other cell."""


def admit(document: Document, rows: Iterable[Mapping[str, object]]) -> tuple[list[Proposal], list[str]]:
    """The rows that may be proposed, as far as they rest on the report; and a sentence for each that may not.

    rows: cells by column, of which `quotation` is needed; what else they have is looked at as far as we know it.
    """
    told = list(tell(document))
    admitted: list[Proposal] = []
    refused: list[str] = []
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            refused.append(f"Only the first {MOST_ROWS} rows are looked at.")
            break
        cells = {name: " ".join(str(row.get(name) or "").split()) for name in (*_NAMED, "title", "date", "value")}
        quotation = str(row.get("quotation") or "").strip()
        start = document.text.find(quotation) if 3 < len(quotation) <= LONGEST["quotation"] else -1
        if start < 0:
            refused.append(f"Row {number} was left out: its quotation does not stand in the text.")
            continue
        admitted.append(_admitted(document, told, cells, (start, start + len(quotation))))
    return admitted, refused


_NAMED: Final = ("source", "actors", "place", "metric", "unit")


def _admitted(document: Document, told: Sequence[Told], cells: Mapping[str, str], at: tuple[int, int]) -> Proposal:
    here = [one for one in told if one.sentence.start < at[1] and at[0] < one.sentence.end]
    found = [date for one in here for date in one.dates if at[0] <= date.start < at[1]]
    figures = [figure.mention for one in here for figure in one.figures if at[0] <= figure.mention.start < at[1]]
    quotation = document.text[at[0] : at[1]]
    date, dropped = _date(document, cells["date"], found)
    value, why = _figure(cells["value"], figures)
    dropped += why
    named: dict[str, str] = {}
    for name in _NAMED:
        cell = cells[name][:CELL]
        stands = all(part.strip() in document.text for part in cell.split(";")) if cell else True
        named[name] = cell if stands else ""
        dropped += [] if stands else [f"“{cell}” ({name}) is not in the text."]
    if not value:
        named |= {"metric": "", "unit": ""}
    elif not named["metric"]:
        value, dropped = "", [*dropped, "The figure does not say what it counts."]
    title = cells["title"][: LONGEST["title"]] or title_of(quotation)
    mentions = tuple(each for each in (*found, *figures) if each.value in (date, value))
    return Proposal(
        date, title, named["source"] or document.publisher, document.published, quotation, *at, named["metric"], value,
        named["unit"] if value else "", named["actors"], named["place"], mentions, tuple(dropped),
    )  # fmt: skip


def _date(document: Document, written: str, found: Sequence[Mention]) -> tuple[str, list[str]]:
    """The date as far as the quotation has it, else the day of publication, marked uncertain; and why."""
    for mention in found:
        if written and _is_same_date(written, mention.value):
            return mention.value, []
    said = [f"The date {written[:CELL]} does not stand in these words."] if written else []
    if document.published and _is_same_date(written, f"{document.published}?"):
        said = []
    if not document.published:
        return (found[0].value, said) if found else ("", said)
    return f"{document.published}?", [*said, NO_DAY]


def _is_same_date(one: str, other: str) -> bool:
    try:
        first, second = dates.parse(one), dates.parse(other)
    except BadDate:
        return False
    return (first.start, first.end, first.qualifier) == (second.start, second.end, second.qualifier)


def _figure(written: str, found: Sequence[Mention]) -> tuple[str, list[str]]:
    if not written:
        return "", []
    for mention in found:
        if _is_same_figure(written, mention.value):
            return mention.value, []
    return "", [f"The figure {written[:CELL]} does not stand in these words."]


def _is_same_figure(one: str, other: str) -> bool:
    try:
        first, second = quantities.parse(one), quantities.parse(other)
    except BadValue:
        return False
    return replace(first, text="") == replace(second, text="")
