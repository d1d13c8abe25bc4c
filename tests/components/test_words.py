"""Values in words, and text that is shown as it was written."""

import html
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components import words
from data import dates
from data.dates import calendar
from data.errors import BadDate

DATES = {
    "2022-01-05": ("5 January 2022", "on 5 January 2022", "5 Jan 2022"),
    "2022-01-05~": ("about 5 January 2022", "on about 5 January 2022", "about 5 Jan 2022"),
    "2022-01-05?": ("5 January 2022 (uncertain)", "on 5 January 2022 (uncertain)", "5 Jan 2022 (uncertain)"),
    "2022-01-05%": (
        "about 5 January 2022 (uncertain)",
        "on about 5 January 2022 (uncertain)",
        "about 5 Jan 2022 (uncertain)",
    ),
    "2019": ("2019", "in 2019", "2019"),
    "2022-01": ("January 2022", "in January 2022", "Jan 2022"),
    "2022-05": ("May 2022", "in May 2022", "May 2022"),
    "2021-21": ("spring 2021", "in spring 2021", "spring 2021"),
    "2021-24": ("winter 2021–22", "in winter 2021–22", "winter 2021–22"),
    "1999-24": ("winter 1999 to 2000", "in winter 1999 to 2000", "winter 1999 to 2000"),
    "-0043-24": ("winter 44 to 43 BCE", "in winter 44 to 43 BCE", "winter 44 to 43 BCE"),
    "2021-30": (
        "summer 2021–22 in the southern hemisphere",
        "in summer 2021–22 in the southern hemisphere",
        "summer 2021–22 in the southern hemisphere",
    ),
    "2021-34": ("the second quarter of 2021", "in the second quarter of 2021", "the second quarter of 2021"),
    "2021-39": ("the last four months of 2021", "in the last four months of 2021", "the last four months of 2021"),
    "2021-41": ("the second half of 2021", "in the second half of 2021", "the second half of 2021"),
    "199X": ("the 1990s", "in the 1990s", "the 1990s"),
    "199X~": ("about the 1990s", "in about the 1990s", "about the 1990s"),
    "190X": ("some time from 1900 to 1909", "some time from 1900 to 1909", "some time from 1900 to 1909"),
    "19XX": ("some time from 1900 to 1999", "some time from 1900 to 1999", "some time from 1900 to 1999"),
    "-004X": ("some time from 50 to 41 BCE", "some time from 50 to 41 BCE", "some time from 50 to 41 BCE"),
    "2004-XX": ("some month of 2004", "in some month of 2004", "some month of 2004"),
    "2004-01-XX": ("some day in January 2004", "on some day in January 2004", "some day in Jan 2004"),
    "2004-XX-XX": ("some day in 2004", "on some day in 2004", "some day in 2004"),
    "156X-12-25": (
        "25 December of some year in the 1560s",
        "on 25 December of some year in the 1560s",
        "25 Dec of some year in the 1560s",
    ),
    "XXXX-12-XX": (
        "some day in December of some year",
        "on some day in December of some year",
        "some day in Dec of some year",
    ),
    "1984-1X": (
        "some time from 1 October to 31 December 1984",
        "some time from 1 October to 31 December 1984",
        "some time from 1 Oct to 31 Dec 1984",
    ),
    "-0043": ("44 BCE", "in 44 BCE", "44 BCE"),
    "-0043-03-15": ("15 March 44 BCE", "on 15 March 44 BCE", "15 Mar 44 BCE"),
    "0079": ("79 CE", "in 79 CE", "79 CE"),
    "1990/2019": ("1990 to 2019", "from 1990 to 2019", "1990 to 2019"),
    "-0752/-0043": ("753 to 44 BCE", "from 753 to 44 BCE", "753 to 44 BCE"),
    "-0043/0079": ("44 BCE to 79 CE", "from 44 BCE to 79 CE", "44 BCE to 79 CE"),
    "2022-01-05/2022-01-07": ("5 to 7 January 2022", "from 5 to 7 January 2022", "5 to 7 Jan 2022"),
    "2022-01-30/2022-02-02": (
        "30 January to 2 February 2022",
        "from 30 January to 2 February 2022",
        "30 Jan to 2 Feb 2022",
    ),
    "2021-12-30/2022-01-02": (
        "30 December 2021 to 2 January 2022",
        "from 30 December 2021 to 2 January 2022",
        "30 Dec 2021 to 2 Jan 2022",
    ),
    "2022-01/2022-03": ("January to March 2022", "from January to March 2022", "Jan to Mar 2022"),
    "2022-01-05/2022-03": (
        "5 January 2022 to March 2022",
        "from 5 January 2022 to March 2022",
        "5 Jan 2022 to Mar 2022",
    ),
    "1984~/2004?": (
        "about 1984 to 2004 (uncertain)",
        "from about 1984 to 2004 (uncertain)",
        "about 1984 to 2004 (uncertain)",
    ),
    "../2022-01-06": ("until 6 January 2022", "until 6 January 2022", "until 6 Jan 2022"),
    "2022-01-06/..": ("from 6 January 2022 on", "from 6 January 2022 on", "from 6 Jan 2022 on"),
    "1990/": ("from 1990, end unknown", "from 1990, end unknown", "from 1990, end unknown"),
    "/1990": ("until 1990, start unknown", "until 1990, start unknown", "until 1990, start unknown"),
    "2022-01-05T14:30": ("5 January 2022, 14:30", "on 5 January 2022 at 14:30", "5 Jan 2022, 14:30"),
    "2022-01-05T14:30:05~": (
        "about 5 January 2022, 14:30:05",
        "on about 5 January 2022 at 14:30:05",
        "about 5 Jan 2022, 14:30:05",
    ),
    "2022-01-05T14": (
        "5 January 2022, in the hour from 14:00",
        "on 5 January 2022, in the hour from 14:00",
        "5 Jan 2022, in the hour from 14:00",
    ),
    "2022-01-05T14:30/2022-01-05T16:00": (
        "5 January 2022, 14:30 to 16:00",
        "on 5 January 2022 from 14:30 to 16:00",
        "5 Jan 2022, 14:30 to 16:00",
    ),
    "2022-01-05T22:30/2022-01-06T06:00": (
        "5 January 2022, 22:30 to 6 January 2022, 06:00",
        "from 5 January 2022, 22:30 to 6 January 2022, 06:00",
        "5 Jan 2022, 22:30 to 6 Jan 2022, 06:00",
    ),
    "[2019..2022-01-06]": (
        "some time between 2019 and 6 January 2022",
        "some time between 2019 and 6 January 2022",
        "some time between 2019 and 6 Jan 2022",
    ),
    "[1667,1668,1670..1672]": (
        "1667, 1668 or 1670 to 1672",
        "in 1667, 1668 or 1670 to 1672",
        "1667, 1668 or 1670 to 1672",
    ),
    "{1960,1961-12}": ("1960 and December 1961", "in 1960 and December 1961", "1960 and Dec 1961"),
    "[..1760-12-03]": ("3 December 1760 or earlier", "on 3 December 1760 or earlier", "3 Dec 1760 or earlier"),
    "[1760-12..]": ("December 1760 or later", "in December 1760 or later", "Dec 1760 or later"),
    "{..1984}": ("1984 and earlier", "in 1984 and earlier", "1984 and earlier"),
    "[..1983,1990..]": (
        "1983 or earlier, or 1990 or later",
        "in 1983 or earlier, or 1990 or later",
        "1983 or earlier, or 1990 or later",
    ),
    "2004-06~-11": (
        "11 June 2004 (year and month approximate)",
        "on 11 June 2004 (year and month approximate)",
        "11 Jun 2004 (year and month approximate)",
    ),
    "?2004-06-~11": (
        "11 June 2004 (day approximate, year uncertain)",
        "on 11 June 2004 (day approximate, year uncertain)",
        "11 Jun 2004 (day approximate, year uncertain)",
    ),
    "1950S2": (
        "about 1950 (in any case from 1900 to 1999)",
        "in about 1950 (in any case from 1900 to 1999)",
        "about 1950 (in any case from 1900 to 1999)",
    ),
    "": ("", "", ""),
}


