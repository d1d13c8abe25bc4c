"""All the text of each row in one, folded, for the words filter."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold

CHUNK = 5_000
BETWEEN = "\ufdd0"
"""A code point that is no character, for folding many texts at once."""


def column(cells: Sequence[pa.ChunkedArray | pa.Array], rows: int) -> pa.ChunkedArray:
    """The text of the cells of each row as `data.text.fold` gives it."""
    joined = pc.binary_join_element_wise(*cells, " ") if cells else pa.chunked_array([pa.array([""] * rows)])
    chunked = joined if isinstance(joined, pa.ChunkedArray) else pa.chunked_array([joined])
    parts = [
        pa.array(folded(chunked.slice(start, CHUNK).to_pylist()), pa.string())
        for start in range(0, len(chunked), CHUNK)
    ]
    return pa.chunked_array(parts, pa.string())


def folded(texts: Sequence[str]) -> list[str]:
    """Each text folded; all in one go, which gives the same and is faster.

    >>> folded(["Café  Noir", "", "STRASSE"])
    ['cafe noir', '', 'strasse']
    """
    together = fold(BETWEEN.join(texts)).split(BETWEEN)
    if len(together) != len(texts):
        return [fold(text) for text in texts]
    return [text.strip() for text in together]
