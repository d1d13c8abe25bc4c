"""No part of the benchmark, and no opening of a file, holds up the rest for longer than it may."""

from time import monotonic

from benchmarks import __main__ as benchmark
from benchmarks.__main__ import Task
from benchmarks.serving import ROOT
from benchmarks.table import NO_TIME


def test_a_part_that_takes_too_long_is_ended_and_its_rows_say_so(monkeypatch):
    monkeypatch.setattr(benchmark, "_run_module", lambda *_: ("", "", True))
    measured = benchmark._measure_part(Task("crowd", 0, ("crowd", "viewer"), 200), ROOT, 1, 0.6)
    assert [(one.key, one.fault) for one in measured] == [(key, "did not end in 1 s") for key in ("crowd", "viewer")]


def test_what_takes_too_long_is_known_from_what_fails():
    assert benchmark._run_module(["timeit", "-s", "import time", "time.sleep(60)"], 0.2) == ("", "", True)
    out, complaints, is_over = benchmark._run_module(["benchmarks.nothing"], 20)
    assert (out, is_over) == ("", False)
    assert "No module named benchmarks.nothing" in complaints


def test_nothing_is_begun_when_no_time_is_left(monkeypatch):
    monkeypatch.setattr(benchmark, "_events", lambda _: ROOT)
    piece = benchmark._measure_task(Task("crowd", 1000, ("crowd",), 200), 1, monotonic())
    assert [one.fault for one in piece.told] == [NO_TIME]
