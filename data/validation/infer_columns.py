"""Columns that no name of ours fits: told by the words of their headers, and by what is in them, as a person sees it.

A header is split into its words, whatever glues them: `incidentBeginDate`, `Start Date & Time`, `name_en`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from data import dates
from data.errors import DatelineError, shown
from data.validation import best_category
from data.validation.candidate_columns import (
    ANSWERED,
    LONGEST_TOLD,
    LOOKED_AT,
    dates_in,
    is_no_moment,
    like_a_start,
    titles_in,
)
from data.validation.header_words import (
    ARRIVAL,
    DATE,
    END,
    FIRST,
    LATER,
    NAMED,
    NO_TITLE,
    PLACE,
    PRICE,
    START,
    THING,
    TITLE,
    TOLD,
    WHAT,
    says,
)

Sample = Callable[[int], Sequence[str]]
"""The place of a column, to some of its first cells."""

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
FEW: Final = 6
"""Cells of fewer rows repeat nothing."""
LONG: Final = 120
"""Characters of a text that stands as a title by itself."""


def complete(
    headers: Sequence[str],
    columns: Mapping[str, str],
    notes: Sequence[str],
    mapping: Mapping[str, str],
    sample: Sample,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The columns with a date, an end and a title where only one can be meant, a category where one
    sorts the events, and notes. mapping: what was chosen."""
    names, lines = dict(columns), list(notes)
    if "date" not in mapping:
        _drop_wordy_date(headers, names, lines, sample)
        _find_date(headers, names, lines, sample)
        _find_arrival(headers, names, lines, sample)
    if "end" not in names and "date" in names and "date" not in mapping:
        _find_end(headers, names, lines, sample)
    if "title" not in names:
        _find_title(headers, names, lines, sample)
    if not {"category", "kind"} & {*names, *mapping} and (best := best_category.find(headers, names.values(), sample)):
        names["category"] = best
        lines.append(f"{shown(best)} is read as category: of the columns that are left it sorts the events best.")
    return names, tuple(lines)


def with_title(
    headers: Sequence[str], columns: Mapping[str, str], notes: Sequence[str], sample: Sample
) -> tuple[dict[str, str], tuple[str, ...]]:  # fmt: skip
    """The columns with a title, of a file whose dates stand in several columns."""
    names, lines = dict(columns), list(notes)
    if "title" not in names:
        _find_title(headers, names, lines, sample)
    return names, tuple(lines)


