"""The dates in a sentence, those that lean on others too, as EDTF; never one that its words do not give."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data import dates
from data.draft.language_rules import DateForm, Language
from data.draft.mention_types import Mention
from data.draft.reference_date import Anchor
from data.draft.sentences import Sentence, quoted
from data.errors import BadDate

_ZONED = re.compile(r"T[0-9:]{5} [A-Z]")
_ONLY_A_COMMA = re.compile(r"\s?[,(]\s?")
_APART = re.compile(r"\b(?:after|before)$")
_FIRST_SINCE = re.compile(r"\b(?:time|most|least|best|worst|\w+est)(?:\s\w+){0,8}\s$")
_WHEN = re.compile(r",\s(?:when|in\swhich)\b")
_NOT = re.compile(r"\b(?:not|never|only)\b[^,;]*$|n[’']t\b[^,;]*$")
_DASH = re.compile(r"\ ?[–—-]\ ?")
LIMITS = ("[..{}]", "../{}")
_FAR = 24
_NEXT_VERB = 60


def find_dates(sentence: Sentence, language: Language, anchor: Anchor) -> list[Mention]:
    """The dates of a sentence in the order of the text. The anchor moves to what was told last, and stays before a
    sentence that looks back ("had been issued in 2021")."""
    told = anchor.told
    every = list(_atoms(sentence, language, anchor))
    atoms = [atom for atom in every if atom.value]
    days, clocks = ([atom for atom in atoms if is_clock(atom) == wanted] for wanted in (False, True))
    if len(atoms) < len(every) and not days:  # “at 7:40 on Friday”, where nobody knows which Friday
        clocks = []
    whole = _join_clocks(sentence, language, anchor, _without_doubles(sentence, days), clocks, told)
    mentions = _without_doubles(sentence, [one for one in _ranges(sentence, language, whole) if one])
    if told and atoms and _looks_back(sentence, language, atoms[-1]) and not _is_within(anchor.told, told):
        anchor.told = told
    return mentions


def is_clock(atom: Mention) -> bool:
    """Whether a mention is a time of day without a day yet."""
    return atom.value[2:3] == ":"


def _without_doubles(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """“Yesterday, 12 September” is one date, and the fuller of both."""
    kept: list[Mention] = []
    for one in mentions:
        before = kept[-1] if kept else None
        between = sentence.text[before.end - sentence.start : one.start - sentence.start] if before else "-"
        is_same = before and before.why and "/" not in one.value and not _APART.search(one.text)
        if before and is_same and _ONLY_A_COMMA.fullmatch(between):
            value = before.value if one.value in before.value else one.value  # “by Wednesday, 18 January”
            kept[-1] = replace(
                one,
                value=value,
                start=before.start,
                text=sentence.text[before.start - sentence.start : one.end - sentence.start],
            )
        else:
            kept.append(one)
    return kept


def _looks_back(sentence: Sentence, language: Language, atom: Mention) -> bool:
    """Whether the clause of a date tells what had been before the story."""
    return _is_flashback(sentence.text, language, atom.start - sentence.start, atom.end - sentence.start)


def _is_flashback(text: str, language: Language, start: int, end: int) -> bool:
    return bool(language.flashback.search(text, *clause_around(text, language, start, end)))


def clause_around(text: str, language: Language, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends in which [start, end) of a sentence stands."""
    first = max((match.end() for match in language.clauses.finditer(text, 0, start)), default=0)
    return first, next((match.start() for match in language.clauses.finditer(text, end)), len(text))


def _is_within(date: str, told: str) -> bool:
    return date.startswith(told.rstrip("~?"))


def _matches(text: str, language: Language) -> Iterator[tuple[int, int, DateForm, re.Match[str]]]:
    """The forms that fit, leftmost and longest first, none over another."""
    every = [
        (*(match.span("d") if "d" in match.re.groupindex else match.span()), form, match)
        for form in language.dates
        for match in form.pattern.finditer(text)
    ]
    last = 0
    for start, end, form, match in sorted(every, key=lambda each: (each[0], -each[1])):
        if start >= last:
            yield start, end, form, match
            last = end


