"""The PowerPoint briefing, opened again as PowerPoint would: what a person finds in it, and what cannot be in it."""

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from components.exporters import EXPORTERS, Subject
from components.pictures.briefing_charts import briefing_deck
from components.pptx import text_width
from data.claims import briefing
from data.dataset import opening
from data.view import View
from tests import libreoffice
from tests.factories import make_subject

ROOT = Path(__file__).parents[2]
LONG = " ".join(f"Sentence {at} of a long report, with no end in sight." for at in range(280))
HOSTILE = [
    {"date": "2022-01-05", "title": "=cmd|'/c calc'!A1", "text": LONG, "url": "javascript:alert(1)",
     "source": "=HYPERLINK(1)", "metric": "=1+1", "value": "10", "importance": 3, "media": "file:///etc/passwd"},
    {"date": "2022-01-06", "title": "A\x0bB \x07 bell \u202e turned <b>" + "W" * 400, "text": "\x00\x1b[31m red",
     "url": "https://example.org/q?a=1&b=2", "source": "=HYPERLINK(1)", "metric": "=1+1", "value": "24",
     "media": "https://example.org/a.png", "credit": "=1", "notes": "notes\x0c here", "importance": 3},
    {"date": "2022-01-07", "title": "ALL CAPITALS IN A VERY LONG HEADLINE " * 6, "category": "К" * 90,
     "source": "S" * 300, "grade": "B2", "importance": 2},
]  # fmt: skip


@pytest.fixture(scope="module")
def every_form():
    return Subject(opening.open_file(ROOT / "data/example-of-every-form.csv"), View())


@pytest.fixture(scope="module")
def bytes_of_every_form(every_form):
    return EXPORTERS["pptx"].write(every_form)


@pytest.fixture(scope="module")
def deck(bytes_of_every_form):
    return Presentation(io.BytesIO(bytes_of_every_form))


@pytest.fixture(scope="module")
def hostile_bytes():
    return EXPORTERS["pptx"].write(make_subject(*HOSTILE, settings='title = "=1+1 <b>"\nhandling = "SECRET"'))


@pytest.fixture(scope="module")
def hostile(hostile_bytes):
    return Presentation(io.BytesIO(hostile_bytes))


@pytest.fixture(params=["deck", "hostile"])
def either(request):
    return request.getfixturevalue(request.param)


def leaves(shapes):
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from leaves(shape.shapes)
        else:
            yield shape


def briefing_of(subject):
    return briefing_deck(subject.dataset, subject.view)


def test_the_screen_and_the_file_have_the_same_slides_under_the_same_numbers(deck, every_form):
    told = briefing_of(every_form)
    for slide, page in zip(told.slides, deck.slides, strict=False):
        title = page.shapes.title.text_frame.text
        if slide.figure and slide.figure.is_headline:
            assert title.startswith(slide.figure.value)
        else:
            assert title.removesuffix("…") in slide.headline
        assert (page.element.get("show") == "0") is slide.is_reserve
        charts = [shape.chart for shape in page.shapes if shape.has_chart]
        assert [[point[2] for point in growth.points] for growth in slide.growths] == [
            list(chart.plots[0].series[0].values) for chart in charts]  # fmt: skip
        tables = [shape.table for shape in page.shapes if shape.has_table]
        assert [len(table.rows) - 1 for table in tables] == ([len(slide.table.rows)] if slide.table else [])


def test_no_letter_is_smaller_than_twelve_points(either):
    for number, slide in enumerate(either.slides, 1):
        for shape in leaves(slide.shapes):
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    assert not run.font.size or run.font.size.pt >= 12, f"slide {number}, {shape.name}: {run.text}"


