"""Numbers of which only the bounds may be known: "more than 1,000" and 12 more are more than 1,012."""

from dataclasses import dataclass

from data import quantities


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`, both included unless open; None where there is no bound on that side."""

    low: float | None
    high: float | None
    is_low_open: bool = False
    is_high_open: bool = False
    is_approximate: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is known at all."""
        return self.low is not None or self.high is not None

    @property
    def is_positive(self) -> bool:
        """Whether this is more than nothing, for sure."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.is_low_open))

    @property
    def number(self) -> float | None:
        """One number to draw: the middle of both bounds, or the only one."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return (self.low + self.high) / 2

    @property
    def value(self) -> str:
        """The bounds as a cell of the CSV says them; "" where nothing is known.

        >>> Bounds(1012, None, is_low_open=True).value, Bounds(24, 99).value, Bounds(2000, 2000).value
        ('>1012', '24..99', '2000')
        """
        if self.low is None or self.high is None:
            return self._one_sided()
        if self.low == self.high:
            return f"{'~' if self.is_approximate else ''}{plain(self.low)}"
        return f"{plain(self.low)}..{plain(self.high)}"

    def _one_sided(self) -> str:
        if self.low is not None:
            return f"{'>' if self.is_low_open else '>='}{plain(self.low)}"
        return f"{'<' if self.is_high_open else '<='}{plain(self.high)}" if self.high is not None else ""

    def plus(self, more: "Bounds") -> "Bounds":
        """What both are together."""
        return self._with(_sum(self.low, more.low), _sum(self.high, more.high), more)

    def minus(self, other: "Bounds") -> "Bounds":
        """How much more this is; a bound that cannot be told is None."""
        negative = Bounds(
            _less(other.high), _less(other.low), other.is_high_open, other.is_low_open, other.is_approximate
        )
        return self.plus(negative)

    def _with(self, low: float | None, high: float | None, other: "Bounds") -> "Bounds":
        return Bounds(
            low,
            high,
            low is not None and (self.is_low_open or other.is_low_open),
            high is not None and (self.is_high_open or other.is_high_open),
            self.is_approximate or other.is_approximate,
        )


def of(value: str, low: float | None, high: float | None, is_approximate: bool) -> Bounds:
    """The bounds of a figure, of which the words alone say whether they are open."""
    if not value or (low is None and high is None):
        return Bounds(None, None)
    quantity = quantities.parse(value)
    return Bounds(low, high, quantity.low_open, quantity.high_open, is_approximate)


def plain(number: float) -> str:
    """A number in digits alone, at most six of them after the point.

    >>> plain(2000.0), plain(0.1 + 0.2), plain(1e21)
    ('2000', '0.3', '1000000000000000000000')
    """
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0").rstrip(".")


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _less(number: float | None) -> float | None:
    return None if number is None else -number
