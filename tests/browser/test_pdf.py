"""The briefing as a PDF: a page for each slide, tagged, with links that lead somewhere, and no note."""

import os
import shutil
from pathlib import Path

from pypdf import PdfReader

from components import cli
from tests.browser import find_browser
from tests.browser.running_app import SHIPPED

BROWSER = os.environ.get("CHROMIUM") or next((place for place in map(shutil.which, find_browser.NAMES) if place), "")


def test_the_command_line_prints_a_page_for_each_slide(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("CHROMIUM", BROWSER)
    out = tmp_path / "briefing.pdf"
    assert cli.main(["export", str(SHIPPED), str(out), "--view", "?category=Casualties"]) == 0
    document = PdfReader(out)
    texts, root = [page.extract_text() for page in document.pages], document.root_object
    assert "'/Marked': True" in str(root["/MarkInfo"])
    assert root["/Lang"]
    assert len(texts) >= 4
    assert any("About 2,000 detained" in text for text in texts)
    assert not any("Home Office" in text for text in texts)
    links = [link.get_object() for page in document.pages for link in page.get("/Annots", ())]
    assert any("/Dest" in link or "/D" in link.get("/A", {}) for link in links), "to another page"

    capsys.readouterr()
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    assert cli.main(["export", str(SHIPPED), str(tmp_path / "other.pdf")]) == 1
    assert "none was found here" in capsys.readouterr().err
    assert not (tmp_path / "other.pdf").exists()