def test_arabic_and_hebrew_run_from_right_to_left_and_a_date_keeps_its_order():
    row = {
        "date": "2022-01-06",
        "title": "قوات تصل إلى كازاخستان",
        "source": "الجزيرة",
        "metric": "جنود",
        "value": "2500",
    }
    other = {"date": "2022-01-08", "title": "הסדר הוחזר", "source": "הארץ"}
    told = make_subject(row, row | other | {"metric": "חיילים", "value": "9"}, row | other | {"value": "9"})
    file = Presentation(io.BytesIO(EXPORTERS["pptx"].write(told)))
    arabic = file.slides[3].shapes.title.text_frame.paragraphs[0]
    assert (arabic._p.pPr.get("rtl"), arabic._p.pPr.get("algn")) == ("1", "r")
    at = {shape.name: shape.left + shape.width / 2 for shape in leaves(file.slides[4].shapes)}
    middle = 1280 * 9525 / 2
    assert at["Said by"] > middle, "a slide is turned with its headline"
    assert at["What is counted"] < middle
    said = [shape.text_frame.text for shape in leaves(file.slides[1].shapes) if shape.name == "Who says so"]
    assert any("\u200e8 Jan 2022" in text and text.lstrip("\u2068").startswith("הארץ") for text in said)


def test_a_slide_of_few_words_is_in_large_letters_and_of_many_marks_those_told_are_marks():
    rows = [{"date": f"20{at}-01-0{day}", "title": f"E{at}{day}"} for at in range(10, 30) for day in (1, 2, 3, 4)]
    file = Presentation(io.BytesIO(EXPORTERS["pptx"].write(make_subject(*rows))))
    page = file.slides[3]
    assert page.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt > 50
    assert 180 * 9525 < page.shapes.title.top < 360 * 9525, "in its middle"
    marks = [shape.name for shape in leaves(page.shapes)]
    assert "To come" in marks, "strokes of those in reserve"
    assert "To come: events" in marks, "marks of those that are told"


def titles(deck):
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def body(slide):
    return next(shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.idx == 1)


def test_every_slide_has_a_title_for_the_outline_and_the_handling_label(either):
    assert all(titles(either))
    for slide in either.slides:
        labels = [shape.text_frame.text for shape in slide.shapes if shape.name == "Handling"]
        assert len(labels) == 1
        assert labels[0]


def test_nothing_stands_outside_its_slide(either):
    for number, slide in enumerate(either.slides, 1):
        for shape in leaves(slide.shapes):
            where = f"slide {number}: {shape.name}"
            assert shape.left >= 0, where
            assert shape.top >= 0, where
            assert shape.left + shape.width <= either.slide_width + 1, where
            assert shape.top + shape.height <= either.slide_height + 1, where


def liberation(*, bold):
    """The widths of Arial's twin, in em, by letter."""
    kind = "Bold" if bold else "Regular"
    found = next(iter(Path("/usr/share/fonts").rglob(f"LiberationSans-{kind}.ttf")), None)
    if found is None:
        pytest.skip("There is no Liberation Sans here to measure with.")
    with TTFont(found) as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {letter: widths[glyph][0] / em for letter, glyph in font.getBestCmap().items()}


def test_every_line_has_the_room_that_arial_takes(either):
    """Measured with the twin's own font: what is on one line must fit its box, or the box before it is too small."""
    advances = {bold: liberation(bold=bold) for bold in (False, True)}
    for number, slide in enumerate(either.slides, 1):
        for shape in leaves(slide.shapes):
            if not shape.has_text_frame or shape.text_frame.word_wrap or shape.is_placeholder:
                continue
            for paragraph in shape.text_frame.paragraphs:
                taken = sum(
                    run.font.size * advances[bool(run.font.bold)].get(ord(letter), 0)
                    for run in paragraph.runs
                    for letter in run.text
                )
                assert taken <= shape.width * 1.02, f"slide {number}, {shape.name}: {paragraph.text!r}"


def test_every_text_that_wraps_is_no_higher_than_its_place(either):
    advances = {bold: liberation(bold=bold) for bold in (False, True)}
    for number, slide in enumerate(either.slides, 1):
        for shape in leaves(slide.shapes):
            if shape.has_text_frame and shape.text_frame.word_wrap:
                high = sum(
                    wrapped_height(paragraph, shape.width, advances) for paragraph in shape.text_frame.paragraphs
                )
                assert high <= shape.height * 1.02, f"slide {number}, {shape.name}: {shape.text_frame.text[:60]!r}"


