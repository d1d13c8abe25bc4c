"""Whether a file can be read in one way only, and how many records it then has: counted from the bytes alone."""

import numpy as np
from numpy.typing import NDArray

BLOCK = 1 << 24
QUOTE, RETURN, NEWLINE = 34, 13, 10


def count_clean(utf8: bytes, start: int, delimiter: str, width: int) -> int | None:
    """The number of records where every reader must agree on them; None where there could be a doubt.

    No doubt: each quotation mark opens or closes a cell or is doubled within one, lines end in LF or CRLF, each
    record has `width` cells or is an empty line, no NUL, and nothing is left open at the end.
    """
    if width < 2 or b"\0" in utf8 or start >= len(utf8):
        return None
    content = np.frombuffer(utf8, np.uint8)
    ends = _Ends(delimiters=width - 1, since=start)
    is_open = False
    for offset in range(start, len(utf8), BLOCK):
        block = content[offset : offset + BLOCK]
        inside = _inside(content, block, offset, start, ord(delimiter), is_open)
        if (
            inside is None
            or not _has_only_line_feeds(content, block, offset, inside)
            or not ends.add(block, offset, inside, delimiter)
        ):
            return None
        is_open = bool(inside[-1])
    return None if is_open or not ends.close(len(utf8)) else ends.records


def _inside(
    content: NDArray[np.uint8], block: NDArray[np.uint8], offset: int, start: int, delimiter: int, is_open: bool
) -> NDArray[np.bool_] | None:
    """For each byte whether it is within quotation marks; None where one of these is out of place."""
    quotes = block == QUOTE
    if not quotes.any():
        return np.full(len(block), is_open)
    inside = np.logical_xor.accumulate(quotes) ^ is_open
    places = np.flatnonzero(quotes) + offset
    opening = inside[quotes]
    before = np.where(places > start, content[places - 1], NEWLINE)[opening]
    closing = places[~opening]
    after = np.where(closing + 1 < len(content), content[np.minimum(closing + 1, len(content) - 1)], NEWLINE)
    good = np.zeros(256, bool)
    good[[delimiter, QUOTE, RETURN, NEWLINE]] = True
    return inside if good[before].all() and good[after].all() else None


def _has_only_line_feeds(
    content: NDArray[np.uint8], block: NDArray[np.uint8], offset: int, inside: NDArray[np.bool_]
) -> bool:
    """Whether each carriage return outside quotation marks is followed by a line feed."""
    returns = np.flatnonzero((block == RETURN) & ~inside) + offset
    return not len(returns) or bool(returns[-1] + 1 < len(content) and (content[returns + 1] == NEWLINE).all())


class _Ends:
    """Counts records from one block to the next."""

    def __init__(self, delimiters: int, since: int) -> None:
        self.records = 0
        self._expected = delimiters
        self._open = 0  # delimiters of the record that is not ended yet
        self._since = since  # where it began

    def add(self, block: NDArray[np.uint8], offset: int, inside: NDArray[np.bool_], delimiter: str) -> bool:
        """Counts the records that end in the block; False where one is not as wide as the header."""
        between = np.flatnonzero((block == ord(delimiter)) & ~inside)
        ends = np.flatnonzero((block == NEWLINE) & ~inside)
        if len(ends):
            upto = np.searchsorted(between, ends)
            delimiters = np.diff(upto, prepend=0)
            delimiters[0] += self._open
            lengths = np.diff(ends + offset + 1, prepend=self._since)
            lengths -= (ends > 0) & (block[ends - 1] == RETURN)
            blank = (delimiters == 0) & (lengths <= 1)
            if not (blank | (delimiters == self._expected)).all():
                return False
            self.records += int(len(ends) - blank.sum())
            self._since = int(ends[-1]) + offset + 1
        self._open = len(between) - int(upto[-1]) if len(ends) else self._open + len(between)
        return True

    def close(self, length: int) -> bool:
        """Counts the record that no line end ends; False where it is not as wide."""
        if self._since == length:
            return True
        self.records += 1
        return self._open == self._expected


def count_records(utf8: bytes, start: int, delimiter: str) -> int | None:
    """The number of records by their line ends alone; None where these, or a quotation mark, leave a doubt.

    As `count_clean`, but for the cells in each record, which the reader must count. A fifth of the time.
    """
    if b"\0" in utf8 or start >= len(utf8):
        return None
    returns = utf8.count(b"\r", start)
    if returns and not returns == utf8.count(b"\r\n", start) == utf8.count(b"\n", start):
        return None
    content = np.frombuffer(utf8, np.uint8)
    quotes, newlines = _places(content, start, QUOTE), _places(content, start, NEWLINE)
    if len(quotes) % 2 or not _are_in_place(content, quotes, start, ord(delimiter)):
        return None
    ends = newlines[np.searchsorted(quotes, newlines) % 2 == 0] if len(quotes) else newlines
    lengths = np.diff(ends, prepend=start - 1)
    blank = int((lengths <= (2 if returns else 1)).sum())
    last = int(ends[-1]) + 1 if len(ends) else start
    return len(ends) - blank + (last < len(utf8))


def line_ends(utf8: bytes, start: int) -> NDArray[np.int64]:
    """Where the line feeds are that end a record, in a file that `count_clean` counts."""
    content = np.frombuffer(utf8, np.uint8)
    quotes, newlines = _places(content, start, QUOTE), _places(content, start, NEWLINE)
    return newlines[np.searchsorted(quotes, newlines) % 2 == 0] if len(quotes) else newlines


def _places(content: NDArray[np.uint8], start: int, byte: int) -> NDArray[np.int64]:
    """Where a byte is, a block at a time."""
    places = [
        np.flatnonzero(content[offset : offset + BLOCK] == byte) + offset
        for offset in range(start, len(content), BLOCK)
    ]
    return np.concatenate(places)


def _are_in_place(content: NDArray[np.uint8], quotes: NDArray[np.int64], start: int, delimiter: int) -> bool:
    """Whether each quotation mark opens or closes a cell, or is doubled within one."""
    opening, closing = quotes[::2], quotes[1::2]
    before = np.where(opening > start, content[opening - 1], NEWLINE)
    after = np.where(closing + 1 < len(content), content[np.minimum(closing + 1, len(content) - 1)], NEWLINE)
    good = np.zeros(256, bool)
    good[[delimiter, QUOTE, RETURN, NEWLINE]] = True
    return bool(good[before].all() and good[after].all())
