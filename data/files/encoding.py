"""Which characters the bytes stand for: settled for the whole file, or refused with the reason; never guessed wrong.

UTF-8 and UTF-16 are read, with and without a byte order mark, and Windows-1251 and 1252 where the letters say so;
every other that we know of where the owner of the file says so.
"""

import codecs
from dataclasses import dataclass
from typing import NoReturn

from data.errors import BadEncoding, BadFile, shown
from data.files.letter_frequencies import SCRIPTS
from data.files.ranked_encodings import BEYOND, CERTAIN, LEAST, SAMPLE, is_mostly_utf8, is_settled, rank, sample_of

READ = ("windows-1251", "windows-1252")
ENCODING = "encoding"
"""Beside the columns that are chosen, under a name that no column has: the encoding of the file."""
WIDER = {"shift_jis": "cp932", "gbk": "gb18030", "big5": "cp950", "euc_kr": "cp949"}
"""What programs write where they name the first, and what holds all of it."""
ENOUGH = 8192
"""Bytes by which encodings are offered: more take seconds, and order them no better."""
OFFERED, LONGEST_OFFERED = 6, 60
"""How many encodings are offered, and how many characters are shown in each."""
BLOCK = 1 << 20
SAVE_AS_UTF8 = "Open it in the program it came from, and save it as “CSV UTF-8”."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)

SPACE = 0xA0
"""The space that does not break, in the Windows encodings and in Latin-1: programs paste it into any text."""
STRAYS = (SPACE, 0x81, 0x8D, 0x8F, 0x90, 0x98, 0x9D)
"""That, and what stands for nothing in Windows-1252 or 1251."""
MOST_STRAYS = 3
LEAST_TO_ONE = 3
"""Right characters beyond ASCII to each byte that is not UTF-8, at the least."""
ENOUGH_LETTERS = 20
"""Beyond ASCII, beside which one odd byte tells nothing."""
STRAY = "The byte {:02X} in line {:,} fits no letter of {}; it is read as {}. Look at that line."

LATIN = ("iso8859-1", "ascii")
"""What Windows-1252 is usually called, by Python's names."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The whole file as UTF-8 without a mark, and what it was: `encoding` is the name Python knows it by.

    `is_cut` where the file ends in the middle of a character; `stray` is what is said of a byte that fits nowhere.
    """

    utf8: bytes
    encoding: str
    is_cut: bool = False
    stray: str = ""


def decode(content: bytes, name: str, chosen: str = "") -> DecodedText:
    """The content of a text file as UTF-8. Raises BadFile, with the reason, and BadEncoding where it cannot be settled.

    chosen: what its owner says it is in, for bytes that are no Unicode.
    """
    for mark, encoding, codec in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content, len(mark), encoding, codec, name)
    if b"\0" in content[:SAMPLE] and (wide := _utf16_without_mark(content)):
        return _decode_marked(content, 0, wide, wide, name)
    if content.count(0, 0, SAMPLE) > min(len(content), SAMPLE) / 8:
        raise _no_text(name)
    wrong = _first_wrong(content)
    if wrong is None:
        return DecodedText(content, "utf-8")
    if chosen:
        return _decode_chosen(content, name, chosen)
    if wrong > len(content) - 4 and not BEYOND.search(content, 0, wrong):
        return _cut_or_eight_bit(content, wrong, name)
    if wrong > len(content) - 4 and _is_start_of_character(content[wrong:]):
        return DecodedText(content[:wrong], "utf-8", is_cut=True)
    return _eight_bit(content, wrong, name)


