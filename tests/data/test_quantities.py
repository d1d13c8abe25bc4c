"""Figures: what is read, what is refused because it could be two numbers, and that the words are kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.errors import BadValue
from data.quantities import LONGEST, Quantity, parse


def attempt(text):
    """What `parse` gives or raises. Whatever is not a BadValue is a failure by itself."""
    try:
        return parse(text)
    except BadValue as error:
        return error


def refused(text):
    with pytest.raises(BadValue) as raised:
        parse(text)
    return raised.value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2000", 2000, 2000),
        ("2,000", 2000, 2000),
        ("2 000", 2000, 2000),
        ("2\u00a0000", 2000, 2000),
        ("2\u202f000", 2000, 2000),
        ("2’000", 2000, 2000),
        ("1,234,567.8", 1234567.8, 1234567.8),
        ("1.234.567", 1234567, 1234567),
        ("1,00,000", 100000, 100000),
        ("0.234", 0.234, 0.234),
        ("2.5", 2.5, 2.5),
        (".5", 0.5, 0.5),
        ("1234.567", 1234.567, 1234.567),
        ("0", 0, 0),
        ("-5", -5, -5),
        ("−5", -5, -5),
        ("2.5 million", 2_500_000, 2_500_000),
        ("3k", 3000, 3000),
        ("1 bn", 1_000_000_000, 1_000_000_000),
        ("12%", 12, 12),
        ("12.5 %", 12.5, 12.5),
        ("~2000", 2000, 2000),
        ("≈ 2,000", 2000, 2000),
        ("about 2,000", 2000, 2000),
        (">1000", 1000, None),
        ("more than 1,000", 1000, None),
        (">=1000", 1000, None),
        ("at least 1000", 1000, None),
        ("1000+", 1000, None),
        ("<3", None, 3),
        ("fewer than 3", None, 3),
        ("<=3", None, 3),
        ("up to 3", None, 3),
        ("24..99", 24, 99),
        ("24 .. 99", 24, 99),
        ("24–99", 24, 99),
        ("24 to 99", 24, 99),
        ("between 24 and 99", 24, 99),
        ("2-3 million", 2_000_000, 3_000_000),
        ("-5..5", -5, 5),
        ("10..20%", 10, 20),
        ("dozens", 24, None),
        ("Hundreds", 200, None),
        ("thousands", 2000, None),
        ("tens of thousands", 20_000, None),
        ("a dozen", 12, 12),
        ("three", 3, 3),
        ("+12", 12, 12),
        ("+ ~12", 12, 12),
        ("+24..99", 24, 99),
        ("+dozens", 24, None),
    ],
)
def test_a_figure_that_can_be_read_one_way_is_read(text, low, high):
    figure = parse(text)
    assert (figure.low, figure.high, figure.text) == (low, high, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2000", set()),
        ("+2000", {"is_increment"}),
        ("~2000", {"is_approximate"}),
        ("nearly 2000", {"is_approximate"}),
        (">2000", {"low_open"}),
        (">=2000", set()),
        ("<2000", {"high_open"}),
        ("no more than 2000", set()),
        ("dozens", {"is_worded"}),
        ("+dozens", {"is_increment", "is_worded"}),
        ("~dozens", {"is_approximate", "is_worded"}),
        ("+~20%", {"is_increment", "is_approximate", "is_percent"}),
    ],
)
def test_how_a_figure_was_said_is_kept(text, said):
    figure = parse(text)
    flags = ("is_increment", "is_approximate", "is_worded", "low_open", "high_open", "is_percent")
    assert {name for name in flags if getattr(figure, name)} == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.234", "can be 1,234 or a decimal. Write 1234, or 1.2340"),
        ("12.345 million", "can be 12,345 or a decimal"),
        ("1,23", "The comma in “1,23” is not between thousands"),
        ("2,5", "as in 2.5"),
        ("1,2345", "not between thousands"),
        ("1.234,5", "not between thousands"),
        ("1 2", "is not a number"),
        ("2 00", "is not a number"),
        ("5.", "is not a number"),
        ("99..24", "smaller number first"),
        (">24..99", "A range cannot be > as well"),
        ("several", "24..99 or dozens"),
        ("inf", "24..99 or dozens"),
        ("nan", "24..99 or dozens"),
        ("1e5", "24..99 or dozens"),
        ("--5", "24..99 or dozens"),
        ("+", "There is no figure"),
        ("", "There is no figure"),
        ("24..", "is not a figure"),
        ("٢٠٠٠", "is not a figure"),
        ("²", "is not a figure"),
        ("=1+1", "is not a figure"),
        ("9999999999999999", "at most 15 digits"),
        ("9" * LONGEST, "at most 15 digits"),
        ("9" * (LONGEST + 1), "longer than any figure"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_write(text, words):
    error = refused(text)
    assert words in str(error)
    assert error.text == text


@given(
    st.text(max_size=70)
    | st.text(alphabet="0123456789 .,~<>=+-−%kmilondbt’", max_size=16)
    | st.from_regex(r"\A[~+<>]?[0-9 .,]{1,9}(\.\.[0-9.,]{1,6})?\Z")
)
@example("1,000 000")
@example("dozens of")
def test_any_text_is_a_figure_or_a_bad_value(text):
    figure = attempt(text)
    if isinstance(figure, Quantity):
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.text == text.strip()
    else:
        assert figure.text == text


@given(st.integers(-(10**15), 10**15))
def test_commas_spaces_and_nothing_between_thousands_are_the_same_number(number):
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u202f")):
        assert parse(text).low == parse(text).high == number


@given(st.integers(1, 10**9), st.sampled_from(["", "~", ">", "<", ">=", "<="]))
def test_a_leading_plus_changes_nothing_but_that_it_is_an_increment(number, mark):
    total, more = parse(f"{mark}{number}"), parse(f"+{mark}{number}")
    assert more.is_increment
    assert not total.is_increment
    assert (more.low, more.high, more.is_approximate) == (total.low, total.high, total.is_approximate)
