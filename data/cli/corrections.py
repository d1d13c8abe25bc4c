"""The command line's `edit`, `add`, `withdraw`, `merge`, `split`, `undo`, `redo`, `history`: a record corrected."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.cli import commands
from data.cli.commands import OK, Command
from data.cli.terminal import say
from data.corrections import file_versions, merge_split, settings_changes
from data.corrections import history as histories
from data.corrections.journal_recovery import Known
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.errors import BadFile, DatelineError, shown
from data.files import journal_lines
from data.files.changed_table import EditableTable
from data.files.journal_lines import Entry, Save
from data.reading.editable_files import check_editable
from data.schema import NAMES, did_you_mean, same_header
from data.settings import of as settings_of

ROW: Final = "#"
"""Before the number of a row below the header, for one that has no id."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be corrected: its records, how it is read, and the row of each id."""

    path: Path
    table: EditableTable
    rules: Rules
    rows: Mapping[str, int]

    def row(self, name: str) -> int:
        """The row of an id, or of a number as in #12. Raises BadFile."""
        if name in self.rows:
            return self.rows[name]
        if name.startswith(ROW) and name[1:].isdecimal() and 1 <= int(name[1:]) <= self.table.count:
            return int(name[1:])
        advice = f"{did_you_mean(name, self.rows).strip()} A row without an id is named by its number, as in {ROW}12."
        raise BadFile(f"{self.path.name} has no event {shown(name)}.", text=name, advice=advice.strip())

    def header(self, name: str) -> str:
        """The header of a column, by ours or its own name; the name itself for one of ours that is not there yet."""
        header = self.rules.columns.get(name) or same_header(name, self.table.layout.headers)
        if header or name in NAMES:
            return header or name
        known = [*self.table.layout.headers, *NAMES]
        advice = f"{did_you_mean(name, known).strip()} There are: {', '.join(self.table.layout.headers[:20])}."
        raise BadFile(f"{self.path.name} has no column {shown(name)}.", text=name, advice=advice.strip())


def edit(argv: Sequence[str]) -> int:
    """Change cells of an event. 1 where one cannot be read, or was changed meanwhile."""
    parser = _parser("edit", "Change cells of an event.", has_id=True, has_values=True)
    return _run(parser, argv, lambda file, given: _changed(file, given.id, dict(given.values), given))


def withdraw(argv: Sequence[str]) -> int:
    """Withdraw an event: the row stays, with the reason, and counts nowhere."""
    parser = _parser("withdraw", "Withdraw an event: its row stays, with the reason, and counts nowhere.", has_id=True)
    return _run(parser, argv, lambda file, given: _changed(file, given.id, {"withdrawn": given.why}, given))


def add(argv: Sequence[str]) -> int:
    """Add an event at the end of a file."""

    def made(file: File, given: argparse.Namespace) -> Save:
        values = {file.header(name): text for name, text in given.values}
        return save(file.path, Correction(given.who, given.why, added=[values], columns=[*values]), file.rules)

    return _run(_parser("add", "Add an event at the end of the file.", has_values=True), argv, made)


def merge(argv: Sequence[str]) -> int:
    """Make two events one: the first takes what it does not say itself, the other is withdrawn."""

    def made(file: File, given: argparse.Namespace) -> Save:
        rows = file.row(given.id), file.row(given.other)
        names = tuple(name if name in file.rows else "" for name in (given.id, given.other))
        change = merge_split.merged(file.table, file.rules, *rows, (names[0], names[1]), given.who, given.why)
        return save(file.path, change, file.rules)

    parser = _parser("merge", "Make two events one: the first takes what only the other says.", has_id=True)
    parser.add_argument("other", metavar="OTHER", help="the event that tells the same; it is withdrawn")
    return _run(parser, argv, made)


def split(argv: Sequence[str]) -> int:
    """Make two events of one: a further one with its cells, but for what is given."""

    def made(file: File, given: argparse.Namespace) -> Save:
        values = {file.header(name): text for name, text in given.values}
        row = file.row(given.id)
        change = merge_split.split(file.table, file.rules, row, values, [*values], given.who, given.why)
        return save(file.path, change, file.rules)

    description = "Make two events of one: a further one with its cells, but for these."
    return _run(_parser("split", description, has_id=True, has_values=True), argv, made)


def undo(argv: Sequence[str]) -> int:
    """Take back the last change."""
    parser = _parser("undo", "Take back the last change, as a change of its own.")
    parser.add_argument("--change", type=int, default=0, metavar="NUMBER", help="another than the last")
    return _run(parser, argv, lambda file, given: histories.undo(
        file.path, file.rules, given.who, number=given.change))  # fmt: skip


def redo(argv: Sequence[str]) -> int:
    """Do again what was taken back last."""
    parser = _parser("redo", "Do again what was taken back last.")
    return _run(parser, argv, lambda file, given: histories.redo(file.path, file.rules, given.who))


def history(argv: Sequence[str]) -> int:
    """Print what was changed in a file, or of one event: when, by whom, what it was and is, and why."""
    parser = commands.parser_for("history", "Print what was changed: when, by whom, what it was and is, and why.")
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="of one event alone")
    parser.add_argument("--json", action="store_true", help="print the lines of the journal, for programs")
    parser.add_argument("--at", default="", metavar="MOMENT", help="print the file as it was known at a date or time")
    given = commands.parse(parser, argv)
    if isinstance(given, int):
        return given
    try:
        file = _opened(given)
        if found := histories.notice(file.path, file.rules.mapping):
            say(found)
        saves = histories.saves_of(file.path, file.rules.mapping)
        row = file.row(given.id) if given.id else 0
        if given.at:
            print(file_versions.as_csv(histories.known_at(file.path, given.at, file.rules.mapping)), end="")
            return OK
    except DatelineError as error:
        return commands.refuse(error, argparse.Namespace(file=given.file))
    steps = [(step.save, step.entries) for step in histories.of_row(saves, row)] if row else [
        (one, one.entries) for one in reversed(saves) if given.json or not one.is_same]  # fmt: skip
    for one, entries in steps:
        lines = journal_lines.lines(one) if given.json else told(one, entries)
        print("\n".join(line for line in lines if not row or not given.json or json.loads(line).get("row") == row))
    if not steps:
        say(f"Nothing was changed in {file.path.name} that its journal knows of.")
    return OK