def _decode_marked(content: bytes, skip: int, encoding: str, codec: str, name: str) -> DecodedText:
    body = content[skip:]
    if codec == "utf-8":
        wrong = _first_wrong(body)
        if wrong is None:
            return DecodedText(body, encoding)
        if wrong > len(body) - 4 and _is_start_of_character(body[wrong:]):
            return DecodedText(body[:wrong], encoding, is_cut=True)
        raise _broken(body, wrong, "UTF-8", name)
    wide = int(codec[4:6]) // 8
    whole = len(body) - len(body) % wide
    try:
        return DecodedText(body[:whole].decode(codec).encode(), encoding, is_cut=whole < len(body))
    except UnicodeDecodeError as error:
        if error.start >= whole - 2 * wide and error.reason == "unexpected end of data":
            return DecodedText(body[: error.start].decode(codec).encode(), encoding, is_cut=True)
        line = body[: error.start].decode(codec, "replace").count("\n") + 1
        raise BadFile(
            f"{name} begins like {codec[:6].upper()}, but line {line} has bytes that are no {codec[:6].upper()}.",
            text=name,
            advice=SAVE_AS_UTF8,
        ) from None


def usual_name(name: str) -> str:
    """Our name for an encoding by any of its usual ones; the name itself where it is none that is known here.

    Latin-1 is a part of Windows-1252, and mostly that is meant.

    >>> usual_name("cp1252"), usual_name("latin-1"), usual_name("SJIS"), usual_name("klingon")
    ('windows-1252', 'windows-1252', 'shift_jis', 'klingon')
    """
    if name in SCRIPTS:
        return name
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return name
    if codec in LATIN:
        return "windows-1252"
    return next((script for script in SCRIPTS if codecs.lookup(script).name == codec), name)


def _decode_chosen(content: bytes, name: str, chosen: str) -> DecodedText:
    chosen = usual_name(chosen)
    if chosen not in SCRIPTS:
        message = f"{name} cannot be read in {shown(chosen, 40)}, which is no encoding that is known here."
        raise BadEncoding(message, text=name, advice=f"Known are {', '.join(SCRIPTS)}.")
    encoding = WIDER.get(chosen, chosen)
    try:
        return DecodedText(content.decode(encoding).encode(), encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name} is not in {chosen}: line {line} has bytes that are no {chosen}."
        raise BadEncoding(message, text=name, advice=SAVE_AS_UTF8) from None


