"""The program as it is started: what nobody reads, and what cannot be written, is said in a sentence at the most."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = [sys.executable, str(ROOT / "app.py")]


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """A file with more problems than fit into a pipe."""
    path = tmp_path_factory.mktemp("lines") / "bad.csv"
    path.write_text("date,title\n" + "2022-13-01,no such month\n" * 5_000)
    return path


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_who_has_seen_enough_is_told_nothing(bad):
    with subprocess.Popen([*APP, "check", str(bad)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout
        assert done.stderr
        assert done.stdout.readline().startswith(b"bad.csv")
        done.stdout.close()
        assert done.stderr.read() == b""
    assert done.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("command", ["check", "--help"])
def test_an_output_that_is_full_is_said_to_be_full(bad, command):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*APP, command, str(bad)], stdout=full, stderr=subprocess.PIPE, text=True, timeout=100)
    assert done.stderr == "The answer cannot be written: No space left on device.\n"
    assert done.returncode == 1
