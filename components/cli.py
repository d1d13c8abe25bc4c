"""The command line: what `data.cli.commands` offers, and `export`, which writes a view as any of the exporters does."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from components import run_app
from components.api import assistants
from components.exporters import EXPORTERS, Subject, for_suffix
from components.words.quantities import number
from data.cli import commands, corrections, draft, uncaught_errors
from data.cli.commands import MISUSED, OK, Command
from data.cli.event_writers import replacing
from data.cli.terminal import say
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.errors import PROGRAM, BadColumns, BadFile, BadView, DatelineError
from data.view import NOT_OURS, View

PDF: Final = ".pdf"
"""Printed by a browser, so that the command line alone offers it; a viewer's own browser prints the briefing itself."""
SHIPPED: Final = Path(__file__).parents[1] / "data" / "kazakhstan-2022.csv"
MCP_USAGE: Final = "mcp [FILE]"
ENDINGS: Final = (*dict.fromkeys(f".{one.suffix}" for one in EXPORTERS.values()), PDF)
USAGE: Final = f"export FILE OUT{'|'.join(ENDINGS)} [--view LINK] [--as KIND] [--map date=COLUMN ...]"


def main(argv: Sequence[str]) -> int:
    """Run a command; the exit status: 0 well, 1 something is wrong with the file or the link, 2 wrong use."""
    return commands.main(argv, COMMANDS)


def start(argv: Sequence[str]) -> None:
    """The whole of a program: serve a file, or run a command within bounds and end with its status."""
    if argv[:1] == ["--version"]:
        print(f"dateline {version()}")
    elif run_app.is_meant(argv, COMMANDS):
        sys.exit(run_app.run(argv))
    else:
        uncaught_errors.run(main, argv)


def version() -> str:
    """Which Dateline this is."""
    try:
        return metadata.version("dateline")
    except metadata.PackageNotFoundError:
        return "of the repository"


def mcp(argv: Sequence[str]) -> int:
    """Serve a record to an assistant over standard input and output, as tools of the Model Context Protocol."""
    parser = commands.Parser(prog=f"{PROGRAM} mcp", description="The record as tools for an assistant.")
    parser.add_argument("file", nargs="?", default=str(SHIPPED), metavar="FILE", help="the CSV; else the shipped one")
    arguments = commands.parse(parser, argv)
    if isinstance(arguments, int):
        return arguments
    tools = assistants.of_file(Path(arguments.file))
    try:
        tools.figures_as_of()  # a file that cannot be read is said at once
        assistants.server(tools).run("stdio")
    except DatelineError as error:
        say(str(error))
        return commands.BAD
    return OK


def export(argv: Sequence[str]) -> int:
    """Write what a view shows of a file, in the form that the name of OUT says."""
    arguments = commands.parse(_parser(), argv)
    if isinstance(arguments, int):
        return arguments
    ending = arguments.out.suffix.lower()
    if ending == PDF and not arguments.kind:
        return _export(arguments, lambda subject: iter((_pdf(subject),)))
    exporter = EXPORTERS[arguments.kind] if arguments.kind else for_suffix(ending.removeprefix("."))
    if exporter is None or ending != f".{exporter.suffix}":
        endings = f".{exporter.suffix}" if exporter else ", ".join(ENDINGS)
        say(f"OUT is {str(arguments.out)!r}: its name must end in {endings}.")
        return MISUSED
    return _export(arguments, exporter.pieces)


def _export(arguments: argparse.Namespace, pieces: Callable[[Subject], Iterator[bytes]]) -> int:
    try:
        say(_write(arguments, pieces))
    except DatelineError as error:
        return commands.refuse(error, arguments)
    return OK


def _pdf(subject: Subject) -> bytes:
    """The briefing, without notes and without pictures, which would have to be fetched."""
    from components.deck import deck_json, without_notes  # these take their time to import, which few need
    from components.offline import build, pdf
    from components.pictures.briefing_charts import briefing_deck

    made = without_notes(briefing_deck(subject.dataset, subject.view))
    bare = replace(made, slides=tuple(replace(slide, picture=None) for slide in made.slides))
    return pdf.printed(build.paper(deck_json(bare), title=subject.title))


def view_of(link: str) -> View:
    """The View that an address or its query asks for. Raises BadView.

    >>> view_of("https://example.org/?asof=2022-01-05&embed=true").asof
    '2022-01-05'
    """
    query = link.partition("#")[0]
    query = query.partition("?")[2] if "?" in query or "://" in query else query
    try:
        pairs = parse_qsl(query, True, True, errors="strict") if query else []
    except ValueError:
        advice = "Copy the address of the page, and put it between quotation marks."
        raise BadView("The link cannot be read.", text=link, advice=advice) from None
    return View.from_query(pair for pair in pairs if pair[0] not in NOT_OURS)


def _parser() -> argparse.ArgumentParser:
    kinds = "\n".join(f"  {name:<13} .{exporter.suffix:<5} {exporter.explains}" for name, exporter in EXPORTERS.items())
    kinds += (
        f"\n  {'':<13} {PDF:<6} The briefing, a page a slide, printed by the Chromium, Chrome or Edge of this computer."
    )
    parser = commands.parser_for("export", "Write what a view shows of a CSV, as the name of OUT says.")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"kinds:\n{kinds}"
    parser.add_argument("out", type=Path, metavar="OUT", help=f"a name that ends in {', '.join(ENDINGS)}")
    parser.add_argument("--view", default="", metavar="LINK", help="the address of the page, or what follows its “?”")
    parser.add_argument(
        "--as", dest="kind", choices=list(EXPORTERS), metavar="KIND",
        help="another than the first kind of a suffix, see below",
    )  # fmt: skip
    return parser


def _write(arguments: argparse.Namespace, make: Callable[[Subject], Iterator[bytes]]) -> str:
    """Write the file, whole or not at all; what it holds, in a sentence."""
    view = view_of(arguments.view)
    commands.check_out(arguments.file, arguments.out)
    if view.recorded:
        advice = "Print the file as it stood with “history FILE --at MOMENT”, and export that."
        raise BadView("A link to the record as it stood then is for the page and its feeds.", advice=advice)
    dataset = _open(arguments.file, {**dict(view.columns), **dict(arguments.pairs)})
    subject = Subject(dataset, view)
    pieces = make(subject)
    try:
        with replacing(arguments.out) as file:
            file.writelines(pieces)
    except OSError as error:
        message = f"{arguments.out} cannot be written: {error.strerror or error}."
        raise BadFile(message, advice="Look at the folder.") from None
    return _summary(arguments.out.name, subject.count, dataset)


def _open(file: Path | str, mapping: Mapping[str, str]) -> Dataset:
    try:
        dataset = opening.open_file(file, mapping)
    except BadColumns as error:
        commands.check_mapping(mapping, error.report)  # a column that is not there explains it better
        raise
    commands.check_mapping(mapping, dataset.report)
    return dataset


def _summary(out: str, count: int, dataset: Dataset) -> str:
    report = dataset.report
    left_out = report.rows - report.events
    rows = "row" if left_out == 1 else "rows"
    more = f" {number(left_out)} {rows} of the file could not be read; “check” says why." if left_out else ""
    return f"{out}: the view’s {number(count)} {'event' if count == 1 else 'events'}.{more}"


COMMANDS: Final[Mapping[str, tuple[Command, str]]] = {
    "run": run_app.SERVE,
    **commands.COMMANDS,
    "export": (export, USAGE),
    "draft": (draft.draft, draft.USAGE),
    "mcp": (mcp, MCP_USAGE),
    **corrections.COMMANDS,
}