@pytest.mark.parametrize("edtf", DATES)
def test_a_date_is_said_with_how_much_was_known(edtf):
    assert (words.date_words(edtf), words.date_phrase(edtf), words.date_short(edtf)) == DATES[edtf]


@given(st.text(alphabet="0123456789-/.TX~?%[]{},S", max_size=24))
@example("XXXX-XX-25")
@example("-000X-02-3X")
@example("[2022-01-05T14,1950S2]")
def test_every_date_that_can_be_read_can_be_said(text):
    try:
        edtf = dates.parse(text).edtf
    except BadDate:
        return
    said = words.date_words(edtf)
    assert said == said.strip()
    assert re.search("[0-9]|year", said)
    assert not re.search("[~%X]", said)
    assert words.date_phrase(edtf).endswith(said[-4:])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2000", "2,000"),
        ("2,000", "2,000"),
        ("~2000", "≈ 2,000"),
        ("about 2,000", "≈ 2,000"),
        (">1000", "> 1,000"),
        (">=1000", "≥ 1,000"),
        ("<3", "< 3"),
        ("<=3", "≤ 3"),
        ("+12", "+ 12"),
        ("+~12", "+ ≈ 12"),
        ("24..99", "24 to 99"),
        ("dozens", "“dozens”"),
        ("Hundreds", "“Hundreds”"),
        ("+dozens", "+ “dozens”"),
        ("2.5 million", "2.5 million"),
        ("2-3 million", "2 to 3 million"),
        ("12.5%", "12.5%"),
        ("-5", "−5"),
        ("nobody knows", "nobody knows"),
        ("", ""),
    ],
)
def test_a_figure_is_said_as_it_was_worded(value, said):
    assert words.quantity_words(value) == said


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("B2", "B2 · usually reliable, probably true"),
        ("f6", "F6 · reliability cannot be judged, truth cannot be judged"),
        ("A", "A · completely reliable"),
        ("", ""),
        ("Z9", "Z9"),
    ],
)
def test_a_grade_is_said_mark_by_mark(grade, said):
    assert words.grade_words(grade) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (27.1 * 365.2425 * 86400, "27 years"),
        (2 * 365 * 86400, "2 years"),
        (365 * 86400, "1 year"),
        (547 * 86400, "18 months"),
        (151 * 86400, "5 months"),
        (3 * 86400, "3 days"),
        (36 * 3600, "36 hours"),
        (14 * 3600, "14 hours"),
        (86400, "1 day"),
        (90, "90 seconds"),
        (1, "1 second"),
        (0, "no time"),
        (20000 * 365.2425 * 86400, "20,000 years"),
    ],
)
def test_a_length_of_time_is_said_in_one_unit(length, said):
    assert words.duration_words(length) == said


