"""What is known of one source's tables: by which headers it is told, and how its columns and codes are read as ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.errors import shown
from data.schema import BESIDE, NAMES, REQUIRED, same_header, squeezed

Write = Callable[..., str]
"""The trimmed cells of a row, in the order of their places, to the cell that stands for them."""
NOWHERE = -1
"""The place of a column that the file does not have: its cells are empty."""


@dataclass(frozen=True, slots=True)
class Out:
    """A cell of ours that is written out of several of the source's, each "" where the file lacks its column."""

    write: Write
    headers: tuple[str, ...]


ColumnSource = str | tuple[str, ...] | Out
"""A header, the first that is there of several, or what is written out of some."""
Unheaded = Callable[[Sequence[str]], Sequence[str]]
"""The cells of a first line without headers, to its headers; none where it is no line of the source."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A source. signs: headers that all have to be there. columns: ours, and what of the file each is read from.

    unread: headers that are neither ours nor the user's own, for ours say the same. note: what is said of it.
    """

    name: str
    signs: frozenset[str]
    columns: Mapping[str, ColumnSource]
    unread: frozenset[str]
    note: str
    unheaded: Unheaded | None


PROFILES: dict[str, Profile] = {}


def profile(
    name: str,
    signs: str,
    columns: Mapping[str, ColumnSource],
    *,
    unread: str = "",
    note: str = "",
    unheaded: Unheaded | None = None,
) -> Profile:
    """Registers a source. signs, unread: headers with commas between; case, spaces, `_` and `-` do not matter."""
    if name in PROFILES:
        raise ValueError(f"{name} has a profile already")
    if strange := columns.keys() - {*NAMES} or {*REQUIRED} - columns.keys():
        raise ValueError(f"{name}: {sorted(strange)} must be, or may not be, among its columns")
    new = Profile(name, _squeeze(signs), columns, _squeeze(unread), note, unheaded)
    PROFILES[name] = new
    return new


def _squeeze(headers: str) -> frozenset[str]:
    return frozenset(squeezed(header) for header in headers.split(",") if header.strip())


@dataclass(frozen=True, slots=True)
class Fit:
    """A profile on the headers of a file. columns: ours and the header that stands for each in notes and problems.

    written: what is written out of which places. unread: the places that are neither ours nor the user's own.
    """

    columns: dict[str, str]
    written: dict[str, tuple[Write, tuple[int, ...]]]
    unread: frozenset[int]
    notes: tuple[str, ...]


def fit(headers: Sequence[str], mapping: Mapping[str, str]) -> Fit | None:
    """How a file is read whose headers are those of a source; None for any other. mapping: what the user chose."""
    there = {squeezed(header): place for place, header in reversed(list(enumerate(headers)))}
    fitting = [each for each in PROFILES.values() if each.signs <= there.keys()]
    if not fitting:
        return None
    best = max(fitting, key=lambda each: len(each.signs))
    columns: dict[str, str] = {}
    written: dict[str, tuple[Write, tuple[int, ...]]] = {}
    for name, source in best.columns.items():
        _take(name, source, there, headers, columns, written)
    _choose(mapping, headers, columns, written)
    unread = frozenset(place for header, place in there.items() if header in best.unread)
    return Fit({name: columns[name] for name in NAMES if name in columns}, written, unread, _notes(best))


def _take(
    name: str,
    source: ColumnSource,
    there: Mapping[str, int],
    headers: Sequence[str],
    columns: dict[str, str],
    written: dict[str, tuple[Write, tuple[int, ...]]],
) -> None:
    names = (source,) if isinstance(source, str) else source.headers if isinstance(source, Out) else source
    places = tuple(there.get(squeezed(header), NOWHERE) for header in names)
    first = next((place for place in places if place != NOWHERE), NOWHERE)
    if first != NOWHERE:
        columns[name] = headers[first]
        if isinstance(source, Out):
            written[name] = source.write, places


def _choose(
    mapping: Mapping[str, str],
    headers: Sequence[str],
    columns: dict[str, str],
    written: dict[str, tuple[Write, tuple[int, ...]]],
) -> None:
    """The user's own choice comes first."""
    for name, choice in mapping.items():
        header = same_header(choice, headers)
        if header is not None and name in NAMES and name not in BESIDE:
            columns[name] = header
            written.pop(name, None)


def _notes(profile: Profile) -> tuple[str, ...]:
    return (f"The columns are those of {profile.name}, and are read as such.{' ' * bool(profile.note)}{profile.note}",)


def headers_of(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headers of a source that writes none, by the cells of its first line, and a note; both empty for others."""
    for profile in PROFILES.values():
        if profile.unheaded and (headers := tuple(profile.unheaded(cells))):
            return headers, (f"The file has no header line; by its cells it is of {shown(profile.name)}.",)
    return (), ()
