"""The briefing as a PDF, printed by a browser without a window: pages as on the screen, tagged, its links kept."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from data.errors import BadFile

NAMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge"),
)
PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
FLAGS: Final = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline", "--virtual-time-budget=20000"),
)
PATIENCE_SECONDS: Final = 180
NONE: Final = "A PDF is printed by a browser, and none was found here: no Chromium, Chrome or Edge."
INSTALL: Final = (
    "Install one, or name yours: CHROMIUM=/path/to/chrome. Or open the briefing in any browser, and press PDF at its "
    "foot."
)


def browser() -> str | None:
    """Where a browser is that can print; CHROMIUM in the environment names one outright."""
    named = os.environ.get("CHROMIUM")
    places = (named,) if named is not None else (*map(shutil.which, NAMES), *PLACES)
    return next((place for place in places if place and Path(place).is_file()), None)


def printed(document: bytes) -> bytes:
    """The PDF of a document that stands alone. Raises BadFile where there is no browser, or it does not print."""
    program = browser()
    if program is None:
        raise BadFile(NONE, advice=INSTALL)
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder, "briefing.html"), Path(folder, "briefing.pdf")
        page.write_bytes(document)
        own = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()]
        try:
            with _unbounded():
                done = subprocess.run(
                    [program, *FLAGS, *_as_root(), *own], capture_output=True, stdin=subprocess.DEVNULL,
                    timeout=PATIENCE_SECONDS, check=False,
                )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as reason:
            raise BadFile(f"The browser {program} does not print: {reason}.", advice=INSTALL) from None
        if done.returncode or not out.is_file():
            raise BadFile(f"The browser {program} printed nothing (it ended with {done.returncode}).", advice=INSTALL)
        return out.read_bytes()


@contextmanager
def _unbounded() -> Iterator[None]:
    """Without our own bound on memory: a browser sets aside far more addresses than it uses."""
    try:
        import resource
    except ImportError:  # there are no limits on Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _as_root() -> list[str]:
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
