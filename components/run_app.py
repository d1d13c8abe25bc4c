"""The command `run`: the app as `streamlit run` serves it, for whoever has no shell variables and flags in mind."""

import argparse
import os
import runpy
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from data.cli import commands
from data.cli.commands import BAD, Command
from data.cli.terminal import say
from data.errors import PROGRAM, shown
from data.files import folder
from data.warehouses import address

APP: Final = Path(__file__).parents[1] / "app.py"
USAGE: Final = "[run] [FILE] [--port PORT] [--address ADDRESS] [--name HOST ...]"
HOSTS, ADDRESS = "STREAMLIT_SERVER_ALLOWED_HOSTS", "STREAMLIT_SERVER_ADDRESS"
LOOPBACK: Final = "127.0.0.1"
PORTS: Final = range(1, 65_536)


def is_meant(argv: Sequence[str], others: Collection[str]) -> bool:
    """Whether the words ask for serving: nothing at all, `run …`, an option of it, or a file in place of a command."""
    if not argv or argv[0] == "run":
        return True
    first = argv[0]
    if first in (*others, "-h", "--help", "--version"):
        return False
    return first.startswith("--") or address.is_source(first) or os.path.exists(first) or not first.isidentifier()


def run(argv: Sequence[str]) -> int:
    """Serve a file, or the events that are shipped, until the process is told to end. 1 where there is no such file."""
    arguments = commands.parse(_parser(), argv[1:] if argv[:1] == ["run"] else argv)
    if isinstance(arguments, int):
        return arguments
    if arguments.file:
        if missing := _missing(arguments.file):
            say(missing)
            return BAD
        os.environ["EVENTS"] = _absolute(arguments.file)
    if arguments.names:
        os.environ[HOSTS] = " ".join(["localhost", *arguments.names])
    where = arguments.address or os.environ.get(ADDRESS) or LOOPBACK
    port = [f"--server.port={arguments.port}"] if arguments.port else []
    sys.argv = ["streamlit", "run", str(APP), f"--server.address={where}", *port]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return commands.OK


SERVE: Final[tuple[Command, str]] = (run, USAGE)


def _parser() -> argparse.ArgumentParser:
    description = "Serve a file of events as a page, and print its address. Without FILE: the events that are shipped."
    parser = commands.Parser(prog=f"{PROGRAM} run", description=description, allow_abbrev=False)
    help_text = "a CSV, a workbook, a folder or pattern of files, or an engine's table"
    parser.add_argument("file", metavar="FILE", nargs="?", default="", help=help_text)
    parser.add_argument("--port", type=_port, metavar="PORT", help="8501, or the next one that is free")
    parser.add_argument("--address", metavar="ADDRESS", help=f"{LOOPBACK}: nobody but this machine can connect")
    parser.add_argument(
        "--name", action="append", default=[], dest="names", metavar="HOST",
        help="a name under which it may be asked for besides localhost; may be given again",
    )  # fmt: skip
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"write a number from {PORTS.start} to {PORTS.stop - 1} in place of {text!r}")
    return int(text)


def _missing(file: str) -> str:
    """What to say where there is nothing to serve; "" where there is."""
    needed = address.files(file) if address.is_source(file) else (Path(file),)
    if not needed or any(path.exists() for path in needed) or folder.is_many(Path(file)):
        return ""
    return f"There is no file {shown(file)} in {Path.cwd()}. Write its path, or only {PROGRAM} for the shipped events."


def _absolute(file: str) -> str:
    return file if address.is_source(file) else str(Path(file).absolute())