def _atoms(sentence: Sentence, language: Language, anchor: Anchor) -> Iterator[Mention]:
    """Each date by itself, reckoned one after the other: “a year later” leans on the one before it."""
    text = sentence.text
    for start, end, form, match in _matches(text, language):
        anchor.is_future = _is_to_come(_of_one_voice(text, start), language, end)
        anchor.looks_back = _is_flashback(sentence.text, language, start, end)
        anchor.is_limit = _is_limit(text, language, start, end)
        written = form.make(match, anchor)
        value = written if form.is_clock else _edtf(written)
        if value:
            told = value if not form.is_clock else _moment(value, "", anchor)
            anchor.tell(told.split("/")[0] or anchor.told)
        words = text[start:end]
        leans = not re.search(r"[0-9]{4}", words)
        yield Mention(sentence.start + start, sentence.start + end, words, value, "leans" if leans else "")


def _is_limit(text: str, language: Language, start: int, end: int) -> bool:
    """Whether a date is one by or until which something is."""
    is_before = any(makes in LIMITS and words.search(text[:start]) for words, makes in language.before)
    return is_before or any(makes in LIMITS and words.match(text, end) for words, makes in language.after)


def _of_one_voice(text: str, place: int) -> str:
    """A sentence with blanks for what somebody else says: within quotation marks, or around those of the place."""
    spans = quoted(text)
    own = next(((first, last) for first, last in spans if first <= place < last), None)
    others = [(0, own[0]), (own[1], len(text))] if own else spans
    for first, last in others:
        text = text[:first] + " " * (last - first) + text[last:]
    return text


def _is_to_come(text: str, language: Language, end: int) -> bool:
    """Whether a date is of what is to come: after a word that says so, or with one as the first verb behind it."""
    if language.future.search(text[:end]):
        return True
    if language.told.search(text[:end]):
        return False
    future, told = (pattern.search(text, end, end + _NEXT_VERB) for pattern in (language.future, language.told))
    return bool(future and (not told or future.start() <= told.start()))


def _edtf(written: str) -> str:
    """A date that was made of words, as EDTF; "" for one that cannot be."""
    try:
        return dates.parse(written).edtf if written else ""
    except BadDate:
        return ""


def _join_clocks(
    sentence: Sentence, language: Language, anchor: Anchor, days: list[Mention], clocks: list[Mention], told: str
) -> list[Mention]:
    """Times of day put on their days: on one beside them, else on what was told last, before the sentence too."""
    joined: list[Mention] = []
    told_before = told.split("T")[0].rstrip("~?")
    told_before = told_before if _is_day(told_before) else ""
    left = list(days)
    for clock in clocks:
        day = next((one for one in left if _is_beside(sentence, language, one, clock)), None)
        before = sentence.text[: clock.start - sentence.start]
        if day:
            left.remove(day)
        told_day = next(
            (one.value for one in reversed(days) if one.start < clock.start and _is_day(one.value)), told_before
        )
        value = _moment(clock.value, (day.value if day else told_day), anchor)
        if not value:
            joined += [day] if day else []
            continue
        value += _about(language, before) if "/" not in value and "Z" not in value else ""
        start = min(clock.start, day.start if day else clock.start)
        end = max(clock.end, day.end if day else clock.end)
        words = sentence.text[start - sentence.start : end - sentence.start]
        anchor.tell(value.split("/")[-1])
        joined.append(Mention(start, end, words, value, (day.why if day else "leans")))
    return sorted([*left, *joined], key=lambda one: one.start)


def _about(language: Language, before: str) -> str:
    """“Shortly after 18:00” is about then."""
    return "~" if any(wraps in ("{}~", "day of {}") and form.search(before) for form, wraps in language.before) else ""


def _is_day(value: str) -> bool:
    return len(value) == 10 and "/" not in value


def _is_beside(sentence: Sentence, language: Language, day: Mention, clock: Mention) -> bool:
    first, second = sorted((day, clock), key=lambda one: one.start)
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    return _is_day(day.value) and len(between) <= _FAR and bool(language.joins.fullmatch(between))


