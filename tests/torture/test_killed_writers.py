"""Writers of corrections killed two hundred times, and five hundred races: none damages a file, none is lost."""

from tests.data.corrections.records import write
from tests.data.corrections.test_killed_writers import STEPS, WRITERS, kill_at_each_step, race

KILLS, RACES = 200, 500


def test_two_hundred_writers_killed_at_each_step_of_saving_damage_no_file(tmp_path):
    killed = 0
    while killed < KILLS:
        killed += kill_at_each_step(tmp_path / str(killed), KILLS // STEPS)


def test_five_hundred_races_lose_nothing(tmp_path):
    race(write(tmp_path), RACES // (2 * WRITERS) + 1)
