"""A report as text: pasted, or out of a .txt, .md, .html or .docx, with when and by whom it was published."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from data import dates
from data.draft.language_rules import words
from data.draft.publication_day import dateline_day
from data.errors import BadDate, BadFile
from data.files.encoding import decode
from data.files.zipped_xml import Parts, local

MOST_CHARACTERS: Final = 1_000_000
"""Of a report: a long book. More is no report, and nobody could look through its rows."""
MOST_BYTES: Final = 8 * MOST_CHARACTERS

MOST_MARKS: Final = 1_500_000
"""Of the XML of a Word document, so that it does not fill the memory."""
AS_WORD: Final = "Save it anew as .docx, without a password, or paste its text."

_SILENT: Final = frozenset(words("script style noscript template svg nav footer aside form button select iframe head"))
_BLOCKS: Final = frozenset(
    words("p div h1 h2 h3 h4 h5 h6 li blockquote section article header tr br figcaption dt dd td pre ul ol table")
)
_EMPTY: Final = frozenset(words("meta link br img input hr source area base col embed track wbr"))
_PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "parsely-pub-date",
)
_PUBLISHER: Final = ("og:site_name", "publisher", "dc.publisher", "application-name", "author")
_NOTE: Final = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-z]|[*†‡]{1,3})(?:\s?[,–-]\s?[0-9]{1,3})*[\])]?")
_BEFORE_NOTE: Final = re.compile(r"[^\W\d_]$|[.,;:!?»”’\"')\]]$")
_UNIT: Final = re.compile(r"(?:[kcdmµn]?m|in|ft|mi|yd|s|[кс]?м|м)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a report; the day of publication as YYYY-MM-DD, "" where nobody knows; who published it, where."""

    text: str
    published: str = ""
    publisher: str = ""
    url: str = ""
    title: str = ""


def read_document(content: bytes, name: str) -> Document:
    """The report in a file, by what its name ends in. Raises BadFile where it is none, or far too long.

    Nothing in it is followed or run: of HTML only the words are taken.
    """
    suffix = Path(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        message = f"{name} is no report that can be read."
        raise BadFile(message, text=name, advice=f"Bring one of {', '.join(_READERS)}, or paste its text.")
    if suffix != ".docx" and len(content) > MOST_BYTES:
        raise _too_long(name)
    document = reader(content, name)
    if len(document.text) > MOST_CHARACTERS:
        raise _too_long(name)
    if not document.text.strip():
        raise BadFile(f"There are no words in {name}.", text=name, advice="Paste the text of the report.")
    return document if document.published else replace(document, published=dateline_day(document.text))


def published_day(written: str) -> str:
    """The day of publication as YYYY-MM-DD, however it is written. Raises BadDate where it is no day.

    >>> published_day("6 January 2022"), published_day("2022-01-06T09:30:00Z")
    ('2022-01-06', '2022-01-06')
    """
    edtf = dates.parse(written).edtf[:10]
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf):
        raise BadDate("This is not one day.", text=written, advice="Write the day of publication, as in 2022-01-06.")
    return edtf


def _too_long(name: str) -> BadFile:
    message = f"{name} is longer than a report: over {MOST_CHARACTERS:,} characters."
    return BadFile(message, text=name, advice="Bring the part that tells the story.")


def _plain(content: bytes, name: str) -> Document:
    return Document(
        decode(content, name).utf8.decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    )


def _markdown(content: bytes, name: str) -> Document:
    """Without the marks of headings, lists and links; the front matter says when it was published."""
    text = _plain(content, name).text
    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    fields = dict(re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front[1], re.MULTILINE)) if front else {}
    text = text[front.end() :] if front else text
    text = re.sub(r"^#{1,6}\s+|^>\s?|^\s*[-*+]\s+(?=\S)", "", text, flags=re.MULTILINE)
    text = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return Document(
        text, _day(fields.get("date", "")), fields.get("publisher", ""), fields.get("url", ""), fields.get("title", "")
    )


