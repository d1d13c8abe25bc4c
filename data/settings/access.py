"""Who may look at a record, edit it and read its notes: the table `access` of the settings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from data.errors import BadSettings, shown
from data.schema import did_you_mean

ADDRESS: Final = re.compile(r"[^@\s*]{1,64}@[^@\s*]{1,255}")
DOMAIN: Final = "*@"
GROUP: Final = "group:"
TEAM: Final = "team"
CLAIM: Final = "groups"
KEYS: Final = ("view", "edit", "brief")
ADVICE: Final = (
    'Write {} = ["anna@example.org", "*@example.org", "group:editors", "team"]: addresses, all of a domain, a group of '
    "the sign-in, or whoever knows the team’s secret."
)

Names = tuple[str, ...] | None
"""Those who are named; None where nobody is asked for."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may look, edit and brief, as the settings name them. groups: the claim of a sign-in that holds its groups."""

    view: Names = None
    edit: Names = None
    brief: Names = None
    groups: str = CLAIM


USUAL: Final = Access()
"""Where nothing is said."""


def of_table(table: object, name: str) -> Access:
    """The table `access`; `name` is the file's, for the sentences. Raises BadSettings."""
    if not isinstance(table, dict):
        raise BadSettings(f"{name}: access is no table.", advice='Write [access] and below it edit = ["…"].')
    for key in table:
        if key not in (*KEYS, "groups"):
            advice = did_you_mean(key, (*KEYS, "groups")).strip() or f"Known are {', '.join(KEYS)}, groups."
            raise BadSettings(f"{name}, access: there is no setting called {shown(key)}.", text=key, advice=advice)
    groups = table.get("groups", CLAIM)
    if not isinstance(groups, str) or not groups.strip():
        advice = 'Write groups = "groups": what the claim is called in which the sign-in tells them.'
        raise BadSettings(f"{name}, access: groups is no name.", text=str(groups), advice=advice)
    view, edit, brief = (_names(table, key, name) for key in KEYS)
    return Access(view, edit, brief, groups.strip())


def _names(table: Mapping[str, Any], key: str, name: str) -> Names:
    """Those whom one key names, in small letters but for groups; None where it is not there."""
    if key not in table:
        return None
    values = [table[key]] if isinstance(table[key], str) else table[key]
    advice = ADVICE.format(key)
    if not isinstance(values, list):
        raise BadSettings(f"{name}, access: {key} is no list.", text=str(values), advice=advice)
    for value in values:
        if not isinstance(value, str) or not _is_known(value.strip()):
            said = f"{name}, access: {key} has {shown(str(value))}, which names nobody."
            raise BadSettings(said, text=str(value), advice=advice)
    texts = (value.strip() for value in values)
    return tuple(text if text.startswith(GROUP) else text.casefold() for text in texts)


def _is_known(text: str) -> bool:
    if text.startswith(GROUP):
        return bool(text.removeprefix(GROUP).strip())
    return text == TEAM or bool(ADDRESS.fullmatch(text.replace(DOMAIN, "all@", 1) if text.startswith(DOMAIN) else text))
