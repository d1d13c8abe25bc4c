"""Answers leave the server at once: no part of them waits until the browser has confirmed the part before.

A small answer leaves in two parts, its headers and its body. By the kernel's rule (Nagle, RFC 896) the second waits for
the first to be confirmed, which the other side puts off for some 40 ms (RFC 1122, 4.2.3.2). Python's servers switch the
rule off where a socket was opened by the name of its protocol; Streamlit opens its own without.
"""

import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from stat import S_ISSOCK
from typing import Any, Final

from streamlit import net_util

OPEN: Final = Path("/dev/fd")
"""What this process has open, where the system shows it."""


def ask_nobody() -> None:
    """For a socket from another site Streamlit asks another host for its own address, and all viewers wait meanwhile.
    It asks no more: such a site is refused as before, unless the settings name it."""
    net_util.get_external_ip = lambda: None


@asynccontextmanager
async def prompt(_: Any) -> AsyncIterator[None]:
    """For the life of an app: whoever connects from its start on is answered at once."""
    for listener in listeners():
        with suppress(OSError):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # those that are accepted inherit it
        listener.close()
    yield


def listeners() -> Iterator[socket.socket]:
    """Another handle on each socket of this process at which connections are awaited."""
    with suppress(OSError):
        for entry in [int(path.name) for path in OPEN.iterdir()]:
            with suppress(OSError):  # the list itself was open, and is closed
                if S_ISSOCK(os.fstat(entry).st_mode):
                    listener = socket.socket(fileno=os.dup(entry))
                    if listener.family in (socket.AF_INET, socket.AF_INET6) and _is_listening(listener):
                        yield listener
                    else:
                        listener.close()


def _is_listening(listener: socket.socket) -> bool:
    return bool(listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
