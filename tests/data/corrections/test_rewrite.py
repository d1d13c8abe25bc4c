"""A changed record is one changed record: whatever the file, all others keep their bytes."""

from pathlib import Path

import pytest

from data.corrections.rewrite import Rewrite, rewritten
from data.errors import BadFile
from data.files.rewritable_records import RawTable

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = (
    *("bad-cells", "excel-separator", "french-1252", "headers-twice", "mixed-line-ends", "no-header", "other-names"),
    *("ragged", "russian-1251", "title-lines", "types", "utf-16-with-mark", "utf-16-without-mark"),
)
NEW = 'changed, "twice"; and\nonce more'
LINES = {
    "every cell in quotation marks": ('"date","title"\n"2022","a"\n"2023","b"\n', 2, '"2023","changed"'),
    "a mark of UTF-8": ("\ufeffdate;title\r\n2022;a\r\n2023;b\r\n", 1, "2022;changed"),
    "no line end at the end": ("date,title\n2022,a\n2023,b", 2, "2023,changed"),
    "a cell over two lines": ('date,title,text\n2022,a,"one\ntwo"\n2023,b,c\n', 1, '2022,changed,"one\ntwo"'),
    "blank lines between": ("date\ttitle\n\n2022\ta\n\n\n2023\tb\n", 2, "2023\tchanged"),
    "spaces around cells": ("date,title,text\n2022 , a , x\n2023,b,c\n", 1, "2022 ,changed, x"),
    "a short row": ("date,text,title\n2022,x,a\n2023\n", 2, "2023,,changed"),
    "cells beyond the header": ('date,title,text\n2022,a,"x"!,y,z\n2023,b,c\n', 1, "2022,changed,x!,y,z"),
    "a mark out of place": ('date,title,text\n2022,a 5" pipe,x\n2023,b,c\n', 1, "2022,changed,x"),
}


@pytest.mark.parametrize("name", NAMES)
def test_of_each_kind_of_file_one_record_is_changed(name):
    content = (SAMPLES / f"{name}.csv").read_bytes()
    before = RawTable.of(content, name, {})
    row = (before.count + 1) // 2
    after = RawTable.of(rewritten(before, Rewrite(cells={row: {1: NEW}})).content(), name, {})
    assert [n for n in range(1, before.count + 1) if before.raw(n) != after.raw(n)] == [row]
    assert after.cells(row) == [NEW if place == 1 else cell for place, cell in enumerate(before.cells(row))]
    assert before.content() == content
    assert (after.encoding, after.mark, after.layout.headers) == (before.encoding, before.mark, before.layout.headers)


@pytest.mark.parametrize("name", NAMES)
def test_a_new_row_stands_at_the_end_and_can_be_taken_away_again(name):
    content = (SAMPLES / f"{name}.csv").read_bytes()
    before = RawTable.of(content, name, {})
    after = rewritten(before, Rewrite(added=[(before.count + 1, ["2022", NEW])]))
    assert after.content().startswith(content.rstrip(b"\0\r\n"))
    assert after.cells(after.count)[:2] == ["2022", NEW]
    again = rewritten(after, Rewrite(removed=frozenset({after.count})))
    assert [again.raw(n).rstrip() for n in range(1, again.count + 1)] == [
        before.raw(n).rstrip() for n in range(1, before.count + 1)
    ]


@pytest.mark.parametrize(("text", "row", "line"), LINES.values(), ids=list(LINES))
def test_the_other_cells_of_the_record_are_written_as_they_were(text, row, line):
    before = RawTable.of(text.encode(), "log.csv", {})
    after = rewritten(before, Rewrite(cells={row: {before.layout.headers.index("title"): "changed"}}))
    assert after.raw(row).rstrip("\r\n") == line
    assert after.content().decode() == text.replace(before.raw(row).rstrip("\r\n"), line)


def test_a_new_column_is_one_cell_more_at_the_end_of_each_line():
    before = RawTable.of(b"date,title,text\n2022,a\n2023,b,c\n", "log.csv", {})
    after = rewritten(before, Rewrite(["withdrawn"], {2: {3: "an error"}}))
    assert after.content() == b"date,title,text,withdrawn\n2022,a,,\n2023,b,c,an error\n"


def test_a_letter_that_the_encoding_lacks_is_refused():
    before = RawTable.of((SAMPLES / "russian-1251.csv").read_bytes(), "russian.csv", {})
    with pytest.raises(BadFile, match=r"“→” cannot be written in russian\.csv"):
        rewritten(before, Rewrite(cells={1: {1: "here → there"}}))
