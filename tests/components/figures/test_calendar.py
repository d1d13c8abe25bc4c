"""The calendar: which stretches are cells, where they stand, and how dark they are."""

import itertools

import pytest

from components.figures.calendar import STRENGTHS, Steps, calendar, filled
from components.figures.calendar_grid import MOST_HEIGHT, grid
from components.figures.plot_area import Stage
from components.figures.time_scale import true_scale
from data.dates.calendar import DAY, seconds, weekday


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [
        pytest.param(seconds(2022, 1, 5), seconds(2022, 1, 7), "day", id="two days are days"),
        pytest.param(seconds(2020), seconds(2022), "day", id="two years are days"),
        pytest.param(seconds(1990), seconds(2023), "month", id="thirty years are months"),
        pytest.param(seconds(1600), seconds(2021), "year", id="centuries are years"),
        pytest.param(seconds(-3000), seconds(2100), "decade", id="millennia are decades"),
        pytest.param(seconds(-9999), seconds(9999), "decade", id="all there is are decades"),
    ],
)
@pytest.mark.parametrize("room", [640, 1100])
def test_a_cell_is_as_fine_as_there_is_room_for(start, end, unit, room):
    found = grid((start, end), room)
    assert found.unit == unit
    assert found.height <= MOST_HEIGHT or unit == "decade"
    assert max(cell.right for cell in found.cells) <= room


@pytest.mark.parametrize("room", [270, 640, 1100])
@pytest.mark.parametrize("years", [(2022, 2023), (1990, 2020), (1700, 2000), (-500, 1500)])
def test_no_two_cells_overlap_and_none_is_missing(room, years):
    found = grid((seconds(years[0]), seconds(years[1])), room)
    cells = [cell for cell in found.cells if not cell.is_wider]
    assert len({(cell.left, cell.top) for cell in cells}) == len(cells)
    ordered = sorted(cells, key=lambda cell: cell.start)
    assert all(before.end == after.start for before, after in itertools.pairwise(ordered))
    assert ordered[0].start <= seconds(years[0])
    assert ordered[-1].end >= seconds(years[1])
    wider = [cell for cell in found.cells if cell.is_wider]
    assert not [one for one in wider for other in wider if one is not other and one.top == other.top
                and one.left < other.right and other.left < one.right]  # fmt: skip


def test_weeks_are_columns_and_weekdays_rows():
    found = grid((seconds(2022, 1, 5), seconds(2022, 1, 7)), 640)
    days = {cell.start: cell for cell in found.cells if not cell.is_wider}
    assert len(days) == 31
    monday, tuesday, next_monday = (days[seconds(2022, 1, day)] for day in (3, 4, 10))
    assert monday.left == tuesday.left < next_monday.left
    assert monday.top == next_monday.top < tuesday.top
    assert weekday(monday.start) == 0


@pytest.mark.parametrize("most", [1, 2, 3, 5, 6, 7, 20, 1000, 10_000_000])
def test_a_fuller_cell_is_never_paler_and_the_fullest_is_the_darkest(most):
    steps = Steps.up_to(most)
    strengths = [steps.of(count) for count in sorted({1, 2, 3, most // 2 or 1, most})]
    assert strengths == sorted(strengths)
    assert most < 2 or steps.of(most) == len(STRENGTHS) - 1
    assert len(steps.names) == len(steps.least) == len(set(steps.least))


def test_a_cell_says_how_many_of_which_category_and_leads_to_its_time():
    shown = grid((seconds(2022, 1, 5), seconds(2022, 1, 7)), 640)
    full = filled(shown, {seconds(2022, 1, 5): {"Talks": 1, "Unrest": 4}}, {seconds(2022, 1): {"": 2}})
    on = Stage(true_scale(0, DAY), (0, DAY), 720, (), sides=(76, 4))
    figure = calendar(shown, full, "Events that began on each day", on)
    day, month = (cell[4:] for cell in figure["layout"]["meta"]["cells"])
    assert day == [5, seconds(2022, 1, 5), seconds(2022, 1, 6), "5 January 2022", [["Unrest", 4], ["Talks", 1]]]
    assert month[3] == "January 2022, known only by month"
