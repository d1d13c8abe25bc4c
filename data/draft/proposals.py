"""The rows that a report proposes, in the order of its text: one for each thing told, each cell beside its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from data import dates
from data.draft.claims_in_text import find_figures, find_speaker
from data.draft.dates_in_text import find_dates
from data.draft.document import Document
from data.draft.language_detection import language_of
from data.draft.language_rules import Language
from data.draft.mentions import Figure, Mention
from data.draft.names_in_text import find_names, last_person, names_a_person
from data.draft.reference_date import Anchor
from data.draft.sentences import Sentence, split_sentences
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


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with all that was found in it."""

    sentence: Sentence
    dates: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    speaker: Mention | None
    before: str
    credited: Mention | None = None


def propose(document: Document, known_names: Sequence[str] = ()) -> list[Proposal]:
    """The rows that a report proposes, in the order of its text; none where it tells nothing.

    known_names: of actors and places that the record has already. Without a day of publication, only what has a date
    of its own is proposed: `undated` says how much is left out.
    """
    language = language_of(document.text)
    told: list[Proposal] = []
    for one in tell(document):
        if not one.sentence.is_heading and _is_told(one, language):
            told += _rows(one, document, language, known_names)
    return [_ended(each, told) for each in told if each.date]


def tell(document: Document) -> list[Told]:
    """Each sentence of a report with the dates, the figures and the speaker in it, one leaning on those before; what
    only says who told the sentences before it (“Об этом сообщили в МЧС.”) is theirs, and none of its own."""
    credit = language_of(document.text).credits
    told: list[Told] = []
    for one in _tell_each(document):
        if (match := credit.fullmatch(one.sentence.text)) and told:
            who = match.span("who")
            start, end = (one.sentence.start + place for place in who)
            speaker = Mention(start, end, match["who"], match["who"])
            number = one.sentence.paragraph
            told = [replace(each, credited=speaker) if each.sentence.paragraph == number else each for each in told]
        else:
            told.append(one)
    return told


def _tell_each(document: Document) -> Iterator[Told]:
    language = language_of(document.text)
    anchor = Anchor(document.published)
    speaker, paragraph = "", 0
    for sentence in split_sentences(document.text):
        if sentence.paragraph != paragraph or sentence.is_heading:
            anchor.turn(is_heading=sentence.is_heading)
        paragraph = sentence.paragraph
        one = _tell(sentence, language, anchor, speaker)
        who = one.speaker
        said = who.value if who and names_a_person(who.value, language, is_first=who.start == sentence.start) else ""
        speaker = said or last_person(sentence, language) or speaker
        yield one


def _tell(sentence: Sentence, language: Language, anchor: Anchor, speaker: str) -> Told:
    found = find_dates(sentence, language, anchor)
    who = find_speaker(sentence, language, speaker)
    taken = [*found, who] if who else found  # “two people familiar with the matter” is who says so
    return Told(sentence, tuple(found), tuple(find_figures(sentence, language, taken)), who, speaker)


def _is_told(one: Told, language: Language) -> bool:
    """Whether a sentence tells of something that happened, was counted or was said."""
    if one.dates or one.figures or one.speaker:
        return True
    state, told = language.is_state.search(one.sentence.text), language.told.search(one.sentence.text)
    return bool(told and not (state and state.start() < told.start()))


def _rows(one: Told, document: Document, language: Language, known: Sequence[str]) -> Iterator[Proposal]:
    """The rows of a sentence: one for each of its clauses, and in each for every figure."""
    clauses = _clauses(one, language)
    inherited = one.dates[0] if len(one.dates) == 1 and not _is_broken(one, clauses) else None
    for start, end in clauses:
        own = [each for each in one.dates if start <= each.start < end]
        figures: list[Figure | None] = [each for each in one.figures if start <= each.mention.start < end]
        date = _fullest(own) or inherited
        inherited = None if date and _is_aside(one.sentence, date) else date
        who = find_speaker(one.sentence, language, one.before, (start, end)) or one.credited
        clause = replace(one, speaker=who)
        dated = [(figure, _nearest(own, figure) or date) for figure in figures] or [(None, date)]
        dated += [(None, each) for each in own if all(each is not used for _, used in dated)]
        for figure, when in sorted(dated, key=lambda pair: pair[1].start if pair[1] else 0):
            yield _row(clause, document, language, known, (start, end), when, figure)


