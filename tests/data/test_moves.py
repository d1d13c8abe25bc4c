"""A date moved by steps of its own precision, in the form in which its cell wrote it."""

import pytest

from data.dates import moves, parse
from data.dates.conventions import Conventions
from data.errors import BadDate


def moved(text, count=1, part="whole", *, zone=None, order="", beside=()):
    def read(text):
        return parse(text, zone=zone, conventions=Conventions(order=order))

    return moves.moved(text, moves.step_of(text, read(text), part), count, read, zone, part, beside)


@pytest.mark.parametrize(("text", "count", "expected"), [
    pytest.param("2022", 1, "2023", id="a year by years"),
    pytest.param("2022-01", 12, "2023-01", id="a month by months"),
    pytest.param("2020-02-28", 1, "2020-02-29", id="a leap day"),
    pytest.param("1900-02-28", 1, "1900-03-01", id="none in 1900"),
    pytest.param("2022-01-31", 1, "2022-02-01", id="over the end of a month"),
    pytest.param("2022-01-05~", -5, "2021-12-31~", id="about stays about"),
    pytest.param("2022-01?-05", 30, "2022-02?-04", id="doubt stays at its part"),
    pytest.param("-0001", 2, "0001", id="2 BCE, 1 BCE, 1 CE"),
    pytest.param("-001X", 2, "000X", id="the decade of 9 to 1 BCE lies between"),
    pytest.param("199X", 1, "200X", id="a decade by decades"),
    pytest.param("1950S2", -1, "1850S2", id="as coarse as its digits are sure"),
    pytest.param("2022-01-XX", 12, "2023-01-XX", id="some day of a month by months"),
    pytest.param("2022-24", 1, "2023-21", id="spring follows winter"),
    pytest.param("2021-29", 1, "2021-30", id="summer follows spring in the south"),
    pytest.param("2021-30", 1, "2022-31", id="and ends in the year after"),
    pytest.param("2022-36", 1, "2023-33", id="quarters"),
    pytest.param("2022-41", 1, "2023-40", id="halves"),
    pytest.param("2022-01-06T23:30", 40, "2022-01-07T00:10", id="minutes over midnight"),
    pytest.param("2022-01-06T14", 1, "2022-01-06T15", id="hours"),
    pytest.param("2022-01-06T14:30:59+06:00", 1, "2022-01-06T14:31:00+06:00", id="its offset stays"),
    pytest.param("1990/2019", 1, "1991/2020", id="both ends of a span"),
    pytest.param("1990/2019-03", 1, "1991/2020-03", id="by the coarser of its ends"),
    pytest.param("2020-02-29/2021", 1, "2021-02-28/2022", id="to the last day of a shorter month"),
    pytest.param("2022-01-06/..", 1, "2022-01-07/..", id="what is open stays open"),
    pytest.param("5 Jan 2022", 27, "1 Feb 2022", id="a name of a month"),
    pytest.param("5th January 2022", 17, "22nd January 2022", id="an ordinal"),
    pytest.param("Wed, 5 Jan 2022", 1, "Thu, 6 Jan 2022", id="a day of the week"),
    pytest.param("20220131", 1, "20220201", id="eight digits"),
    pytest.param("9.1.2022", 1, "10.1.2022", id="without noughts"),
    pytest.param("09.01.2022", 30, "08.02.2022", id="with noughts"),
    pytest.param("Jan 5, 2022 2:30 PM", 600, "Jan 6, 2022 12:30 AM", id="halves of the day"),
    pytest.param("5–7 January 2022", 1, "6–8 January 2022", id="days of a month"),
    pytest.param("Q4 2022", 1, "Q1 2023", id="a quarter as it is called"),
    pytest.param("summer 2022", 1, "autumn 2022", id="a season as it is called"),
    pytest.param("2022-W52", 1, "2023-W01", id="a week by weeks"),
    pytest.param("44 BCE", 1, "43 BCE", id="towards us"),
    pytest.param("5 января 2022", 31, "5 февраля 2022", id="another language"),
    pytest.param("autumn 2022", 1, "2022-24", id="in EDTF where its form has no word"),
])  # fmt: skip
def test_it_moves_in_its_own_precision_and_form(text, count, expected):
    assert moved(text, count) == expected
    if count < 20 and expected != "2021-02-28/2022" and "24" not in expected:
        assert moved(expected, -count) == text


def test_one_end_moves_alone_and_an_open_one_is_refused_in_words():
    assert moved("1990~/2019", 2, "end") == "1990~/2021"
    assert moved("[2019..2022-01-06]", -1, "start") == "[2018..2022-01-06]"
    assert moved("1914-1918", 1, "end") == "1914-1919"
    with pytest.raises(BadDate, match="It has no end yet, so there is none to move"):
        moved("2022-01-06/..", 1, "end")
    with pytest.raises(BadDate, match="It has no start"):
        moved("../2022-01-06", 1, "start")


def test_which_number_is_the_day_the_column_says_and_its_language_too():
    assert [moved("05/05/2022", order=order) for order in ("day", "month")] == ["06/05/2022", "05/06/2022"]
    assert moved("5 mai 2022", 31, beside=["14 juillet 2022", "1 août 2022"]) == "5 juin 2022"
    assert moved("5 mai 2022", 31, beside=["1. Dezember 2021", "3. März 2022"]) == "5 juni 2022"


def test_clocks_are_put_forward_under_a_time_with_an_offset_and_it_stays_what_was_meant():
    text = moved("2022-03-27T00:30Z", 60, zone="Europe/Berlin")
    assert (text, parse(text, zone="Europe/Berlin").edtf) == ("2022-03-27T01:30Z", "2022-03-27T03:30")


@pytest.mark.parametrize(("text", "count", "says"), [
    ("9999", 1, "Years go from -9999 to 9999"), ("-9999", -1, "Years go from"), ("99XX", 1, "Years go from"),
    ("20X2", 1, "Only some digits of its year are known"), ("2022-01-3X", 1, "No day that exists fits"),
    ("1990/2019", 50, "ends before it starts"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(text, count, says):
    with pytest.raises(BadDate, match=says):
        moved(text, count, "start" if "/" in text else "whole")


@pytest.mark.parametrize(("text", "by", "count"), [
    ("2022", 200 * 86400, 1), ("2022", 170 * 86400, 0), ("2022-01-05", -40_000, 0), ("2022-01-05", 130_000, 2),
    ("2022-02", 27 * 86400, 1), ("2022-01-05T14:30", 3_599, 60), ("2022-21", -90 * 86400, -1),
    ("0000", -31_556_952, -1),
])  # fmt: skip
def test_a_shift_by_hand_comes_to_the_nearest_step(text, by, count):
    span = parse(text)
    assert moves.step_of(text, span).nearest(span.start or 0, by) == count
