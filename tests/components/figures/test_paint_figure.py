"""A figure painted by the server: in pixels or stretched, for one theme or for both; what is written stays text."""

import re
from html import unescape
from xml.etree import ElementTree

import orjson
import pytest

from components import pictures
from components.figures.paint_figure import paint
from components.figures.svg import Drawing, elements
from components.pictures import CHARTS, Frame
from data.dataset import opening
from data.view import View
from tests.browser.running_app import SHIPPED

WIDTH = 700
HOSTILE = '</text></svg><script>alert(1)</script> & "quoted" \x07'


@pytest.fixture(scope="module")
def shipped():
    dataset = opening.open_file(SHIPPED)
    yield dataset
    dataset.close()


def figure_of(dataset, name="timeline", *, dark=False, view=None):
    return orjson.loads(pictures.picture(dataset, view or View(), Frame(name, WIDTH, dark)))


@pytest.fixture(scope="module")
def both(shipped):
    return paint(figure_of(shipped), WIDTH), paint(figure_of(shipped, dark=True), WIDTH)


def parsed(inside):
    return ElementTree.fromstring(f'<div xmlns="http://www.w3.org/2000/svg">{inside}</div>')


@pytest.mark.parametrize("name", [*CHARTS, "overview"])
def test_every_chart_can_be_painted_and_says_what_it_says(shipped, name):
    figure = figure_of(shipped, name)
    told = "".join(parsed(Drawing(paint(figure, WIDTH)).stretched()).itertext())
    notes = [note["text"] for note in figure["layout"].get("annotations", ())]
    for text in notes:
        assert unescape(re.sub("<[^>]*>", "", text)) in told


@pytest.mark.parametrize("way", ["stretched", "fixed"])
def test_nothing_that_a_file_says_is_markup(tmp_path, way):
    path = tmp_path / "hostile.csv"
    path.write_text(f'date,title,category\n2022-01-05,"{HOSTILE.replace(chr(34), chr(34) * 2)}","<b>&"\n')
    dataset = opening.open_file(path)
    drawing = Drawing(paint(figure_of(dataset), WIDTH))
    made = parsed(drawing.fixed(WIDTH) if way == "fixed" else drawing.stretched())
    dataset.close()
    assert not [one for one in made.iter() if one.tag.endswith("script")]
    assert "<script>alert" in "".join(made.itertext()), "the words are there, as words"


def test_one_drawing_is_for_light_and_for_dark_ground(both):
    drawing = Drawing(*both)
    text = drawing.stretched()
    classes = set(re.findall(r'class="([^"]+)"', text))
    assert classes, "where the colours differ a class has both"
    assert {name for names in classes for name in names.split()} == set(re.findall(r"\.(\w+)\{", drawing.style))
    assert re.search(r"fill:light-dark\(#fbfaf6,#14171b\)|fill:light-dark\(#ffffff,#191d22\)", drawing.style)
    assert drawing.style.count("light-dark(") < 60, "as many rules as there are colours, not as marks"


def test_a_stretched_drawing_says_places_in_shares_and_a_fixed_one_in_pixels(both):
    light, _ = both
    stretched, fixed = Drawing(light).stretched(), Drawing(light).fixed(WIDTH)
    assert set(re.findall(r'<rect x="[^"]*(.)"', stretched)) == {"%"}
    assert "%" not in fixed
    texts = [re.findall(r"<text [^>]*>(.*?)</text>", text) for text in (stretched, fixed)]
    assert texts[0] == texts[1]


def test_a_slide_has_paths_and_texts_within_the_plot(shipped):
    found = elements(figure_of(shipped), WIDTH)
    assert {tag for tag, _ in found} == {"path", "text"}
    light, right = paint(figure_of(shipped), WIDTH), WIDTH
    edges = [
        float(x)
        for tag, look in found
        if tag == "path" and re.fullmatch(r"M[\d.]+,[\d.]+H[\d.]+V[\d.]+H[\d.]+Z", look["d"])
        for x in re.findall(r"[MH]([\d.]+)", look["d"])
    ]
    assert edges
    assert min(edges) >= light.left
    assert max(edges) <= right - light.right


def test_a_bar_that_fades_has_no_end(both):
    light, _ = both
    fading = [part for part in light.inside if getattr(part, "fade", ())]
    assert fading, "the shipped events have open ends"
    assert "linearGradient" in Drawing(light).fixed(WIDTH)