def _nearest(found: Sequence[Mention], figure: Figure | None) -> Mention | None:
    """Of several dates in a clause the one that stands nearest to a figure."""
    if figure is None or len(found) < 2:
        return None
    at = figure.mention
    return min(found, key=lambda each: max(each.start - at.end, at.start - each.end))


_ASIDE: Final = re.compile(r",\ (?:which|who|whose|where|\w+ed|built|founded|born|made|begun)\b[^,]*$")


def _is_aside(sentence: Sentence, date: Mention) -> bool:
    """Whether a date stands in what is only said beside: “The dam, completed in 1956, is …”."""
    return bool(_ASIDE.search(sentence.text[: date.start - sentence.start]))


def _fullest(found: Sequence[Mention]) -> Mention | None:
    """The first date, or one that is written in full where the first leans on others."""
    return next((each for each in found if not each.why), found[0]) if found else None


def _clauses(one: Told, language: Language) -> list[tuple[int, int]]:
    """Where a sentence is cut: between two dates or figures that have a clause's end between them."""
    sentence = one.sentence
    points = sorted([*one.dates, *(figure.mention for figure in one.figures)], key=lambda each: each.start)
    cuts = [sentence.start]
    for point, following in pairwise(points):
        between = sentence.text[point.end - sentence.start : following.start - sentence.start]
        ends = [match.end() for match in language.clauses.finditer(between)]
        if not ends and point in one.dates and following in one.dates:
            ends = [match.end() for match in language.joints.finditer(between)][:1]
        if ends and following.start > point.end:
            cuts.append(point.end + ends[-1])
    cuts = [cut for cut, last in zip(cuts, [*cuts[1:], sentence.end], strict=True) if _tells(one, language, cut, last)]
    cuts = [sentence.start, *cuts[1:]] if cuts else [sentence.start]
    if first := _first_break(one, language, points):
        cuts.insert(1, first)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _tells(one: Told, language: Language, start: int, end: int) -> bool:
    """Whether a piece of a sentence has a figure or a verb: “, between 2011 and 2019” belongs to what is before it."""
    if any(start <= figure.mention.start < end for figure in one.figures):
        return True
    text, first = one.sentence.text, one.sentence.start
    return any(words.search(text, start - first, end - first) for words in (language.told, language.future))


def _first_break(one: Told, language: Language, points: Sequence[Mention]) -> int:
    """Where a first half ends that tells something of its own, with no date and no figure; 0 where there is none."""
    text, start = one.sentence.text, one.sentence.start
    for match in language.breaks.finditer(text):
        half = text[: match.start()]
        if not points or start + match.end() > points[0].start or not language.told.search(half):
            return 0
        if len(half.split()) > 5 and half.count('"') % 2 == 0:
            return start + match.end()
    return 0


def _is_broken(one: Told, clauses: Sequence[tuple[int, int]]) -> bool:
    """Whether the only date of a sentence stands behind a break: then it is not that of what is told before."""
    cut = clauses[1][0] - one.sentence.start if len(clauses) > 1 else 0
    return bool(
        cut and one.dates[0].start >= clauses[1][0] and re.search(r"[,;]\ (?:\w+\ )?$", one.sentence.text[:cut])
    )


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
        leans = f"“{date.text}” is {date.value}, reckoned from what is told before and the day of publication."
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
        if "," not in between and date.value[:1].isdigit():
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

    def moments(proposal: Proposal) -> tuple[float, float, int]:
        try:
            span = dates.parse(proposal.date)
        except BadDate:
            return 0.0, 0.0, proposal.start
        never = float("inf")
        return (-never if span.start is None else span.start, never if span.end is None else span.end, proposal.start)

    return sorted(proposals, key=moments)
