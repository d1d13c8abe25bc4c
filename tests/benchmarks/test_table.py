"""The benchmark's table has a row for every goal, and says of each whether it is met or by how much not."""

from benchmarks import table
from benchmarks.goals import FRAGMENT, GOALS, LARGE, SMALL
from benchmarks.measured import Measured


def row(said, what, events):
    return next(line for line in said.splitlines() if line.startswith(f"| {what} | {events} "))


def test_each_goal_has_a_row_at_each_of_its_sizes_even_where_nothing_was_measured():
    said = table.table({}, (SMALL, LARGE))
    for goal in GOALS:
        for size in {SMALL, LARGE} & {*goal.limits, *goal.p95}:
            assert "not measured" in row(said, goal.what, f"{size:,}")


def test_a_goal_is_met_or_missed_by_so_much_of_its_floor():
    results = {(FRAGMENT, 0): Measured(FRAGMENT, 60, 80, 20), ("wheel", LARGE): Measured("wheel", 90, 240, 20),
               ("filter", SMALL): Measured("filter", 90, 100, 20)}  # fmt: skip
    said = table.table(results, (SMALL, LARGE))
    assert "| 1.50x | ≤ 2x, p95 ≤ 3x | no, 1.3 times too much |" in row(said, "wheel step to redrawn", "10,000,000")
    assert row(said, "filter ticked to redrawn", "1,000").endswith("| 1.50x | ≤ 2x | yes |")


def test_a_part_that_failed_is_a_row_that_says_so():
    results = {("crowd", LARGE): Measured("crowd", fault="did not end in 90 s")}
    assert "did not end in 90 s" in table.table(results, (LARGE,))
