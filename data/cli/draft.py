"""The command line's `draft`: from a report to rows that a person approves, each beside the words it rests on."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from data.cli import commands
from data.cli.event_writers import replacing_text
from data.cli.terminal import say
from data.draft import compare_with_record, csv_rows, document, proposals
from data.draft.document import Document
from data.errors import PROGRAM, BadFile, DatelineError
from data.reading.reader import read

USAGE = "draft REPORT.txt|.html|.md|.docx OUT.csv [--published DAY] [--by NAME] [--url ADDRESS] [--record FILE]"


def draft(argv: Sequence[str]) -> int:
    """Write the rows that a report proposes. The exit status: 0 well, 1 the report cannot be read, 2 wrong use."""
    parser = commands.Parser(prog=f"{PROGRAM} draft", description="Write the rows that a report proposes.")
    parser.add_argument("report", type=Path, metavar="REPORT", help="a .txt, .md, .html or .docx")
    parser.add_argument("out", type=Path, metavar="OUT.csv", help="the rows, in order of time, each with its quotation")
    parser.add_argument("--published", default="", metavar="DAY", help="when the report was published")
    parser.add_argument("--by", default="", metavar="NAME", help="who published it; else what the document says")
    parser.add_argument("--url", default="", metavar="ADDRESS", help="where it can be read")
    parser.add_argument("--record", type=Path, metavar="FILE", help="a record: what it knows already is left out")
    arguments = commands.parse(parser, argv)
    if isinstance(arguments, int):
        return arguments
    if arguments.out.suffix.lower() != ".csv":
        say(f"OUT is {str(arguments.out)!r}: its name must end in .csv.")
        return commands.MISUSED
    try:
        report = _report(arguments.report, arguments.published, arguments.by, arguments.url)
        commands.check_out(arguments.report, arguments.out)
        say(_write(report, arguments.out, arguments.record))
    except DatelineError as error:
        say(str(error))
        return commands.BAD
    return commands.OK


def _report(path: Path, published: str, publisher: str, url: str) -> Document:
    try:
        with path.open("rb") as file:
            content = file.read(document.MOST_BYTES + 1)
    except OSError as error:
        raise BadFile(f"{path} cannot be opened: {error.strerror or error}.", advice="Look at the name.") from None
    read_report = document.read_document(content, path.name)
    name = read_report.publisher or csv_rows.report_name(path)
    return document.with_publication(read_report, published, publisher or name, url)


def _write(report: Document, out: Path, record: Path | None) -> str:
    """Write the rows; what they are, in sentences."""
    every = proposals.in_time(proposals.propose(report))
    known = csv_rows.recorded(read(record).events.to_pylist()) if record else []
    standings = [compare_with_record.compare(each, known).standing for each in every]
    new = [each for each, standing in zip(every, standings, strict=True) if standing != "known"]
    with replacing_text(out) as file:
        csv_rows.write_rows(new, report, file)
    return _summary(out.name, len(new), Counter(standings), report)


def _summary(out: str, count: int, standings: Counter[str], report: Document) -> str:
    dated = f", reckoned from its publication on {report.published}" if report.published else ""
    said = [f"{out}: {count:,} {'row' if count == 1 else 'rows'} to look through{dated}."]
    if standings["known"]:
        said.append(f"{standings['known']:,} more are in the record already and were left out.")
    if standings["adds a source"]:
        said.append(f"{standings['adds a source']:,} add a source to what the record has.")
    if standings["contradicts"]:
        said.append(f"{standings['contradicts']:,} contradict the record.")
    if not report.published:
        advice = "Say it with --published, as in --published 2022-01-06."
        said.append(f"Nobody knows when it was published, so only what has a date of its own is proposed. {advice}")
    return " ".join(said)
