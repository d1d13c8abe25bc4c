"""The bulk reader finds what the careful one finds: both read the same files, and everything in them is compared."""

import csv
import io
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from data import settings as settings_files
from data.bulk import load
from data.engine import connection
from data.errors import BadFile, DatelineError
from data.files.record_count import count_records
from data.reading import reader
from data.reading.fill_engine import fill

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "data").glob("*.csv"), *(ROOT / "tests" / "samples").glob("*.csv")])
TABLES = ("event", "member", "raw", "problem")
CELLS = {
    "date": [
        *(
            "2022-01-05",
            "2022-01-05T14:30",
            "2022-01-05T14:30:59",
            "2022-01-05T14:30+06:00",
            "1990/2019",
            "2022-01-06/..",
        ),
        *(
            "../2022-01-06",
            "199X",
            "-0043",
            "0999-01-01",
            "2022-02-30",
            "2022-01-05T24:00",
            "2022-01-05T23:59:60",
            "5 May 2021",
        ),
        *(
            "13/01/2022",
            "05/01/2022",
            "infinity",
            "epoch",
            "[2019..2022]",
            " 2022-01-05 ",
            "2022-01-05~",
            "",
            "",
            "x" * 300,
        ),
        *("2022-01-05T14", "2022-01-05 14:30", "２０２２-01-05", "9999-12-31", "1000-01-01T00:00"),
    ],
    "end": ["", "", "", "2023", "2022-01-07", "2021-01-01", "2023-02-30", "2022-01-06/2022-01-08", "05/02/2023"],
    "title": [
        *(
            "Rain",
            "Rain",
            "rain",
            "",
            " ",
            "Rain  and\nsnow",
            "Ночь в Алматы",
            "Straße — größer",
            "-",
            "…",
            "ﬁ Å\u00a0b",
            "日本",
        ),
        *(
            "a" * 300,
            "The one and only very long title of which the words go on and on",
            "x\u2003",
            "İstanbul",
            "a\x1cb",
        ),
    ],
    "text": ["", "", "He said, “no”", 'and "yes", twice', "two\nlines", "tab\there", "\u00a0", "É", "a  b"],
    "kind": ["", "", "era", "Event", "title", "nothing"],
    "category": ["", "A", "B ", "Ç"],
    "actors": ["", "Police; Army;; Police", " ; ", "Ұлт; X", "One"],
    "tags": ["", "a;b", "c"],
    "latitude": ["", "43.25", "43,25", "91", "north", "+1"],
    "longitude": ["", "76.9", "-181", "5"],
    "url": [
        "",
        "https://example.org/a?b=c",
        "ftp://x",
        "www.example.org",
        "https://exa mple.org",
        "HTTP://EXAMPLE.ORG/É",
    ],
    "reported": ["", "", "2022-01-07", "2022-02", "never", "../2022-01-09", "2022-01-07T10:00Z"],
    "grade": ["", "B2", "b 2", "Z9"],
    "links": ["", "caused: a", "Part_of: b [Reuters]; answers: a; caused: nobody", "caused by: a", "see"],
    "metric": ["", "", "detained", "m" * 80],
    "value": ["", "", "2000", "~2,000", ">1000", "dozens", "+12", "many", "24..99"],
    "importance": ["", "1", "2.0", "3", "7"],
    "id": ["", "", "", "rain", "the  clash", "rain-2", "i" * 201, "о"],
    "own, of mine": ["", "x", "=1+1", "ö\r\nü"],
    "": ["", "lone"],
}


def written(
    seed: int, rows: int, ending: str = "\n", delimiter: str = ",", columns: tuple[str, ...] = tuple(CELLS)
) -> str:
    chance = random.Random(seed)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending)
    writer.writerow(columns)
    for _ in range(rows):
        cells = [chance.choice(CELLS[name]) for name in columns]
        writer.writerow([cell.replace("\r\n", "\n").replace("\n", ending) for cell in cells])
    return out.getvalue()