def wrapped_height(paragraph, room, advances):
    """Words put on lines as an office program does, in Arial's own widths; the line height of Arial is 1.15."""
    if not paragraph.runs:
        return 0
    size = max(run.font.size for run in paragraph.runs)
    lines, used = 1, 0.0
    for run in paragraph.runs:
        table = advances[bool(run.font.bold)]
        for word in re.findall(r"\S+\s*|\s+", run.text):
            solid = sum(run.font.size * table.get(ord(letter), 0.6) for letter in word.rstrip())
            if used and used + solid > room:
                lines, used = lines + 1, 0.0
            lines += int(solid // room)
            used = (used + solid) % room + run.font.size * 0.278 * (len(word) - len(word.rstrip()))
    return lines * size * 1.15 * float(paragraph.line_spacing or 1)


def test_the_measure_is_never_less_than_arial_over_the_texts_of_a_file(every_form):
    texts = [text for event in every_form.events for text in (event["title"], event["text"]) if len(text) > 12]
    for bold in (False, True):
        advances = liberation(bold=bold)
        for text in (*texts, *(text.upper() for text in texts)):
            taken = 20 * sum(advances.get(ord(letter), 0) for letter in text)
            assert text_width.width(text, 20, bold=bold) >= taken, text


def test_an_event_is_a_group_with_its_title_that_leads_to_its_slide(deck, every_form):
    timeline = deck.slides[2]
    groups = [shape for shape in timeline.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    led = {group.name: shape.click_action.target_slide for group in groups for shape in group.shapes
           if shape.has_text_frame and shape.click_action.target_slide is not None}  # fmt: skip
    told = {slide.headline: slide for slide in briefing_of(every_form).slides if slide.kind == "event"}
    assert all(deck.slides[told[name].number - 1].part is target.part for name, target in led.items())
    assert len(led) > 7


def test_no_two_labels_of_the_timeline_touch(deck):
    for slide in deck.slides:
        if slide.shapes.title.text_frame.text != "The timeline":
            continue
        groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
        labels = [shape for group in groups for shape in group.shapes if shape.name == group.name]
        labels = [shape for shape in labels if shape.has_text_frame and shape.text_frame.text]
        assert labels
        for one in labels:
            for other in labels:
                apart = one.left + one.width <= other.left or other.left + other.width <= one.left
                above = one.top + one.height <= other.top + 9525 or other.top + other.height <= one.top + 9525
                assert one is other or apart or above, f"{one.name} touches {other.name}"


def test_notes_are_the_speakers_and_sources_stand_on_the_slide(deck, every_form):
    noted = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    wanted = [event["notes"] for event in every_form.events if event["notes"] and event["importance"] > 1]
    assert wanted
    assert set(wanted) <= set(noted)
    lines = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.name == "Said by"]
    assert any(line.startswith("Said by Keeper’s logbook") for line in lines)


def test_figures_are_a_chart_and_a_table_of_their_own(deck):
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts[0].plots[0].series[0].values[0] == 12
    assert "13" in charts[0].plots[0].series[0].points[1].data_label.text_frame.text
    [first, *_] = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    told = [cell.text_frame.text for cell in first.rows[1].cells]
    assert told[:3] == ["Rescued from the Aurora", "12 people", "Keeper’s logbook"]


def test_the_figure_of_an_event_is_told_once_on_its_slide(deck):
    for slide in deck.slides:
        groups = [
            shape
            for shape in slide.shapes
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP and shape.name.startswith("Figure: ")
        ]
        figures = [(group.name, *(shape.text_frame.text for shape in leaves(group.shapes))) for group in groups]
        assert len(figures) == len(set(figures)), slide.shapes.title.text


def test_a_long_text_goes_on_over_slides_and_nothing_of_it_is_lost(hostile):
    told = [slide for slide, title in zip(hostile.slides, titles(hostile), strict=True) if title.startswith("=cmd")]
    assert len(told) > 5
    assert " ".join(body(slide) for slide in told).split() == LONG.split()


def test_a_title_that_must_be_cut_is_whole_in_the_text_below_it(hostile):
    [slide] = [slide for slide in hostile.slides if slide.shapes.title.text_frame.text.startswith("ALL CAPITALS")]
    assert slide.shapes.title.text_frame.text.endswith("…")
    assert str(HOSTILE[2]["title"]).strip() in body(slide)


def test_only_web_addresses_are_linked(hostile_bytes):
    with zipfile.ZipFile(io.BytesIO(hostile_bytes)) as archive:
        relations = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
    targets = re.findall(
        r'Target="([^"]*)"[^>]*TargetMode="External"|TargetMode="External"[^>]*Target="([^"]*)"', relations
    )
    assert {a or b for a, b in targets} == {"https://example.org/q?a=1&amp;b=2", "https://example.org/a.png"}


def test_no_cell_behind_a_chart_is_a_formula(hostile_bytes):
    with zipfile.ZipFile(io.BytesIO(hostile_bytes)) as archive:
        books = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
    assert books
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as inside:
            sheet = inside.read("xl/worksheets/sheet1.xml").decode()
            assert "=1+1" in inside.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet


def test_text_is_as_it_was_written_and_without_what_xml_cannot_hold(hostile):
    told = "\n".join(titles(hostile))
    assert "=cmd|'/c calc'!A1" in told
    assert "<b>" in told
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e]", told)


