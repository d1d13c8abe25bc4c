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