def assert_same(
    path: Path, tmp_path: Path, *, is_fast: bool | None = None, mapping: Mapping[str, str] = MappingProxyType({})
) -> None:
    settings = settings_files.of(path)
    held, other = connection.writing(tmp_path / "tables.db"), connection.in_memory()
    try:
        careful = reader.read(path, mapping, settings)
    except DatelineError as error:
        with pytest.raises(type(error)) if isinstance(error, BadFile) else pytest.raises(AssertionError):
            assert load.read(path, mapping, settings, held, lambda _: None) is not None
        return
    found = load.read(path, mapping, settings, held, lambda _: None)
    assert is_fast is None or (found is not None) == is_fast
    if found is None:
        return
    fill(other, careful)
    assert found == (replace(careful.report, problems=()), careful.digest)
    for name in TABLES:
        fast, slow = (each.sql(f"from {name}").to_arrow_table() for each in (held, other))
        assert fast.schema == slow.schema, name
        for column in slow.column_names:
            assert fast[column].to_pylist() == slow[column].to_pylist(), (name, column)
    held.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_roads_find_the_same_in_every_file_here(path, tmp_path):
    assert_same(path, tmp_path)


@pytest.mark.parametrize(
    ("seed", "options"),
    [
        pytest.param(1, {}, id="every column, every kind of mistake"),
        pytest.param(2, {"ending": "\r\n", "delimiter": ";"}, id="lines from a spreadsheet"),
        pytest.param(3, {"columns": ("date", "title", "id")}, id="ids that are shared, and numbered into each other"),
        pytest.param(4, {"columns": ("title", "date", "reported", "value", "")}, id="no column for the end"),
    ],
)
def test_both_roads_find_the_same_whatever_is_in_the_cells(seed, options, tmp_path):
    path = tmp_path / "made.csv"
    path.write_bytes(written(seed, 700, **options).encode())
    path.with_suffix(".toml").write_text('zone = "Asia/Almaty"')
    assert_same(path, tmp_path, is_fast=True)


def test_both_roads_take_the_day_or_the_month_first_as_was_chosen(tmp_path):
    path = tmp_path / "two-ways.csv"
    path.write_text("date,end,reported,title\n1/5/2022,3/6/2022,4/6/2022,Rain\n2/5/2022,,,Sun\n")
    for order, date in (("day", "2022-05-01/2022-06-03"), ("month", "2022-01-05/2022-03-06")):
        (tmp_path / order).mkdir()
        assert_same(path, tmp_path / order, is_fast=True, mapping={"order": order})
        assert reader.read(path, {"order": order}).events["date"][0].as_py() == date


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        pytest.param(["2022-01-05 00:00:00", "2022-01-06 00:00:00.000", "-0043-03-15T00:00:00Z"],
                     ["2022-01-05", "2022-01-06", "-0043-03-15"], id="a database, and Wikidata"),
        pytest.param(["1/15/2022 0:00", "1/5/2022 12:00 AM", "2/5/2022 0:00"],
                     ["2022-01-15", "2022-01-05", "2022-02-05"], id="a spreadsheet"),
        pytest.param(["2022-01-05T00:00:00Z", "unknown", "", "2022-01-06T00:00:00Z", "2022-01-07T00:00:00Z"],
                     ["2022-01-05", "2022-01-06", "2022-01-07"], id="some rows have no date"),
        pytest.param(["2022-01-05T00:00", "2022-01-06T00:00", "2022-01-06T12:00"],
                     ["2022-01-05T00:00", "2022-01-06T00:00", "2022-01-06T12:00"], id="one row has another time"),
        pytest.param(["2022-01-05T00:00", "2022-01-06T00:00", "2022-01-06"],
                     ["2022-01-05T00:00", "2022-01-06T00:00", "2022-01-06"], id="one row has none"),
        pytest.param(["2022-01-05T00:00", "2022-01-06T00:00"],
                     ["2022-01-05T00:00", "2022-01-06T00:00"], id="too few to tell"),
    ],
)  # fmt: skip
def test_days_that_a_program_wrote_as_midnights_are_days_on_both_roads(rows, dates, tmp_path):
    path = tmp_path / "midnights.csv"
    path.write_text("date,title\n" + "".join(f"{row},Rain\n" for row in rows))
    path.with_suffix(".toml").write_text('zone = "Asia/Almaty"')
    assert_same(path, tmp_path, is_fast=True)
    assert reader.read(path).events["date"].to_pylist() == dates