@given(st.integers(2, 20_000 * 366 * 86_400))
def test_a_length_of_time_is_said_within_a_tenth(length):
    units = {"year": 31556952, "month": 2629746, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    count, unit = words.duration_words(length).split()
    assert int(count.replace(",", "")) * units[unit.rstrip("s")] == pytest.approx(length, rel=0.1)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2022-01-02", "2022-01-08", "2 to 7 January 2022"),
        ("2022-01-05", "2022-01-06", "5 January 2022"),
        ("2021-12-30", "2022-01-03", "30 December 2021 to 2 January 2022"),
        ("1990-01-01", "2023-01-01", "1990 to 2022"),
        ("-0043-01-01", "0080-01-01", "44 BCE to 79 CE"),
        ("2022-01-05T06:00", "2022-01-05T18:30", "5 January 2022, 06:00 to 18:30"),
        ("2022-01-05T18:00", "2022-01-06", "5 January 2022, 18:00 to 24:00"),
        ("2022-01-05T18:00", "2022-01-06T06:00", "5 to 6 January 2022"),
    ],
)
def test_a_window_is_said_up_to_its_last_day(start, end, said):
    assert words.window_words(dates.from_iso(start), dates.from_iso(end)) == said


@pytest.mark.parametrize(
    ("unit", "alone", "with_parent"),
    [
        ("second", "14:30:05", "14:30:05\n6 Jan 2022"),
        ("minute", "14:30", "14:30\n6 Jan 2022"),
        ("hour", "14:00", "14:00\n6 Jan 2022"),
        ("day", "6", "6\nJan 2022"),
        ("week", "6 Jan", "6 Jan\n2022"),
        ("month", "Jan", "Jan\n2022"),
        ("quarter", "Jan", "Jan\n2022"),
        ("year", "2022", "2022"),
        ("decade", "2020s", "2020s"),
        ("century", "2022", "2022"),
        ("millennium", "2022", "2022"),
    ],
)
def test_a_tick_names_its_unit_and_if_asked_what_it_is_in(unit, alone, with_parent):
    moment = calendar.seconds(2022, 1, 6, 14, 30, 5)
    assert words.tick_label(moment, unit) == alone
    assert words.tick_label(moment, unit, with_parent=True) == with_parent


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("second", "6 January 2022, 14:30:05"),
        ("minute", "6 January 2022, 14:30"),
        ("day", "6 January 2022"),
        ("month", "January 2022"),
        ("year", "2022"),
        ("decade", "the 2020s"),
    ],
)
def test_a_moment_is_said_as_finely_as_asked(precision, said):
    assert words.moment_words(calendar.seconds(2022, 1, 6, 14, 30, 5), precision) == said


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text())
@example("a\u202eb\u2066c")
@example("\ud800\udfff\x00\x1b[31m")
@example("שלום\u202e (2022)\nعربي")
def test_cleaned_text_can_be_sent_and_turns_nothing_round(text):
    cleaned = words.clean(text)
    cleaned.encode("utf-8")
    assert not {"Cs", "Cc"} & {unicodedata.category(character) for character in cleaned if character not in "\t\n"}
    for line in cleaned.split("\n"):
        inside = line.removeprefix("\u2068").removesuffix("\u2069")
        assert not set(inside) & set(TURNING)
        assert line == inside or line == f"\u2068{inside}\u2069"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Cf"])))
