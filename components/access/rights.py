"""What somebody may do with the record: the one rule, asked by the page and by every route.

Whom the settings name is in `data.settings.access`, how one becomes known in `sign_in` and `shared_secret`. Where
nobody is named: all may look; only who sits at the machine that serves nobody else may edit; and the notes are for who
sits at it, or bears the briefer's key.
"""

import getpass
import hmac
import logging
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from starlette.types import Scope

from components.access import hosts, shared_secret, sign_in
from components.access.access_settings import Named
from components.access.client_address import network_of
from components.access.person import Person
from components.access.request_sender import Asker
from data.settings.access import DOMAIN, GROUP, TEAM, Names

IN_SCOPE: Final = "dateline.visitor"
ANEW_IN_SCOPE: Final = "dateline.visitor_anew"
"""A call that gives the same visitor as the settings are by then."""
BRIEFER_KEY: Final = "DATELINE_BRIEFER"
"""The environment names the briefer's key with it; then nothing but the key will do, or a name in the settings."""
NOTES: Final = (
    "Notes are for the briefer alone: on the computer that serves the events, with the briefer’s key, or by a link "
    "that drives the briefing."
)
FAULT: Final = "Nobody is let in, for whom the settings name cannot be read. Whoever runs this finds why in its log."
TOLD: Final = "Nobody is let in from elsewhere, for whom the settings name cannot be read: {}"
TRIED: Final = "Too many wrong secrets came from where you are. Wait ten minutes, and try again."


class Right(Enum):
    """What can be done: anything that tells nothing of the record, look at it, open a briefing that others follow, read
    the briefer's notes, edit."""

    OPEN = "open"
    VIEW = "view"
    LEAD = "lead"
    BRIEF = "brief"
    EDIT = "edit"


DOES: Final = {Right.VIEW: "look at this record", Right.BRIEF: "read its notes", Right.EDIT: "edit this record",
               Right.LEAD: "brief others from it"}  # fmt: skip
HOST: Final = "who sits at the machine that serves it"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the record: who asks, whom its settings name, and whom that one is known to be."""

    asker: Asker
    named: Named
    person: Person | None

    @classmethod
    def of(cls, asker: Asker, named: Named) -> "Visitor":
        """Who that is: by the sign-in, by the team's secret, in a cookie or borne by a program, or by both."""
        signed_in, of_team = sign_in.person(asker.cookies, named.access.groups), shared_secret.person(asker.cookies)
        if of_team is None and asker.bearer and shared_secret.secret() and _is_of_a_program(asker):
            of_team = shared_secret.PROGRAM
        return cls(asker, named, replace(signed_in, is_of_team=True) if signed_in and of_team else signed_in or of_team)

    def may(self, right: Right) -> bool:
        """Whether they may do that."""
        access = self.named.access
        if right is Right.OPEN:
            return True
        if self.named.fault:
            return is_own_machine(self.asker)
        match self._meant(right):
            case Right.EDIT:
                return self._is_named(access.edit) or (self._is_owner(access.edit) and self.may(Right.VIEW))
            case Right.BRIEF:
                usual = self.asker.is_here if access.brief is None else self._is_owner(access.brief)
                is_usual = usual and not has_key() and self.may(Right.VIEW)
                return self._is_named(access.brief) or self._has_key() or is_usual
        everybody = access.view is None
        return everybody or self._is_owner(access.view) or self._has_key() or any(
            map(self._is_named, (access.view, access.edit, access.brief))
        )  # fmt: skip

    @property
    def known_as(self) -> str:
        """By whose name a change goes into the journal."""
        if self.person:
            return self.person.known_as
        with suppress(OSError, KeyError, ImportError):
            return getpass.getuser()
        return "somebody"

    def refusal(self, right: Right) -> str:
        """Why they may not do that, who may, and how to become known as one of them."""
        if self.named.fault:
            return FAULT
        names = getattr(self.named.access, self._meant(right).value)
        if names is None and right is Right.BRIEF:
            return NOTES
        if names is None:
            return f"Only {HOST} may {DOES[right]}: its settings name nobody below [access]."
        if not names:
            return f"Nobody may {DOES[right]}."
        told = _in_words(names) if self.person and self.may(Right.VIEW) else "those whom its owner names"
        return f"Only {told} may {DOES[right]}. {self._way()}"

    def bore_too_many(self) -> bool:
        """Whether too many wrong secrets came from there; one that is borne in vain is noted as one more.

        Asked where a secret opened nothing. Too many are too many for the right one, too, or its answer would tell it.
        """
        if not self.asker.bearer or not (shared_secret.secret() or has_key()):
            return False
        if _is_over(self.asker):
            return True
        if not (shared_secret.is_right(self.asker.bearer) or self._has_key()):
            shared_secret.TRIES.note(network_of(self.asker.client))
        return False

    def _meant(self, right: Right) -> Right:
        """Who may look may brief others, but where those are named who may."""
        if right is not Right.LEAD:
            return right
        return Right.VIEW if self.named.access.brief is None else Right.BRIEF

    def _way(self) -> str:
        if self.person:
            return f"You are here as {self.person.known_as}: sign out and in again as one of them, or ask its owner."
        if has_ways():
            return "If you are one of them, sign in."
        return "No way to sign in is set up here: whoever runs it finds in docs/serving.md how."

    def _is_named(self, names: Names) -> bool:
        return bool(names and self.person and self.person.is_one_of(names))

    def _is_owner(self, names: Names) -> bool:
        """At one's own machine all is one's own; but where others are named and can become known, so must everybody."""
        return is_own_machine(self.asker) and (names is None or not has_ways())

    def _has_key(self) -> bool:
        key = os.environ.get(BRIEFER_KEY, "")
        is_borne = bool(key) and hmac.compare_digest(self.asker.bearer.encode(), key.encode())
        return is_borne and not _is_over(self.asker)