def _moment(clock: str, day: str, anchor: Anchor) -> str:
    """HH:MM, HH:MM ZONE or HH:MM/HH:MM on a day, as EDTF; what has a zone is in UTC."""
    start, _, end = clock.partition("/")
    moments = [anchor.moment(*_parted(one), day) for one in (start, end) if one]
    if not all(moments):
        return ""
    read = [_edtf(_with_zone(one)) for one in moments]
    zones = ["Z" if _has_zone(one) and not edtf.endswith("Z") else "" for one, edtf in zip(moments, read, strict=True)]
    return "/".join(edtf + zone for edtf, zone in zip(read, zones, strict=True)) if all(read) else ""


def _parted(clock: str) -> tuple[str, str]:
    text, _, zone = clock.partition(" ")
    return text, f" {zone}" if zone else ""


def _has_zone(moment: str) -> bool:
    return " " in moment


def _with_zone(moment: str) -> str:
    return moment.replace("T", " ", 1) if _has_zone(moment) else moment


def _ranges(sentence: Sentence, language: Language, atoms: list[Mention]) -> Iterator[Mention | None]:
    """Dates with the words around them: from one to another, since, until, by, about."""
    text, number = sentence.text, 0
    while number < len(atoms):
        atom = atoms[number]
        before = text[: atom.start - sentence.start]
        following = atoms[number + 1] if number + 1 < len(atoms) else None
        between = text[atom.end - sentence.start : following.start - sentence.start] if following else ""
        is_range = following and _is_range(language, before, between)
        if following and is_range and (both := _edtf(f"{atom.value}/{following.value}")):
            start = atom.start - len(before) + len(language.range_before.sub("", before))
            words = text[start - sentence.start : following.end - sentence.start]
            yield Mention(start, following.end, words, both, atom.why and following.why)
            number += 2
            continue
        yield _wrapped(sentence, language, atom, before)
        number += 1


def _is_range(language: Language, before: str, between: str) -> bool:
    """Whether two dates are the ends of one span: “from … to …”, or with a dash between them."""
    is_begun = bool(language.range_before.search(before)) or bool(_DASH.fullmatch(between))
    return is_begun and bool(language.range_between.fullmatch(between))


def _wrapped(sentence: Sentence, language: Language, atom: Mention, before: str) -> Mention | None:
    text = sentence.text
    for words, makes in language.after:
        match = words.match(text, atom.end - sentence.start)
        needs, _, makes = makes.rpartition(":")
        if match and (not needs or language.range_before.search(before) or not needs):
            start = atom.start - len(before) + len(language.range_before.sub("", before))
            return _made(sentence, atom, makes, start, sentence.start + match.end())
    for words, makes in language.before:
        if match := words.search(before):
            start = sentence.start + match.start()
            if makes == "{}/.." and _FIRST_SINCE.search(before[: match.start()]):
                # “for the first time since 2014” tells nothing of 2014, unless it goes on: “, when …”
                return atom if _WHEN.match(text, atom.end - sentence.start) else None
            if makes == "../{}" and _NOT.search(before[: match.start()]):
                return atom  # “did not open until May” opened then
            if "/" in atom.value or makes.startswith("day of") or (makes == "{}~" and atom.value.endswith("~")):
                return atom
            return _made(sentence, atom, makes, start, atom.end)
    return atom


def _made(sentence: Sentence, atom: Mention, makes: str, start: int, end: int) -> Mention:
    plain = atom.value.removesuffix("Z") if makes.startswith(("before", "after")) else atom.value
    if "/" in plain:  # since a week: since its first day
        plain = plain.split("/")[0 if makes.endswith("/..") else 1]
    value = _edtf_or_same(makes.format(plain), atom.value)
    return replace(
        atom, start=start, end=end, text=sentence.text[start - sentence.start : end - sentence.start], value=value
    )


def _edtf_or_same(written: str, otherwise: str) -> str:
    """As written, where our reader takes it; the zone of a moment stays as it is."""
    if written.endswith("Z~"):
        written = f"{written[:-2]}~"
    try:
        read = dates.parse(written)
    except BadDate:
        return otherwise
    return written if "Z" in written else read.edtf
