"""Columns that no name of ours fits: told by the words of their headers, and by what is in them, as a person sees it.

A header is split into its words, whatever glues them: `incidentBeginDate`, `Start Date & Time`, `name_en`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from data.errors import shown
from data.schema import words
from data.validation import best_category
from data.validation.candidate_columns import (
    END,
    FIRST,
    LATER,
    LONGEST_TOLD,
    LOOKED_AT,
    START,
    WHAT,
    dates_in,
    is_no_moment,
    like_a_start,
    one_by_one,
    titles_in,
)

Sample = Callable[[int], Sequence[str]]
"""The place of a column, to some of its first cells."""

NAMED: Final = one_by_one("title titles name headline heading subject")
"""What says of whatever stands before it that it is a title."""
TITLE: Final = NAMED | one_by_one(
    "label event topic main incident activity milestone task object item "
    "quoi que cosa wat titel bezeichnung titre nom titulo nombre titolo nome "
    "название наименование событие атауы оқиға назва nazwa tytul nazev cim titlu nimi baslik"
)
TOLD: Final = one_by_one("content description summary what request narrative cause rmk remark remarks")
"""What is a title where nothing is called by a name."""
NO_TITLE: Final = one_by_one(
    "user file first last family given middle nick author artist creator country region city state province county "
    "district source host domain class group category type status code id url path column field admin adm org "
    "organization organisation company person publisher sensor station location place contact owner manager assignee "
    "list board sheet team customer client actor language lang agent provider vendor product make model maker machine "
    "computer device month day weekday"
)
"""Whose name, or what kind of thing: with these beside it a name is no title."""
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
        _find_date(headers, names, lines, sample)
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
    if current is not None and not LATER & set(words(current)):
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


def _make_do(names: dict[str, str], notes: list[str], later: Sequence[str]) -> None:
    """Where nothing says when it began: when it ended or is due, else the one day on which something was done."""
    first = [header for header in later if set(words(header)) & FIRST]
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
        if (terms := set(words(header))) & END
        and not terms & START
        and not terms & LATER
        and dates_in(sample(headers.index(header)))[0] >= 0.3
    ]
    if len(fitting) == 1:
        names["end"] = fitting[0]
        notes.append(f"{shown(fitting[0])} is read as end.")


def _find_title(headers: Sequence[str], names: dict[str, str], notes: list[str], sample: Sample) -> None:
    words_only = [header for header in _free(headers, names) if not is_no_moment(header)]
    free = [header for header in words_only if titles_in(sample(headers.index(header))) >= 0.3]
    named = next((called for names_of in (NAMED, TITLE, TOLD) if (called := _called(free, names_of))), [])
    of_events = [header for header in named if set(words(header)) & WHAT]
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
    for many, why in (
        (free, "it is the only column of words that is left"),
        ([header for header in free if _is_different(sample(headers.index(header)))], "no other differs in every row"),
        (list(_topics(headers, names, sample)), "nothing else says what happened"),
    ):
        if len(many) == 1 and not named:
            names.pop(next((name for name, header in names.items() if header == many[0]), ""), None)
            names["title"] = many[0]
            notes[:] = [note for note in notes if note != f"{shown(many[0])} is read as category."]
            notes.append(f"{shown(many[0])} is read as title: {why}.")
            return


def _called(headers: Sequence[str], names: frozenset[str]) -> list[str]:
    """The headers that say one of these, and of nothing else whose name it is."""
    return [header for header in headers if (terms := set(words(header))) & names and not terms & NO_TITLE]


def _take_text(names: dict[str, str], notes: list[str], cells: Sequence[str]) -> None:
    """The text as the title; where it is long, its first words."""
    text = names["title"] = names["text"]
    is_long = any(len(cell) > LONG or "\n" in cell.strip() for cell in cells)
    if not is_long:
        del names["text"]
    notes[:] = [note for note in notes if is_long or note != f"{shown(text)} is read as text."]
    whole = f"The first words of {shown(text)} are" if is_long else f"{shown(text)} is"
    notes.append(f"{whole} read as title, for there is none.")


def _topics(headers: Sequence[str], names: Mapping[str, str], sample: Sample) -> Iterator[str]:
    """What is read as the category, where it says something else in most rows."""
    header = names.get("category")
    if header is not None and _is_different(sample(headers.index(header))):
        yield header


def _is_different(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells[:LOOKED_AT] if cell.strip()]
    return len(filled) > 2 and len(set(filled)) >= 0.8 * len(filled)


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
