"""The wheel, built, installed into an empty environment and used from a folder that is not the repository's.

The environment sees the libraries of the tests' own, so that nothing is fetched.
"""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from packaging.requirements import Requirement

from tests import containerfile
from tests.browser.running_app import SHIPPED, free_port, running

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EVENTS = "date,title\n2022-01-05,He is dismissed\n2022-01-06/..,Troops arrive\n"


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with Dateline in it, and a folder of somebody's own."""

    python: Path
    folder: Path

    @property
    def program(self) -> str:
        return str(self.python.with_name("dateline"))

    @property
    def modules(self) -> Path:
        [place] = self.python.parents[1].glob("lib/python*/site-packages")
        return place

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the program in the folder."""
        command = [self.program, *words]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment | more, capture_output=True, text=True, check=False
        )

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "STREAMLIT", "EVENTS"))
        }
        return kept | {"DATELINE_STATE": str(self.folder / "state")}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    built, place = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("empty")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    venv.create(place, symlinks=True)
    one = Installed(place / "bin" / "python", tmp_path_factory.mktemp("somebody"))
    [wheel] = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(one.python), "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--no-compile", str(wheel)], check=True)
    (one.modules / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    (one.folder / "my.csv").write_text(EVENTS)
    return one


def test_at_its_top_level_there_is_dateline_and_nothing_else(installed):
    there = {path.name for path in installed.modules.iterdir()} - {"libraries.pth"}
    assert {re.sub(r"-[\d.]+\.", ".", name) for name in there} == {"dateline", "dateline.dist-info"}


def test_it_checks_and_exports_in_a_folder_of_ones_own(installed):
    assert installed.run("check", "my.csv").returncode == 0
    done = installed.run("export", "my.csv", "picture.png")
    assert (done.returncode, done.stderr) == (0, "picture.png: the view’s 2 events.\n")
    assert (installed.folder / "picture.png").read_bytes()[:4] == b"\x89PNG"


def test_its_advice_names_it_as_it_is_called_there(installed):
    helped = installed.run("--help")
    assert helped.stdout.startswith("usage: dateline [run] [FILE]")
    assert "app.py" not in helped.stdout
    assert installed.run("--version").stdout == f"dateline {PROJECT['version']}\n"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["chek"], 2, "There is no command 'chek'. Did you mean “check”?"),
        (["none.csv"], 1, "There is no file “none.csv” in "),
        (["my.csv", "--port", "99999"], 2, "write a number from 1 to 65535 in place of '99999'"),
    ],
)
def test_what_it_cannot_do_is_said(installed, words, status, said):
    done = installed.run(*words)
    assert done.returncode == status
    assert said in done.stderr


def test_a_file_named_is_a_file_served(installed):
    port = free_port()
    command = [installed.program, "my.csv", f"--port={port}"]
    with running(command, installed.folder / "log.txt", port, installed.folder, installed.environment) as app:
        assert b"Troops arrive" in read(f"{app.url}/events.csv")
        assert read(f"{app.url}/card.png")[:4] == b"\x89PNG"
        page = read(app.url).decode()
        assert re.findall("<title>(.*?)</title>", page) == ["My · Dateline"]
        health = [str(installed.python), *containerfile.health()[1:]]
        asked = installed.environment | {"STREAMLIT_SERVER_PORT": str(port)}
        assert subprocess.run(health, env=asked, check=False).returncode == 0
        with pytest.raises(HTTPError, match="421"):
            read(f"http://127.0.0.1:{port}", host="elsewhere.example.org")
        app.process.terminate()
        assert app.process.wait(60) in (0, 143, -15), "whoever asks it to end need not kill it"
        assert not app.tracebacks()
        assert subprocess.run(health, env=asked, check=False, stderr=subprocess.DEVNULL).returncode != 0


def test_a_program_that_shows_a_timeline_keeps_its_own_modules(installed):
    (installed.folder / "data.py").write_text("MINE = 'mine'")
    script = (
        "import data, sys\nfrom dateline import timeline\n"
        "shown = timeline([{'date': '2022-01-05', 'title': 'He is dismissed'}])\n"
        "print(data.MINE, 'He is dismissed' in shown.html, {'components', 'streamlit'} & {*sys.modules})"
    )
    command = [str(installed.python), "-c", script]
    done = subprocess.run(
        command, cwd=installed.folder, env=installed.environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("mine True set()\n", "")


def test_without_a_file_it_has_the_shipped_events(installed):
    inside = installed.modules / "dateline" / "_app" / "data" / SHIPPED.name
    assert inside.read_bytes() == SHIPPED.read_bytes()


def test_a_wheel_bounds_versions_above_too():
    for requirement in map(Requirement, PROJECT["dependencies"]):
        assert {bound.operator for bound in requirement.specifier} == {"<", ">="}


def read(address: str, host: str = "") -> bytes:
    """What an address answers. Raises HTTPError."""
    headers = {"Accept": "text/html", **({"Host": host} if host else {})}
    with urlopen(Request(address, headers=headers), timeout=60) as answer:
        content: bytes = answer.read()
        return content