def told(one: Save, entries: Sequence[Entry]) -> Iterator[str]:
    """A save in lines of text.

    >>> list(told(Save(1, "2022-01-07T09:30:00.000Z", "aigerim", "a slip", (), "", ""),
    ...     [Entry("e1", 3, "date", "2022", "2023")]))
    ['2022-01-07 09:30 UTC  aigerim: a slip', '  e1  date: “2022” → “2023”']
    """
    undone = f" (takes back change {one.undo_of})" if one.undo_of else ""
    yield f"{one.at[:16].replace('T', ' ')} UTC  {one.who}{f': {one.why}' if one.why else ''}{undone}"
    for entry in (entry for entry in entries if entry.before or entry.after):
        name = entry.id or (f"{ROW}{entry.row}" if entry.row else "header")
        before, after = (None if text is None else shown(text, 80) for text in (entry.before, entry.after))
        yield f"  {name}  {entry.column}: {before or 'new'} → {after or 'gone'}"
    for setting in one.settings if tuple(entries) == tuple(one.entries) else ():
        before, after = (shown(settings_changes.shown(value), 80) for value in (setting.before, setting.after))
        yield f"  settings  {settings_changes.label(setting.path)}: {before} → {after}"
    if not one.is_known and not entries:
        yield "  what was changed is not known"


def _changed(file: File, name: str, values: Mapping[str, str], given: argparse.Namespace) -> Save:
    row = file.row(name)
    cells, headers = file.table.cells(row), file.table.layout.headers
    wanted = {file.header(column): text for column, text in values.items()}
    changes = [
        Cell(row, header, cells[headers.index(header)] if header in headers else "", text)
        for header, text in wanted.items()
    ]
    names = {row: name if name in file.rows else ""}
    return save(file.path, Correction(given.who, given.why, changes, columns=[*wanted], names=names), file.rules)


def _run(parser: argparse.ArgumentParser, argv: Sequence[str], do: Callable[[File, argparse.Namespace], Save]) -> int:
    given = commands.parse(parser, argv)
    if isinstance(given, int):
        return given
    try:
        file = _opened(given)
        if found := histories.notice(file.path, file.rules.mapping):
            say(found)
            file = _opened(given)
        done = do(file, given)
    except DatelineError as error:
        return commands.refuse(error, argparse.Namespace(file=given.file))
    if not done.is_known:
        say("It says that already; nothing was changed.")
        return OK
    for line in told(done, done.entries):
        print(line)
    return OK


def _opened(given: argparse.Namespace) -> File:
    """The file with the rows of its ids. Raises DatelineError."""
    path = check_editable(given.file)
    mapping = settings_of(path).mapping(dict(given.pairs))
    dataset = opening.open_file(path, mapping)
    commands.check_mapping(mapping, dataset.report)
    known = dataset.table().select("id", "row").to_pyarrow().to_pylist()
    table = Known().table(path, mapping)
    zone = settings_of(path).zone or dataset.report.zone
    rules = Rules(dataset.report.columns, mapping, zone, table.layout.unnamed)
    dataset.close()
    return File(path, table, rules, {each["id"]: int(each["row"]) for each in known})


def _parser(
    command: str, description: str, *, has_id: bool = False, has_values: bool = False
) -> argparse.ArgumentParser:
    parser = commands.parser_for(command, description)
    if has_id:
        parser.add_argument("id", metavar="ID", help=f"of the event; {ROW}12 is the row of that number")
    if has_values:
        parser.add_argument(
            "values", type=_value, nargs="+", metavar="COLUMN=VALUE",
            help="what a column shall say; nothing behind the = empties it",
        )  # fmt: skip
    is_needed = command == "withdraw"
    parser.add_argument("--why", default="", metavar="WORDS", required=is_needed, help="the reason, for the journal")
    parser.add_argument("--who", default=_who(), metavar="NAME", help="whose change it is; else yours")
    return parser


def _who() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "somebody"


def _value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"write {text!r} as COLUMN=VALUE, for example date=2022-01-05")
    return name, value


COMMANDS: Final[Mapping[str, tuple[Command, str]]] = {
    "edit": (edit, "edit FILE ID COLUMN=VALUE ... [--why WORDS] [--who NAME]"),
    "add": (add, "add FILE COLUMN=VALUE ... [--why WORDS] [--who NAME]"),
    "withdraw": (withdraw, "withdraw FILE ID --why WORDS [--who NAME]"),
    "merge": (merge, "merge FILE ID OTHER [--why WORDS] [--who NAME]"),
    "split": (split, "split FILE ID COLUMN=VALUE ... [--why WORDS] [--who NAME]"),
    "undo": (undo, "undo FILE [--change NUMBER] [--who NAME]"),
    "redo": (redo, "redo FILE [--who NAME]"),
    "history": (history, "history FILE [ID] [--json] [--at MOMENT]"),
}
"""What each is called, and its line of the usage."""

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:], COMMANDS))
