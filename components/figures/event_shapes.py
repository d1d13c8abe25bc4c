"""What each event looks like in pixels of the window: a mark, or a bar with hard, soft and fading ends."""

from typing import Final, NamedTuple

from components.figures.events import Event
from components.figures.plot_area import Stage
from components.figures.ticks import DAY, Axis

NARROWEST: Final = 14.0
"""Pixels: what is narrower is drawn as a mark in its middle, not as a bar."""
MARK: Final = 16.0
"""Pixels that a mark takes."""
SOFT: Final = 28.0
"""Pixels over which an end fades that is only about right."""
OPEN: Final = 150.0
"""Pixels over which a start fades that nobody gave; and, at most, an end."""
HAIR: Final = 0.5
"""Pixels: what is seen less of is not seen."""
ROOM_FOR_MARK: Final = 30.0
"""Pixels of a bar that can hold its category's mark beside its edge."""


class Body(NamedTuple):
    """Pixels from the window's left edge. From left to left_full it fades in, from right_full to right out.

    mark: where its mark stands; None where there is no room for one. is_bar: else it is the mark alone.
    has_edge: a strong line stands at its left: it begins here. time: from when to when it lasts, in pixels.
    """

    left: float
    right: float
    left_full: float
    right_full: float
    is_bar: bool
    mark: float | None
    time: tuple[float, float]
    has_edge: bool = False

    @property
    def width(self) -> float:
        """Pixels from end to end."""
        return self.right - self.left

    @property
    def is_soft(self) -> bool:
        """Whether an end of it fades."""
        return self.is_bar and (self.left_full > self.left or self.right_full < self.right)

    @property
    def ends(self) -> tuple[float, float, float, float]:
        """Where it begins, is full, is full for the last time, and ends."""
        return self.left, self.left_full, self.right_full, self.right

    def is_seen(self, left: float, right: float) -> bool:
        """Whether a part of its time lies between these pixels; an edge that only fades into them is none."""
        begin, end = self.time
        return left <= begin <= right if begin == end else end > left + HAIR and begin < right - HAIR


def body(event: Event, stage: Stage) -> Body:
    """The event on this stage's window. A start that is open fades in before its end, an end that is open fades out
    towards the last moment of the record."""
    axis = stage.axis
    left, right = _ends(event, stage, axis)
    if event.start is not None and event.end is not None and right - left < NARROWEST:
        return marked((left + right) / 2)
    if event.end is None and 0 <= left <= stage.room < left + ROOM_FOR_MARK:
        return Body(left - MARK / 2, right, left, left, True, left, (left, right))
    time = left, right
    fade_in, fade_out = _fades(event, right - left)
    left -= fade_in / 2 if event.start is not None else 0
    right += fade_out / 2 if event.end is not None else 0
    has_edge = event.is_interval and event.start is not None and not fade_in and right - left >= NARROWEST + 8
    mark = _mark_place(event, left + fade_in / 2, right - (fade_out / 2 if event.end is not None else 0), axis)
    return Body(left, right, left + fade_in, right - fade_out, True, mark, time, has_edge)


def _ends(event: Event, stage: Stage, axis: Axis) -> tuple[float, float]:
    """The first and the last pixel, before anything is softened."""
    left = axis.pixel(event.start) if event.start is not None else None
    right = axis.pixel(event.end) if event.end is not None else None
    if left is None and right is None:
        return axis.pixel(stage.scale.whole[0]), axis.pixel(stage.scale.whole[1])
    if left is None:
        assert right is not None
        return right - min(OPEN, 0.16 * stage.room), right
    return left, max(axis.pixel(stage.record_end), left + 64) if right is None else right


def marked(middle: float) -> Body:
    """The mark alone."""
    return Body(
        middle - MARK / 2, middle + MARK / 2, middle - MARK / 2, middle + MARK / 2, False, middle, (middle, middle)
    )


def _fades(event: Event, width: float) -> tuple[float, float]:
    """Over how many pixels the start and the end fade."""
    soft = min(0.4 * width, SOFT)
    fade_out = min(OPEN, 0.6 * width) if event.end is None else soft if event.is_end_soft else 0.0
    fade_in = min(0.9 * width, width - fade_out) if event.start is None else soft if event.is_start_soft else 0.0
    return fade_in, fade_out


def _mark_place(event: Event, left: float, right: float, axis: Axis) -> float | None:
    """At the edge of what lasts; in the middle of what happened at some moment of the span.

    What only has an end is marked within its last day: on an axis of decades that is the end itself.
    """
    if event.start is None:
        last_day = axis.pixel(event.end) - axis.pixel(event.end - DAY) if event.end is not None else 0
        return right - min(ROOM_FOR_MARK / 2, last_day / 2)
    if event.is_interval and right - left >= ROOM_FOR_MARK:
        return left + ROOM_FOR_MARK / 2 - 1
    return (left + right) / 2
