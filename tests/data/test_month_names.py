"""The names of months and days in the languages that people write, held to CLDR as Babel has it."""

import re
from collections import defaultdict

import pytest
from babel import Locale

from data import dates
from data.dates.month_names import _OTHERS, NUMBERS
from data.dates.weekday_names import DAYS
from data.errors import BadDate

LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "kk", "pl", "cs", "hu", "ro", "el", "fi", "tr", "ar", "sv",
    "da", "nb", "bg", "be", "sk", "sl", "sr", "lt", "lv", "et", "ca", "ky", "uz", "az", "id", "ka", "hy",
)  # fmt: skip
NAME, SHORT_NAME = re.compile(r"[^\W\d_]{3,}"), re.compile(r"[^\W\d_]{2,}")


def names(table, numbers):
    """Each name of a table of Babel with its number: alone and beside a day, in full and short."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number in numbers:
                name = table[context][width][number].lower().replace("i̇", "i").rstrip(".")
                yield name.removeprefix("de ").removeprefix("d’"), number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_of_cldr_is_known(language):
    for name, number in names(Locale.parse(language).months, range(1, 13)):
        if NAME.fullmatch(name):
            assert NUMBERS[name] == number, name


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_day_of_the_week_of_cldr_is_known(language):
    for name, day in names(Locale.parse(language).days, range(7)):
        if SHORT_NAME.fullmatch(name):
            assert day in DAYS[name], name


def test_no_name_is_two_months():
    numbers_by_name = defaultdict(set)
    for row in _OTHERS:
        assert len(row.split()) == 12, row
        for number, name in enumerate(row.split(), 1):
            numbers_by_name[name].add(number)
    twice = {name for name, numbers in numbers_by_name.items() if len(numbers) > 1}
    assert not twice - {"-"}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("5 января 2022 г.", "2022-01-05"),
        ("5 янв. 2022", "2022-01-05"),
        ("январь 2022 года", "2022-01"),
        ("в январе 2022 г.", "2022-01"),
        ("2022 г.", "2022"),
        ("5–8 января 2022 г.", "2022-01-05/2022-01-08"),
        ("с 5 по 8 января 2022 г.", "2022-01-05/2022-01-08"),
        ("с 5 января 2022 г. по 8 февраля 2022 г.", "2022-01-05/2022-02-08"),
        ("2019–2022 гг.", "2019/2022"),
        ("5 января 2022 г., 14:30", "2022-01-05T14:30"),
        ("02.01.2022 г.", "2022-01-02"),
        ("2022 жылғы 5 қаңтар", "2022-01-05"),
        ("2022 ж. 5 қаңтар", "2022-01-05"),
        ("5 қаң. 2022", "2022-01-05"),
        ("5 січня 2022 року", "2022-01-05"),
        ("Січень 2022 р.", "2022-01"),
        ("5 stycznia 2022 r.", "2022-01-05"),
        ("styczeń 2022", "2022-01"),
        ("5. ledna 2022", "2022-01-05"),
        ("5 Ocak 2022", "2022-01-05"),
        ("5 HAZİRAN 2022", "2022-06-05"),
        ("5 KASIM 2022", "2022-11-05"),
        ("2022. január 5.", "2022-01-05"),
        ("2022. 01. 05.", "2022-01-05"),
        ("5 ianuarie 2022", "2022-01-05"),
        ("5 ΙΑΝΟΥΑΡΙΟΥ 2022", "2022-01-05"),
        ("5. tammikuuta 2022", "2022-01-05"),
        ("5 mrt 2022", "2022-03-05"),
        ("5 de março de 2022", "2022-03-05"),
        ("5 fe\u0301vrier 2022", "2022-02-05"),
        ("5 fevrier 2022", "2022-02-05"),
        ("5. Jänner 2022", "2022-01-05"),
        ("среда, 5 января 2022 г.", "2022-01-05"),
        ("So, 9. Januar 2022", "2022-01-09"),
        ("mercredi 5 janvier 2022 14h30", "2022-01-05T14:30"),
    ],
)  # fmt: skip
def test_a_date_in_its_own_language_is_read(text, edtf):
    assert dates.parse(text).edtf == edtf


def test_a_wrong_day_of_the_week_is_said_in_any_language():
    with pytest.raises(BadDate, match="2022-01-05 is a Wednesday"):
        dates.parse("вторник, 5 января 2022")