def test_cleaning_leaves_ordinary_text_as_it_is(text):
    assert words.clean(text).replace("\u2068", "").replace("\u2069", "") == re.sub("[\u2028\u2029]", "\n", text)


@given(st.text())
@example("*a* :red[b] `c` $d$ <e> [f](g) http://h.i :smile: -> www.j.k l@m.n")
@example("a\n\n    b\n1. c\n# d")
def test_plain_markdown_holds_no_mark_that_markdown_knows(text):
    """And read as HTML reads its numbered characters, it is the text. The rest is seen in a browser."""
    marked = words.plain(text)
    rest = re.sub(r"&#[0-9]+;|&nbsp;|:small\[\]|\\\n", "", marked)
    assert not re.search(r"[!-/:-@\[-`{-~]", rest)
    shown = html.unescape(marked.replace(":small[]", "").replace("\\\n", "\n")).replace("\u00a0", " ")
    lines = [line.replace("\u00a0", " ").replace("\t", "    ").rstrip(" ") for line in words.clean(text).split("\n")]
    assert [line.rstrip(" ") for line in shown.split("\n")] == lines


@given(st.text())
@example("<b>R & D</b> <a href='x'> &quot; %{customdata[0]}")
def test_plotly_text_shows_every_tag_as_text(text):
    escaped = words.plotly_text(text)
    assert "<" not in escaped.replace("<br>", "")
    assert html.unescape(escaped.replace("<br>", "\n")) == html.unescape(html.escape(words.clean(text), quote=False))


@given(st.text(), st.integers(1, 60))
@example("x" * 100_000, 40)
@example("Алматы " * 50, 40)
@example("é" * 30 + "e\u0301" * 30, 31)
def test_one_line_is_one_line_and_no_longer_than_asked(text, most):
    line = words.one_line(text, most)
    assert "\n" not in line
    assert len(line.strip("\u2068\u2069")) <= most


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [
        ("Short", 10, "Short"),
        ("Two\n lines", 10, "Two lines"),
        ("A headline that is too long", 16, "A headline that…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("", 5, ""),
    ],
)
def test_a_long_line_is_cut_at_a_word_where_one_ends_nearby(text, most, line):
    assert words.one_line(text, most) == line