def visitor_of(scope: Scope) -> Visitor:
    """Who asks, as the gate has found; of what came through none, by whom no settings name."""
    known = scope.get(IN_SCOPE)
    return known if isinstance(known, Visitor) else Visitor.of(Asker.of_scope(scope), Named())


def may_still(scope: Scope, right: Right) -> bool:
    """Whether who asked may do that now, long after the gate let it in."""
    anew = scope.get(ANEW_IN_SCOPE)
    visitor = anew() if callable(anew) else visitor_of(scope)
    return isinstance(visitor, Visitor) and visitor.may(right)


def is_own_machine(asker: Asker) -> bool:
    """Whether whoever asks sits at the machine, and it serves nobody else."""
    return asker.is_here and hosts.is_for_this_machine_alone()


def has_key() -> bool:
    """Whether the briefer has a key."""
    return bool(os.environ.get(BRIEFER_KEY))


def has_ways() -> bool:
    """Whether anybody can become known here."""
    return bool(shared_secret.secret()) or sign_in.is_set_up()


def troubles(named: Named) -> list[str]:
    """What whoever runs this should know: a way in that does not work, and names that nobody can show to be theirs."""
    said = [sign_in.trouble(), shared_secret.trouble(), TOLD.format(named.fault) if named.fault else ""]
    every = [name for names in (named.access.view, named.access.edit, named.access.brief) for name in names or ()]
    if TEAM in every and not shared_secret.secret():
        unset = f"and no {shared_secret.SECRET} is set: nobody can come in as one of it."
        said.append(f"{named.file} names the team, {unset}")
    if [name for name in every if name != TEAM] and not sign_in.is_set_up():
        said.append(f"{named.file} names people, and no sign-in is set up: nobody can show to be one of them.")
    return [text for text in said if text]


def tell(named: Named) -> None:
    """Write into the log, for whoever starts this, what keeps people out whom they meant to let in."""
    for trouble in troubles(named):
        logging.getLogger("dateline.access").warning("%s", trouble)


def _is_of_a_program(asker: Asker) -> bool:
    return not _is_over(asker) and shared_secret.is_right(asker.bearer)


def _is_over(asker: Asker) -> bool:
    return shared_secret.TRIES.is_over(network_of(asker.client))


def _in_words(names: tuple[str, ...]) -> str:
    *first, last = [_named(name) for name in names]
    return f"{', '.join(first)} and {last}" if first else last


def _named(name: str) -> str:
    if name == TEAM:
        return "the team"
    if name.startswith(GROUP):
        return f"the group {name.removeprefix(GROUP).strip()}"
    return f"whoever has an address at {name.removeprefix(DOMAIN)}" if name.startswith(DOMAIN) else name
