"""Values in words, and text made safe to show: the one place that every page, card and figure asks."""

from components.words.dates import date_phrase, date_short, date_words, known_words, recorded_words, short, zone_words
from components.words.event_facts import facts
from components.words.figure_changes import difference_words, move_words, preferred_words, rise_words, spread_words
from components.words.quantities import (
    CREDIBILITY,
    RELIABILITY,
    counted,
    credibility_words,
    grade_words,
    number,
    quantity_words,
    reliability_words,
)
from components.words.safe_text import clean, one_line, plain, plotly_text
from components.words.time_between import apart_words
from components.words.times_and_durations import (
    duration_words,
    moment_words,
    per_words,
    stretch_words,
    tick_label,
    window_words,
    year_words,
)

__all__ = [
    "CREDIBILITY",
    "RELIABILITY",
    "apart_words",
    "clean",
    "counted",
    "credibility_words",
    "date_phrase",
    "date_short",
    "date_words",
    "difference_words",
    "duration_words",
    "facts",
    "grade_words",
    "known_words",
    "moment_words",
    "move_words",
    "number",
    "one_line",
    "per_words",
    "plain",
    "plotly_text",
    "preferred_words",
    "quantity_words",
    "recorded_words",
    "reliability_words",
    "rise_words",
    "short",
    "spread_words",
    "stretch_words",
    "tick_label",
    "window_words",
    "year_words",
    "zone_words",
]
