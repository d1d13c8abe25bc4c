"""The benchmark's record is the same for the same seed, and Dateline reads every row of it."""

import pytest

from benchmarks import generate
from data.reading import reader


def test_the_same_seed_makes_the_same_record_and_another_one_another(tmp_path):
    for name, seed in (("once", 7), ("again", 7), ("other", 8)):
        generate.write(tmp_path / name, 300, seed)
    once, again, other = ((tmp_path / name).read_bytes() for name in ("once", "again", "other"))
    assert once == again
    assert once != other


def test_every_row_of_it_is_an_event(tmp_path):
    generate.write(tmp_path / "events.csv", 2000)
    report = reader.read(tmp_path / "events.csv").report
    assert (report.events, report.problems) == (2000, ())


def test_too_few_rows_are_refused(tmp_path):
    with pytest.raises(SystemExit, match="at least 12 rows, not 3"):
        generate.write(tmp_path / "few.csv", 3)
