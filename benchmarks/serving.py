"""Servers and browsers of a measurement. All end with the process that started them."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import find_browser
from tests.browser.running_app import free_port

ROOT = Path(__file__).parents[1]
CACHE = Path(__file__).parent / ".cache"
FLOORS = Path(__file__).parent / "floors"
"""The least pages that Streamlit can show."""
FLAGS = ("--disable-background-networking", "--disable-component-update", "--disable-gpu", "--no-first-run")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A process that answers at `url`."""

    url: str
    pid: int

    def memory(self) -> float:
        """What it holds in memory, in MB."""
        return resident(self.pid)

    def cpu(self) -> float:
        """The processor time it has used, in ms."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def resident(pid: int) -> float:
    """The resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


@contextmanager
def served(script: Path | str, **environment: str) -> Iterator[Server]:
    """`streamlit run script`, healthy, with what is opened kept in the benchmark's own folder."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address=127.0.0.1",
               f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]  # fmt: skip
    env = {**os.environ, "XDG_CACHE_HOME": str(CACHE / "opened"), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        _wait(process, server.url)
        yield server
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, seconds: float = 60) -> None:
    deadline = monotonic() + seconds
    while monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
            return
        sleep(0.05)
    raise RuntimeError("The server did not start.")


@contextmanager
def browser() -> Iterator[Browser]:
    place = find_browser.find()
    if place is None:
        raise RuntimeError(find_browser.NONE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=place, args=[*FLAGS, "--no-sandbox"])
        yield chromium
        chromium.close()


def wait_for(page: Page, expression: str, seconds: float) -> bool:
    """Whether it came true in time. Asked from outside, for `wait_for_function` is forbidden in the app's pages."""
    deadline = monotonic() + seconds
    while not (is_true := bool(page.evaluate(expression))) and monotonic() < deadline:
        sleep(0.03)
    return is_true


@contextmanager
def fresh_page(chromium: Browser, patience_s: float = 30) -> Iterator[Page]:
    """A page in a profile of its own, with the probe in it."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(patience_s * 1000)
    context.add_init_script(path=Path(__file__).parent / "probe.js")
    yield context.new_page()
    context.close()
