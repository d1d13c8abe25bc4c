"""`export` on the command line, as a person or a script uses it."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from components import cli
from tests.data.test_reader import SAMPLES, SHIPPED

ROOT = Path(__file__).parents[2]


def test_it_writes_what_a_link_shows(tmp_path, capsys):
    out = tmp_path / "events.csv"
    link = "https://example.org/app?embed=true&importance=3&asof=2022-01-05#top"
    assert cli.main(["export", str(SHIPPED), str(out), "--view", link]) == 0
    written = out.read_text("utf-8").splitlines()
    assert written[0] == SHIPPED.read_text("utf-8").splitlines()[0]
    kinds = [row["kind"] for row in csv.DictReader(written)]
    assert f"events.csv: the view’s {kinds.count('')} event" in capsys.readouterr().err
    assert 0 < kinds.count("") < 6
    assert {*kinds} == {"", "era"}, "what stands behind the events comes with them"


def test_it_says_how_many_rows_could_not_be_read(tmp_path, capsys):
    assert cli.main(["export", str(SAMPLES / "bad-cells.csv"), str(tmp_path / "a.csv")]) == 0
    assert "the view’s 3 events. 4 rows of the file could not be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((SHIPPED, "out.xyz"), "its name must end in .html"),
        ((SHIPPED, "out.csv", "--view", "importance=9"), "Write 1, 2 or 3."),
        ((SHIPPED, "out.csv", "--view", "?nonsense"), "The link cannot be read."),
        ((SHIPPED, "out.csv", "--as", "nothing"), "invalid choice"),
        ((SHIPPED, "out.csv", "--map", "date=Nowhere"), "no column"),
        (("missing.csv", "out.csv"), "missing.csv"),
        ((SHIPPED, "no/such/folder/out.csv"), "Look at the folder."),
        ((SHIPPED, SHIPPED), "is the file that is read"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_nothing_is_written(
    arguments, said, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    before = SHIPPED.read_bytes()
    assert cli.main(["export", *map(str, arguments)]) in (1, 2)
    assert said in capsys.readouterr().err
    assert not os.listdir(tmp_path)
    assert SHIPPED.read_bytes() == before


def test_a_file_that_is_there_stays_whole_when_writing_fails(tmp_path, monkeypatch, capsys):
    out = tmp_path / "out.csv"
    out.write_text("before")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["export", str(SHIPPED), str(out)]) == 1
    assert "No space left" in capsys.readouterr().err
    assert out.read_text() == "before"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_it_needs_no_streamlit(tmp_path):
    out = tmp_path / "events.csv"
    code = (
        "import sys, runpy\nsys.argv = ['app.py', 'export', *sys.argv[1:]]\nsys.modules['streamlit'] = None\n"
        "runpy.run_path('app.py', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SHIPPED), str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 1000
