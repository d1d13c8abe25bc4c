"""Every importer against damaged files, and cuts and kills by the hundred, for as long as is asked."""

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from data.dataset import files_being_written
from data.engine import cache_folder
from data.importers import IMPORTERS
from data.reading.reader import read
from data.reading.worker import read_own
from data.settings import DEFAULT
from tests.components.test_files_being_written import AFTER, BEFORE, cuts, in_the_middle
from tests.data.test_importers import SAMPLES, SLOW, adds_up, lay, refusal, sample
from tests.data.test_limits import excel_row, workbook
from tests.mutations import damaged

SECONDS = 60 * float(os.environ.get("MINUTES") or 3)
APP = Path(__file__).parents[2] / "app.py"


def seeds(ending: str) -> list[bytes]:
    """All samples of an ending."""
    there = [path for path in SAMPLES.rglob(f"*{ending}") if path.stat().st_size < 60_000]
    return [sample(ending), *(path.read_bytes() for path in sorted(there))]


@pytest.mark.parametrize("ending", IMPORTERS)
def test_no_damaged_file_is_more_than_an_importer_can_say(ending, tmp_path):
    """A file that fails is left where `pytest` says, to be looked at."""
    chance, until, count = random.Random(time.time()), time.monotonic() + SECONDS / len(IMPORTERS), 0
    reads = read_own if ending in SLOW else lambda path, *_: read(path)
    while time.monotonic() < until:
        for content in damaged(chance.choice(seeds(ending)), chance, 5):
            path, count = lay(tmp_path, ending, content), count + 1
            if not refusal(partial(reads, path, {}, DEFAULT)):
                assert adds_up(reads(path, {}, DEFAULT).report)
    assert count


def test_no_cut_of_a_thousand_is_shown(tmp_path, monkeypatch):
    for seconds in ("STILL_SECONDS", "OPEN_SECONDS"):
        monkeypatch.setattr(files_being_written, seconds, 0.0)
    path, chance = tmp_path / "events.csv", random.Random(1)
    path.write_text(BEFORE)
    places = in_the_middle(AFTER.encode())
    assert not cuts(path, AFTER.encode(), (chance.choice(places) for _ in range(1_000)))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("ends_with", [signal.SIGKILL, signal.SIGTERM])
def test_whenever_it_is_ended_nothing_is_left_behind(ends_with, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    path = tmp_path / "large.csv"
    path.write_text("date,title\n" + "".join(f"{1900 + n % 100},event {n}\n" for n in range(600_000)))
    for number in range(20):
        with subprocess.Popen([sys.executable, str(APP), "check", str(path)], stdout=subprocess.DEVNULL) as reading:
            with pytest.raises(subprocess.TimeoutExpired):
                reading.wait(0.3 + number * 0.05)
            reading.send_signal(ends_with)
        cache_folder.sweep()
        assert not cache_folder.leftovers()
        assert not list((tmp_path / "cache").glob("*.part*"))
        assert not list(tmp_path.glob("dateline-*"))
        cache_folder.clear()


def test_a_workbook_of_many_cells_is_refused_before_they_are_made(tmp_path):
    path = tmp_path / "cells.xlsx"
    path.write_bytes(workbook(excel_row("date", "title") + ("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 120_000))
    done = subprocess.run([sys.executable, str(APP), "check", str(path)], capture_output=True, text=True,
                          env={**os.environ, "DATELINE_MEMORY": "2GB"})  # fmt: skip
    assert "unfolds into far more" in done.stderr