COLUMNS = {
    "years and short spans": ["1914-18", "1936-39", "1911-12", "1929-33", "1923"],
    "seasons": ["2021-21", "2019-22", "2001-05"],
    "spans that nothing settles": ["1936-39", "2022-01", "1914-18"],
    "points beside slashes": ["5.1.2022", "6.1.2022", "12/25/2021", "1/2/2022"],
    "ranges of times": ["2022-01-05 09:00–11:30", "2022-01-05 03:00-05:00", "2022-01-05"],
    "offsets": ["2022-01-05T03:00+06:00", "2022-01-05 09:00:00+0600", "2022-01-07"],
    "several offsets": ["2022-01-05T03:00+06:00", "2022-01-05T09:00:00Z", "5 Jan 2022 14:30 -05:00"],
    "years of two digits": ["25/01/22", "5-Jan-21", "2022-01-05"],
    "counts": ["1641340800", "1641340900", "44566"],
    "Buddhist years": ["25/01/2565", "29/02/2563", "2565-03-01"],
    "words": ["before 1850", "mid-January 2022", "c.1850–c.1860", "2019–present", "2022-W01", "R4.1.5", "FY 2021/22"],
    "sentinels": ["1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01", "1900-01-01", "9999-12-31"],
    "midnights": ["2022-01-05T00:00:00Z", "2022-01-06T00:00:00Z", "2022-01-07T00:00:00Z"],
    "nothing": ["NaT", "NULL", "-", "2022-01-05", "641", "24:00", "2022-01-05T24:00"],
}
ENDS = ["", "9999-12-31", "present", "N/A", "2999-01-01T00:00:00Z", "31/12/9999", "2023-01-05T00:00:00Z"]


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize(
    "mapping",
    [
        pytest.param({}, id="as it is"),
        pytest.param({"century": "20", "order": "day", "spans": "years", "vague": "refuse"}, id="answered"),
        pytest.param({"count": "seconds", "years": "bc", "calendar": "buddhist"}, id="answered otherwise"),
    ],
)
def test_both_roads_settle_a_column_of_dates_alike(name, mapping, tmp_path):
    for at, ends in enumerate([ENDS, ["2023-01-05T00:00:00Z"]][: 1 + (name == "midnights")]):
        path = tmp_path / f"{at}.csv"
        rows = [[date, ends[row % len(ends)], date, "x"] for row, date in enumerate(COLUMNS[name] * 3)]
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([["date", "end", "reported", "title"], *rows])
        (tmp_path / f"made-{at}").mkdir()
        is_fast = mapping.get("calendar") != "buddhist" and (name != "Buddhist years" or "calendar" in mapping)
        assert_same(path, tmp_path / f"made-{at}", is_fast=is_fast, mapping=mapping)


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        pytest.param(["3/4/2022,25/4/2022,", "5/4/2022,6/4/2022,"], ["2022-04-03/2022-04-25", "2022-04-05/2022-04-06"],
                     id="the end shows it"),
        pytest.param(["25/3/2022,3/4/2022,", "5/4/2022,,"], ["2022-03-25/2022-04-03", "2022-04-05"],
                     id="the start shows it"),
        pytest.param(["3/4/2022,,4/25/2022", "5/4/2022,7/4/2022,"], ["2022-03-04", "2022-05-04/2022-07-04"],
                     id="when it was reported shows it"),
        pytest.param(["3/4/2022,25.4.2022,", "25/4/2022,5/5/2022,"], ["2022-04-03/2022-04-25", "2022-04-25/2022-05-05"],
                     id="points beside slashes"),
        pytest.param(["13/4/2022,,4/25/2022", "5/4/2022,6/4/2022,"], ["2022-04-13", "2022-04-05"],
                     id="a column knows itself best, and two that disagree leave the third open"),
    ],
)  # fmt: skip
def test_day_and_month_are_in_one_order_in_all_columns_of_a_row(rows, right, tmp_path):
    path = tmp_path / "columns.csv"
    path.write_text("date,end,reported,title\n" + "".join(f"{row},x\n" for row in rows))
    assert_same(path, tmp_path, is_fast=True)
    found = reader.read(path)
    assert found.events["date"].to_pylist() == right
    assert any("day first" in note or "month first" in note for note in found.report.notes)


