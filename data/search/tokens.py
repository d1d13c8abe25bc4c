"""What an index of words looks up: the tokens of a folded text, and which of them may hold what somebody looks for."""

from dataclasses import dataclass
from typing import Final

from data.engine.quoting import literal

SEPARATORS: Final = ".,;:!?()\"'“”’/-"
"""What ends a token, beside a space: each is one character, so a text is as long without them as with them."""
_SPACED: Final = str.maketrans(dict.fromkeys(SEPARATORS, " "))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what is looked for, and where in a token it stands: `contains`, `starts_with`, `ends_with` or `=`."""

    text: str
    how: str


def pieces(word: str) -> list[Piece]:
    """What the tokens of every text with this word or phrase in it must hold; none where it is separators only.

    Where it is one piece that a token contains, the texts with such a token are all that are looked for; else each
    must be looked at itself.

    >>> [(piece.how, piece.text) for piece in pieces("post-war in nur")]
    [('ends_with', 'post'), ('=', 'war'), ('=', 'in'), ('starts_with', 'nur')]
    >>> pieces("troop"), pieces("...")
    ([Piece(text='troop', how='contains')], [])
    """
    parts = word.translate(_SPACED).split(" ")
    if len(parts) == 1:
        return [Piece(word, "contains")]
    hows = ["ends_with", *["="] * (len(parts) - 2), "starts_with"]
    return [Piece(part, how) for part, how in zip(parts, hows, strict=True) if part]


def split(text: str) -> str:
    """As SQL: the tokens of a text as a list, with empty ones between separators that follow each other."""
    for separator in SEPARATORS:
        text = f"replace({text}, {literal(separator)}, ' ')"
    return f"string_split({text}, ' ')"
