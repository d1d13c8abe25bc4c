"""The benchmark's table has a row for every goal, and says of each whether it is met or by how much not."""

from benchmarks import pieces, report, table
from benchmarks.goals import GOALS, LARGE, MIDDLE, SMALL
from benchmarks.measured import Measured
from benchmarks.pieces import Piece


def row(said, what, events):
    return next(line for line in said.splitlines() if line.startswith(f"| {what} | {events} "))


def test_each_goal_has_a_row_at_each_of_its_sizes_even_where_nothing_was_measured():
    said = table.table({}, (SMALL, LARGE))
    for goal in GOALS:
        for size in {SMALL, LARGE} & {*goal.limits, *goal.p95}:
            assert "not measured" in row(said, goal.what, f"{size:,}")


def test_a_goal_is_met_or_missed_by_so_much_of_its_floor():
    results = {
        (key, size): Measured(key, 90, p95, 20, floor=60, ratio=1.5, least=1.2, most=3.4, others=0.04)
        for key, size, p95 in (("wheel", LARGE, 240), ("filter", SMALL, 100))
    }
    said = table.table(results, (SMALL, LARGE))
    ratio = "| fragment 60 ms | 1.50x | 1.20–3.40 | 4% |"
    assert f"{ratio} ≤ 2x, p95 ≤ 3x | no, p95 1.3 times too much |" in row(said, "wheel step to redrawn", "10,000,000")
    assert row(said, "filter ticked to redrawn", "1,000").endswith(f"{ratio} ≤ 2x | yes |")


def test_a_part_that_failed_is_a_row_that_says_so():
    results = {("crowd", LARGE): Measured("crowd", fault="did not end in 90 s")}
    assert "did not end in 90 s" in table.table(results, (LARGE,))


def test_engines_that_are_not_installed_say_so_beside_those_that_answered():
    results = {("duckdb.marks", MIDDLE): Measured("duckdb.marks", 210.0, 295.0, 5),
               ("sail.marks", MIDDLE): Measured("sail.marks", fault="No module named 'pysail'")}  # fmt: skip
    assert "| the 300 marks of two days | 210 ms | not measured | No module named 'pysail' |" in table.engines(
        results, MIDDLE
    )


def test_what_is_missed_is_listed_with_by_how_much_and_what_was_not_measured_is_not():
    results = {("memory", LARGE): Measured("memory", 1000.0, 1000.0, 1), ("cpu.known", LARGE): Measured("", fault="!")}
    assert table.missed(results, (LARGE,)) == [
        "server memory above the engine’s tables, 10,000,000 events: 2.0 times too much"
    ]


def test_pieces_of_a_run_stand_in_one_table_and_one_measured_again_replaces_itself(tmp_path):
    def piece(size: int, median: float) -> Piece:
        return Piece("crowd", size, "2026-11-24T10:00", 30.0, 0.5, (Measured("crowd", median, median, 20),))

    place = tmp_path / "measured.json"
    for size, median in ((MIDDLE, 700.0), (LARGE, 900.0), (MIDDLE, 500.0)):
        pieces.keep(place, piece(size, median))
    found = pieces.load(place)
    assert {key: one.median for key, one in pieces.results(found).items()} == {
        ("crowd", LARGE): 900.0, ("crowd", MIDDLE): 500.0,
    }  # fmt: skip
    said = report.page(found, (MIDDLE, LARGE))
    assert "| 500 ms |" in row(said, "an action of one of 50 viewers, each acting every 5 s", "100,000")


def test_what_somebody_wrote_under_the_tables_is_kept(tmp_path):
    place = tmp_path / "benchmark.md"
    report.write(place, "# Old\n")
    place.write_text(place.read_text("utf-8") + "What it means.\n", "utf-8")
    report.write(place, "# New\n")
    assert place.read_text("utf-8").startswith("# New")
    assert place.read_text("utf-8").endswith("What it means.\n")
