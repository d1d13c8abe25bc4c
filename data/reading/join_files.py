"""The sheets of several files as one: records below each other, columns by name, and where each record was."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import pyarrow as pa

from data.errors import Problem
from data.files.records import Records, ending_of
from data.importers import Sheet
from data.schema import squeezed
from data.validation.validate import CUT, too_wide


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its name, its sheet, and which of its headers is which of our columns."""

    name: str
    sheet: Sheet
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which records are of which file: their names and how many each has, in order."""

    names: tuple[str, ...]
    counts: tuple[int, ...]

    def place(self, row: int) -> tuple[str, int]:
        """The file of a record by its number in the whole, and its number in there."""
        ends = list(accumulate(self.counts))
        index = bisect_right(ends, row - 1)
        return self.names[index], row - ends[index] + self.counts[index]

    def relocate(self, problem: Problem) -> Problem:
        """A problem that names file and row of what it is about."""
        name, row = self.place(problem.row)
        return replace(problem, message=f"{name}, row {row}: {_TAKEN.sub(self._first, problem.message)}")

    def _first(self, match: re.Match[str]) -> str:
        name, row = self.place(int(match[1]))
        return f"Row {row} of {name}"

    @property
    def note(self) -> str:
        """Which rows are whose."""
        first = [end - count + 1 for end, count in zip(accumulate(self.counts), self.counts, strict=True)]
        starts = [f"{name} from {row:,}" for name, row in zip(self.names, first, strict=True)]
        more = f" and {len(starts) - MOST_NAMED:,} files more" if len(starts) > MOST_NAMED else ""
        return f"Rows are counted through all files: {', '.join(starts[:MOST_NAMED])}{more}."


MOST_NAMED = 20
_TAKEN = re.compile(r"^Row (\d+)(?= has this id already)")


def join(parts: Sequence[Part]) -> tuple[Sheet, Origin, list[Problem]]:
    """One sheet of all, where its records are from, and what can be told of each file alone.

    Two headers are one column where they are the same but for case and spaces, or are read as the same column of ours.
    """
    keys = [_keys(part) for part in parts]
    headers: dict[str, str] = {}
    for part, own in zip(parts, keys, strict=True):
        for key, header in zip(own, part.sheet.headers, strict=True):
            headers.setdefault(key, header)
    origin = Origin(tuple(part.name for part in parts), tuple(part.sheet.records.count for part in parts))
    names, places = _name_columns(headers.values()), {key: index for index, key in enumerate(headers)}
    unnamed = {places[own[index]] for part, own in zip(parts, keys, strict=True) for index in part.sheet.unnamed}
    records, problems = _records(parts, keys, headers)
    sheets = [part.sheet for part in parts]
    return Sheet(
        names, records, _all(sheet.encoding for sheet in sheets), _all(sheet.delimiter for sheet in sheets),
        tuple(f"{part.name}: {line}" for part in parts for line in part.sheet.skipped),
        (origin.note, *(f"{part.name}: {note}" for part in parts for note in part.sheet.notes)), frozenset(unnamed),
    ), origin, problems  # fmt: skip


def _keys(part: Part) -> list[str]:
    """What a file's columns go by: our own name where it is one of ours."""
    ours = {header: name for name, header in part.columns.items()}
    keys: list[str] = []
    for header in part.sheet.headers:
        key = f"our {ours[header]}" if header in ours else squeezed(header) or header
        keys.append(key if key not in keys else header)
    return keys


def _name_columns(headers: Iterable[str]) -> tuple[str, ...]:
    """The headers, each once."""
    names: list[str] = []
    for header in headers:
        number = next(number for number in range(1, len(names) + 2) if _number(header, number) not in names)
        names.append(_number(header, number))
    return tuple(names)


def _number(header: str, number: int) -> str:
    return header if number == 1 else f"{header} {number}"


def _records(parts: Sequence[Part], keys: Sequence[list[str]], headers: Iterable[str]) -> tuple[Records, list[Problem]]:
    many = max(len(part.sheet.records.extras) for part in parts)
    columns = [
        _stack(parts, [own.index(key) if key in own else None for own in keys], lambda read: read.columns)
        for key in headers
    ]
    extras = [_stack(parts, [index] * len(parts), lambda read: read.extras) for index in range(many)]
    whole = Records(columns, 0, extras)
    problems = []
    for part in parts:
        read = part.sheet.records
        whole.short |= {row + whole.count: cells for row, cells in read.short.items()}
        whole.misplaced |= {row + whole.count: message for row, message in read.misplaced.items()}
        width = len(part.sheet.headers)
        problems += [too_wide(row + whole.count, beyond, width) for row, beyond in read.long.items()]
        problems += [replace(one, row=one.row and one.row + whole.count) for one in part.sheet.conflicts]
        whole.count += read.count
        whole.ending = max(whole.ending, ending_of(read), key=("", "open", "cut").index)
        problems += [Problem(whole.count, "", "", CUT)] if read.is_cut else []
    return whole, problems


def _stack(
    parts: Sequence[Part], places: Sequence[int | None], of: Callable[[Records], list[pa.ChunkedArray]]
) -> pa.ChunkedArray:
    """A column below each other; empty cells in files that do not have it."""
    chunks: list[pa.Array] = []
    for part, index in zip(parts, places, strict=True):
        columns = of(part.sheet.records)
        is_there = index is not None and index < len(columns)
        chunks += columns[index or 0].chunks if is_there else [pa.repeat("", part.sheet.records.count)]
    return pa.chunked_array([chunk.cast(pa.string()) for chunk in chunks], pa.string())


def _all(texts: Iterable[str]) -> str:
    """What all files have, else all of what there is."""
    return ", ".join(dict.fromkeys(texts))
