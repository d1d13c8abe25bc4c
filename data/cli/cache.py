"""The command line's `cache`: what the folder of tables holds, and how to empty it."""

import argparse
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from data.engine import cache_folder
from data.errors import PROGRAM


def cache(argv: Sequence[str], say: Callable[[str], None] = print) -> int:
    """Print what is kept of large files, the one used last at the end; with --clear take it away. Always 0."""
    parser = argparse.ArgumentParser(prog=f"{PROGRAM} cache", description="What is kept of large files.")
    parser.add_argument("--clear", action="store_true", help="take all of it away; it is read again when it is needed")
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    left = cache_folder.leftovers()
    files = cache_folder.clear() if arguments.clear else cache_folder.files()
    for file in files:
        used = datetime.fromtimestamp(file.last_used, UTC)
        say(f"{size(file.size):>9}  used {used:%Y-%m-%d %H:%M} UTC  {file.path.name}")
    total = size(sum(file.size for file in files))
    done = "taken away from" if arguments.clear else "in"
    say(f"{len(files)} {'file' if len(files) == 1 else 'files'}, {total}, {done} {cache_folder.folder()}")
    if left:
        parts = f"{len(left)} {'piece' if len(left) == 1 else 'pieces'}, {size(sum(part.size for part in left))}"
        gone = "taken away, too" if arguments.clear else "taken away when the next one starts"
        say(f"{parts}, left by a process that was killed: {gone}")
    return 0


def size(count: int) -> str:
    """Bytes in words.

    >>> size(1_234_567_890), size(5_000)
    ('1.23 GB', '0.01 MB')
    """
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.2f} MB"
