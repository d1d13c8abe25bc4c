"""What became known last, as an Atom feed (RFC 4287): an entry for each event and each figure that moved."""

from typing import Any, Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from components.words.dates import date_words

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MOST: Final = 100


def feed(title: str, address: str, entries: list[dict[str, Any]], updated: str) -> bytes:
    """entries: events as `answers.event_of` has them, the newest first. updated: ISO 8601 with its offset."""
    root = Element("feed", xmlns=NAMESPACE)
    for name, text in (("id", address), ("title", title), ("updated", updated)):
        SubElement(root, name).text = text
    SubElement(root, "link", rel="self", href=f"{address}feed.atom")
    SubElement(root, "link", rel="alternate", href=address)
    for one in entries[:MOST]:
        _entry(root, address, one, updated)
    content: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + content


def _entry(root: Element, address: str, one: dict[str, Any], updated: str) -> None:
    entry = SubElement(root, "entry")
    where = f"{address}?event={quote(one['id'], safe='')}"
    figure = " ".join(str(one[name]) for name in ("value", "unit", "metric") if one.get(name))
    source = one.get("source") or "nobody named"
    texts = (
        ("id", where),
        ("title", " ".join(str(one["title"]).split())),
        ("updated", one.get("known") or updated),
        (
            "summary",
            " · ".join(part for part in (date_words(one["date"]), figure, source, one.get("text", "")) if part),
        ),
    )
    for name, text in texts:
        SubElement(entry, name).text = text
    SubElement(SubElement(entry, "author"), "name").text = source
    SubElement(entry, "link", rel="alternate", href=where)
