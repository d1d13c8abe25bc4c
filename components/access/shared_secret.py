"""One secret for a small team: whoever knows it says a name, and is known by it in a cookie that is signed with it.

DATELINE_TEAM_SECRET holds it. Another secret ends every cookie that was given for the one before.
"""

import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

from components.access.person import Person, plain

SECRET: Final = "DATELINE_TEAM_SECRET"
COOKIE: Final = "dateline_team"
LEAST: Final = 16
SECONDS: Final = 30 * 86_400
MOST_WRONG, MOST_WRONG_OF_ALL = 10, 300
PAUSE_SECONDS: Final = 600.0
MOST_CLIENTS: Final = 5_000
SHORT: Final = f"{SECRET} is too short to be a secret: it needs {LEAST} characters. Nobody can come in by it."
PROGRAM: Final = Person("a program", is_of_team=True)


def secret() -> str:
    """The team's secret; "" where there is none that will do."""
    found = os.environ.get(SECRET, "")
    return found if len(found) >= LEAST else ""


def trouble() -> str:
    """What keeps it from working, "" where nothing does or there is none."""
    return SHORT if os.environ.get(SECRET) and not secret() else ""


def is_right(given: str) -> bool:
    """Whether it is the secret, compared in a time that tells nothing."""
    known = secret()
    return bool(known) and hmac.compare_digest(_digest(given), _digest(known))


def cookie(name: str) -> str:
    """What is kept by the browser of somebody who knew the secret and says to be called so."""
    return str(_signer().dumps(plain(name)))


def person(cookies: Mapping[str, str]) -> Person | None:
    """Who came in by the secret, for as long as the cookie and the secret last."""
    if not (held := cookies.get(COOKIE)) or not secret():
        return None
    try:
        name = _signer().loads(held, max_age=SECONDS)
    except BadData:
        return None
    return Person(plain(name), is_of_team=True) if isinstance(name, str) and plain(name) else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_digest(secret()), salt=COOKIE)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class Tries:
    """How often a wrong secret was given lately: by each client, and by all."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def is_over(self, client: str) -> bool:
        """Whether this client has tried too often, or all together have."""
        return self._count(client) >= MOST_WRONG or self._count("") >= MOST_WRONG_OF_ALL

    def note(self, client: str) -> None:
        """One more wrong try."""
        for who in (client, ""):
            self._wrong.setdefault(who, []).append(self._now())
            self._wrong.move_to_end(who)
        while len(self._wrong) > MOST_CLIENTS:
            self._wrong.popitem(last=False)

    def _count(self, who: str) -> int:
        since = self._now() - PAUSE_SECONDS
        recent = [when for when in self._wrong.get(who, ()) if when > since]
        if who in self._wrong:
            self._wrong[who] = recent
        return len(recent)


TRIES: Final = Tries()
