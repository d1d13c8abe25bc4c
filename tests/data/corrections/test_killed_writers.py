"""A writer that is killed at any step leaves the old file or the new one; many writers at once lose nothing."""

import subprocess
import sys
import threading
from pathlib import Path

from data.corrections import atomic_files, history
from data.corrections.save import Cell, Correction, save
from data.reading.editable_files import journal_of
from tests.data.corrections.records import PLAIN, cell, rules, saves, write

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from pathlib import Path
from data.corrections.save import Cell, Correction, save
from tests.data.corrections.records import rules
made, how = [], rules(Path(sys.argv[2]) / "log.csv")
for folder in sys.argv[2:]:
    place = Path(folder) / "log.csv"
    step = int(Path(folder).name)
    child = os.fork()
    if not child:
        left = [step]
        def counted(event, arguments):
            if str(folder) in str(arguments) and event in ("open", "os.rename", "os.remove", "os.chmod"):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        write, fsync = os.write, os.fsync
        def stepping(do):
            def done(*arguments):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return do(*arguments)
            return done
        sys.addaudithook(counted)
        os.write, os.fsync = stepping(write), stepping(fsync)
        save(place, Correction("killed", "", [Cell(3, "text", "Said on day 3", "after")]), how)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    made.append(status)
print(sum(os.WIFSIGNALED(status) for status in made), sum(not os.WIFSIGNALED(status) for status in made))
"""
STEPS = 24
RACES, WRITERS = 3, 3
AT_ONCE = """
import os, sys
from pathlib import Path
from tests.data.corrections.records import rules
from data.corrections.save import Cell, Correction, save
path, writers, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
how = rules(path)
row = 1
while row < writers and not os.fork():
    row += 1
for turn in range(many):
    before = f"Said on day {row}" if not turn else f"{row} {turn - 1}"
    save(path, Correction(f"writer {row}", "", [Cell(row, "text", before, f"{row} {turn}")]), how)
if row < writers:
    sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_killed_at_each_step_the_file_is_the_old_or_the_new_one_and_the_next_start_finishes_it(tmp_path):
    kill_at_each_step(tmp_path)


def kill_at_each_step(place, turns=1):
    """Writers killed at each step of saving, so many times; how many were."""
    folders = [place / str(turn) / str(step) for turn in range(turns) for step in range(STEPS)]
    for folder in folders:
        folder.mkdir(parents=True)
        write(folder)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), *map(str, folders)], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    killed, ended = map(int, done.stdout.split())
    assert killed > 10 * turns, "there are steps to be killed at"
    assert ended > 0, "and an end"
    new = PLAIN.replace("Said on day 3", "after")
    outcomes = set()
    for folder in folders:
        path = folder / "log.csv"
        found, is_meant = path.read_bytes().decode(), bool(saves(path))
        assert found in (PLAIN, new)
        assert is_meant or found == PLAIN, "the journal comes first"
        said = history.notice(path, {})
        assert path.read_bytes().decode() == (new if is_meant else PLAIN)
        assert bool(said) == (is_meant and found == PLAIN)
        outcomes.add((is_meant, found == new))
        assert {each.name for each in folder.iterdir()} <= {
            "log.csv", journal_of(path).name, atomic_files.known(path).name
        }  # fmt: skip
    assert outcomes == {(False, False), (True, False), (True, True)}
    return killed


def test_many_writers_at_once_lose_nothing(tmp_path):
    race(write(tmp_path))


def race(path, races=RACES):
    """Writers in threads and in processes, each with so many changes, of which none is lost."""
    running = subprocess.Popen([sys.executable, "-c", AT_ONCE, str(path), str(WRITERS), str(races)], cwd=ROOT)
    how, faults = rules(path), list[Exception]()

    def beside(row):
        try:
            for turn in range(races):
                before = f"Event, number {row}" if not turn else f"{row} {turn - 1}"
                save(path, Correction(f"thread {row}", "", [Cell(row, "title", before, f"{row} {turn}")]), how)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=beside, args=(row,)) for row in range(1, WRITERS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert running.wait() == 0
    assert not faults
    for row in range(1, WRITERS + 1):
        assert cell(path, row, "text") == cell(path, row, "title") == f"{row} {races - 1}"
    assert len(saves(path)) == 2 * WRITERS * races
