"""The command line: `check` says what a file was understood as and what is wrong in it, `convert` writes its events."""

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from data.described import described
from data.errors import BadColumns, BadFile, DatelineError
from data.reading import read
from data.report import Reading, Report
from data.schema import NAMES, did_you_mean, same_header
from data.writing import WRITERS, write

OK, BAD, MISUSED = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run `check …` or `convert …`; the exit status: 0 well, 1 something is wrong with the file, 2 wrong use."""
    commands = {"check": check, "convert": convert}
    if argv and argv[0] in commands:
        return commands[argv[0]](argv[1:])
    said = f"There is no command {argv[0]!r}.{did_you_mean(argv[0], commands)}\n" if argv and argv[0][:1] != "-" else ""
    print(f"{said}{USAGE}", file=sys.stdout if argv[:1] in (["-h"], ["--help"]) else sys.stderr)
    return OK if argv[:1] in (["-h"], ["--help"]) else MISUSED


USAGE = """usage: python app.py check FILE [--map date=COLUMN ...] [--json]
       python app.py convert FILE OUT.csv|OUT.parquet|OUT.json [--map date=COLUMN ...]"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{message[:1].upper()}{message[1:]}.", file=sys.stderr)
        raise SystemExit(MISUSED)


def _parser(command: str, description: str) -> _Parser:
    parser = _Parser(prog=f"python app.py {command}", description=description, allow_abbrev=False)
    parser.add_argument("file", type=Path, metavar="FILE", help="the CSV")
    parser.add_argument(
        "--map", type=_pair, action="append", default=[], metavar="NAME=COLUMN", dest="pairs",
        help="read this column of the file as date, title, …; may be given again",
    )  # fmt: skip
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, header = text.partition("=")
    if not equals or not header:
        raise argparse.ArgumentTypeError(f"write {text!r} as NAME=COLUMN, for example date=When")
    if name not in NAMES:
        raise argparse.ArgumentTypeError(f"there is no column called {name!r}.{did_you_mean(name, NAMES)}".rstrip("?."))
    return name, header


def _arguments(parser: _Parser, argv: Sequence[str]) -> argparse.Namespace | int:
    """The arguments, or the exit status where help was asked for or they make no sense."""
    try:
        return parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)


def check(argv: Sequence[str]) -> int:
    """Print how a file was understood and each problem. 1 if there are any, or the file cannot be read."""
    parser = _parser("check", "Read a CSV; print what was understood, and each problem. Exit 1 if there are any.")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    arguments = _arguments(parser, argv)
    if isinstance(arguments, int):
        return arguments
    try:
        report = _read(arguments).report
    except DatelineError as error:
        return _refused(error, arguments)
    _print(json.dumps(as_json(report), ensure_ascii=False, indent=2) if arguments.json else described(report))
    return BAD if report.problems else OK


def convert(argv: Sequence[str]) -> int:
    """Write the events of a file as CSV, Parquet or JSON. 1 where that cannot be done."""
    parser = _parser("convert", "Write the events of a CSV as understood: as CSV, Parquet or JSON.")
    parser.add_argument("out", type=Path, metavar="OUT", help="a name that ends in .csv, .parquet or .json")
    arguments = _arguments(parser, argv)
    if isinstance(arguments, int):
        return arguments
    if arguments.out.suffix.lower() not in WRITERS:
        print(f"OUT is {str(arguments.out)!r}: its name must end in .csv, .parquet or .json.", file=sys.stderr)
        return MISUSED
    try:
        reading = _read(arguments)
        _check_out(arguments.file, arguments.out)
        write(reading, arguments.out)
    except DatelineError as error:
        _say(str(error))
        return BAD
    _say(_summary(reading.report, arguments.out.name))
    return OK


def _read(arguments: argparse.Namespace) -> Reading:
    mapping = dict(arguments.pairs)
    try:
        reading = read(arguments.file, mapping)
    except BadColumns as error:
        _check_mapping(mapping, error.report)  # a column that is not there explains it better
        raise
    _check_mapping(mapping, reading.report)
    return reading


def _check_mapping(mapping: dict[str, str], report: object) -> None:
    headers = report.headers if isinstance(report, Report) else ()
    for header in mapping.values():
        if same_header(header, headers) is None:
            there = ", ".join(headers[:20])
            raise BadFile(
                f"There is no column {header!r} in the file.{did_you_mean(header, headers)} There are: {there}."
            )


def _check_out(file: Path, out: Path) -> None:
    if out.exists() and out.samefile(file):
        raise BadFile(f"{out.name} is the file that is read.", advice="Choose another name to write to.")


def _refused(error: DatelineError, arguments: argparse.Namespace) -> int:
    _say(str(error))
    report = error.report if isinstance(error, BadColumns) and isinstance(error.report, Report) else None
    if report and report.candidates:
        _say("With --map, as in " + _example(report) + ", you can choose the column.")
    if arguments.json:
        empty = Report(arguments.file.name, "", "", (), {})
        _print(json.dumps({**as_json(report or empty), "error": str(error)}, ensure_ascii=False, indent=2))
    elif report:
        _print(described(report))
    return BAD


def _example(report: Report) -> str:
    name, headers = next(iter(report.candidates.items()))
    return f"--map {shlex.quote(f'{name}={headers[0]}')}"


def as_json(report: Report) -> dict[str, Any]:
    """The report as `check --json` prints it."""
    return {
        "file": report.file,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
        "skipped": list(report.skipped),
        "columns": report.columns,
        "rows": report.rows,
        "events": report.events,
        "problems": [
            {"row": problem.row, "column": problem.column, "value": problem.value, "message": problem.message}
            for problem in report.problems
        ],
    }


def _summary(report: Report, out: str) -> str:
    left_out = report.rows - report.events
    rows = "1 row is" if left_out == 1 else f"{left_out:,} rows are"
    more = f" {rows} no event and not in it; “check” says why." if left_out else ""
    return f"{out}: {report.events:,} {'event' if report.events == 1 else 'events'}.{more}"


def _print(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _say(text: str) -> None:
    sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
