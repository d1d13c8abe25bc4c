"""From a data set and a View to the slides: what is told in a dozen of them, and what waits in reserve."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components import theme, words
from components.dataset_scales import Scales, scales_of
from components.deck import event_slide, figure_slides, summary_slides
from components.deck.changes import changed, new_events
from components.deck.map_slide import map_slide
from components.deck.open_questions_slide import MOST, Against, open_questions, open_slide
from components.deck.slide_selection import Plan, plan
from components.deck.slide_types import Card, Deck, Drawing, Look, Section, Slide, Strip
from components.deck.timeline_strip import strip
from components.deck.title import (
    day_of,
    sources_of,
    sources_slide,
    title_slide,
    title_words,
    usual_source,
    who_says,
    window_of,
    without_day,
)
from data import answers, event_links
from data.answers import Answerer, Dataset, linked_events
from data.claims import briefing, changes, totals_by_source
from data.claims import cards as claims_cards
from data.claims.compare_files import Comparison
from data.claims.totals_by_source import Claim
from data.queries.time_order import Place, place
from data.view import View

Row = Mapping[str, Any]
TIMELINE = "The timeline"


@dataclass(frozen=True, slots=True)
class _Figures:
    """Every claim, where it stands in the story, its cards, and how many there are if they are too many to follow."""

    claims: tuple[Claim, ...]
    places: Mapping[int, Place]
    cards: tuple[claims_cards.Card, ...]
    unfollowed: int


def deck(
    dataset: Dataset, view: View, on: Scales | None = None, rows: Comparison | None = None,
    charts: Sequence[tuple[str, Drawing]] = (), timeline: Callable[[Collection[str]], Drawing] | None = None,
) -> Deck:  # fmt: skip
    """Every slide of the briefing of a view: the same view, the same deck. What the view only draws changes nothing.

    on: what `scales_of` answers for this data set, if it is at hand. rows: what became of those of an earlier file.
    charts, timeline: what `pictures.briefing_charts` draws, the timeline when it knows which events are told.
    """
    settings, held = dataset.settings, answers.of(dataset, view)
    on = on or scales_of(dataset, View())
    known = _known_figures(held, settings)
    since = view.baseline if view.baseline and changes.is_before(view.baseline, view.asof) else ""
    is_news = bool(since or rows)
    growth = figure_slides.growth_slides(known.cards)
    drawn = [Slide("chart", 0, headline=headline, drawing=drawing) for headline, drawing in charts]
    later = [*growth, *(drawn[:1] if not growth else [])][:1]
    only = new_events(dataset, view, since, rows) if is_news else None
    others = 4 if is_news else 5 + len(later)
    told = plan(held, view.choice, settings, others, only)
    looks = _looks(on, settings)
    extra = [*growth, *drawn] if is_news else [one for one in (*growth, *drawn) if one not in later]
    made = _Making(told, known, settings, looks, _asof(view, on), dataset, on, timeline, _against(held))
    return made.deck(_news(dataset, view, since, rows) if is_news else None, later if not is_news else [], extra)


def _known_figures(held: Answerer, settings: Any) -> _Figures:
    count = held.how_many_claims()
    if count > briefing.MOST_CLAIMS:
        return _Figures((), {}, (), count)
    rows = held.claims()
    claims = tuple(totals_by_source.claims_of(rows))
    cards = tuple(figure_slides.ordered_cards(claims, settings))
    return _Figures(claims, {row["row"]: place(row) for row in rows}, cards, 0)


def _against(held: Answerer) -> list[Against]:
    """The events that contradict or correct another, each with that one, as far as both are known."""
    rows = held.contradicting()
    named = {link.id for row in rows for link in event_links.of_row(row)}
    return linked_events.in_question(rows, held.linked(sorted(named))) if rows else []


def _looks(on: Scales, settings: Any) -> dict[str, Look]:
    light = theme.styles(on.categories, settings.categories)
    dark = theme.styles(on.categories, settings.categories, dark=True)
    return {
        name: Look(
            name,
            theme.readable(style.color, theme.LIGHT.paper),
            theme.readable(dark[name].color, theme.DARK.paper),
            style.shape,
            theme.outline(style.shape, 7, 7, 10.5),
        )
        for name, style in light.items()
    }


def _asof(view: View, on: Scales) -> str:
    if view.asof or view.recorded:
        return words.known_words(view.asof, view.recorded)
    return words.one_line(on.known.words[:1].upper() + on.known.words[1:], 80) if on.known else ""


@dataclass(frozen=True, slots=True)
class _News:
    """What is new, told instead of the story: moves of figures, events that became known, what became of rows."""

    moves: Sequence[changes.Move]
    events: Sequence[Row]
    count: int
    since: str
    rows: Comparison | None


def _news(dataset: Dataset, view: View, since: str, rows: Comparison | None) -> _News:
    if not since:
        return _News((), (), 0, "", rows)
    held = answers.of(dataset, view)
    moves = changes.moves(held.claims(), since, dataset.settings)
    return _News(moves, event_slide.by_importance(dataset, view, since), held.how_many_news(since), since, rows)


@dataclass(frozen=True, slots=True)
class _Making:
    """All that the slides are made from, and the slides in their order."""

    plan: Plan
    known: _Figures
    settings: Any
    looks: Mapping[str, Look]
    asof: str
    dataset: Dataset
    on: Scales
    timeline: Callable[[Collection[str]], Drawing] | None
    against: Sequence[Against]

    def deck(self, news: _News | None, later: Sequence[Slide], extra: Sequence[Slide]) -> Deck:
        """news: what is told alone, if that is asked for. later: the figures through time. extra: further slides."""
        main = self._main(news, later)
        reserve = self._reserve(news, extra)
        if self.plan.choice.hidden:
            hidden = [one for one in main if one.kind in self.plan.choice.hidden]
            main = [one for one in main if one not in hidden]
            reserve = [*reserve, *(one for one in hidden if one.kind != "sources")]
        told = [replace(one, number=at) for at, one in enumerate(main, 1)]
        told += [replace(one, number=at, is_reserve=True) for at, one in enumerate(reserve, len(main) + 1)]
        return self._finished(told, len(main), news)

    def _main(self, news: _News | None, later: Sequence[Slide]) -> list[Slide]:
        """The slides that are told, still without numbers."""
        opening = [Slide("changes", 0)] if news else [Slide("summary", 0), Slide("timeline", 0, headline=TIMELINE)]
        places = None if news else map_slide([*self.plan.rows, *self.plan.reserve], self.looks)
        between = [*([places] if places else []), *later]
        chapters = [Slide("event", 0, id=row["id"]) for row in self.plan.rows]
        if not self.plan.rows and not self.plan.reserve:
            opening = [one for one in opening if one.kind == "changes"]
        return [Slide("title", 0), *opening, *chapters, *between, Slide("closing", 0), Slide("sources", 0)]

    def _reserve(self, news: _News | None, extra: Sequence[Slide]) -> list[Slide]:
        events = [Slide("event", 0, id=row["id"]) for row in self.plan.reserve]
        timeline = [Slide("timeline", 0, headline=TIMELINE)] if news and self.plan.rows else []
        return [*events, *timeline, *extra, Slide("open", 0), *figure_slides.table_slides(self.known.cards)]

    def _finished(self, told: list[Slide], main: int, news: _News | None) -> Deck:
        """Each slide with its words, now that all have their numbers."""
        rows = {row["id"]: row for row in (*self.plan.rows, *self.plan.reserve)}
        numbers = {slide.id: slide.number for slide in told if slide.id}
        questions = open_questions(self.plan.rows, self.plan.reserve, self.known.cards, numbers, self.against)
        all_open = next((slide.number for slide in told if slide.kind == "open"), 0)
        if len(questions) <= MOST:
            told, all_open = _without(told, "open"), 0
            numbers = {slide.id: slide.number for slide in told if slide.id}
            questions = open_questions(self.plan.rows, self.plan.reserve, self.known.cards, numbers, self.against)
        usual = usual_source(list(rows.values()))
        filled = [self._filled(slide, rows, numbers, usual, news) for slide in told]
        said = summary_slides.opens(questions, all_open)
        filled = [
            summary_slides.headed(replace(one, **said), self.asof, day_of(self.plan.rows))
            if one.kind in ("summary", "closing")
            else one
            for one in filled
        ]
        filled = [_kept(open_slide(questions), one) if one.kind == "open" else one for one in filled]
        sections = self._sections(filled[:main], numbers)
        return self._deck(_headed(filled, sections), main, usual, sections, rows, numbers)

    def _deck(
        self, told: Sequence[Slide], main: int, usual: str, sections: tuple[Section, ...], rows: Mapping[str, Row],
        numbers: Mapping[str, int],
    ) -> Deck:  # fmt: skip
        heading = answers.of(self.dataset, View()).heading() or {}
        when = window_of(self.plan.rows if self.plan.is_own and self.plan.rows else list(rows.values()))
        settings = self.settings
        sources = sources_of(list(rows.values()))
        title = title_words(settings, heading, getattr(self.dataset, "name", ""), when)
        return Deck(
            title=title,
            subtitle=words.one_line(settings.subtitle, 400),
            handling=words.one_line(settings.handling, 120),
            asof=self.asof,
            slides=tuple(replace(one, headline=title) if one.kind == "title" else one for one in told),
            strip=strip(list(rows.values()), self.on, self.looks, numbers, main) if rows else Strip(),
            sources=sources,
            licence=words.one_line(settings.licence, 200),
            credit=words.one_line(settings.credit, 400),
            main=main,
            left_out=max(self.plan.matter - len(rows), 0),
            when=when if when not in title else "",
            by=who_says(sources, usual),
            usual=usual,
            how=self.plan.how,
            sections=sections,
            choice=self.plan.choice.text,
            day=day if (day := day_of(self.plan.rows)) not in title else "",
        )

    def _filled(
        self, slide: Slide, rows: Mapping[str, Row], numbers: Mapping[str, int], usual: str, news: _News | None
    ) -> Slide:
        """The slide with its words; what it has already (a drawing, a table) stays."""
        if slide.kind == "event":
            return _kept(self._event(rows[slide.id], slide, usual), slide)
        if slide.kind == "timeline":
            told = [row["id"] for row in self.plan.rows]
            return replace(slide, drawing=self.timeline(told) if self.timeline else None)
        made = self._of_all(slide, rows, numbers, news)
        return _kept(made, slide) if made else slide

    def _of_all(
        self, slide: Slide, rows: Mapping[str, Row], numbers: Mapping[str, int], news: _News | None
    ) -> Slide | None:
        every = briefing.in_order_of_time(list(rows.values()))
        choice = self.plan.choice
        if slide.kind == "title":
            heading = answers.of(self.dataset, View()).heading() or {}
            has_clock = any("T" in row["date"] for row in every)
            zone = getattr(self.dataset, "zone", "") if has_clock else ""
            return title_slide(self.plan, heading, self.settings, zone)
        cards = [
            replace(card, said="") if self._is_of_today(card) else card for card in event_slide.cards(self.known.cards)
        ]
        if slide.kind == "summary":
            return summary_slides.summary(self.plan.rows, self.plan.reserve, cards, choice.summary, self.looks, numbers)
        if slide.kind == "closing":
            return summary_slides.closing(every, cards, choice.closing, self.looks, numbers)
        if slide.kind == "changes" and news:
            return changed(news.moves, news.events, numbers, since=news.since, count=news.count, rows=news.rows)
        return sources_slide(every, self.plan, self.known.unfollowed) if slide.kind == "sources" else None

    def _is_of_today(self, card: Card) -> bool:
        """Whether it was said on the day as of which all is known, which the slide says already."""
        return bool(card.said) and words.short(self.asof).endswith(summary_slides.certain(card.said))

    def _event(self, row: Row, slide: Slide, usual: str) -> Slide:
        """An event's slide: on one in reserve the figures are those of its moment, whatever is still to be told."""
        ids = [one["id"] for one in self.plan.rows]
        to_come = set() if slide.is_reserve else set(ids[ids.index(row["id"]) + 1 :])
        known = briefing.known_claims(self.known.claims, self.known.places, row, to_come)
        made = event_slide.event(row, known, self.settings, self.looks[row["category"]], usual)
        return replace(made, date=without_day(made.date, day_of(self.plan.rows)))

    def _sections(self, main: Sequence[Slide], numbers: Mapping[str, int]) -> tuple[Section, ...]:
        """The headings, each with its first and its last slide."""
        by_slide = {numbers[one.event]: one for one in self.plan.choice.sections if one.event in numbers}
        starts = sorted(by_slide.items(), key=lambda pair: pair[0])
        ends = [number - 1 for number, _ in starts[1:]]
        last = max((slide.number for slide in main if slide.kind == "event"), default=0)
        return tuple(Section(one.title, number, end, one.minutes)
                     for (number, one), end in zip(starts, [*ends, last], strict=False))  # fmt: skip


def _kept(made: Slide, slide: Slide) -> Slide:
    return replace(made, number=slide.number, is_reserve=slide.is_reserve)


def _without(told: Sequence[Slide], kind: str) -> list[Slide]:
    """The slides without those of a kind in reserve, numbered anew."""
    return [replace(one, number=at) for at, one in enumerate((one for one in told if one.kind != kind), 1)]


def _headed(told: Sequence[Slide], sections: Sequence[Section]) -> tuple[Slide, ...]:
    titles = {number: one.title for one in sections for number in range(one.first, one.last + 1)}
    minutes = {one.first: one.minutes for one in sections}
    return tuple(
        replace(slide, section=titles.get(slide.number, ""), minutes=minutes.get(slide.number, 0)) for slide in told
    )
