"""The figures: each through time as people claimed it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from components.figures import Plain
from components.figures.claims import claims as draw_claims
from components.figures.claims import nothing, sources_of
from components.figures.claims_layout import margins
from components.figures.folding import Piece, begun
from components.figures.hover_text import capital
from components.figures.plot_area import Stage
from components.figures.time_scale import Scale, folded_scale, true_scale
from components.pictures.charts._registry import Given, chart
from components.pictures.picture_metadata import told
from components.words import number, one_line
from components.words.times_and_durations import window_words
from data import answers, dates
from data.answers import Dataset
from data.claims import totals_by_source
from data.claims.claims_over_time import Story, stories
from data.claims.totals_by_source import LONG_AGO, Claim
from data.dates.calendar import DAY
from data.view import View

MOST: Final = 5_000
"""Claims that are drawn; of more, how many there are."""
MOST_SLIDES: Final = 12
NONE: Final = "No event here claims a figure: the columns metric and value are for them."
FILTERED: Final = "No event that passes the filters claims a figure."
COMING: Final = "The figures come as soon as the file has been read."


def pages(given: Given) -> list[tuple[str, Plain]]:
    """A slide for each figure that was claimed more than once: a single claim is on its event's slide already."""
    said = _claims(given.dataset, given.view) or []
    found = [story for story in stories(said, given.dataset.settings) if story.claims > 1]
    if not found:
        return []
    stage = replace(_stage(given, said, found), known=given.stage.known if given.view.asof else None)
    sources, until = sources_of(found), _until(given.stage, stage.scale)
    slides = [
        (capital(one_line(story.label, 80)), draw_claims([story], sources, until, stage))
        for story in found[:MOST_SLIDES]
    ]
    if rest := len(found) - len(slides):
        more = "1 more figure is" if rest == 1 else f"{number(rest)} more figures are"
        slides[-1] = (f"{slides[-1][0]}; {more} on the page", slides[-1][1])
    return slides


@chart(
    "figures",
    title="Figures",
    order=2,
    explains="Each figure through time as people claimed it, a line for each source; no two are ever added.",
    briefed="as it was claimed",
    pages=pages,
)
def drawn(given: Given) -> tuple[Plain, dict[str, Any]]:
    """A panel for each figure, a line for each source, on an axis of the claims' own moments."""
    said = [] if given.dataset.is_glimpse else _claims(given.dataset, given.view)
    found = stories(said or [], given.dataset.settings)
    if said is None or not found:
        return _none(given, is_too_much=said is None)
    every = (_claims(given.dataset, View()) if given.view.is_filtered else None) or said
    stage = _stage(given, every, found)
    figure = draw_claims(found, sources_of(stories(every, given.dataset.settings)), _until(stage, stage.scale), stage)
    own = {"alt": _alt(found, stage), "notes": _notes(found)}
    return figure, told(figure, stage, given.on, "figures", sum(story.claims for story in found)) | own


def _until(stage: Stage, scale: Scale) -> int:
    """Up to when the last claims are drawn: no later than anything was known."""
    end = scale.whole[1]
    return min(stage.known.seconds, end) if stage.known else end


def _claims(dataset: Dataset, view: View) -> list[Claim] | None:
    """The claims that pass a view's filters, at all times, in the order of their making; None of more than MOST."""
    held = answers.of(dataset, view)
    return totals_by_source.claims_of(held.claims()) if held.how_many_claims() <= MOST else None


def _stage(given: Given, every: Sequence[Claim], found: Sequence[Story]) -> Stage:
    """The axis of all the record's claims, whatever is filtered; the window is that of the view."""
    scale = _scale(every, given.view)
    window = given.view.window or scale.whole
    return replace(given.stage, scale=scale, window=(window[0], max(window[1], window[0] + 1)), lanes=(), all_lanes=(),
                   sides=margins(found, given.stage))  # fmt: skip


def _scale(every: Sequence[Claim], view: View) -> Scale:
    """From the first claim to the last, with room for what the last one says to last."""
    pieces = [Piece(*span) for span in sorted({_made(claim) for claim in every if claim.moment != LONG_AGO})]
    first, last = pieces[0].start, max(piece.end for piece in pieces)
    if pieces[0].start == pieces[-1].start or last - first <= 2 * (pieces[-1].end - pieces[-1].start):
        length = max(last - first, DAY // 24)
        return true_scale(first - length, last + length)
    scale = true_scale(first, last) if view.scale == "true" else folded_scale(pieces)
    return scale if scale.folds else true_scale(first, last)


def _made(claim: Claim) -> tuple[int, int]:
    """When a claim was made, as far as its day is known: the first of January is a day where that is what was said."""
    start, end = begun(claim.moment)
    said = dates.parse(claim.date_said)
    if said.start is not None and said.end is not None:
        end = min(end, start + said.end - said.start)
    return start, end


def _none(given: Given, *, is_too_much: bool) -> tuple[Plain, dict[str, Any]]:
    """A sentence where there is nothing to draw, or too much."""
    stage = replace(given.stage, lanes=(), all_lanes=(), scale=given.on.straight)
    said = FILTERED if given.view.is_filtered else NONE
    if given.dataset.is_glimpse:
        said = COMING
    if is_too_much:
        said = f"More than {number(MOST)} claims are too many to draw. Choose among them by a filter."
    figure = nothing(said, stage)
    return figure, told(figure, stage, given.on, "figures", 0) | {"alt": said, "isFixed": True}


def _alt(found: Sequence[Story], stage: Stage) -> str:
    """The chart in words: which figures, by how many sources, and where these differ at the end."""
    first, last = stage.window
    names = ", ".join(_counted(story) for story in found[:8])
    more = f", and {number(len(found) - 8)} more" if len(found) > 8 else ""
    return f"Figures as claimed, {window_words(first, last)}: {names}{more}."


def _counted(story: Story) -> str:
    sources = len(story.series)
    claims_ = "1 claim" if story.claims == 1 else f"{number(story.claims)} claims"
    return f"{one_line(story.label, 60)}, {claims_} by {'1 source' if sources == 1 else f'{number(sources)} sources'}"


def _notes(found: Sequence[Story]) -> list[str]:
    left_out = sum(story.left_out for story in found)
    if not left_out:
        return []
    are = "1 claim has" if left_out == 1 else f"{number(left_out)} claims have"
    return [f"{are} no number or no day that could be drawn."]
