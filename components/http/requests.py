"""What is asked over HTTP, checked before anything is done; and the sentence for what is asked badly."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components import cache
from components.access.rights import TRIED, Right, visitor_of
from components.cache import persistent_uploads
from components.http import viewer_cookie
from data.view import Pairs

MOST_QUERY_BYTES: Final = 8192
MOST_PARTS: Final = 210
KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,128}")
NUMBER: Final = re.compile(r"[0-9]{1,5}")

GONE: Final = "There is no such record here, or it is kept no longer. Reload the page."
SHARED: Final = "public, max-age=300"
OWN: Final = "private, no-store"


class Refused(Exception):  # noqa: N818 - it says what is so
    """A request that is not for us, and the sentence it gets."""

    def __init__(self, status: int, sentence: str, page: str = "") -> None:
        """page: HTML that says the same, for who came with a browser."""
        self.status, self.sentence, self.page = status, sentence, page
        super().__init__(sentence)


def key_of(request: Request) -> str:
    """The key of a data set that is kept. Raises UnknownKey."""
    key: str = request.path_params["key"]
    if not KEY.fullmatch(key) or cache.find(key) is None:
        raise cache.UnknownKey(key)
    return key


def pairs_of(request: Request) -> Pairs:
    """The name=value pairs of the address. Raises Refused."""
    return pairs_in(request.scope["query_string"])


def pairs_in(query: bytes) -> Pairs:
    """The name=value pairs of what stands after the question mark. Raises Refused."""
    if len(query) > MOST_QUERY_BYTES:
        raise Refused(414, f"The address is too long: after its question mark it may have {MOST_QUERY_BYTES:,} bytes.")
    try:
        return parse_qsl(query.decode("ascii"), True, bool(query), errors="strict", max_num_fields=MOST_PARTS)
    except ValueError:
        raise Refused(400, "The address cannot be read: after its question mark, write name=value pairs.") from None


def plainly(status: int, sentence: str) -> Response:
    """One sentence that nobody keeps; one who was too slow, or is too much at once, begins again on a new line."""
    headers = {"Cache-Control": "no-store"}
    if status in (408, 429, 503):
        headers |= {"Connection": "close", "Retry-After": "5"}
    return PlainTextResponse(sentence + "\n", status, headers=headers)


def sees_notes(request: Request, key: str) -> bool:
    """Whether a file that is taken away may hold the briefer's notes: of an upload for the browser that brought it (who
    follows its briefing knows its key, too), and of any for whoever may read them on the screen.

    Raises Refused where too many wrong secrets came."""
    if cache.is_upload(key) and persistent_uploads.is_read_by(key, viewer_cookie.secret_of(request.scope)):
        return True
    visitor = visitor_of(request.scope)
    if visitor.may(Right.BRIEF):
        return True
    if visitor.bore_too_many():
        raise Refused(429, TRIED)
    return False


def encoding_of(headers: Mapping[str, str]) -> str:
    """The best of ours that the browser takes."""
    parts = [part.replace(" ", "").lower() for part in headers.get("accept-encoding", "").split(",")]
    accepted = {part.split(";")[0] for part in parts if not part.endswith((";q=0", ";q=0.0"))}
    return next((name for name in ("br", "gzip") if name in accepted), "identity")


def encoding_header(encoding: str) -> dict[str, str]:
    """The header that says so."""
    return {} if encoding == "identity" else {"Content-Encoding": encoding}
