"""The delimiter and the header are settled, and what was assumed is said."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadFile
from data.files import dialect, records
from data.files.quotation import MendedLines
from data.files.record_count import count_clean


def settle(text, **mapping):
    return dialect.settle(text.encode(), "a.csv", mapping)


@pytest.mark.parametrize("delimiter", dialect.DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_delimiter_and_line_end_is_found(delimiter, end):
    cells = [["date", "title", "text"], ["2022-01-05", 'He said: "a, b; c | d"', "1,5"], ["2022", "x", "a, b; c\td|e"]]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(cells)
    found = settle(file.getvalue())
    assert (found.delimiter, found.headers) == (delimiter, ("date", "title", "text"))
    assert file.getvalue().encode()[found.start :].decode().startswith("2022-01-05")


def test_commas_in_texts_do_not_make_a_file_of_semicolons_one_of_commas():
    assert settle("date;title;a,b,c\n2022;one, two, three;x,y,z\n").delimiter == ";"


def test_names_that_are_not_ours_are_found_by_the_shape_of_the_records():
    found = settle("Report\n\nquand;quoi;où\n2022-01-05;ceci, cela;ici\n2022-01-06;rien;là\n")
    assert (found.delimiter, found.headers, found.skipped) == (";", ("quand", "quoi", "où"), ("Report",))


def test_lines_above_the_header_are_skipped_and_named():
    found = settle('\n"Our ""report"", 2022"\n  \nof 7 January\ndate,title\n2022,x\n')
    assert found.skipped == ('"Our ""report"", 2022"', "of 7 January")
    assert found.headers == ("date", "title")


def test_of_a_header_in_two_lines_the_one_that_names_more_is_read_and_the_other_named():
    found = settle("When,,What,\nStart,End,Title,Details\n2022-01-05,,Rain,\n")
    assert (found.headers, found.skipped) == (("Start", "End", "Title", "Details"), ("When,,What,",))
    assert settle("date,title,note\ndate,title,\n2022,x,y\n").headers == ("date", "title", "note")


def test_excels_separator_line_is_followed():
    found = settle("sep=|\ndate|title,with|comma\n2022|x|y\n")
    assert (found.delimiter, found.headers) == ("|", ("date", "title,with", "comma"))


def test_a_header_with_a_line_break_in_quotes_is_one_line():
    found = settle('date,"the\ntitle",title\n2022,a,b\n')
    assert found.headers == ("date", "the title", "title")


def test_a_file_without_a_header_loses_no_row():
    found = settle("2022-01-05,One\n2022-01-06,Two\n")
    assert (found.headers, found.start) == (("column 1", "column 2"), 0)
    assert "no header line" in found.notes[0]


def test_headers_that_are_there_twice_or_empty_are_named():
    found = settle("date,title,note,Note,,note\n2022,x,a,b,c,d\n")
    assert found.headers == ("date", "title", "note", "Note (4)", "column 5", "note (6)")
    assert len(found.notes) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \r\n\n", "is empty"),
        ("sep=;\n\n", "no header"),
        ('date,"title\n2022\n', "quotation mark in its header"),
        (",".join(f"c{n}" for n in range(10_000)) + "\n" + "," * 9_999, "10,000 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(text, says):
    with pytest.raises(BadFile, match=says):
        settle(text)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["", " ", '"', '""', ",", "\n", "\r\n", "\r", ";", 'a"b', " x ", "end\x1e"]
)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)


WAYS = [("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\n", csv.QUOTE_ALL)]


def written(rows, end, quoting):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end, quoting=quoting).writerows(rows)
    return file.getvalue().encode()


@given(TABLES, st.sampled_from(WAYS), st.booleans())
def test_the_fast_way_and_the_careful_way_agree(rows, way, is_ended):
    end, quoting = way
    content = written(rows, end, quoting)
    content = content if is_ended else content.removesuffix(end.encode())
    careful = records.read_carefully(content, 0, ",", 3, "a.csv")
    assert [column.to_pylist() for column in careful.columns] == (
        [list(column) for column in zip(*rows, strict=True)] or [[]] * 3
    )
    fast = records.read_clean(content, 0, ",", 3)
    assert fast is not None or not content
    if fast:
        assert [column.to_pylist() for column in fast.columns] == [column.to_pylist() for column in careful.columns]


@given(st.text('ab,"\n\r\0; ', max_size=40))
def test_any_text_that_is_read_fast_is_read_the_same_with_care(text):
    content = text.encode()
    careful = records.read_carefully(content, 0, ",", 2, "a.csv")
    fast = records.read_clean(content, 0, ",", 2)
    mended = MendedLines(io.StringIO(text, newline=""), ",", 2)
    expected = [row for row in csv.reader(mended) if not records.is_blank(row)]
    assert careful.count in (len(expected), len(expected) + careful.is_cut)  # a lone quotation mark at the end counts
    if fast:
        assert fast.count == careful.count
        assert [column.to_pylist() for column in fast.columns] == [column.to_pylist() for column in careful.columns]
        assert not careful.is_cut
        assert not careful.long


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(2, 300))
def test_the_count_does_not_depend_on_where_a_block_ends(size, count):
    content = b"".join(b'2022,"a ""quoted"" word, %d\r\n"\r\n\r\n' % n for n in range(count))
    block, records_found = "data.files.record_count.BLOCK", None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, size)
        records_found = count_clean(content, 0, ",", 2)
    assert records_found in (count, None)
    assert count_clean(content, 0, ",", 2) == count


@pytest.mark.parametrize("count", [0, 1, records.CHUNK - 1, records.CHUNK, records.CHUNK + 1, 2 * records.CHUNK])
def test_no_record_is_lost_between_chunks(count):
    content = b"a,b\r" * count
    found = records.read_carefully(content, 0, ",", 2, "a.csv")
    assert (found.count, found.is_cut) == (count, False)
    assert all(len(column) == count for column in found.columns)
