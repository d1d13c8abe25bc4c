"""The command line: `check` says what a file was understood as and what is wrong in it, `convert` writes its events,
`cache` tells what is kept of large files."""

import argparse
import json
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pyarrow as pa

from data.cli.cache import cache
from data.cli.event_writers import WRITERS, write
from data.cli.report_text import describe
from data.cli.terminal import say
from data.cli.uncaught_errors import guarded
from data.dates.ambiguity_questions import open_questions
from data.dates.conventions import QUESTIONS
from data.errors import PROGRAM, BadColumns, BadEncoding, BadFile, DatelineError, shown
from data.files import folder
from data.files.encoding import ENCODING
from data.files.letter_frequencies import SCRIPTS
from data.reading import find_event_files
from data.reading.reader import is_large
from data.reading.worker import read_own
from data.reading_report import Report
from data.schema import ALL, BESIDE, FIGURES, NAMES, SHEETS, did_you_mean, same_header
from data.warehouses import address

OK, BAD, MISUSED = 0, 1, 2
LOOKED_AT = 500
"""Problems of a file: where its dates can be read two ways, one of the first is such a date."""


Command = Callable[[Sequence[str]], int]


def main(argv: Sequence[str], offered: Mapping[str, tuple[Command, str]] = MappingProxyType({})) -> int:
    """Run one of the commands that are offered, each with its line of the usage, or one of this module.

    The exit status: 0 well, 1 something is wrong with the file, 2 wrong use.
    """
    commands = {**offered, **COMMANDS}
    if argv and argv[0] in commands:
        return guarded(lambda words: commands[words[0]][0](words[1:]), argv)
    complaint = (
        f"There is no command {argv[0]!r}.{did_you_mean(argv[0], commands)}\n" if argv and argv[0][:1] != "-" else ""
    )
    usage = f"\n       {PROGRAM} ".join(line for _, line in commands.values())
    is_asked = argv[:1] in (["-h"], ["--help"])
    print(f"{complaint}usage: {PROGRAM} {usage}", file=sys.stdout if is_asked else sys.stderr)
    return OK if is_asked else MISUSED