def test_a_zone_that_a_column_names_and_a_title_without_a_date_are_the_same_on_both_roads(tmp_path):
    path = tmp_path / "zone.csv"
    path.write_text("date,title,timezone\n2022-01-05T03:00+01:00,x,Europe/Berlin\n2022-07-05 03:00,y,Europe/Berlin\n")
    assert_same(path, tmp_path, is_fast=True)
    for number, offset in enumerate(("+01:00", "-0330", "+06", "Z")):
        (zoned := tmp_path / str(number)).mkdir()
        path = zoned / "offset.csv"
        path.write_text(f"date,title\n2022-01-05T03:00{offset},x\n2022-07-05T03:00:15{offset},y\n")
        assert_same(path, zoned, is_fast=True)
    (headed := tmp_path / "headed").mkdir()
    path = headed / "title.csv"
    path.write_text("kind,date,title\ntitle,,The whole\n,2022-01-05,x\n")
    assert_same(path, headed, is_fast=True)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: text + '2022,"open\n', id="a quotation that is never closed"),
        pytest.param(lambda text: text + '2022,a "b" c,d\n', id="quotation marks within a cell"),
        pytest.param(lambda text: text + '2022,x,"A\n2022,y,"B"\n2022,z,C\n', id="a mark that swallows a row"),
        pytest.param(lambda text: text + '2022-01-06,"x,A\n2022-01-07,y",B\n', id="a row within a cell that fits"),
        pytest.param(lambda text: text + "2022,one,two,three\n", id="a cell too many"),
        pytest.param(lambda text: text + "2022\n", id="a cell too few"),
        pytest.param(lambda text: text + "2022,a\rb,\n", id="a lone carriage return"),
        pytest.param(lambda text: text + "2022,a\0b,\n", id="a NUL"),
        pytest.param(lambda text: text + "   \n", id="a line of spaces"),
    ],
)
def test_what_could_be_read_in_two_ways_takes_the_careful_road(damage, tmp_path):
    path = tmp_path / "doubtful.csv"
    path.write_bytes(damage("date,title,category\n" + "2022-01-05,Rain,A\n" * 30).encode())
    assert_same(path, tmp_path, is_fast=False)


def test_dates_in_several_columns_take_the_careful_road(tmp_path):
    path = tmp_path / "parts.csv"
    path.write_text("Year,Month,Title\n1963,8,March\n1964,,Act\n")
    assert_same(path, tmp_path, is_fast=False)


@pytest.mark.parametrize(
    "date", ["9/24/06", "06-9-4", '"Jan 5, \'06"', '"Mon, 24 Sep 06 14:30"', "5-Jan-06", "5 янв. 06"]
)
def test_years_of_two_digits_beside_the_whole_year_take_the_careful_road(date, tmp_path):
    path = tmp_path / "beside.csv"
    path.write_text(f"date,year,title\n{date},1906,Fair\n")
    assert_same(path, tmp_path, is_fast=False)
    path.write_text("date,year,title\n1906-09-24,1906,Fair\n2000-01-11,2000,Ball\n")
    assert_same(path, tmp_path)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a,b\n1,2\n3,4", 2),
        ("a,b\n1,2\n\n\n3,4\n", 2),
        ("a,b\r\n1,2\r\n\r\n3,4\r\n", 2),
        ('a,b\n"1\n2",3\n', 1),
        ('a,b\n"",3\n', 1),
        ('a,b\n"say ""so""",3\n', 1),
        ('a,b\n1,2\r\n3,4\n', None),
        ('a,b\n1"2,3\n', None),
        ('a,b\n"1" ,3\n', None),
    ],
)  # fmt: skip
def test_records_are_counted_from_the_bytes(text, count):
    utf8 = text.encode()
    assert count_records(utf8, utf8.index(b"\n") + 1, ",") == count
