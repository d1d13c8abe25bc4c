"""Rows from reports, held to rows that were written by hand before there were rules."""

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from data import dates, quantities
from data.draft import compare_with_record, csv_rows, document, proposals
from data.draft.dates_in_text import find_dates
from data.draft.document import Document
from data.draft.english import ENGLISH
from data.draft.language_detection import language_of
from data.draft.reference_date import Anchor
from data.draft.sentences import LONGEST, split_sentences
from data.errors import BadFile
from tests.draft.score import PAGE, PUBLISHER, Report, proposals_of, reports, score, table

ROOT = Path(__file__).parents[2]
REPORTS = reports()
LEAST = {"date": 0.9, "value": 0.9, "source": 0.8}


def test_what_people_wrote_by_hand_is_found():
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed: list[str] = []
    for report in REPORTS:
        more_wanted, more_right, more_missed = score(report)
        wanted, right, missed = wanted + more_wanted, right + more_right, missed + more_missed
    assert wanted["date"] > 120
    assert {kind: right[kind] / wanted[kind] >= least for kind, least in LEAST.items()} == dict.fromkeys(LEAST, True), (
        "\n".join(missed)
    )


def test_the_page_has_todays_table():
    assert table() in PAGE.read_text("utf-8"), "python -m tests.draft.score writes it anew"


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_nothing_is_invented(report: Report):
    """Every quotation stands in the text, every figure is read from words of it, every name is one of the text."""
    for one in proposals_of(report):
        assert report.text[one.start : one.end] == one.quotation
        assert dates.parse(one.date)
        assert one.source == PUBLISHER or one.source in report.text
        assert all(name in report.text for name in [*one.actors.split("; "), one.place])
        assert all(report.text[each.start : each.end] == each.text for each in one.mentions)
        if one.value:
            assert quantities.parse(one.value)
            assert one.value in [each.value for each in one.mentions]
        is_day_of_publication = one.date.startswith((report.published, f"../{report.published}"))
        assert is_day_of_publication or one.date in [each.value for each in one.mentions] or one.why


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("on the 6th", "", ["2022-01-06"]),
        ("They met on the 9th.", "", ["2021-12-09"]),
        ("They met in the middle of his term.", "", []),
        ("He will speak on 3 February.", "", ["2022-02-03"]),
        ("He spoke on 3 February.", "", ["2021-02-03"]),
        ("It closed two days later.", "2022-01-04", ["2022-01-06"]),
        ("It closed two days later.", "2022-01", []),
        ("She left yesterday at 2:30 pm.", "", ["2022-01-05T14:30"]),
        ("It began at 14:30 EST.", "2022-01-05", ["2022-01-05T19:30Z"]),
        ("Nearly 30 years ago it opened.", "", ["1992~"]),
        ("From 10 to 12 December 2021 it was shut.", "", ["2021-12-10/2021-12-12"]),
        ("It was shut before 1850.", "", ["[..1849]"]),
        ("In the 12th century it was built.", "", ["11XX"]),
        ("It cost 1990 dollars in 1200 houses.", "", []),
        ("He may march on.", "", []),
        ("On Friday the court will decide.", "", ["2022-01-07"]),
        ("On Friday he said that he will go.", "", ["2021-12-31"]),
        ("Next Monday they will vote", "", ["2022-01-10"]),
        ("The court set sentencing for 3 February.", "", ["2022-02-03"]),
        ("He was charged on 10 January.", "", ["2022-01-10"]),
        ("He was charged on 10 May.", "", ["2021-05-10"]),
        ("It will be done by the end of March 2023.", "", ["[..2023-03]"]),
        ("Sales rose in the third quarter.", "", ["2021-35"]),
        ("The brake was used at 17:41:50.", "2021-12-30", ["2021-12-30T17:41:50"]),
        ("It began shortly after 4 a.m. on Monday, 3 January.", "", ["2022-01-03T04:00~"]),
        ("Sales rose 8.4% to SEK 2.31 billion.", "", []),
        ("They did not open until 9 May 1889.", "", ["1889-05-09"]),
        ("It was founded in 862, and sacked in 44 BC.", "", ["0862", "-0043"]),
    ],
)
def test_dates_lean_on_publication_and_on_what_was_told_before(text: str, told: str, expected: list[str]):
    sentence = split_sentences(text)[0]
    found = find_dates(sentence, ENGLISH, Anchor("2022-01-06", told))
    assert [one.value for one in found] == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The licence expired, according to the state prosecutor, Helena Duarte.", "Helena Duarte"),
        ("“We will appeal,” said his lawyer, Joanna Pike, after the verdict.", "Joanna Pike"),
        ("A spokesman for the operator, Hydra Nord, said it was shut.", "A spokesman for the operator"),
        ("It still added up, raising hopes that more may be found.", ""),
        ("Взрыв произошёл в среду. Об этом сообщили журналистам в пресс-службе МЧС.", "пресс-службе МЧС"),
        ("«Работы идут», — сказал начальник штаба Игорь Ветлугин.", "начальник штаба Игорь Ветлугин"),
        ("В 1885 году здесь установили телескоп.", ""),
        ("原告団長の森本さんは閉廷後、「長すぎた。残念だ」と語った。", "原告団長の森本さん"),
        ("「減らすことは考えていない」と中島社長は強調した。", "中島社長"),
    ],
)
def test_who_says_so_is_whom_the_text_names(text: str, speaker: str):
    found = proposals.propose(Document(text, "2022-01-06", PUBLISHER))
    assert {one.source for one in found} == {speaker or PUBLISHER}


