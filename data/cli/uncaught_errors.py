"""The border of the command line: whatever happens behind it, who is at the terminal gets a sentence and a status."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from data.cli.terminal import say
from data.engine import background_threads, cache_folder
from data.errors import DatelineError, unforeseen

BAD: Final = 1
NOBODY_READS: Final = 141
"""The status of a program whose reader has gone, as shells have it: 128 and SIGPIPE."""
INTERRUPTED: Final = 130
TIMES: Final = 20
"""How many times its own size a file of one's own may take in memory, if that is more than MEMORY."""
MEMORY: Final = "4GB"


def guarded(command: Callable[[Sequence[str]], int], argv: Sequence[str]) -> int:
    """The exit status of a command; what it raises becomes a sentence on standard error."""
    try:
        status = command(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    except DatelineError as error:
        say(str(error))
        return BAD
    except MemoryError:
        advice = "Split it into smaller files, or say in DATELINE_MEMORY how much it may have."
        say(f"{_named(argv)} needs more memory than a file may have. {advice}")
        return BAD
    except OSError as error:
        say(f"The answer cannot be written: {error.strerror or error}.")
        _close_output()
        return BAD
    except Exception as error:
        say(str(unforeseen(_named(argv), error)))
        return BAD
    return status


def run(command: Callable[[Sequence[str]], int], argv: Sequence[str]) -> NoReturn:
    """The whole of a program: bounded in memory, and ended with the status of the command."""
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    with suppress(DatelineError):  # said by the command
        _bound_memory(argv)
    status = guarded(command, argv)
    background_threads.end()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)  # all is said: to take the libraries down in their turn could only end in another status


def _bound_memory(argv: Sequence[str]) -> None:
    """No file may take the whole machine. Raises BadSettings."""
    with suppress(ImportError, OSError, ValueError):  # there are no limits on Windows
        import resource

        most = cache_folder.bytes_of("DATELINE_MEMORY", MEMORY)
        if "DATELINE_MEMORY" not in os.environ:
            most = max(most, TIMES * max(map(_size, argv), default=0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _size(name: str) -> int:
    with suppress(OSError, ValueError):
        return Path(name).stat().st_size
    return 0


def _named(argv: Sequence[str]) -> str:
    """The file that was asked for, as far as that can be told."""
    return next((Path(word).name for word in argv[1:] if not word.startswith("-")), "It")


def _close_output() -> None:
    """Nothing more is written where nobody reads: the interpreter would try once more at its end, and complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