def _find_date(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    """Where there is none, or only when the record was made: the one column of dates whose words say a start."""
    current = names.get("date")
    if current is not None and not any(cell.strip() for cell in sample(headers.index(current))):
        others = [header for header in _free(headers, names) if like_a_start(header, sample(headers.index(header))) > 1]
        if others:
            notes[:] = [note for note in notes if note != f"{shown(current)} is read as date."]
            current = names.pop("date") and None
    if current is not None and not says(current, LATER):
        return
    free = [header for header in _free(headers, names) if not is_no_moment(header)]
    scores = {header: like_a_start(header, sample(headers.index(header))) for header in free}
    best = max(scores.values(), default=0)
    fitting = [header for header, score in scores.items() if score == best]
    if not current and not best:
        _make_do(names, notes, [header for header in free if dates_in(sample(headers.index(header)))[1] >= 0.5])
    if best <= (2 if current else 0) or len(fitting) > 1:
        return
    names["date"] = fitting[0]
    if current:
        notes[:] = [note for note in notes if note != f"{shown(current)} is read as date."]
        notes.append(f"{shown(fitting[0])} is read as date; {shown(current)} is kept as it is.")
    else:
        notes.append(f"{shown(fitting[0])} is read as date.")


def _drop_wordy_date(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    """A “period” or “years” in which no cell has a digit is no date: it is Cretaceous."""
    header = names.get("date", "")
    cells = [cell for cell in sample(headers.index(header)) if cell.strip()] if header else []
    if cells and not says(header, DATE) and not any(char.isdigit() for cell in cells for char in cell):
        del names["date"]
        notes[:] = [note for note in notes if note != f"{shown(header)} is read as date."]


def _find_arrival(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    """An arrival and a departure, of which the first rows say which comes first: a stay or a voyage."""
    free = [header for header in _free(headers, names) if dates_in(sample(headers.index(header)))[0] >= 0.3]
    pair = [[header for header in free if says(header, meant)] for meant in ARRIVAL]
    if {"date", "end"} & {*names} or [len(found) for found in pair] != [1, 1]:
        return
    orders = {
        one < other
        for cells in zip(*(sample(headers.index(found[0])) for found in pair), strict=True)
        if (one := _first_moment(cells[0])) != (other := _first_moment(cells[1])) and one and other
    }
    if len(orders) == 1:
        first, last = (found[0] for found in (pair if orders == {True} else pair[::-1]))
        names |= {"date": first, "end": last}
        notes += [f"{shown(first)} is read as date.", f"{shown(last)} is read as end."]


def _make_do(names: dict[str, str], notes: list[str], later: Sequence[str]) -> None:
    """Where nothing says when it began: when it ended or is due, else the one day on which something was done."""
    first = [header for header in later if says(header, FIRST)]
    if "end" in names and len(first) == 1:
        names["date"] = first[0]
        notes.append(f"{shown(first[0])} is read as date, for nothing else says when it began.")
        return
    end = names.pop("end", None)
    if end is not None or len(later) == 1:
        names["date"] = end or later[0]
        notes[:] = [note for note in notes if note != f"{shown(names['date'])} is read as end."]
        notes.append(f"{shown(names['date'])} is read as date, for there is no other.")


def _find_end(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    fitting = [
        header
        for header in _free(headers, names)
        if says(header, END)
        and not says(header, START)
        and not says(header, LATER)
        and dates_in(sample(headers.index(header)))[0] >= 0.3
    ]
    if len(fitting) == 1:
        names["end"] = fitting[0]
        notes.append(f"{shown(fitting[0])} is read as end.")


def _find_title(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    words_only = [header for header in _free(headers, names) if not is_no_moment(header)]
    free = [header for header in words_only if titles_in(sample(headers.index(header))) >= 0.3]
    coded = [header for header in words_only if titles_in(sample(headers.index(header))) >= 0.1]
    tiers = ((coded, NAMED), (coded, TITLE), (free, THING), (free, TOLD))
    named = next((called for among, names_of in tiers if (called := _called(among, names_of))), [])
    of_events = [header for header in named if says(header, WHAT)]
    named = of_events if len(of_events) == 1 else named
    apart = [header for header in named if _is_different(sample(headers.index(header)))]
    named = apart if len(apart) == 1 else named
    if len(named) == 1:
        names["title"] = named[0]
        notes.append(f"{shown(named[0])} is read as title.")
        return
    text = names.get("text")
    if text is not None and not named:
        _take_text(names, notes, sample(headers.index(text)))
        return
    if any(says(header, PRICE) for header in headers):
        free = [header for header in free if not _repeats(sample(headers.index(header)))]
    told = [header for header in free if not says(header, NO_TITLE)]
    for many, why in (
        (free, "it is the only column of words that is left"),
        (told if _is_different(told and sample(headers.index(told[0]))) else [], "it alone can say what happened"),
        ([header for header in free if _is_different(sample(headers.index(header)))], "no other differs in every row"),
        (_wordiest(told, {header: sample(headers.index(header)) for header in told}), "it says most in words"),
        (list(_topics(headers, names, sample)), "nothing else says what happened"),
        (_kinds(free), "nothing else says what happened"),
    ):
        if len(many) == 1 and not named:
            names.pop(next((name for name, header in names.items() if header == many[0]), ""), None)
            names["title"] = many[0]
            notes[:] = [note for note in notes if note != f"{shown(many[0])} is read as category."]
            notes.append(f"{shown(many[0])} is read as title: {why}.")
            return


def _called(headers: Sequence[str], names: frozenset[str]) -> list[str]:
    """The headers that say one of these, and of nothing else whose name it is."""
    return [header for header in headers if says(header, names) and not says(header, NO_TITLE)]


def _take_text(names: dict[str, str], notes: list[str], cells: Sequence[str]) -> None:
    """The text as the title; where it is long, its first words."""
    text = names["title"] = names["text"]
    is_long = any(len(cell) > LONG or "\n" in cell.strip() for cell in cells)
    if not is_long:
        del names["text"]
    notes[:] = [note for note in notes if is_long or note != f"{shown(text)} is read as text."]
    whole = f"The first words of {shown(text)} are" if is_long else f"{shown(text)} is"
    notes.append(f"{whole} read as title, for there is none.")


def _wordiest(headers: Sequence[str], cells: Mapping[str, Sequence[str]]) -> list[str]:
    """The header of the column whose cells have by far the most words; none where no column stands out.

    >>> _wordiest(["What", "How"], {"What": ["A new roof", "Sale of a field"], "How": ["Tender", "Open call"]})
    ['What']
    """
    lengths = {header: _words_in_a_cell(cells[header]) for header in headers}
    first, second = [*sorted(lengths.values(), reverse=True), 0, 0][:2]
    return [header for header in headers if lengths[header] == first] if first >= max(2, 1.6 * second) else []


def _words_in_a_cell(cells: Sequence[str]) -> float:
    """How many words a cell has that says anything; two signs of Chinese or Japanese are one."""
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip()]
    count = sum(len(cell.split()) + len(_SIGNS.findall(cell)) / 2 for cell in filled)
    return count / max(len(filled), 1)


def _topics(headers: Sequence[str], names: Mapping[str, str], sample: Sample) -> Iterator[str]:
    """What is read as the category, where it says something else in most rows, or what kind of event each is."""
    header = names.get("category")
    if header is not None and (_is_different(sample(headers.index(header))) or says(header, WHAT | THING | TITLE)):
        yield header


def _kinds(headers: Sequence[str]) -> list[str]:
    """The headers of columns of words that say what kind of event each is: a crime type."""
    return [header for header in headers if says(header, WHAT | THING) and not says(header, PLACE)]


def _is_different(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip()]
    return len(filled) > 2 and len(set(filled)) >= 0.8 * len(filled)


def _first_moment(cell: str) -> int | None:
    try:
        return dates.parse(cell, conventions=ANSWERED).start
    except DatelineError:
        return None


def _repeats(cells: Sequence[str]) -> bool:
    """Whether a column says the same few words again and again: what has a price, not what happened."""
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip()]
    return len(filled) >= FEW and len(set(filled)) < len(filled) / 2


def _free(headers: Sequence[str], names: Mapping[str, str]) -> list[str]:
    used = set(names.values())
    return [header for header in headers if header not in used]


def first_words(text: str) -> str:
    """The first line of a text, or its first sentence, or as many words as a title may have.

    >>> first_words("Rain fell. It did not stop.\\nFor days."), first_words("Rain")
    ('Rain fell. It did not stop.', 'Rain')
    """
    line = next((line for line in text.splitlines() if line.strip()), "")
    line = " ".join(line.split())
    if len(line) <= LONG:
        return line
    sentence = re.match(rf".{{20,{LONG - 1}}}?[.!?…](?=\s)", line)
    return sentence[0] if sentence else line[: LONGEST_TOLD + 1].rsplit(" ", 1)[0][:LONGEST_TOLD] + "…"
