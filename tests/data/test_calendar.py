"""Moments against Python's own calendar, and by the rules where that ends."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.dates import BadDate, calendar

EPOCH = datetime.datetime(1970, 1, 1)
MOMENTS = st.integers(calendar.seconds(-9999), calendar.seconds(10000))


@given(st.datetimes())
@example(datetime.datetime(1, 1, 1))
@example(datetime.datetime(9999, 12, 31, 23, 59, 59))
def test_moments_agree_with_pythons_calendar(moment):
    moment = moment.replace(microsecond=0)
    here = calendar.seconds(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    assert here == (moment - EPOCH) // datetime.timedelta(seconds=1)
    assert calendar.civil(here) == moment.timetuple()[:6]
    assert calendar.weekday(here) == moment.weekday()
    assert calendar.to_iso(here) == moment.isoformat()


@given(MOMENTS)
def test_every_moment_survives_a_trip_through_the_calendar_and_through_text(moment):
    assert calendar.seconds(*calendar.civil(moment)) == moment
    assert calendar.from_iso(calendar.to_iso(moment)) == moment


@given(st.integers(-9999, -1), st.integers(1, 12), st.integers(1, 28))
def test_the_calendar_repeats_every_four_hundred_years(year, month, day):
    """So that years before 1 follow from those after it, which Python knows."""
    later = year + 400 * 26
    assert calendar.days(later, month, day) - calendar.days(year, month, day) == 26 * 146_097


@pytest.mark.parametrize(
    ("year", "is_leap"),
    [(2000, True), (1900, False), (2022, False), (0, True), (-4, True), (-100, False), (-400, True)],
)
def test_leap_years_go_on_before_the_common_era(year, is_leap):
    assert calendar.days_in_month(year, 2) == (29 if is_leap else 28)
    assert calendar.days(year + 1, 1, 1) - calendar.days(year, 1, 1) == (366 if is_leap else 365)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2022-01-05", -1, "2021-12-05"),
        ("0000-12-01", 1, "0001-01-01"),
        ("-0001-11-30", 15, "0001-02-28"),
    ],
)
def test_months_are_added_without_leaving_the_month(start, months, end):
    assert calendar.add_months(calendar.from_iso(start), months) == calendar.from_iso(end)


@pytest.mark.parametrize(
    "text", ["", "2022", "2022-13-01", "2022-02-29", "2022-01-05T24:00", "١٩٧٠-٠١-٠١", "99999-01-01"]
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(BadDate):
        calendar.from_iso(text)