class Parser(argparse.ArgumentParser):
    """Wrong use is said in a sentence, with the status for it."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{message[:1].upper()}{message[1:]}.", file=sys.stderr)
        raise SystemExit(MISUSED)


def parser_for(command: str, description: str, *, has_many: bool = False) -> argparse.ArgumentParser:
    """What every command takes: FILE, or several of them, and --map. Wrong use is said in a sentence, with status 2."""
    parser = Parser(prog=f"{PROGRAM} {command}", description=description, allow_abbrev=False)
    help_text = "the CSV, a folder or pattern of files, or an engine's table as EVENTS names it"
    if has_many:
        parser.add_argument(
            "files", type=_place, metavar="FILE", nargs="+", help=f"{help_text}; several, one after the other"
        )
    else:
        parser.add_argument("file", type=_place, metavar="FILE", help=help_text)
    parser.add_argument(
        "--map", type=_pair, action="append", default=[], metavar="NAME=COLUMN", dest="pairs",
        help="read this column of the file as date, title, …; may be given again; order=day or order=month: which is "
        "first in 05/01/2022; century=20: of 05/01/22; “check” says which of such questions a file raises; "
        "encoding=NAME: of the file, where its letters do not tell; sheet=NAME: of a workbook; sheets=all: all of its "
        "sheets of one shape together; figures=all: each number of a table without words as a figure; "
        "figures=more or total: of columns as injured, so many more or all so far in each row",
    )  # fmt: skip
    return parser


def _place(text: str) -> Path | str:
    """A path, or the address of an engine as it was written: in a path its two slashes would be one."""
    return text if address.ADDRESS.match(text) else Path(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, header = text.partition("=")
    if not equals or not header:
        raise argparse.ArgumentTypeError(f"write {text!r} as NAME=COLUMN, for example date=When")
    question = next((each for each in QUESTIONS if each.name == name), None)
    if question and header not in question.answers:
        ways = " or ".join(f"{name}={answer}" for answer in question.answers)
        raise argparse.ArgumentTypeError(f"write {ways}. {question.asks.format('such a form')}")
    if name in (SHEETS, FIGURES) and header != ALL:
        raise argparse.ArgumentTypeError(f"write {name}={ALL}")
    if name not in (*NAMES, *BESIDE):
        raise argparse.ArgumentTypeError(f"there is no column called {name!r}.{did_you_mean(name, NAMES)}".rstrip("?."))
    return name, header


def parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace | int:
    """The arguments, or the exit status where help was asked for or they make no sense."""
    try:
        return parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)


def check(argv: Sequence[str]) -> int:
    """Print how each file was understood, each problem, and what was assumed. 1 if there are any problems, or a file
    cannot be read."""
    description = (
        "Read a CSV; print what was understood, each problem, and what was assumed. Exit 1 if there are any problems."
    )
    parser = parser_for("check", description, has_many=True)
    parser.add_argument("--json", action="store_true", help="print JSON, for programs; of several files a list")
    arguments = parse(parser, argv)
    if isinstance(arguments, int):
        return arguments
    is_list, worst = arguments.json and len(arguments.files) > 1, OK
    for number, file in enumerate(arguments.files):
        if number or is_list:
            _print(["," if number else "["] if is_list else [] if arguments.json else [""])
        worst = max(worst, _check(argparse.Namespace(**vars(arguments), file=file)))
    if is_list:
        _print(["]"])
    return worst


def _check(arguments: argparse.Namespace) -> int:
    """What `check` says of one file, and the exit status for it."""
    try:
        report, _ = _read(arguments)
    except DatelineError as error:
        return refuse(error, arguments)
    _print(as_json(report) if arguments.json else _spaced(describe(report)))
    for one in open_questions(report.problems[:LOOKED_AT], dict(arguments.pairs)):
        ways = " or ".join(f"--map {one.question.name}={answer}" for answer in one.answers)
        say(f"{one.question.asks.format(shown(one.example, 40))} Say it with {ways}.")
    if report.alike:
        names = ", ".join(map(shown, report.alike))
        say(f"With --map sheets=all you read {names} together with it: they have the same columns.")
    if report.others:
        say(f"With --map {shlex.quote(f'sheet={report.others[0]}')} you read another sheet.")
    return BAD if report.problems else OK


def convert(argv: Sequence[str]) -> int:
    """Write the events of a file as CSV, Parquet or JSON. 1 where that cannot be done."""
    parser = parser_for("convert", "Write the events of a CSV as understood: as CSV, Parquet or JSON.")
    parser.add_argument("out", type=Path, metavar="OUT", help="a name that ends in .csv, .parquet or .json")
    arguments = parse(parser, argv)
    if isinstance(arguments, int):
        return arguments
    if address.is_source(arguments.file):
        advice = "Use “export”, which writes what a view shows of it."
        say(f"{arguments.file} is an engine's table, and “convert” reads files. {advice}")
        return MISUSED
    if arguments.out.suffix.lower() not in WRITERS:
        print(f"OUT is {str(arguments.out)!r}: its name must end in .csv, .parquet or .json.", file=sys.stderr)
        return MISUSED
    try:
        report, events = _read(arguments)
        check_out(arguments.file, arguments.out)
        write(report, events, arguments.out)
    except DatelineError as error:
        say(str(error))
        return BAD
    say(_summary(report, arguments.out.name))
    return OK


def _read(arguments: argparse.Namespace) -> tuple[Report, Iterable[pa.Table]]:
    """How the file was understood; its events in their order, some at a time, when they are asked for."""
    mapping = dict(arguments.pairs)
    try:
        report, events = _events(arguments.file, mapping)
    except BadColumns as error:
        check_mapping(mapping, error.report)  # a column that is not there explains it better
        raise
    check_mapping(mapping, report)
    return report, events


def _events(file: Path | str, mapping: Mapping[str, str]) -> tuple[Report, Iterable[pa.Table]]:
    if not isinstance(file, str) and not address.is_source(file) and not is_large(file):
        reading = read_own(file, mapping, None)
        return reading.report, (reading.events.sort_by("row") for _ in range(1))
    from data.dataset import opening  # here, since small files need no engine

    opened = opening.open_file(file, mapping)
    return opened.report, opening.in_file_order(opened)


def check_mapping(mapping: Mapping[str, str], report: object) -> None:
    """Raises BadFile where a column that was chosen is not there."""
    headers = report.headers if isinstance(report, Report) else ()
    for name, header in mapping.items():
        if name not in BESIDE and same_header(header, headers) is None:
            names = ", ".join(headers[:20])
            raise BadFile(
                f"There is no column {header!r} in the file.{did_you_mean(header, headers)} There are: {names}."
            )


def check_out(file: Path | str, out: Path) -> None:
    """Raises BadFile where the file to write is the one that is read."""
    if address.is_source(file):
        read = [each for each in address.files(file) if each.exists()]
    else:
        read = find_event_files.list_files(Path(file)) if folder.is_many(Path(file)) else [Path(file)]
    if out.exists() and any(out.samefile(each) for each in read):
        raise BadFile(f"{out.name} is the file that is read.", advice="Choose another name to write to.")


def refuse(error: DatelineError, arguments: argparse.Namespace) -> int:
    """Say what is wrong, and how the file was understood as far as it was; the exit status."""
    say(str(error))
    report = error.report if isinstance(error, BadColumns) and isinstance(error.report, Report) else None
    if report and report.candidates:
        say("With --map, as in " + _example(report) + ", you can choose the column.")
    if report and report.figures:
        say(f"With --map figures=all its columns of figures are read: {', '.join(report.figures[:5])}.")
    if isinstance(error, BadEncoding):
        say(f"With --map {ENCODING}=NAME you can choose one of {', '.join(SCRIPTS)}.")
    if getattr(arguments, "json", False):
        _print(as_json(report or Report(Path(arguments.file).name, "", "", (), {}), str(error)))
    elif report:
        _print(_spaced(describe(report)))
    return BAD


def _example(report: Report) -> str:
    name, headers = next(iter(report.candidates.items()))
    return f"--map {shlex.quote(f'{name}={headers[0]}')}"


def as_json(report: Report, error: str = "") -> Iterator[str]:
    """The report as `check --json` prints it, a piece at a time: there may be millions of problems."""
    summary = {
        "file": report.file,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
        "skipped": list(report.skipped),
        "columns": report.columns,
        "rows": report.rows,
        "events": report.events,
        "notes": list(report.notes),
        **({"error": error} if error else {}),
    }
    yield f'{json.dumps(summary, ensure_ascii=False, indent=2)[:-2]},\n  "problems": ['
    for number, problem in enumerate(report.problems):
        fields = {name: getattr(problem, name) for name in ("row", "column", "value", "message")}
        yield f"{',' if number else ''}\n    {json.dumps(fields, ensure_ascii=False)}"
    yield "\n  ]\n}" if report.problems else "]\n}"


def _spaced(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        yield f"\n\n{paragraph}" if number else paragraph


def _summary(report: Report, out: str) -> str:
    left_out = report.rows - report.events
    rows = "1 row is" if left_out == 1 else f"{left_out:,} rows are"
    more = f" {rows} no event and not in it; “check” says why." if left_out else ""
    return f"{out}: {report.events:,} {'event' if report.events == 1 else 'events'}.{more}"


def _print(pieces: Iterable[str]) -> None:
    for piece in chain(pieces, "\n"):
        sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


COMMANDS: Mapping[str, tuple[Command, str]] = {
    "check": (check, "check FILE ... [--map date=COLUMN ...] [--json]"),
    "convert": (convert, "convert FILE OUT.csv|OUT.parquet|OUT.json [--map date=COLUMN ...]"),
    "cache": (cache, "cache [--clear]"),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