def test_a_title_keeps_its_subject_and_its_speaker():
    text = "He said the dam was safe, and Ann Lee told reporters that the lake had been lowered by four metres."
    titles = [one.title for one in proposals.propose(Document(text, "2022-01-06", PUBLISHER))]
    assert titles[-1] == "Ann Lee: the lake had been lowered by four metres"
    text = "The fund stopped paying in May 2019 and filed for bankruptcy on 3 October 2019."
    titles = [one.title for one in proposals.propose(Document(text, "2022-01-06", PUBLISHER))]
    assert titles == ["The fund stopped paying in May 2019", "The fund filed for bankruptcy on 3 October 2019"]


def test_a_sentence_without_an_end_is_cut_where_a_word_ends():
    text = "On 5 January 2022 they met, and " * 400
    sentences = split_sentences(text)
    assert max(len(one.text) for one in sentences) <= LONGEST
    assert " ".join(one.text for one in sentences) == text.strip()


def test_a_date_that_leans_on_publication_is_left_out_where_nobody_knows_it():
    found = proposals.propose(Document("It closed on Friday. It had opened on 5 May 2019."))
    assert [one.date for one in found] == ["2019-05-05"]


@pytest.mark.parametrize(
    ("proposed", "recorded", "standing"),
    [
        (("~2000", "the police"), ("~2,000", "Interior Ministry"), "adds a source"),
        (("~2000", "Interior Ministry"), ("~2,000", "Interior Ministry"), "known"),
        ((">1000", "the police"), ("400", "Interior Ministry"), "contradicts"),
        (("dozens", "the police"), ("40", "Interior Ministry"), "adds a source"),
    ],
)
def test_a_figure_is_held_against_the_record(proposed, recorded, standing):
    row = compare_with_record.Recorded("a", "2022-01-06?", "Detained", "", recorded[1], "detained", recorded[0])
    one = proposals.Proposal("2022-01-06", "", proposed[1], "", "", 0, 0, "detained", proposed[0])
    assert compare_with_record.compare(one, [row]).standing == standing
    later = compare_with_record.Recorded("a", "2023", "Detained", "", recorded[1], "detained", recorded[0])
    assert compare_with_record.compare(one, [later]).standing == "new"


def test_what_the_record_tells_already_is_known():
    row = compare_with_record.Recorded(
        "a", "2022-01-05", "Nazarbayev dismissed from the Security Council", "", "Tokayev"
    )
    text = "President Tokayev dismissed Nazarbayev from the National Security Council on 5 January."
    one = proposals.propose(Document(text, "2022-01-06", "Another paper"))[0]
    assert compare_with_record.compare(one, [row]) == compare_with_record.Comparison("adds a source", "a", row.title)


HTML = """<html><head><title>Flood</title><meta property="article:published_time" content="2023-02-08T10:00:00+03:00">
<meta property="og:site_name" content="The Daily"><script>alert("1 January 2020")</script></head>
<body><nav>Home 5 May 2011</nav><h1>Flood</h1><p>The dam broke on <b>6&nbsp;February</b>.</p>
<p onclick="x()">Two died.</p><img src=x onerror=alert(1)><style>p{}</style></body></html>"""


