"""The settings beside a file, changed with it: which values, from what to what, and the text before and after."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from data import settings as settings_files
from data.corrections import atomic_files
from data.errors import BadFile, BadSettings, Conflict
from data.files.journal_lines import Save, Setting
from data.settings import edit_toml_text as settings_text

Wanted = Mapping[settings_text.Path, tuple[Any, Any]]
"""By the path of a value, what it said when one looked and what it shall say."""
MARK: Final = b"\xef\xbb\xbf"


class SettingTaken(Conflict):
    """A value of the settings that is another by now. path: which; value: what it says."""

    def __init__(self, path: settings_text.Path, mine: Any, value: Any, by: str) -> None:
        self.path, self.value = path, value
        super().__init__(label(path), shown(mine), shown(value), by)


@dataclass(frozen=True, slots=True)
class Beside:
    """A settings file before and after a change. Without `changes` nothing is to be written."""

    path: Path
    changes: Sequence[Setting] = ()
    before: str = ""
    after: str = ""
    content: bytes = b""


def made(path: Path, wanted: Wanted, saves: Sequence[Save]) -> Beside:
    """The settings of a file, changed. Raises Conflict where a value is another by now, BadSettings where it cannot be.

    path: of the file, not of its settings.
    """
    place = settings_files.beside(path)
    if not wanted:
        return Beside(place)
    content = _content(place)
    if place.exists():
        atomic_files.check(place)
    text = settings_files.text_of(place) if content else ""
    settings_files.parse(text, place.name)
    now = settings_text.values_of(text)
    for at, (before, after) in wanted.items():
        there = now.get(at)
        if there != (before or None) and there != (after or None):
            raise SettingTaken(at, after, there, _who(saves, at))
    changes = [Setting(at, now.get(at), after or None) for at, (_, after) in wanted.items()
               if now.get(at) != (after or None)]  # fmt: skip
    return _after(place, content, text, changes) if changes else Beside(place)


def again(path: Path, save: Save) -> Beside | None:
    """What a save that was written down makes of the settings, where it has not come into them yet; else None.

    Raises BadFile where it comes out otherwise than it was meant.
    """
    place = settings_files.beside(path)
    content = _content(place)
    if not save.settings or _digest(content) != save.settings_before:
        return None
    made_again = _after(place, content, settings_files.text_of(place) if content else "", save.settings)
    if made_again.after != save.settings_after:
        raise BadFile(
            f"{place.name} was being saved when the program ended, and the change of {save.at} cannot be made again.",
            text=place.name, advice="Compare it with the journal, whose last lines say what was meant.",
        )  # fmt: skip
    return made_again


def is_still(beside: Beside) -> bool:
    """Whether the settings are still what they were before the change."""
    return _digest(_content(beside.path)) == beside.before


def put(beside: Beside, like: Path) -> None:
    """Write the settings into their place, whole. like: the file beside them, whose rights new ones get."""
    with atomic_files.prepared(beside.path, beside.content, like) as part:
        atomic_files.replace(part, beside.path)


def _after(place: Path, content: bytes, text: str, changes: Sequence[Setting]) -> Beside:
    new = settings_text.changed(text, {one.path: one.after for one in changes}, place.name)
    settings_files.parse(new, place.name)
    written = (MARK if content.startswith(MARK) else b"") + new.encode()
    return Beside(place, changes, _digest(content), _digest(written), written)


def _content(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise BadSettings(f"{place.name} cannot be read: {error.strerror}.", advice="Look at the file.") from None


def _digest(content: bytes) -> str:
    return atomic_files.digest(content)


def _who(saves: Sequence[Save], at: settings_text.Path) -> str:
    found = next((one for one in reversed(saves) if any(each.path == at for each in one.settings)), None)
    return f"by {found.who}, {found.at[:16].replace('T', ' ')} UTC" if found else ""


def label(path: settings_text.Path) -> str:
    """A value as one speaks of it.

    >>> label(("categories",)), label(("categories", "Protest", "dark_color")), label(("zone",))
    ('the order of categories', 'dark color of Protest', 'zone')
    """
    if len(path) == 1:
        return f"the order of {path[0]}" if path[0] in settings_text.NAMED else path[0]
    return f"{path[-1].replace('_', ' ')} of {path[-2]}"


def shown(value: Any) -> str:
    """A value as one reads it."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
