"""The app, run as a person runs it, for as long as a test needs it."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "kazakhstan-2022.csv"
PORTS = range(20_000, 32_000)


EXCEPTION = re.compile(r"^(?:[a-z_]+\.)*[A-Z]\w*(?:Error|Exception|Disconnected|Disconnect)\b", re.MULTILINE)
LEFT = frozenset({"starlette.websockets.WebSocketDisconnected", "starlette.websockets.WebSocketDisconnect"})
"""What Streamlit's server logs when a browser goes away while it is being greeted; no fault of a page."""


@dataclass
class Serving:
    """A running app: where it is, and what it has said."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]
    read: int = 0

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def tracebacks(self) -> str:
        """What has been logged since this was last asked, if there is a traceback in it."""
        said = self.said()
        new, self.read = said[self.read :], len(said)
        ends = set(EXCEPTION.findall(new))
        return new if "Traceback" in new and not ends <= LEFT else ""


@contextmanager
def running_app(log: Path, port: int = 0, *, module: str = "streamlit", **environment: str) -> Iterator[Serving]:
    """The app as `streamlit run app.py` serves it, on a free port or this one, healthy, until the block ends.

    module: what serves it in place of Streamlit itself, given the same arguments.

    It lives in a time zone that suits nobody (12:45 ahead), for no date may depend on the server's.
    """
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        module,
        "run",
        "app.py",
        "--server.address=127.0.0.1",
        f"--server.port={port}",
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "EVENTS"))}
    settled = {"TZ": "Pacific/Chatham", "NO_COLOR": "1", "DATELINE_STATE": str(log.parent / "state")}
    with running(command, log, port, ROOT, kept | settled | environment) as serving:
        yield serving


@contextmanager
def running(
    command: Sequence[str], log: Path, port: int, folder: Path, environment: Mapping[str, str],
    health: str = "/_stcore/health",
) -> Iterator[Serving]:  # fmt: skip
    """What a command serves on a port when it runs in a folder, healthy, until the block ends. health: what answers as
    soon as it is."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    serving = Serving(f"http://127.0.0.1:{port}", log, process)
    try:
        _wait_until_healthy(process, serving, health)
        yield serving
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port that nothing listens to, below those from which connections go out: a browser that comes back to a server
    that is gone would else take its port, or meet itself there."""
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"No port from {PORTS.start} to {PORTS.stop} is free.")


def _wait_until_healthy(process: subprocess.Popen[bytes], serving: Serving, health: str, seconds: int = 120) -> None:
    deadline = monotonic() + seconds
    while monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{serving.url}{health}", timeout=5):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    raise RuntimeError(f"The app did not start:\n{serving.said()}")
