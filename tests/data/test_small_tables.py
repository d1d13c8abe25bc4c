"""Small tables after the forms of public exports of many countries and trades, each with the reading that is right.

`small_tables.txt` has a block for each: its name, which header is which column (a “?” before the first proposal, where
it is asked), the table, and the dates: “!” for a cell that is refused, “?” where the dates are not what is looked at.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data.errors import BadColumns
from data.reading import reader

BLOCKS = ("\n" + (Path(__file__).parent / "small_tables.txt").read_text("utf-8")).split("\n### ")[1:]
LEAST_OPENED = 0.85
"""The share of these tables that open without a question."""


def _parts(block):
    """Name, columns, answers, table and dates of a block."""
    head, _, rest = block.partition("\n")
    table, _, dates = rest.rpartition("\n=> ")
    name, _, listed = head.partition(" | ")
    pairs = dict(pair.split("=", 1) for pair in listed.split(";") if pair)
    answers = {key[4:]: value for key, value in pairs.items() if key.startswith("map:")}
    columns = {key: value for key, value in pairs.items() if not key.startswith("map:")}
    return name.strip(), columns, answers, table, dates.strip()


@cache
def _read(block):
    """The columns, with the first proposal for each that is asked, and the dates; None where it does not open."""
    _, _, answers, table, _ = _parts(block)
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder, "table.csv")
            path.write_text(f"{table}\n", "utf-8")
            found = reader.read(path, answers)
    except BadColumns as asked:
        return _asked(asked.report, asked.missing), None
    dates = {event["row"]: event["date"] for event in found.events.to_pylist()}
    return found.report.columns, [dates.get(row, "!") for row in range(1, found.report.rows + 1)]


def _asked(report, missing):
    return {**report.columns, **{name: f"?{report.candidates[name][0]}" for name in missing}}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: ascii(block.partition("\n")[0]))
def test_a_small_table_is_read_as_a_person_reads_it(block):
    _, right, _, _, dates = _parts(block)
    columns, read = _read(block)
    assert {name: columns.get(name, "-") for name in right} == right
    assert dates == "?" or read == dates.split(" | ")


def test_most_of_them_open_at_once():
    opened = [_read(block)[1] is not None for block in BLOCKS]
    assert sum(opened) >= LEAST_OPENED * len(opened)
