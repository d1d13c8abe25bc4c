"""What an importer gives, and the list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.files.records import Progress, Records


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as records of text, unjudged, and how it was understood."""

    headers: tuple[str, ...]
    records: Records
    encoding: str
    delimiter: str = ""
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unnamed: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()
    """The sheets of a workbook that are not read, and could be."""


Importer = Callable[[bytes, str, Mapping[str, str], Progress | None], Sheet]
"""Content, the file's name for the sentences, the user's choice of columns, who is told how far it is -> the sheet."""

IMPORTERS: dict[str, Importer] = {}


def importer(*suffixes: str) -> Callable[[Importer], Importer]:
    """Registers a function for files whose names end so."""

    def register(read: Importer) -> Importer:
        for suffix in suffixes:
            if suffix in IMPORTERS:
                raise ValueError(f"{suffix} has an importer already")
            IMPORTERS[suffix] = read
        return read

    return register
