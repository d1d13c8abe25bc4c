"""Reports in Word documents, as word processors write them, and hostile ones."""

import io
import re
import zipfile

import pytest

from data.draft.document import read_document
from data.draft.proposals import propose
from data.errors import BadFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = """
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The spill at Karaton</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">On 4 March 2023 a pipe burst. Some </w:t></w:r>
<w:del w:id="1"><w:r><w:delText>900</w:delText></w:r></w:del>
<w:ins w:id="2"><w:r><w:t>340</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> tonnes of oil ran out.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t>في 5 مارس 2023 زار الوزير الموقع.</w:t></w:r></w:p>
<w:p><w:r><w:t>Эвакуировано более 120 человек.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>9 March 2023</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>200 tonnes were recovered.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>It reopened on 20 April 2023.</w:t></w:r></w:p>"""
FOOTNOTES = "<w:footnote><w:p><w:r><w:t>The operator said that 40 tonnes were lost.</w:t></w:r></w:p></w:footnote>"


def docx(body: str, footnotes: str = "") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if footnotes:
            file.writestr("word/footnotes.xml", f"<w:footnotes {W}>{footnotes}</w:footnotes>")
    return into.getvalue()


def test_all_words_of_a_word_document_are_read_but_those_that_were_deleted():
    report = read_document(docx(BODY, FOOTNOTES), "report.docx")
    assert [" ".join(paragraph.split()) for paragraph in report.text.split("\n\n")] == [
        "The spill at Karaton",
        "On 4 March 2023 a pipe burst. Some 340 tonnes of oil ran out.",
        "في 5 مارس 2023 زار الوزير الموقع.",
        "Эвакуировано более 120 человек.",
        "9 March 2023: 200 tonnes were recovered.",
        "It reopened on 20 April 2023.",
        "The operator said that 40 tonnes were lost.",
    ]
    found = {(one.date, one.value) for one in propose(report)}
    assert {("2023-03-04", ""), ("2023-03-09", "200"), ("2023-04-20", "")} <= found


RAISED = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
ABOVE = ('<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/>')


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [
        ("said the police.", "1", "said the police."),
        ("said the police", "[2]", "said the police"),
        ("told “so”", "3, 4", "told “so”"),
        ("an area of 5 km", "2", "an area of 5 km2"),
        ("10", "6", "106"),
        ("on the 5", "th", "on the 5th"),
    ],
)
def test_the_numbers_of_notes_are_no_words_of_the_report(before, raised, read):
    page = read_document(f"<p>{before}<sup>{raised}</sup></p>".encode(), "report.html")
    bodies = [f"<w:p><w:r><w:t>{before}</w:t></w:r>{RAISED.format(above, raised)}</w:p>" for above in ABOVE]
    assert [page.text, *(read_document(docx(body), "report.docx").text for body in bodies)] == [read] * 3


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Port strike\n\nVOSTOK, 12 March 2024 (Agency) – Dockers walked out.", "2024-03-12"),
        ("WASHINGTON, D.C., May 3, 2021 -- A bill was passed.", "2021-05-03"),
        ("GENEVA, 3 June 2020 /Newswire/ -- Acme opens a shop.", "2020-06-03"),
        ("Published on January 6, 2022 at 10:15 a.m.\nProtests go on.", "2022-01-06"),
        ("Title\n\nThursday, January 6, 2022\n\nProtests go on.", "2022-01-06"),
        ("АЛМАТЫ, 6 января 2022 г. – Протесты.", "2022-01-06"),
        ("公開日:2022年1月6日 10:00\n政府は発表した。", "2022-01-06"),
        ("Алматы, 2022 жылғы 6 қаңтар. Наразылық.", "2022-01-06"),
        ("LONDON (Agency) - The bank raised its rate.", ""),
        ("In Paris, 14 July 1789 changed all.", ""),
        ("On 5 May 2020. A hall fell in.", ""),
        ("London, 2 September 1666. It burned. In 1675 the dome was begun.", ""),
        ("5 January 2022: He is dismissed.\n6 January 2022: Troops arrive.", ""),
        ("5 January 2022\n\nHe is dismissed.\n\n6 January 2022\n\nTroops arrive.", ""),
    ],
)
def test_the_day_of_publication_is_read_from_the_first_lines_where_they_say_it(text, published):
    assert read_document(text.encode(), "report.txt").published == published


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The strike began on 12 March 2023. Talks broke down on 9 March. It ended on 4 April.",
         ["2023-03-09", "2023-03-12", "2023-04-04"]),
        ("On 2 January 1990 the port was opened. In December of that year it was closed. On 20 November it burned.",
         ["1990-01-02", "1990-11-20", "1990-12"]),
        ("War broke out on 1 September 1939. In April they landed.", ["1939-09-01", "1940-04"]),
        ("It was boarded on 3 January 2020. A man fell ill on 15 December.", ["2019-12-15", "2020-01-03"]),
        ("He took office on 20 January 2017. On 7 May the votes had been counted.", ["2016-05-07", "2017-01-20"]),
        ("It opened on 5 March 1950. A trial had ended on 20 February.", ["1950-02-20", "1950-03-05"]),
    ],
)  # fmt: skip
def test_a_date_without_a_year_is_near_what_was_told_and_before_it_where_the_words_look_back(text, found):
    report = read_document(f"Vostok, 12 March 2024.\n\n{text}".encode(), "report.txt")
    assert sorted(one.date for one in propose(report)) == found


def test_each_line_of_a_chronicle_is_told_without_its_day_and_with_or_without_a_point():
    text = "Outage\n\n2024-05-01: Strike begins\n- 09:15 First call\n- 09:20 Crew arrives, 12 people rescued."
    report = read_document(text.encode(), "report.txt")
    assert [(one.date, one.title) for one in propose(report)] == [
        ("2024-05-01", "Strike begins"),
        ("2024-05-01T09:15", "First call"),
        ("2024-05-01T09:20", "Crew arrives, 12 people rescued"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (docx("<w:p><w:r><w:t>" + "a" * 30_000_000 + "</w:t></w:r></w:p>"), "far more|longer"),
        (docx("<w:p/>" * 1_600_000), "far more|longer"),
        (docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "without an end"),
        (docx(BODY)[:600], "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old .doc"),
        (docx("<w:p>"), "no XML"),
    ],
    ids=["a bomb", "a million paragraphs", "nested without an end", "cut off", "locked", "no XML"],
)
def test_a_hostile_word_document_is_refused_in_a_sentence(content, said):
    with pytest.raises(BadFile, match=f"report.docx.*(?:{said}).*{re.escape('paste its text')}|longer than a report"):
        read_document(content, "report.docx")
