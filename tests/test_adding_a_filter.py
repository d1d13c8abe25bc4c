"""A filter is one line: added to the table of a copy of the program, it is found in every place where filters stand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAST = "    since: str"
LINE = """    unit: tuple[str, ...] = _filter(Kind.VALUE, "Unit")\n"""
PLACES = """
from data.dataset import compiled_queries
from data.engine import count_tables
from data.search import build_columns, result_tables
from data.view import View, parameters
assert "unit" in parameters.PARAMETERS and "unit" in parameters.LANES
assert View(unit=("people",)).to_string() == "unit=people"
for names in (count_tables.SINGLE, result_tables.COLUMNS, compiled_queries.FIELDS, build_columns.VALUES):
    assert "unit" in names
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    place = tmp_path_factory.mktemp("copy")
    for folder in ("data", "components"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "tests").mkdir()
    for path in [*(ROOT / "tests").glob("*.py"), ROOT / "pyproject.toml"]:
        shutil.copy(path, place / path.relative_to(ROOT))
    table = place / "data" / "view" / "filter_table.py"
    text = table.read_text("utf-8")
    assert text.count(LAST) == 1
    table.write_text(text.replace(LAST, LINE + LAST), "utf-8")
    return place


ENDS_AT_ONCE = """
import os, sys, pytest
status = pytest.main(sys.argv[1:])
sys.stdout.flush()
os._exit(status)
"""
"""Pytest in a process that ends without taking its libraries down: an engine's threads may abort it there, with all
tests passed (`data.cli.uncaught_errors` ends so, too)."""


def run(copy: Path, *command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return done.stdout


def test_it_is_in_the_link_the_lanes_the_counts_the_words_and_the_columns(copy):
    run(copy, "-c", PLACES)


def test_everybody_answers_it_as_the_engine_does_and_the_page_shows_it(copy):
    files = ("tests/test_filters_by_every_answerer.py", "tests/test_contracts.py")
    said = run(copy, "-c", ENDS_AT_ONCE, "-q", "-p", "no:cacheprovider", "-k", "unit", *files)
    assert " passed" in said
    assert "failed" not in said
