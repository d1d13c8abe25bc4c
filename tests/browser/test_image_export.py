"""The timeline taken away as a picture: what is on it, and how large it is."""

import re
import struct
import xml.etree.ElementTree as ET

from playwright.sync_api import expect

VIEW = "category=Government&asof=2022-01-06"


def taken(page, name):
    """The file of this entry in the menu: its name, its bytes."""
    menu = page.get_by_test_id("take")
    menu.locator("summary").click()
    with page.expect_download() as download:
        menu.get_by_role("button").filter(has_text=re.compile(rf"^{name}\.")).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def test_the_timeline_is_taken_away_as_a_picture_and_as_a_drawing(open_page, server):
    page = open_page(f"{server}/?{VIEW}", color_scheme="dark")
    chart = page.get_by_test_id("timeline")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    name, screen = taken(page, "Picture")
    assert name == "kazakhstan-2022-as-of-2022-01-06-filtered.png"
    assert size(screen)[0] == 1600
    name, printed = taken(page, "Picture for print")
    assert name == "kazakhstan-2022-as-of-2022-01-06-filtered-print.png"
    assert size(printed)[0] == 4800
    assert size(printed)[1] == 3 * size(screen)[1] > 1000
    name, drawing = taken(page, "Drawing")
    assert name.endswith("-filtered.svg")
    root = ET.fromstring(drawing)
    text = " ".join(" ".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for said in ("Kazakhstan, January 2022", "from one news report", "As known on 6 January 2022", "Sources: ",
                 "dismissed", "Government"):  # fmt: skip
        assert said in text
    assert "detained" not in text
    assert b"@font-face" in drawing
    assert root.find("{http://www.w3.org/2000/svg}rect[@fill='#fbfaf6']") is not None
