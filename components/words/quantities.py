"""Figures and grades in words."""

from data import quantities
from data.errors import BadValue
from data.quantities import Quantity

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Of the source: the first mark of the Admiralty code (NATO STANAG 2511)."""

CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""Of the information: the second mark."""

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def counted(count: int, name: str, *, of: int | None = None) -> str:
    """How many of a thing there are; with `of`, of how many where that is more.

    >>> counted(1, "event"), counted(12, "event", of=28), counted(28, "event", of=28)
    ('1 event', '12 of 28 events', '28 events')
    """
    if of is not None and of != count:
        return f"{number(count)} of {counted(of, name)}"
    return f"{number(count)} {name}{'' if count == 1 else 's'}"


def number(count: float) -> str:
    """A number with commas between thousands, decimals only where it has some.

    >>> number(2000), number(2.5), number(-1234567)
    ('2,000', '2.5', '−1,234,567')
    """
    text = f"{abs(count):,.6f}".rstrip("0").rstrip(".")
    return f"−{text}" if count < 0 and text != "0" else text


def quantity_words(value: str | Quantity) -> str:
    """A figure as worded, in signs that are read alike everywhere; "dozens" stays a quotation.

    What is no figure by our grammar is given back as it is.

    >>> [quantity_words(value) for value in ("~2000", ">1000", "dozens", "+12", "24..99")]
    ['≈ 2,000', '> 1,000', '“dozens”', '+ 12', '24 to 99']
    """
    try:
        figure = quantities.parse(value) if isinstance(value, str) else value
    except BadValue:
        return str(value)
    about = "≈ " if figure.is_approximate else ""
    return ("+ " if figure.is_increment else "") + about + _amount_words(figure)


def _amount_words(figure: Quantity) -> str:
    if figure.is_worded:
        return f"“{figure.text.lstrip('+~≈ ').rstrip()}”"
    end = ("%" if figure.is_percent else "") + (f" {figure.scale}" if figure.scale else "")
    factor = _SCALES.get(figure.scale, 1)
    low, high = (None if side is None else number(side / factor) for side in (figure.low, figure.high))
    if low is None:
        return f"{'<' if figure.high_open else '≤'} {high}{end}"
    if high is None:
        return f"{'>' if figure.low_open else '≥'} {low}{end}"
    return f"{low}{end}" if low == high else f"{low} to {high}{end}"


def reliability_words(grade: str) -> str:
    """What the letter of a grade says of the source; "" where it has none."""
    return RELIABILITY.get(grade[:1].upper(), "")


def credibility_words(grade: str) -> str:
    """What the number of a grade says of the information; "" where it has none."""
    return CREDIBILITY.get(grade[1:2], "")


def grade_words(grade: str) -> str:
    """Both marks of a grade, and what each says.

    >>> grade_words("B2")
    'B2 · usually reliable, probably true'
    """
    grades = [words for words in (reliability_words(grade), credibility_words(grade)) if words]
    return f"{grade.upper()} · {', '.join(grades)}" if grades else grade


def withdrawn_words(count: int) -> str:
    """How many rows are left out because they were withdrawn; "" for none.

    >>> withdrawn_words(0), withdrawn_words(1), withdrawn_words(1200)
    ('', '1 withdrawn row is left out.', '1,200 withdrawn rows are left out.')
    """
    if not count:
        return ""
    return "1 withdrawn row is left out." if count == 1 else f"{number(count)} withdrawn rows are left out."
