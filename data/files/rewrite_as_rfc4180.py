"""A file whose cells are marked as some programs do it, written again as RFC 4180 has it, so that one reader reads all.

Backslashes before quotation marks (MySQL, Spark), spaces before them, apostrophes in their place, delimiters of several
signs. What is read right as it stands is left alone.
"""

import re
from itertools import islice
from typing import Final

from data.errors import shown
from data.files.quotation import is_in_place, quoted
from data.files.record_count import count_records

SAMPLE: Final = 1 << 18
LEAST, MOST_LINES = 3, 400
"""Lines by which a way of writing is told."""
WIDE_DELIMITERS: Final = ("||", "::", "\\t", "\t\t", ";;", "~~", "^^", "|~|", "#|#", "@@", " | ", "<>", "=>")
USUAL: Final = (",", ";", "\t", "|")
UNIT: Final = "\x1f"
"""What stands for a delimiter of several signs: the sign that is made for it, and which no text has."""
BACKSLASHES = "Quotation marks within cells are written with a backslash before them, and read so."
SPACED = "Cells begin with a space before their quotation mark, and are read without it."
APOSTROPHES = "Cells stand between apostrophes, and are read without them."
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*+"')
_ESCAPED: Final = re.compile(rb'\\([\\"])')
WIDE = "Between cells stands {}, as the lines have it."


def restate(utf8: bytes) -> tuple[bytes, str]:
    """The text to read, and what is said of how it was written; the same bytes and "" where that is the usual way."""
    head = utf8[:SAMPLE].decode("utf-8", "ignore")
    if len(utf8) > SAMPLE:
        head = head[: head.rfind("\n")]
    lines = [line for line in islice(head.splitlines(), MOST_LINES) if line.strip()]
    if sign := _wide_delimiter("\n".join(lines)):
        text = utf8.decode("utf-8", "replace")
        outside = re.compile(rf'("(?:[^"]|"")*+")|{re.escape(sign)}')
        return outside.sub(lambda of: of[1] or UNIT, text).encode(), WIDE.format(shown(sign.strip() or "several tabs"))
    for way in (_without_backslashes, _without_spaces, _without_apostrophes):
        if restated := way(utf8, lines):
            return restated
    return utf8, ""


def _wide_delimiter(head: str) -> str:
    """The delimiter of several signs that each line has as often, and its header no other; "" for none."""
    lines = [line for line in _QUOTED.sub("q", head).splitlines() if line.strip()]
    for sign in WIDE_DELIMITERS:
        counts = {line.count(sign) for line in lines}
        bare = lines[0].replace(sign, "") if len(lines) >= LEAST and len(counts) == 1 and 0 not in counts else sign
        if not any(one in bare for one in (*USUAL, *sign.strip()[:1])):
            return sign
    return ""


def _usual_delimiter(lines: list[str]) -> str:
    return max(USUAL, key=lambda sign: sum(line.count(sign) for line in lines))


def _without_backslashes(utf8: bytes, lines: list[str]) -> tuple[bytes, str] | None:
    """The text with doubled marks where a backslash before each makes it one that can be read in one way only."""
    if b"\\" not in utf8 or b'\\"' not in utf8:  # one byte is looked for ten times as fast as two
        return None
    sign = _usual_delimiter(lines)
    restated = _ESCAPED.sub(lambda of: b'""' if of[1] == b'"' else of[1], utf8)
    now, then = (count_records(each, 0, sign) for each in (utf8, restated))
    if now is not None:
        return None
    is_better = then is not None or 2 * _out_of_place(restated, sign) < _out_of_place(utf8, sign)
    return (restated, BACKSLASHES) if is_better else None


def _out_of_place(utf8: bytes, sign: str) -> int:
    lines = utf8[:SAMPLE].decode("utf-8", "ignore").splitlines()
    return sum(not is_in_place(line, sign) for line in lines)


def _without_spaces(utf8: bytes, lines: list[str]) -> tuple[bytes, str] | None:
    """The text without the spaces between a delimiter and the mark that opens a cell, where each line is whole then."""
    sign = re.escape(_usual_delimiter(lines))
    spaced = re.compile(rf'("(?:[^"]|"")*+")|(?<={sign})\ ++(?=")')
    begun = [line for line in lines if re.search(rf'{sign} +"(?!")', line)]
    if len(begun) < max(LEAST, len(lines) // 4):
        return None
    whole = [spaced.sub(lambda of: of[1] or "", line) for line in lines]
    if not all(is_in_place(line, _usual_delimiter(lines)) for line in whole):
        return None
    return spaced.sub(lambda of: of[1] or "", utf8.decode("utf-8", "replace")).encode(), SPACED


def _without_apostrophes(utf8: bytes, lines: list[str]) -> tuple[bytes, str] | None:
    """The text with marks for the apostrophes around cells, where each that opens one closes it, in the header too."""
    if b"'" not in utf8[:SAMPLE] or len(lines) < LEAST:
        return None
    delimiter = _usual_delimiter(lines)
    sign = re.escape(delimiter)
    cell = re.compile(rf"(?m)(?<![^{sign}\r\n])'([^\r\n]*?)'(?=\s*?(?:{sign}|[\r\n]|\Z))")
    opened = [len(re.findall(rf"(?:^|{sign})'", line)) for line in lines]
    closed = [len(cell.findall(line)) for line in lines]
    marked = any(re.search(rf'(?:^|{sign})"', line) for line in lines)
    if marked or not closed[0] or opened != closed or 0 in closed:
        return None
    text = utf8.decode("utf-8", "replace")
    return cell.sub(lambda of: quoted(re.sub("''", "'", of[1]), delimiter, always=True), text).encode(), APOSTROPHES