def likely_encodings(content: bytes) -> list[tuple[str, str]]:
    """The encodings that a file may be in, the likeliest first, each with a piece of it as it would read."""
    offers: dict[str, str] = {}
    sample = sample_of(content)
    few = sample[:ENOUGH].rpartition(b"\n")[0] or sample  # a line's end is no part of a character in any of them
    for _, encoding, _, text in rank(few) if few else ():
        piece = next((line for line in text.splitlines() if not line.isascii()), "")
        start = next((index for index, char in enumerate(piece) if char > "\x7f"), 0)
        piece = piece[max(start - 20, 0) :][:LONGEST_OFFERED]
        if all(char.isprintable() or char.isspace() for char in piece):
            offers.setdefault(piece, encoding)
    return [(encoding, piece) for piece, encoding in list(offers.items())[:OFFERED]]


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 told by its NULs: ASCII signs (commas, digits, line ends) have one on the same side each."""
    head = content[: SAMPLE - SAMPLE % 2]
    head = head[: len(head) - len(head) % 2]
    for codec, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if high.count(0) < len(high) / 20 or low.count(0) > high.count(0) / 3:
            continue
        text = head.decode(codec, "replace")
        is_table = any(char in text for char in "\r\n") and any(char in text for char in ",;\t|")
        if is_table and sum(_is_usual(char) for char in text) > 0.95 * len(text):
            return codec
    return None


def _is_usual(char: str) -> bool:
    return char in "\r\n\t" or (char.isprintable() and char != "\ufffd") or char in "\u00a0\u200b\u2028\u200e\u200f"


def _first_wrong(content: bytes) -> int | None:
    """The offset of the first byte that is not UTF-8, if any; a block at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), BLOCK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(content[start : start + BLOCK], final=start + BLOCK >= len(content))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _is_start_of_character(tail: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(tail)
    except UnicodeDecodeError:
        return False
    return True


def _broken(content: bytes, wrong: int, what: str, name: str) -> BadFile:
    line = content.count(b"\n", 0, wrong) + 1
    return BadFile(
        f"{name} is {what} but for the byte {content[wrong]:02X} in line {line}.",
        text=name,
        advice="Mend that line, or save the whole file again as “CSV UTF-8”: it may mix two encodings.",
    )


def _cut_or_eight_bit(content: bytes, wrong: int, name: str) -> DecodedText:
    """The only bytes beyond ASCII are the last: an accent of one byte, or half of a character."""
    try:
        return _eight_bit(content, wrong, name)
    except BadFile:
        if not _is_start_of_character(content[wrong:]):
            raise
        return DecodedText(content[:wrong], "utf-8", is_cut=True)


def _eight_bit(content: bytes, wrong: int, name: str) -> DecodedText:
    if b"\0" in content[:SAMPLE]:
        raise _no_text(name)
    if is_mostly_utf8(content):
        return _with_strays(content, wrong) or _refuse_broken(content, wrong, name)
    sample = sample_of(content)
    ranked = rank(sample)
    for encoding in READ:
        if ranked and ranked[0][1] == encoding and is_settled(ranked):
            try:
                return DecodedText(content.decode(encoding).encode(), encoding)
            except UnicodeDecodeError as error:
                raise _broken(content, error.start, encoding.capitalize(), name) from None
    if but_for_one := _but_for_strays(content, sample):
        return but_for_one
    best = [encoding for each, encoding, total, _ in ranked if each > LEAST and ranked[0][2] - total <= CERTAIN]
    maybe = f" It may be {' or '.join(best)}." if best else ""
    raise BadEncoding(
        f"{name} is not in UTF-8, and its letters do not say for certain in what else.{maybe}",
        text=name,
        advice=SAVE_AS_UTF8,
    )


def _refuse_broken(content: bytes, wrong: int, name: str) -> NoReturn:
    raise _broken(content, wrong, "UTF-8", name)


def _with_strays(content: bytes, wrong: int) -> DecodedText | None:
    """UTF-8 in which a few bytes of another encoding stand, as what they are in Windows-1252 if that is no letter; None
    for any other."""
    text = content.decode("utf-8", "surrogateescape")
    strays = sorted({char for char in text if "\ud800" <= char <= "\udfff"})
    count = sum(map(text.count, strays))
    if count > MOST_STRAYS or sum(char > "\x7f" for char in text) < (1 + LEAST_TO_ONE) * count:
        return None
    signs = {stray: _sign(ord(stray) - 0xDC00) for stray in strays}
    sign = signs[text[len(content[:wrong].decode("utf-8"))]]
    said = "a space" if sign == chr(SPACE) else shown(sign)
    note = STRAY.format(content[wrong], content.count(b"\n", 0, wrong) + 1, "UTF-8", said)
    return DecodedText("".join(signs.get(char, char) for char in text).encode(), "utf-8", stray=note)


def _sign(byte: int) -> str:
    """What a byte that is not UTF-8 may stand for: a quotation mark, a dash, a space; else only that it is unknown.

    >>> _sign(0x92), _sign(0xE9)
    ('’', '�')
    """
    sign = bytes([byte]).decode("windows-1252", "replace")
    return "\ufffd" if sign.isalnum() else sign


def _but_for_strays(content: bytes, sample: bytes) -> DecodedText | None:
    """A text that is settled but for a byte or a few of one kind; None for any other."""
    for stray in STRAYS:
        mark = bytes([stray])
        if not 0 < content.count(mark) <= MOST_STRAYS:
            continue
        ranked = rank(sample.replace(mark, b" "))
        if ranked and ranked[0][1] in READ and is_settled(ranked) and _has_enough(ranked[0][3]):
            encoding, line = ranked[0][1], content.count(b"\n", 0, content.index(mark)) + 1
            note = STRAY.format(stray, line, encoding.capitalize(), "a space" if stray == SPACE else "“�”")
            return DecodedText(content.decode(encoding, "replace").encode(), encoding, stray=note)
    return None


def _has_enough(text: str) -> bool:
    """Whether there are so many letters beyond ASCII that one odd byte among them tells nothing."""
    return sum(char > "\x7f" for char in text) >= ENOUGH_LETTERS


def _no_text(name: str) -> BadFile:
    return BadFile(f"{name} is not text.", text=name, advice="Choose a CSV: text, with one event on each line.")
