"""A floor and what is compared with it take turns, and what other programs took of the processor is told."""

import json
import subprocess
import sys

from benchmarks.measured import parse_lines, report_turns
from benchmarks.turns import ProcessorTimes, Turns

BUSY = "import time\nend = time.process_time() + 1\nwhile time.process_time() < end: pass"


def test_each_ratio_is_that_of_a_pair_measured_one_right_after_the_other(capsys):
    """On a machine that becomes ten times slower half way, the ratio stays what it is."""
    floors, ours = iter([10.0, 100.0, 10.0]), iter([20.0, 200.0, None])
    turns = Turns(lambda: next(floors))
    for _ in range(3):
        turns.take(lambda: next(ours))
    report_turns("wheel", turns)
    [measured] = parse_lines(capsys.readouterr().out.splitlines())
    assert (measured.ratio, measured.least, measured.most, measured.count) == (2.0, 2.0, 2.0, 2)
    assert measured.floor == 55.0


def test_what_this_process_starts_is_not_counted_as_the_work_of_others():
    before = ProcessorTimes.now()
    subprocess.run([sys.executable, "-c", BUSY], check=True)
    after = ProcessorTimes.now()
    assert after.own - before.own >= 0.9


def test_turns_without_a_result_are_told_as_a_fault(capsys):
    turns = Turns(lambda: 1.0)
    turns.take(lambda: None)
    report_turns("words", turns, "no words were followed by a new picture")
    told = json.loads(capsys.readouterr().out)
    assert (told["fault"], told["ratio"]) == ("no words were followed by a new picture", None)
