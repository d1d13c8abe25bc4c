"""A Sail of the tests' own: an engine that speaks Spark's protocol, with a driver and two workers that share the work.

The workers are separate actors with servers of their own, and pass each other rows over the network as they do on
machines of their own; here they live in one process.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORKERS = 2
SLOTS = 64
STARTED = re.compile(r"Spark Connect server on ([\d.]+:\d+)")


@contextmanager
def running(*, workers: int = WORKERS, slots: int = SLOTS) -> Iterator[str]:
    """The address of a Sail, `sc://host:port`, until the block ends.

    workers: how many there are. slots: how many parts of a question each takes at a time.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-sail-") as folder:
        written = Path(folder, "log")
        command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", "0"]
        with written.open("wb") as file:
            process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **_settings(workers, slots)}, stdin=subprocess.DEVNULL,
                stdout=file, stderr=file,
            )  # fmt: skip
        try:
            yield f"sc://{_address(process, written)}"
        finally:
            process.kill()
            process.wait()


def _settings(workers: int, slots: int) -> dict[str, str]:
    """Sail's own settings. An idle worker stays; a table is read in as many parts as there are usually workers."""
    return {
        "SAIL_MODE": "local-cluster",
        "SAIL_CLUSTER__WORKER_INITIAL_COUNT": str(workers),
        "SAIL_CLUSTER__WORKER_MAX_COUNT": str(workers),
        "SAIL_CLUSTER__WORKER_TASK_SLOTS": str(slots),
        "SAIL_CLUSTER__WORKER_MAX_IDLE_TIME_SECS": "3600",
        "SAIL_EXECUTION__DEFAULT_PARALLELISM": str(WORKERS),
        "RUST_LOG": "info",
    }


def _address(process: subprocess.Popen[bytes], log: Path, seconds: float = 20) -> str:
    deadline = monotonic() + seconds
    while monotonic() < deadline and process.poll() is None:
        found = STARTED.search(log.read_text("utf-8", errors="replace"))
        if found:
            return found[1]
        sleep(0.02)
    raise RuntimeError(f"Sail did not start:\n{log.read_text('utf-8', errors='replace')}")


def session(address: str) -> "SparkSession":
    """A session of its own, which gives up on a server that is gone after a second and not after ten minutes.

    Whoever opens it stops it before the server ends.
    """
    from pyspark.sql import SparkSession
    from pyspark.sql.connect.client.retries import DefaultPolicy

    opened = SparkSession.builder.remote(address).create()
    opened.client.set_retry_policies([DefaultPolicy(max_retries=3, initial_backoff=100, max_backoff=500)])
    return opened
