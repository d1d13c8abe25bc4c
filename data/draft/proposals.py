"""The rows that a report proposes, in the order of its text: one for each thing told, each cell beside its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data import dates
from data.draft.claims_in_text import find_speaker
from data.draft.clauses import clauses_of, fullest, is_aside, is_broken, nearest
from data.draft.document import Document
from data.draft.facts_in_sentences import Told, is_told, tell
from data.draft.language_detection import language_of
from data.draft.language_rules import Language
from data.draft.mention_types import Figure, Mention
from data.draft.names_in_text import find_names
from data.draft.publication_day import is_dateline
from data.draft.sentences import quoted
from data.draft.titles import title_of
from data.errors import BadDate

NO_DAY: Final = "No day stands with it: the day of publication, marked uncertain."
NO_FIRST_DAY: Final = "No first day is given; the day of publication is the last on which it is told."
_GOES_ON: Final = re.compile(r"\b(?:have|has)\ (?:spread|continued|grown|been\ \w+ing)\b")
_PREPOSITION: Final = re.compile(
    r"(?:(?:on|in|at|by|since|from|until|during|after|before|about|around|late|early|the|then|and|в|во|с|со|к|до|на|после"
    r"|вечером|утром|дн[её]м|ночью|ранее)\ ){1,3}",
    re.IGNORECASE,
)
_LOOSE_END: Final = re.compile(r"(?:[,;、]?\ (?:and|but|while|whereas|и|а|но)|[,;、])+$")
_SPEECH_GAP: Final = 40
_PAPER: Final = re.compile(
    r"\b[Aa]ccording\ to\b[^,;]*\b(?:filed|published|released|issued|posted|seen|dated)\b[^,;.]*"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row to approve: its cells as a CSV has them, the words that it rests on at [start, end) of the report, what
    was found in them, and why a cell is not just those words."""

    date: str
    title: str
    source: str
    reported: str
    quotation: str
    start: int
    end: int
    metric: str = ""
    value: str = ""
    unit: str = ""
    actors: str = ""
    place: str = ""
    mentions: tuple[Mention, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether its date stands in its own words."""
        return not any(each.startswith(("No ", "The end")) for each in self.why)


def propose(document: Document, known_names: Sequence[str] = ()) -> list[Proposal]:
    """The rows that a report proposes, in the order of its text; none where it tells nothing.

    known_names: of actors and places that the record has already. Without a day of publication, only what has a date
    of its own is proposed: `undated` says how much is left out.
    """
    language = language_of(document.text)
    told: list[Proposal] = []
    for one in tell(document):
        tells_nothing = one.sentence.is_heading or is_dateline(one.sentence.text)
        if not tells_nothing and is_told(one, language):
            told += _rows(one, document, language, known_names)
    return [_ended(each, told) for each in told if each.date]


def _rows(one: Told, document: Document, language: Language, known: Sequence[str]) -> Iterator[Proposal]:
    """The rows of a sentence: one for each of its clauses, and in each for every figure."""
    one = replace(one, dates=_of_what_is_told(one))
    clauses = clauses_of(one, language)
    inherited = one.dates[0] if len(one.dates) == 1 and not is_broken(one, clauses) else None
    for start, end in clauses:
        own = [each for each in one.dates if start <= each.start < end]
        figures: list[Figure | None] = [each for each in one.figures if start <= each.mention.start < end]
        date = fullest(own) or inherited
        inherited = None if date and is_aside(one.sentence, date) else date
        who = find_speaker(one.sentence, language, one.before, (start, end)) or one.credited
        clause = replace(one, speaker=who)
        dated = [(figure, nearest(own, figure) or date) for figure in figures] or [(None, date)]
        dated += [(None, each) for each in own if all(used is None or each.value != used.value for _, used in dated)]
        for figure, when in sorted(dated, key=lambda pair: pair[1].start if pair[1] else 0):
            yield _row(clause, document, language, known, (start, end), when, figure)


def _of_what_is_told(one: Told) -> tuple[Mention, ...]:
    """Of several dates those on which something happened: none that a speaker names, and none of a paper that is only
    named for it, “according to a letter filed on Monday”."""
    text, start = one.sentence.text, one.sentence.start
    voices = quoted(text) if one.speaker else []
    paper = _PAPER.search(text)
    aside = [
        each
        for each in one.dates
        if any(first <= each.start - start < last for first, last in voices)
        or (paper and paper.start() <= each.start - start < paper.end())
    ]
    return tuple(each for each in one.dates if each not in aside) or one.dates


def _row(
    one: Told,
    document: Document,
    language: Language,
    known: Sequence[str],
    place: tuple[int, int],
    date: Mention | None,
    figure: Figure | None,
) -> Proposal:
    start, end = place
    quotation = document.text[start:end].rstrip()
    quotation = _LOOSE_END.sub("", quotation) if end < one.sentence.end else quotation
    edtf, why = _dated(one, date, document)
    if one.speaker and one.speaker.why:
        why = (*why, one.speaker.why)
    actors, where = find_names(one.sentence, language, (start, end), known, [*one.dates])
    mentions = [each for each in (date, figure.mention if figure else None, one.speaker) if each]
    lead = date.text if date else ""
    return Proposal(
        edtf,
        _title(one, language, quotation, _lead(quotation, lead)),
        one.speaker.value if one.speaker else document.publisher,
        _reported(one, date, document),
        quotation,
        start,
        start + len(quotation),
        figure.metric if figure else "",
        figure.mention.value if figure else "",
        figure.unit if figure else "",
        "; ".join(each.value for each in actors),
        where.value if where else "",
        (*mentions, *actors, *([where] if where else [])),
        why,
    )


def _title(one: Told, language: Language, quotation: str, lead: str) -> str:
    who = one.speaker
    return title_of(
        quotation,
        without=lead,
        sentence=one.sentence.text,
        language=language,
        who=who.text if who else "",
        named=who.value if who else "",
    )


def _lead(quotation: str, words: str) -> str:
    """The date at the front of a quotation, with the word before it."""
    place = quotation.find(words) if words else -1
    return quotation[: place + len(words)] if place == 0 or _PREPOSITION.fullmatch(quotation, 0, max(place, 0)) else ""


def _dated(one: Told, date: Mention | None, document: Document) -> tuple[str, tuple[str, ...]]:
    if date and date.why:
        also = " and the day of publication" if document.published else ""
        leans = f"“{date.text}” is {date.value}, reckoned from what is told before{also}."
        return date.value, (leans,)
    if date:
        return date.value, ()
    if not document.published:
        return "", ()
    if _GOES_ON.search(one.sentence.text):
        return f"../{document.published}", (NO_FIRST_DAY,)
    return f"{document.published}?", (NO_DAY,)


def _reported(one: Told, date: Mention | None, document: Document) -> str:
    """When it was said: the date beside the speaker's verb, else publication."""
    if one.speaker and date and 0 <= date.start - one.speaker.end <= _SPEECH_GAP and "/" not in date.value:
        between = one.sentence.text[one.speaker.end - one.sentence.start : date.start - one.sentence.start]
        if not re.search("[,、]", between) and date.value[:1].isdigit():
            return date.value
    return document.published


_FOR_YEARS: Final = re.compile(
    r"\bfor\ (?:nearly|about|almost|some|over)?\ ?([0-9]{1,3})\ years\ since\ ([12][0-9]{3})\b"
)
_ENDED: Final = re.compile(r"\b(?:resign\w*|stepped\ down|ended|died|left\ office|closed|was\ dissolved)\b")


def _ended(proposal: Proposal, others: Sequence[Proposal]) -> Proposal:
    """“For nearly 30 years since 1990” ends where the text says so: in a row about the same name, within two years."""
    match = _FOR_YEARS.search(proposal.quotation)
    if not match:
        return proposal
    years, first = int(match[1]), int(match[2])
    names = set(proposal.actors.replace(";", " ").split())
    for other in others:
        year = _year(other.date)
        is_end = year and abs(year - first - years) <= 2 and _ENDED.search(other.quotation)
        if is_end and names & set(re.findall(r"\w+", other.quotation)):
            why = f"The end is that of “{other.title}”, {year}; about, since the text says {match[0]}."
            return replace(proposal, date=f"{first}/{year}~", why=(*proposal.why, why))
    return proposal


def _year(edtf: str) -> int | None:
    return int(edtf) if re.fullmatch(r"[0-9]{4}", edtf) else None


def in_time(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Proposals in the order of time: by the earliest moment that is possible, then by the latest."""
    return sorted(proposals, key=place_in_time)


def place_in_time(proposal: Proposal) -> tuple[float, float, int]:
    """The earliest and the latest moment that are possible, and its place in the text; first, where no date is read."""
    try:
        span = dates.parse(proposal.date)
    except BadDate:
        return 0.0, 0.0, proposal.start
    never = float("inf")
    return (-never if span.start is None else span.start, never if span.end is None else span.end, proposal.start)
