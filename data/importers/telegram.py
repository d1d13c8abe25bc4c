"""A chat exported from Telegram: each message an event, its parts of text put together again."""

from collections.abc import Mapping
from typing import Any

from data.importers._json_shapes import Rows, ShapeRows, objects, shape

LONGEST = 120
"""Characters of a title that is made of a text."""


@shape("Telegram", order=3)
def read_telegram(document: Mapping[str, Any]) -> ShapeRows | None:
    """The messages of one chat, or of all."""
    chats = document.get("chats")
    listed = objects(chats.get("list")) if isinstance(chats, dict) else [dict(document)]
    rows: Rows = []
    for chat in listed:
        messages = objects(chat.get("messages"))
        if any("date_unixtime" in message for message in messages):
            rows += [_row(message, str(chat.get("name") or "")) for message in messages]
    return ShapeRows(rows, ("Read as messages of Telegram.",)) if rows else None


def _row(message: Mapping[str, Any], chat: str) -> dict[str, Any]:
    text = _plain_text(message.get("text"))
    title = next((line for line in text.splitlines() if line.strip()), "") or str(
        message.get("action") or message.get("media_type") or message.get("type") or ""
    )
    return {
        "date": message.get("date"),
        "title": title if len(title) <= LONGEST else title[: LONGEST - 1].rsplit(" ", 1)[0] + "…",
        "text": text if text != title else "",
        "category": chat,
        "actors": message.get("from") or message.get("actor"),
        "id": f"{chat} {message['id']}".strip() if "id" in message else "",
        "forwarded from": message.get("forwarded_from"),
    }


def _plain_text(parts: Any) -> str:
    """A text, in one piece or in several of which some are links, names and the like.

    >>> _plain_text(["Look: ", {"type": "link", "text": "https://example.org"}, "!"])
    'Look: https://example.org!'
    """
    pieces = parts if isinstance(parts, list) else [parts or ""]
    return "".join(str(piece.get("text", "")) if isinstance(piece, dict) else str(piece) for piece in pieces)
