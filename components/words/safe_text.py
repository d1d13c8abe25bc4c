"""Text from a file, made safe to show: it stays what was written, and can do nothing."""

import re
import unicodedata
from html import escape

# Embeddings, overrides and isolates that are not closed would turn round the rest of the page. The marks U+200E,
# U+200F and U+061C turn nothing round beyond themselves: Arabic and Hebrew texts need them, so they stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Lone surrogates cannot be sent to a browser; control characters and the noncharacters cannot be shown.
_UNSHOWABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_RIGHT_TO_LEFT = ("R", "AL")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")

# Streamlit looks through the finished text once more, whatever it was escaped with, for addresses, its own icons,
# emoji codes and arrows. An empty directive of its own between their characters leaves nothing to find or to see.
_NOTHING = ":small[]"
_ADDRESSES = re.compile(r"(?<=:)(?=[\w/+-])|(?<=@)(?=\w)|(?<=www)(?=\.)", re.IGNORECASE)
_ARROWS = re.compile(r"(?<!\S)(?:<->|->|<-|--|[><~]=)(?!\S)")
_BREAK = "\ufdd0"  # a noncharacter that `clean` leaves in no text

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """The text without what could harm its surroundings: turning marks are left out, what cannot be shown is \ufffd.

    Line ends of every kind become one line feed. Text written from right to left is isolated from its surroundings.

    >>> clean("a\\x00b\\u202ec")
    'a\ufffdbc'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSHOWABLE.sub("\ufffd", _TURNING.sub("", text))
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text if character > "\u0589"):
        return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" if line else line for line in text.split("\n"))
    return text


def plain(text: str) -> str:
    """Markdown for Streamlit that shows the text exactly as written, on as many lines.

    Every mark is written as its number, so that no Markdown, directive, icon, formula, address or emoji code is in it.

    >>> plain("*a*"), plain("$x$")
    ('&#42;a&#42;', '&#36;x&#36;')
    """
    return "\\\n".join(_plain_line(line) for line in clean(text).split("\n"))


def _plain_line(line: str) -> str:
    line = line.replace("\t", "    ")
    words = line.lstrip(" ")
    parted = _ARROWS.sub(lambda match: _BREAK.join(match[0]), _ADDRESSES.sub(_BREAK, words.rstrip(" ")))
    marked = _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", parted).replace(_BREAK, _NOTHING)
    return "&nbsp;" * (len(line) - len(words)) + marked if marked else "&nbsp;"


def plotly_text(text: str) -> str:
    """The text for Plotly's labels and hover, which know a few tags: as written, lines broken by a tag of its own.

    Never put it into a template string: there `%{customdata}` would be read.

    >>> plotly_text("<b>R & D</b>")
    '&lt;b&gt;R &amp; D&lt;/b&gt;'
    """
    return escape(clean(text), quote=False).replace("\n", "<br>")


def one_line(text: str, most: int) -> str:
    """The text on one line, at most so many characters long, with an ellipsis where it was cut.

    >>> one_line("One line\\nand another", 12)
    'One line\u2026'
    """
    if len(text) <= most and text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    line = " ".join(clean(text[: most * 4]).replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "").split())
    if len(line) > most or len(text) > most * 4:
        line = _cut(line, most - 1) + "…"
    return clean(line)


def _cut(line: str, most: int) -> str:
    """The beginning of a line, up to the end of a word if one ends in its last third; letters keep their marks."""
    end = min(most, len(line))
    while 0 < end < len(line) and (unicodedata.combining(line[end]) or line[end] in "\u200d\ufe0f"):
        end -= 1
    space = line.rfind(" ", end * 2 // 3, end + 1)
    return line[: space if space > 0 else end].rstrip(" ,;:")
