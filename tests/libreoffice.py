"""A LibreOffice to see slides with: one that is installed, else one that this machine can get."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.browser.find_browser import _as_root

WITH_HIDDEN = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
WANTED = ("libreoffice-impress", "fonts-liberation")


def find() -> str | None:
    """Where LibreOffice is, or None. Debian's is installed where there is none and that can be done."""
    if found := shutil.which("soffice"):
        return found
    as_root = _as_root()
    if as_root is not None and shutil.which("apt-get"):
        for line in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *WANTED]):
            subprocess.run([*as_root, *line], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return shutil.which("soffice")


def as_pdf(office: str, slides: Path) -> Path:
    """The file as LibreOffice draws it, a page for each slide, those that are hidden too, beside it."""
    folder = slides.parent
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", WITH_HIDDEN, "--outdir", str(folder), str(slides)],
        check=True, capture_output=True, timeout=180, env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    return slides.with_suffix(".pdf")
