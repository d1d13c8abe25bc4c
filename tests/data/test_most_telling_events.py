"""Which events a briefing tells where the file does not say what is important: by what each of them has."""

import pytest

from data.claims import cards
from data.claims.cards import Metric
from data.claims.most_telling_events import chapters, chosen_by, is_weighed
from data.dates.calendar import DAY

ROW = {"date": "2022", "text": "", "place": "", "source": "", "metric": "", "value": "", "unit": "", "importance": 2,
       "is_increment": False, "low": None, "high": None}  # fmt: skip


def story(**events):
    """Rows of so many events one after the other; what is given of each."""
    return [
        {**ROW, "row": at, "id": name, "title": name, "start": at * DAY, "end": (at + 1) * DAY, **given}
        for at, (name, given) in enumerate(events.items())
    ]


def told(count, rows, named=""):
    return [row["id"] for row in chapters(rows, count, named)]


FIGURE = {"metric": "detained", "value": "2", "low": 2.0, "high": 2.0}
DEAD = {"metric": "killed", "value": "2", "low": 2.0, "high": 2.0}


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"importance": 3}, DEAD | {"text": "x", "date": "2022/2023"}),
        (DEAD, FIGURE | {"text": "x"}),
        (FIGURE, {"date": "2022/2023", "text": "x"}),
        ({"date": "2022/2023"}, {"text": "x"}),
        ({"place": "Almaty, Kazakhstan", "text": "x"}, {"text": "x"}),
        ({"text": "x"}, {}),
        (FIGURE | {"is_increment": True}, FIGURE | {"is_increment": True, "low": 0.0, "high": 0.0, "value": "+0"}),
        (FIGURE | {"is_increment": True, "high": 9.0}, FIGURE | {"is_increment": True}),
    ],
)
def test_what_carries_more_is_told_first(more, less):
    for rows in (story(first={}, a=less, b=more), story(first={}, b=more, a=less)):
        assert told(1, [rows[0] | {"importance": 1}, *rows[1:]], "Kazakhstan 2022") == ["b"]


def test_of_a_total_that_is_claimed_again_the_last_tells_it_all():
    rows = story(first={"importance": 1}, early=FIGURE, other={"date": "2022/2023"}, late=FIGURE)
    assert told(1, rows) == ["late"]
    assert told(2, rows) == ["other", "late"]


def test_what_several_say_weighs_more_and_their_names_are_folded():
    one = {"title": "Strike", "source": "Police"}
    rows = story(first={"importance": 1}, a={"date": "2022/2023"}, b=one, c=one | {"source": "The union; POLICE"})
    assert told(1, rows)[0] in ("b", "c")
    assert chosen_by(rows) == ["sources that agree", "length"]
    assert chosen_by(rows[:3]) == ["length"]


def test_among_equals_the_story_reaches_from_its_beginning_to_its_end():
    rows = story(**{name: {} for name in "abcdefg"})
    assert [told(count, rows) for count in (1, 2, 3, 9)] == [["a"], ["a", "g"], ["a", "d", "g"], list("abcdefg")]
    assert not is_weighed(rows)
    assert is_weighed([rows[0] | {"importance": 3}])


def test_what_is_counted_beside_the_cards_says_how():
    row = {"total": 9, "count": 7, "sources": 3, "start": 0, "end": 3 * DAY + 1, "open_start": 0, "open_end": 1}
    how = "From the first start to the last end of the events shown, within the window."
    events = Metric("Events", 7, "events", "Events shown, of all in the file. Eras do not count.", 9)
    sources = Metric("Sources", 3, "sources", "Different sources named by the events shown.")
    assert cards.tallies(row) == (events, Metric("Days covered", 4, "days", how, is_at_least=True), sources)
    cut = cards.tallies(row, (DAY, 2 * DAY))[1]
    assert cut == Metric("Days covered", 1, "days", how)
    assert cards.tallies(row | {"open_start": 1}, (DAY, 9 * DAY))[1].is_at_least
    assert not cards.tallies(row | {"open_end": 0, "open_start": 1}, (DAY, 9 * DAY))[1].is_at_least
    assert cards.tallies(row, (9 * DAY, 10 * DAY))[1].value == 0
    assert cards.tallies(row | {"start": None})[1] == Metric("Days covered", 0, "days", how)