def test_of_a_page_only_the_words_are_taken_and_when_it_was_published():
    report = document.read_document(HTML.encode(), "flood.html")
    assert report == Document(
        "Flood\n\nThe dam broke on 6 February.\n\nTwo died.", "2023-02-08", "The Daily", "", "Flood"
    )
    assert [one.date for one in proposals.propose(report)][:1] == ["2023-02-06"]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x" * 9_000_000, "long.txt", "longer than a report"),
        (b"", "empty.txt", "no words"),
        (b"hello", "report.pdf", "Bring one of .txt"),
        (b"hello", "report.docx", "Word document"),
    ],
)
def test_what_is_no_report_is_refused_with_what_to_bring(content, name, said):
    with pytest.raises(BadFile, match=re.escape(said)):
        document.read_document(content, name)


def run_app(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "app.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_draft_is_written_with_its_quotations_and_what_the_record_knows_is_left_out(tmp_path: Path):
    report = tmp_path / "strike.md"
    report.write_text("---\ndate: 2020-02-28\n---\n# Strike\n\nAbout **1,400 workers** took part on 10 January.\n")
    out = tmp_path / "rows.csv"
    done = run_app("draft", report, out)
    assert done.returncode == 0, done.stderr
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["date"] == "2020-01-10"
    assert (row["value"], row["unit"], row["source"]) == ("~1400", "workers", "strike")
    assert row["quotation"] == "About 1,400 workers took part on 10 January."
    again = run_app("draft", report, tmp_path / "again.csv", "--record", out)
    assert "1 more are in the record already" in again.stderr
    assert csv_rows.report_name(report) == "strike"


def test_each_language_is_known_by_its_letters():
    assert [language_of(report.text).code for report in REPORTS].count("en") == 27
    assert {language_of(report.text).code for report in REPORTS} == {"en", "ru", "ja", "kk"}


FORMS = [
    ("On 3 May 2024, all times UTC.\n13:02 – Crews arrive.", "2024-05-03", "2024-05-03T13:02Z", "Crews"),
    ("It met on Wednesday, two days after shelling killed 31 people.", "2021-03-03", "2021-03-01", "Shelling"),
    ("“There will be no peace,” the rebel Idris Maro told reporters on Sunday.", "2021-03-03", "2021-02-28", ""),
    ("The company found it on May 21 and shut the system down that evening.", "2024-06-18", "2024-05-21", ""),
    ("It began on May 3, according to a letter filed with a court on Monday.", "2024-06-18", "2024-05-03", "It"),
    ("Fighting broke out in the last week of January.", "2021-03-03", "2021-01-21~/2021-01-31~", ""),
    ("The vote was held on the first Monday in May 2019.", "2021-03-03", "2019-05-06", ""),
    ("It closed on the last Friday of February.", "2021-03-03", "2021-02-26", ""),
    ("It snowed on Monday in Oslo.", "2021-03-03", "2021-03-01", ""),
    ("On Good Friday the church burned.", "2021-03-03", "2021-03-03?", ""),
    ("He resigned in the second half of January.", "2021-03-03", "2021-01", ""),
    ("According to a report published on 2 May, 300 wells were polluted in 2019.", "2024-05-08", "2019", "300"),
    ("Мост рухнул в пятницу около 7:40 утра.", "2023-09-17", "2023-09-15T07:40~", ""),
    ("5日午前9時すぎ、火災が起きた。火は約4時間後に消し止められた。", "2024-03-05", "2024-03-05T13:00~", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "date", "title"), FORMS)
def test_what_a_sentence_tells_stands_on_the_day_that_its_words_give(text, published, date, title):
    found = proposals.propose(Document(text, published, "a paper"))
    assert [one for one in found if one.date == date and one.title.startswith(title)]
    assert len({one.title for one in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    ["17 May 2023. The bridge fell on Friday at 7:40.", "In 2022 a laptop was lost. A hearing is due on July 9."],
)
def test_no_day_is_made_up_where_nobody_knows_when_a_report_was_published(text):
    dates = {one.date[:10] for one in proposals.propose(Document(text, "", "a paper"))}
    assert dates <= {"2022", "2023-05-17"}


def test_who_says_it_is_no_piece_of_a_verb_and_no_half_of_a_name():
    text = "The firm took the claims system down. Some 45,000 people fled, according to the U.N. refugee agency."
    found = [one.source for one in proposals.propose(Document(text, "2024-06-18", "a paper"))]
    assert found == ["a paper", "the U.N. refugee agency"]
