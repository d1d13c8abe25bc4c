"""What counts as another version of the reader: every module that may decide what is read."""

import sys
from pathlib import Path

import pytest

from data.reading import build_tables, reader_version
from data.settings import DEFAULT

DATES = Path("dates") / "spelled" / "grammar.py"


@pytest.fixture
def package(tmp_path):
    """A package with a date grammar in a folder of its own, below another."""
    (tmp_path / DATES).parent.mkdir(parents=True)
    (tmp_path / DATES).write_text("MONTHS = 12\n")
    (tmp_path / "reading.py").write_text("import dates\n")
    return tmp_path


def test_a_date_grammar_in_a_folder_of_its_own_is_part_of_it(package):
    before = reader_version.version_of(package)
    (package / DATES).write_text("MONTHS = 13\n")
    assert reader_version.version_of(package) != before


def test_a_module_that_comes_goes_or_moves_is_another_version(package):
    known = {reader_version.version_of(package)}
    (package / "importers.py").write_text("")
    known.add(reader_version.version_of(package))
    (package / "importers.py").rename(package / "dates" / "importers.py")
    known.add(reader_version.version_of(package))
    assert len(known) == 3


def test_what_is_no_module_is_no_part_of_it_nor_is_where_the_program_lies(package, tmp_path_factory):
    before = reader_version.version_of(package)
    (package / "kazakhstan.csv").write_text("date,title\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in reader_version.modules(package):
        (elsewhere / path.relative_to(package)).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / path.relative_to(package)).write_bytes(path.read_bytes())
    assert reader_version.version_of(package) == reader_version.version_of(elsewhere) == before


def test_every_module_that_reading_reaches_is_in_it():
    loaded = {Path(str(module.__file__)) for name, module in sys.modules.items() if name.startswith("data.")}
    assert Path(build_tables.__file__) in loaded
    assert loaded <= set(reader_version.modules(reader_version.ROOT))


def test_tables_are_kept_under_another_name_by_another_version(tmp_path, monkeypatch):
    path = tmp_path / "events.csv"
    path.write_text("date,title\n2022-01-05,Rain\n")
    name = build_tables.name(path, DEFAULT, {})
    assert build_tables.name(path, DEFAULT, {}) == name
    monkeypatch.setattr(build_tables, "reader_version", lambda: "another")
    assert build_tables.name(path, DEFAULT, {}) != name
