"""The text of a settings file with some of its values changed: its comments, its order and all else stay.

A value has a path: `("title",)`, `("briefing", "summary")`. Of a list whose entries have names, such as the categories,
`("categories",)` is the names in their order, and `("categories", "Protest", "color")` what one of them says.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from data.errors import BadSettings
from data.settings.toml_statements import Section, Statement, sections_of, text_of, written, written_key

Path = tuple[str, ...]
Values = Mapping[Path, Any]
"""What a file says, or is to say: None for what is to say nothing."""
NAMED: Final = ("categories", "metrics", "views")
"""The lists whose entries have names."""
_LONE_BREAK: Final = re.compile("(?<!\r)\n")


def values_of(text: str) -> dict[Path, Any]:
    """What a settings file says, by path; what says nothing is left out. Raises tomllib.TOMLDecodeError.

    >>> values_of('title = "A"\\n[[views]]\\nname = "x"\\nlink = "lanes=place"')
    {('title',): 'A', ('views',): ['x'], ('views', 'x', 'link'): 'lanes=place'}
    """
    return dict(_flat(tomllib.loads(text), ()))


def _flat(table: Mapping[str, Any], at: Path) -> Iterator[tuple[Path, Any]]:
    for key, value in table.items():
        path = (*at, key)
        if isinstance(value, dict):
            yield from _flat(value, path)
        elif path[0] in NAMED and len(path) == 1 and _is_named(value):
            yield path, [one["name"] for one in value]
            for one in value:
                yield from _flat({name: said for name, said in one.items() if name != "name"}, (*path, one["name"]))
        elif value not in ("", []):
            yield path, value


def _is_named(value: Any) -> bool:
    names = [one.get("name") if isinstance(one, dict) else None for one in value] if isinstance(value, list) else []
    return bool(names) and all(isinstance(name, str) and name for name in names) and len(set(names)) == len(names)


def differences(before: Values, after: Values) -> dict[Path, Any]:
    """What is to be changed so that a file says the one in place of the other."""
    return {path: after.get(path) for path in {**before, **after} if before.get(path) != after.get(path)}


def changed(text: str, changes: Values, name: str) -> str:
    """The text with these values. Raises BadSettings where they cannot be written without changing others."""
    is_windows = "\r\n" in text and not _LONE_BREAK.search(text)
    plain = text.replace("\r\n", "\n") if is_windows else text
    wanted = _expected(values_of(plain), changes)
    sections = sections_of(plain)
    for key in dict.fromkeys(path[0] for path in changes if path[0] in NAMED):
        of_entries = (path for path in changes if path[0] == key and len(path) == 3)
        fields: dict[Path, Any] = {path[1:]: changes[path] for path in of_entries}
        _set_entries(sections, key, wanted.get((key,), []), fields)
    for path, value in changes.items():
        if path[0] not in NAMED:
            _set_value(sections, path, value)
    new = text_of(sections)
    if _understood(new) != wanted:
        raise BadSettings(
            f"{name} is written in a way in which this cannot be changed.", text=name,
            advice="Change it in the file itself.",
        )  # fmt: skip
    return new.replace("\n", "\r\n") if is_windows else new


def _understood(text: str) -> dict[Path, Any] | None:
    try:
        return values_of(text)
    except tomllib.TOMLDecodeError:
        return None


def _expected(before: Values, changes: Values) -> dict[Path, Any]:
    """What the file ought to say afterwards; an entry that is in its list no longer says nothing."""
    after = {path: value for path, value in {**before, **changes}.items() if value not in (None, "", [])}
    return {path: value for path, value in after.items()
            if path[0] not in NAMED or len(path) == 1 or path[1] in after.get((path[0],), ())}  # fmt: skip


def _set_entries(sections: list[Section], key: str, names: Sequence[str], fields: Values) -> None:
    """A list whose entries have names: in this order, with these values in its entries."""
    places = [place for place, section in enumerate(sections) if section.is_entry_of((key,))]
    old = {str(sections[place].value("name")): sections[place] for place in places}
    new = {name: old.get(name) or Section.entry((key,), {"name": name}) for name in names}
    for (name, field), value in fields.items():
        if name in new:
            new[name].put(field, value)
    if list(new) != list(old):
        _replace(sections, places, list(new.values()))


def _replace(sections: list[Section], places: Sequence[int], entries: list[Section]) -> None:
    """Put other entries into the places of a list. What stands above its first one, and blank lines, stay there; the
    comment right above another entry goes with it."""
    if not places:
        _append(sections, entries)
        return
    old, first = [sections[place] for place in places], places[0]
    *inner, last = [section.tail for section in old]
    said, old[0].lead = old[0].lead, []
    said += [line for section in old if section not in entries for line in section.lead]
    said += [line for tail in inner[max(len(entries) - 1, 0) :] for line in tail if line.is_comment]
    for at, entry in enumerate(entries):
        entry.tail = inner[at] if at < len(inner) else [Statement("\n")]
    rest = [section for place, section in enumerate(sections) if place not in places]
    if entries:
        entries[-1].tail = last
        entries[0].lead = [*said, *entries[0].lead]
    else:
        rest[first - 1].tail += [*said, *last]
        if rest[first - 1].ends_blank and not said and first == len(rest):  # the blank line that came with them
            rest[first - 1].tail.pop()
    sections[:] = [*rest[:first], *entries, *rest[first:]]


def _append(sections: list[Section], entries: Sequence[Section]) -> None:
    """Further sections at the end of the file, each below a blank line."""
    for entry in entries:
        if not sections[-1].ends_blank and not sections[-1].is_empty:
            sections[-1].tail.append(Statement("\n"))
        sections.append(entry)


def _set_value(sections: list[Section], path: Path, value: Any) -> None:
    """One value that is in no list of names."""
    is_list = isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    if is_list or any(section.is_entry_of(path) for section in sections):
        _set_tables(sections, path, value or [])
        return
    section = next((one for one in sections if one.path == path[:-1] and not one.is_array), None)
    if section is None and value is not None:
        section = Section.table(path[:-1])
        _insert(sections, path[:-1], section)
    if section is not None:
        section.put(path[-1], value)


def _insert(sections: list[Section], path: Path, section: Section) -> None:
    """A new table: before what is below it already, else at the end."""
    below = next((at for at, one in enumerate(sections) if one.path[: len(path)] == path), None)
    if below is None:
        _append(sections, [section])
    else:
        section.tail = [Statement("\n")]
        sections.insert(below, section)


def _set_tables(sections: list[Section], path: Path, values: Sequence[Mapping[str, Any]]) -> None:
    """A list of tables without names, place by place."""
    places = [place for place, section in enumerate(sections) if section.is_entry_of(path)]
    entries = [sections[place] for place in places][: len(values)]
    for section, one in zip(entries, values, strict=False):
        for key in dict.fromkeys([*section.keys, *one]):
            section.put(key, one.get(key))
    entries += [Section.entry(path, one) for one in values[len(entries) :]]
    parent = next((at for at, one in enumerate(sections) if one.path == path[:-1]), None)
    if places:
        _replace(sections, places, entries)
    elif parent is None or parent == len(sections) - 1:
        _append(sections, entries)
    else:
        for entry in entries:
            entry.tail = [Statement("\n")]
        if not sections[parent].ends_blank:
            sections[parent].tail.append(Statement("\n"))
        sections[parent + 1 : parent + 1] = entries


__all__ = ["NAMED", "Path", "Values", "changed", "differences", "values_of", "written", "written_key"]