class _Words(HTMLParser):
    """The words of a page, a paragraph for each block, and what its head says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.said: dict[str, str] = {}
        self._silent: list[str] = []
        self._in_title = False
        self._is_raised = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = (named.get("property") or named.get("name") or named.get("itemprop") or "").lower()
            self.said.setdefault(key, named.get("content", ""))
        elif tag == "link" and named.get("rel") == "canonical":
            self.said.setdefault("canonical", named.get("href", ""))
        elif tag == "time" and named.get("datetime"):
            self.said.setdefault("date", named["datetime"])
        self._in_title = tag == "title"
        self._is_raised = self._is_raised or tag == "sup"
        if tag in _SILENT and tag not in _EMPTY:
            self._silent.append(tag)
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag == "title":
            self._in_title = False
        if tag == "sup":
            self._is_raised = False
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._in_title and "title" not in self.said:
            self.said["title"] = " ".join(data.split())
        elif not self._silent and not (self._is_raised and _is_reference(data, self.pieces)):
            self.pieces.append(re.sub(r"\s+", " ", data))


def _html(content: bytes, name: str) -> Document:
    page = _Words()
    page.feed(_plain(content, name).text)
    page.close()
    text = re.sub(r"[ \t]*\n[ \t\n]*\n[ \t\n]*", "\n\n", "".join(page.pieces)).strip()
    said = page.said
    return Document(
        text,
        next((day for key in _PUBLISHED if (day := _day(said.get(key, "")))), ""),
        next((said[key] for key in _PUBLISHER if said.get(key)), ""),
        _web_address(said.get("canonical") or said.get("og:url", "")),
        said.get("og:title") or said.get("title", ""),
    )


def _web_address(text: str) -> str:
    return text if re.match(r"https?://", text) else ""


def _docx(content: bytes, name: str) -> Document:
    """The paragraphs of a Word document, its footnotes behind them. Raises BadFile where it is damaged, or far too
    large once it is unpacked."""
    try:
        parts = Parts(content, name, "a Word document")
        if "word/document.xml" not in parts:
            raise BadFile(f"{name} is no Word document.")
        paragraphs = [*_paragraphs_of(parts, "word/document.xml"), *_paragraphs_of(parts, "word/footnotes.xml")]
        core = {local(node): node.text or "" for node in parts.tree("docProps/core.xml").iter()}
    except (BadFile, RecursionError) as error:
        message = str(getattr(error, "message", f"{name} is nested without an end.")).replace("old .xls", "old .doc")
        raise BadFile(message, text=name, advice=AS_WORD) from None
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    return Document(text, "", "", "", core.get("title", ""))


def _paragraphs_of(parts: Parts, part: str) -> Iterator[str]:
    if parts.size_of(part) > MOST_BYTES * 3 or parts.read(part).count(b"<") > MOST_MARKS:
        raise _too_long(parts.name)
    yield from _paragraphs(parts.tree(part))


def _paragraphs(node: Element) -> Iterator[str]:
    """The paragraphs below a node, each row of a table as one: its cells belong together. What was deleted, and is
    only kept to be seen, is left out."""
    for child in node:
        match local(child):
            case "p":
                yield _words_of(child)
            case "tr":
                cells = [" ".join(filter(None, map(str.strip, _paragraphs(cell)))) for cell in child]
                yield ": ".join(filter(None, cells))
            case _:
                yield from _paragraphs(child)


def _words_of(node: Element, before: Sequence[str] = ()) -> str:
    """The words of a paragraph; of a drawing that stands there twice only the first. before: what it follows."""
    pieces: list[str] = []
    is_raised = local(node) == "r" and any(map(_raises, node.iter()))
    for child in node:
        name = local(child)
        if name == "t":
            text = child.text or ""
            pieces.append("" if is_raised and _is_reference(text, before) else text)
        elif name in ("tab", "br", "cr"):
            pieces.append(" " if name == "tab" else "\n")
        elif name != "Fallback":
            pieces.append(_words_of(child, pieces))
    return "".join(pieces)


def _raises(setting: Element) -> bool:
    """Whether what is said of a run's letters puts them above the line, in one of the two ways there are."""
    value = next(iter(setting.attrib.values()), "")
    is_up = local(setting) == "position" and value.isdecimal() and value != "0"
    return is_up or (local(setting) == "vertAlign" and value == "superscript")


def _is_reference(raised: str, before: Sequence[str]) -> bool:
    """Whether raised signs are the number of a note: behind a word or the end of a sentence, and no power of a unit."""
    last = re.search(r"(\S*)\s*$", "".join(before[-3:]))
    word = last[1] if last else ""
    return bool(_NOTE.fullmatch(raised.strip())) and bool(_BEFORE_NOTE.search(word)) and not _UNIT.fullmatch(word)


def _day(written: str) -> str:
    try:
        return published_day(written) if written else ""
    except BadDate:
        return ""


_READERS: Final[dict[str, Callable[[bytes, str], Document]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
}
"""Each ending with its reader: what a report may come as."""


def with_publication(document: Document, published: str = "", publisher: str = "", url: str = "") -> Document:
    """A report with what a person says of its publication, before what it says itself. Raises BadDate."""
    day = published_day(published) if published else document.published
    return replace(document, published=day, publisher=publisher or document.publisher, url=url or document.url)


ENDINGS: Final = tuple(_READERS)
"""How the names of files end that can be brought."""
