"""The file as it stood at a moment of its journal, as bytes that are read as the file itself is."""

from collections.abc import Sequence

from data.corrections.file_versions import as_csv, as_it_was, grid_of
from data.errors import BadFile
from data.files.journal_lines import Save
from data.files.rewritable_records import RawTable

WITHOUT_ZONE = 19
"""Letters of a moment of the journal to the second; its times are those of UTC."""


def number_at(saves: Sequence[Save], moment: str) -> int:
    """The number of the last save at a moment (ISO, in UTC); 0 before the first. So a file has as many versions as it
    has saves, and one more, whatever moment is asked for."""
    return next((one.number for one in reversed(saves) if moment_of(one) <= moment), 0)


def moment_of(one: Save) -> str:
    """When a save was made, to the second.

    >>> moment_of(Save(1, "2022-01-07T09:30:00.125Z", "", "", (), "", ""))
    '2022-01-07T09:30:00'
    """
    return one.at[:WITHOUT_ZONE]


def content_at(table: RawTable, saves: Sequence[Save], number: int) -> bytes:
    """The file after the save of a number, in its own delimiter and encoding. Raises BadFile where nobody knows it."""
    text = as_csv(as_it_was(grid_of(table), saves, number), table.layout.delimiter)
    try:
        return table.mark + text.encode(table.encoding)
    except UnicodeEncodeError:
        advice = "Choose a later moment."
        raise BadFile(f"{table.name} had letters then that its encoding has not now.", advice=advice) from None
