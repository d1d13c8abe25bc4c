"""A Chromium for the browser tests: one that is installed, else one that this machine can get.

Run as a program it prints where the browser is, installing it first when there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INSTALLERS = {
    "apt-get": ("apt-get update", "apt-get install -y --no-install-recommends chromium fonts-liberation"),
    "dnf": ("dnf install -y chromium",),
    "zypper": ("zypper --non-interactive install chromium",),
    "pacman": ("pacman -Sy --noconfirm chromium",),
    "apk": ("apk add chromium",),
}
NONE = (
    "The browser tests need Chromium or Chrome, and none could be found or installed here. "
    "Install one with your system's package manager, or name yours: CHROMIUM=/path/to/chrome make test"
)


def find() -> str | None:
    """Where a Chromium that starts is installed, or None. CHROMIUM in the environment names one outright."""
    named = os.environ.get("CHROMIUM")
    places = [named] if named else [*map(shutil.which, NAMES), *ON_A_MAC, _of_playwright()]
    return next((place for place in places if place and _starts(place)), None)


def install() -> None:
    """Try the system's package manager, then Playwright's own download; whether it worked, `find` tells."""
    for command in _commands():
        print(f"No Chromium here yet: {' '.join(command)}", flush=True)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        if done.returncode == 0 and find():
            return


def _commands() -> list[list[str]]:
    as_root = _as_root()
    manager = next((name for name in INSTALLERS if shutil.which(name)), None)
    own = [[*as_root, *line.split()] for line in INSTALLERS[manager]] if manager and as_root is not None else []
    return [*own, [sys.executable, "-m", "playwright", "install", "chromium"]]


def _as_root() -> list[str] | None:
    """What to write before a command to run it as root: nothing, sudo without a password, or None: not possible."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _of_playwright() -> str:
    """Where Playwright keeps the browser that it downloads, there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(place: str) -> bool:
    """A file that is there may still be a stub that only says how to install it, as on Ubuntu."""
    if not Path(place).is_file():
        return False
    try:
        return subprocess.run([place, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    if find() is None:
        install()
    place = find()
    print(f"Browser tests use {place}" if place else NONE)
    return 0 if place else 1


if __name__ == "__main__":
    sys.exit(main())