def test_what_changed_comes_before_the_events(every_form):
    told = Presentation(io.BytesIO(EXPORTERS["pptx"].write(Subject(every_form.dataset, View(baseline="1901-02-03")))))
    at = next(at for at, title in enumerate(titles(told)) if title.startswith("What changed since 3 February 1901"))
    assert at == 1
    [line] = [line for line in body(told.slides[at]).split("\n") if line.startswith("Rescued from the Aurora")]
    number = int(line.rpartition("slide ")[2])
    assert titles(told)[number - 1] == "Sixteen in all"
    jumps = [told.slides[at].part.rels[click].target_part for click in clicks(told.slides[at])]
    assert told.slides[number - 1].part in jumps, "a click on the words leads there"


def clicks(slide):
    """The relations of the jumps in a slide's texts, in order."""
    found = slide.element.iter(qn("a:hlinkClick"))
    return [click.get(qn("r:id")) for click in found if click.get("action") == "ppaction://hlinksldjump"]


def test_figures_that_are_too_many_to_follow_are_counted_beside_the_sources(monkeypatch):
    monkeypatch.setattr(briefing, "MOST_CLAIMS", 40)
    rows = [{"date": "2022-01-05", "title": "A", "metric": "m", "value": at, "importance": 1} for at in range(41)]
    told = Presentation(io.BytesIO(EXPORTERS["pptx"].write(make_subject(*rows))))
    assert "41 figures are too many" in body(
        next(one for one in told.slides if one.shapes.title.text == "No source is named")
    )
    assert len(told.slides) < 8


def test_a_view_of_nothing_says_so(every_form):
    told = Presentation(io.BytesIO(EXPORTERS["pptx"].write(Subject(every_form.dataset, View(words="no such word")))))
    assert titles(told) == ["The light at Skerry Point", "Where we stand", "No source is named"]
    assert "nothing to tell" in body(told.slides[0])


def test_the_file_holds_no_clock(bytes_of_every_form):
    with zipfile.ZipFile(io.BytesIO(bytes_of_every_form)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", about)) == {"2000-01-01T"}


def test_an_office_program_draws_a_page_for_each_slide(bytes_of_every_form, deck, tmp_path):
    program = libreoffice.find()
    if program is None:
        pytest.skip("There is no LibreOffice here, and none can be installed.")
    file = tmp_path / "example-of-every-form.pptx"
    file.write_bytes(bytes_of_every_form)
    pages = pypdf.PdfReader(libreoffice.as_pdf(program, file)).pages
    assert len(pages) == len(deck.slides)
    assert "The light at Skerry Point" in pages[0].extract_text()
    assert any("Sources" in page.extract_text() for page in pages)
