"""HTML in the texts of a TimelineJS sheet, as the words that it shows there; our texts are never anything but text."""

import html
import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from data.validation.records_table import Table

COLUMNS: Final = ("title", "text", "caption", "credit")
NOTE: Final = "HTML is shown as its words, and a link as its address behind them."
ENTITY: Final = "&(?:amp|lt|gt|quot|apos|nbsp|[a-z]{3,6}|[A-Z][a-z]{3,5}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6});"
ENTITIES: Final = "Signs that HTML writes in words are shown as what they are: “&amp;” as “&”."
_TAG = re.compile(
    r"<(/?)(p|br|div|li|h[1-6]|blockquote|a|b|i|em|strong|u|s|span|font|small|big|sup|sub|ul|ol|cite|q|code|center|img"
    r"|hr)\b([^<>]*)>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_SIGN = re.compile(ENTITY)
_ADDRESS = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_ENDS: Final = {"p": "\n\n", "div": "\n", "blockquote": "\n\n", "br": "\n", "hr": "\n\n",
                **{f"h{level}": "\n\n" for level in range(1, 7)}}  # fmt: skip


def put_plain(table: Table) -> None:
    """The texts of a table without their tags, with a note if there were any."""
    for name in COLUMNS:
        cells = table.text(name).to_pylist()
        shown = [plain(cell) for cell in cells]
        if shown != cells:
            table.overrides[name] = pa.chunked_array([pa.array(shown, pa.string())])
            table.notes += [] if NOTE in table.notes else [NOTE]


def put_unescaped(table: Table) -> None:
    """The texts of a table with the signs that HTML writes in words, and a note if there were any."""
    for name in COLUMNS:
        cells = table.text(name)
        if pc.any(pc.match_substring_regex(cells, ENTITY)).as_py():
            table.overrides[name] = pa.chunked_array([pa.array(map(unescape, cells.to_pylist()), pa.string())])
            table.notes += [] if ENTITIES in table.notes else [ENTITIES]


def unescape(text: str) -> str:
    """A text with the signs that HTML writes in words as what they are; what only looks like one as it is.

    >>> unescape("Tom &amp; Ann, caf&eacute; &#8211; AT&T; R&Dept;")
    'Tom & Ann, café – AT&T; R&Dept;'
    """
    return _SIGN.sub(lambda match: html.unescape(match[0]).replace("\xa0", " "), text) if "&" in text else text


def plain(text: str) -> str:
    """What a browser would show of a text with HTML in it; any other text as it is.

    >>> plain('<p>Born in <b>Newark</b>, <a href="https://a.org">they say</a>.</p><p>Tom &amp; Ann</p>')
    'Born in Newark, they say (https://a.org).\\n\\nTom & Ann'
    >>> plain("a < b and 1 <2> 3"), plain("AT&T")
    ('a < b and 1 <2> 3', 'AT&T')
    """
    if not _TAG.search(text) and not _ENTITY.search(text):
        return text
    addresses: list[str] = []

    def shown(match: re.Match[str]) -> str:
        is_end, tag, attributes = bool(match[1]), match[2].lower(), match[3]
        if tag == "a":
            return _behind(addresses.pop() if addresses else "") if is_end else _opened(addresses, attributes)
        if tag == "li":
            return "" if is_end else "\n– "
        return _ENDS.get(tag, "") if is_end or tag in ("br", "hr") else ""

    unescaped = html.unescape(_TAG.sub(shown, text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", unescaped)).strip()


def _opened(addresses: list[str], attributes: str) -> str:
    match = _ADDRESS.search(attributes)
    addresses.append(next((part for part in match.groups() if part), "") if match else "")
    return ""


def _behind(address: str) -> str:
    return f" ({address})" if address.lower().startswith(("http://", "https://")) else ""
