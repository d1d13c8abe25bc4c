"""What changed in the record, told to one address: the events that came, changed or were withdrawn, and the figures
that moved. Signed, tried again, and given up after a while.

`DATELINE_WEBHOOK` names the address, `DATELINE_WEBHOOK_SECRET` the secret that signs what is sent: the receiver makes
the HMAC-SHA256 of the body with it and compares it with `X-Dateline-Signature: sha256=…`. Notes are in none of it.
"""

import hashlib
import hmac
import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from components import cache
from components.api import answers
from data.claims.compare_files import MOST_ROWS, compare_sets
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.engine.background_threads import later
from data.errors import DatelineError
from data.schema import PRIVATE
from data.view import View

ADDRESS, SECRET = "DATELINE_WEBHOOK", "DATELINE_WEBHOOK_SECRET"
LOOK_SECONDS: Final = 5.0
PATIENCE_SECONDS: Final = 10.0
PAUSES: Final = (1.0, 5.0, 30.0, 300.0)
"""Seconds before each further try; after the last it is given up."""
MOST_TOLD: Final = 200
LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where to tell it, and what signs it."""

    address: str
    secret: str

    def signature(self, body: bytes) -> str:
        """What the receiver compares."""
        return "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()


def hook() -> Hook | None:
    """The one that the environment names; None where it names none, or no address that can be asked."""
    address, secret = os.environ.get(ADDRESS, ""), os.environ.get(SECRET, "")
    if not address:
        return None
    if urlsplit(address).scheme not in ("http", "https") or not secret:
        LOG.warning("%s needs an http or https address, and %s a secret: nothing is told.", ADDRESS, SECRET)
        return None
    return Hook(address, secret)


def watch(path: str | Path, pauses: tuple[float, ...] = PAUSES, look: float = LOOK_SECONDS) -> None:
    """Look from now on whether the record changes, and tell it; nothing where no hook is named."""
    if found := hook():
        later(look, lambda: _look(path, found, None, pauses, look))


def _look(path: str | Path, to: Hook, last: tuple[Any, Dataset] | None, pauses: tuple[float, ...], look: float) -> None:
    now = last
    with suppress(DatelineError, OSError):  # what is wrong with the file is said on the page
        stamp = opening.stamp(path)
        if last is None or last[0] != stamp:
            now = stamp, cache.dataset(path)
    if last and now and now[1].key != last[1].key:
        try:
            _tell(to, last[1], now[1], pauses)
        except DatelineError as error:
            LOG.warning("What changed could not be told: %s", error)
    later(look, lambda: _look(path, to, now, pauses, look))


def _tell(to: Hook, before: Dataset, now: Dataset, pauses: tuple[float, ...]) -> None:
    if max(before.report.events, now.report.events) > MOST_ROWS:
        LOG.warning("The record is too large for its changes to be told.")
        return
    changes = changes_of(before, now)
    if changes:
        told = {
            "record": now.settings.title or now.name,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "changes": changes[:MOST_TOLD],
            "is_more": len(changes) > MOST_TOLD,
        }
        send(to, json.dumps(told).encode(), pauses)


def changes_of(before: Dataset, now: Dataset) -> list[dict[str, Any]]:
    """What a reader would want to hear, the figures first."""
    was, is_now = (_figures(dataset) for dataset in (before, now))
    moved = [
        {"what": "a figure moved", "figure": label, "was": was.get(label), "now": state}
        for label, state in is_now.items()
        if was.get(label) != state
    ]
    found = compare_sets(before, now)
    told: list[dict[str, Any]] = [
        {"what": what, "id": one.id, "date": one.date, "title": one.title, "source": one.source}
        for what, some in (("an event was added", found.added), ("an event was withdrawn", found.withdrawn))
        for one in some
    ]
    told += [
        {"what": "an event was changed", "id": one.id, "title": one.title,
         "cells": [{"column": cell.column, "was": cell.before, "now": cell.now} for cell in one.cells
                   if cell.column not in PRIVATE]}
        for one in found.changed
    ]  # fmt: skip
    return [*moved, *told]


def _figures(dataset: Dataset) -> dict[str, Mapping[str, Any]]:
    names = ("value", "unit", "source", "said", "row")
    return {one["label"]: {name: one[name] for name in names} for one in answers.figures(dataset, View())["figures"]}


def send(to: Hook, body: bytes, pauses: tuple[float, ...] = PAUSES) -> None:
    """Post it, signed; where it is not taken, again after each pause, and then no more."""
    headers = {"Content-Type": "application/json", "User-Agent": "Dateline", "X-Dateline-Signature": to.signature(body)}
    try:
        with urlopen(Request(to.address, body, headers), timeout=PATIENCE_SECONDS):
            return
    except HTTPError as error:
        error.close()
        reason = f"status {error.code}"
    except (URLError, OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error))
    if not pauses:
        LOG.warning("%s did not take what changed (%s); it is told no more.", urlsplit(to.address).hostname, reason)
        return
    later(pauses[0], lambda: send(to, body, pauses[1:]))
