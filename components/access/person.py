"""Somebody who is known: by a sign-in, or by the team's secret."""

import re
from dataclasses import dataclass
from typing import Final

from data.settings.access import DOMAIN, GROUP, TEAM

LONGEST: Final = 80
AT: Final = re.compile("[@\uff20\ufe6b]")


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is. address: proved by a sign-in, "" where there is none; name: as they call themselves."""

    name: str
    address: str = ""
    groups: frozenset[str] = frozenset()
    is_of_team: bool = False

    @property
    def known_as(self) -> str:
        """What the journal calls them: by what somebody else has proved, where there is that; a name passes for no
        address.

        >>> Person("anna@example.org").known_as
        'anna (at) example.org'
        """
        return plain(self.address) or plain(AT.sub(" (at) ", self.name))

    def is_one_of(self, names: tuple[str, ...]) -> bool:
        """Whether the settings mean them.

        >>> Person("Anna", "anna@example.org").is_one_of(("*@example.org",))
        True
        """
        return any(self._is(name) for name in names)

    def _is(self, name: str) -> bool:
        if name == TEAM:
            return self.is_of_team
        if name.startswith(GROUP):
            return name.removeprefix(GROUP).strip() in self.groups
        own = self.address
        return bool(own) and (
            own == name or (name.startswith(DOMAIN) and own.rpartition("@")[2] == name[len(DOMAIN) :])
        )


def plain(text: str) -> str:
    """A name on one line without letters that are not seen, which could turn others around; cut where it is long.

    >>> plain("Anna\\u202e  Editor\\n")
    'Anna Editor'
    """
    seen = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: LONGEST * 4]).split())
    return seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"
