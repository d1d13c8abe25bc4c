"""A small file to be corrected, and what the tests ask of it."""

from pathlib import Path

from data.corrections import journal
from data.corrections.file_versions import grid_of
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.files.journal_lines import Save
from data.files.rewritable_records import RawTable
from data.reading.reader import read

PLAIN = "id,date,title,text,source\r\n" + "".join(
    f'e{number},2022-01-{number:02d},"Event, number {number}",Said on day {number},Ministry\r\n'
    for number in range(1, 9)
)


def write(folder: Path, text: str = PLAIN, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def rules(path: Path) -> Rules:
    report = read(path).report
    return Rules(report.columns, {}, report.zone)


def table(path: Path) -> RawTable:
    return RawTable.of(path.read_bytes(), path.name, {})


def grid(path: Path) -> tuple[list[str], list[list[str]]]:
    now = grid_of(table(path))
    return now.headers, now.rows


def cell(path: Path, row: int, column: str) -> str:
    now = table(path)
    return now.cells(row)[now.place(column)]


def change(path: Path, row: int, column: str, after: str, *, who: str = "aigerim", why: str = ""):
    before = cell(path, row, column)
    return save(path, Correction(who, why, [Cell(row, column, before, after)]), rules(path))


def saves(path: Path) -> list[Save]:
    return journal.read(path)
