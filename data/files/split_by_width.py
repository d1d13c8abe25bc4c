"""A line with quotation marks out of place, split into as many cells as its file has columns."""

import re
from collections.abc import Sequence
from typing import Final

MOST_PIECES, MOST_SPARE = 100, 12
"""Pieces between delimiters, and those too many; a line of more is left as it is, for it takes their product."""
_DOUBLED: Final = re.compile('""')
_NONE: Final = (1 << 30, 0, 0)


def split_by_width(line: str, delimiter: str, width: int) -> tuple[str, ...]:
    """The cells of a line, as they are written, where one way to cut it into `width` of them leaves the fewest marks
    out of place; () where there is none, or more than one.

    >>> split_by_width('2022,"Table, 48"","made "here" and there"', ",", 3)
    ('2022', '"Table, 48""', '"made "here" and there"')
    >>> split_by_width('"DATE,"TEXT",URL', ",", 3)
    ('"DATE', '"TEXT"', 'URL')
    """
    pieces = line.rstrip("\r\n").split(delimiter)
    if not 1 < width <= len(pieces) <= min(MOST_PIECES, width + MOST_SPARE):
        return ()
    count, spare = len(pieces), len(pieces) - width
    # best[merged]: the least cost of the pieces up to here with so many delimiters within cells, ways to it, last cell
    table = [[(0, 1, 0)] + [_NONE] * spare]
    for end in range(1, count + 1):
        costs = [
            (size, cost)
            for size in range(1, min(spare + 1, end) + 1)
            if (cost := _cost(pieces[end - size : end], delimiter)) is not None
        ]
        row = []
        for merged in range(spare + 1):
            before = [(table[end - size][merged - size + 1], cost, size) for size, cost in costs if size <= merged + 1]
            ways = [(so_far[0] + cost, so_far[1], size) for so_far, cost, size in before if so_far != _NONE]
            least = min(ways, default=_NONE)
            row.append((least[0], sum(number for cost, number, _ in ways if cost == least[0]), least[2]))
        table.append([each if each[1] else _NONE for each in row])
    return _follow(table, pieces, delimiter, spare) if table[count][spare][1] == 1 else ()


def _cost(pieces: Sequence[str], delimiter: str) -> int | None:
    """How much is out of place if these pieces are one cell; None where they cannot be."""
    first, last = pieces[0].lstrip(" "), pieces[-1].rstrip(" ")
    if len(pieces) > 1 and not (first.startswith('"') and last.endswith('"')):
        return None
    is_quoted = first.startswith('"') and last.endswith('"') and (len(pieces) > 1 or len(first.rstrip(" ")) > 1)
    if is_quoted:
        inner = delimiter.join((first, *pieces[1:-1], last) if len(pieces) > 1 else (first.rstrip(" "),))[1:-1]
        single = _DOUBLED.sub("", inner)
        return int('"' in single) + 2 * (f'"{delimiter}' in single or f'{delimiter}"' in single)
    if len(pieces) > 1:
        return None
    return 2 if first.startswith('"') else first.count('"') % 2


def _follow(table: Sequence[Sequence[tuple[int, int, int]]], pieces: Sequence[str], delimiter: str,
            merged: int) -> tuple[str, ...]:  # fmt: skip
    cells, end = list[str](), len(pieces)
    while end:
        size = table[end][merged][2]
        cells.append(delimiter.join(pieces[end - size : end]))
        end, merged = end - size, merged - size + 1
    return tuple(reversed(cells))
