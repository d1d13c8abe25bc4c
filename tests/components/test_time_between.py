"""How far apart two events or moments are, over HTTP and in words."""

from urllib.parse import urlencode

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.words import apart_words
from data import dates
from tests.components.asgi_client import ask

ROWS = "id,date,title\nrise,2022-01-02,<b>Rise\nclash,2022-01-05T12:00,Clash\nera,1990/2019~,An age\n"
SIZES = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}
LEAST = SIZES | {"month": 28 * 86_400, "year": 365 * 86_400}
DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()), st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.datetimes().map(lambda moment: moment.isoformat()[:16]),
)  # fmt: skip


def asked(app, key, **ends):
    return ask(app, f"/apart/{key}", urlencode({f"{name.rstrip('_')}": value for name, value in ends.items()}))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("2022-01-02", "2022-01-05", "3 days later"),
        ("2022-01-05", "2022-01-09T00:00", "between 3 and 4 days later"),
        ("2022-01-09T00:00", "2022-01-05", "between 3 and 4 days earlier"),
        ("1990/2019~", "2022-01-06?", "between 31 and 33 years later, if the dates hold"),
        ("2022-01", "2022-01", "in the same month"),
        ("2022-01-06T09:00", "2022-01-06", "less than 1 day apart"),
        ("[..2022-01-06]", "../2022-01-06", "how far apart is not known"),
        ("[..2022-01-01]", "2022-01-11", "at least 9 days later"),
        ("1961-01-07T06:40", "1961-01-07T12:10", "5 hours and 30 minutes later"),
    ],
)
def test_the_words_claim_no_more_than_the_dates(one, other, words):
    assert apart_words(one, other) == words


@given(DATES, DATES)
def test_no_two_moments_of_the_two_dates_lie_outside_of_the_bounds(one, other):
    here, there, words = dates.parse(one), dates.parse(other), apart_words(one, other)
    assert here.start is not None
    assert here.end is not None
    assert there.start is not None
    assert there.end is not None
    least = max(there.start - here.end, here.start - there.end, 0)
    most = max(there.end - here.start, here.end - there.start)
    if words.startswith("between"):
        _, low, _, high, unit, _ = words.replace(",", "").split()
        unit = unit.removesuffix("s")
        assert int(low) * LEAST[unit] <= least + 86_400
        assert int(high) * SIZES[unit] + 60 >= most
    elif words.startswith("less than"):
        _, _, high, unit, _ = words.replace(",", "").split()
        assert int(high) * SIZES[unit.removesuffix("s")] + 60 >= most
    else:
        assert here.precision == there.precision


def test_events_and_moments_are_measured_in_words(app, key):
    found = orjson.loads(asked(app, key, from_="event:rise", to="event:clash").body)
    assert found == {
        "words": "between 2 and 4 days later", "from": "<b>Rise, 2 January 2022", "to": "Clash, 5 January 2022, 12:00"
    }  # fmt: skip
    found = orjson.loads(asked(app, key, from_="event:era", to="date:2022").body)
    assert found["words"] == "between 31 and 33 years later"


@pytest.mark.parametrize(
    "ends",
    [{"from_": "event:rise"}, {"from_": "event:gone", "to": "event:rise"}, {"from_": "rise", "to": "date:2022"},
     {"from_": "date:tomorrow", "to": "date:2022"}, {"from_": "date:2022", "to": "date:2022", "view": "1"}],
)  # fmt: skip
def test_what_is_asked_badly_is_told_so(app, key, ends):
    answer = asked(app, key, **ends)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")
