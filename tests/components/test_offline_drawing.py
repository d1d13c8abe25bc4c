"""The offline page draws with the sizes of the app's own page, and has no second copy of them."""

import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from components.exporters import EXPORTERS, Subject
from components.figures import event_shapes, lanes_and_axis, packing, plot_area, ticks
from components.offline import build
from components.offline.drawing import drawing, style
from data.dataset import opening
from data.view import View
from tests.browser.running_app import SHIPPED

SCRIPTS = {path.name: path.read_text("utf-8") for path in build.HERE.glob("*.js")}
NATURAL = {"MINUTE", "HOUR", "DAY"}
"""Numbers that nobody declares."""


@pytest.mark.parametrize(
    ("module", "name", "key"),
    [
        (packing, "GAP", "gap"),
        (packing, "BESIDE", "beside"),
        (plot_area, "USUAL.row", "row"),
        (plot_area, "USUAL.bar", "bar"),
        (event_shapes, "MARK", "mark"),
        (event_shapes, "SOFT", "soft"),
        (plot_area, "NARROW", "narrow"),
        (plot_area, "USUAL.bottom", "bottom"),
        (lanes_and_axis, "TOOTH", "tooth"),
        (plot_area, "USUAL.strip", "eraStrip"),
        (ticks, "AIR", "tickAir"),
        (ticks, "APART", "apart"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__.split(".")[-1],
)
def test_a_size_that_is_changed_where_it_is_declared_is_changed_in_the_page(module, name, key, monkeypatch):
    name, _, size = name.partition(".")
    now = getattr(module, name)
    other = {**now, "day": 99} if name == "APART" else getattr(now, size, now) + 5
    monkeypatch.setattr(module, name, replace(now, **{size: other}) if size else other)
    dataset = opening.open_file(Path(SHIPPED))
    try:
        page = EXPORTERS["html"].write(Subject(dataset, View())).decode()
    finally:
        dataset.close()
    record = re.search(r'<script type="application/json" id="record">(.*?)</script>', page, re.DOTALL)
    assert record
    assert orjson.loads(record[1])["chart"]["drawing"][key] == other


def test_what_is_sent_is_used_and_what_is_used_is_sent():
    used = {name for text in SCRIPTS.values() for name in re.findall(r"\bdrawing\.(\w+)", text)}
    assert used == set(drawing())


def test_the_scripts_declare_no_sizes_of_their_own():
    declared = {
        name
        for text in SCRIPTS.values()
        for line in re.findall(r"^(?:export )?const (.*)$", text, re.MULTILINE)
        for name in re.findall(r"\b([A-Z][A-Z_]*) = -?[\d.]", line)
    }
    assert declared <= NATURAL


def test_the_style_has_the_heights_of_letters_from_there_too(monkeypatch):
    monkeypatch.setattr(lanes_and_axis, "AXIS_SIZE", 21)
    assert "--axis-size: 21px;" in style()
    sheet = (build.HERE / "page.css").read_text("utf-8")
    drawn = [line for line in sheet.splitlines() if ".timeline" in line]
    assert not re.search(r"font-size: [\d.]+px", "\n".join(drawn)), "a height of letters of its own"
    assert set(re.findall(r"var\((--[a-z]+-size)\)", sheet)) == set(re.findall(r"(--[a-z]+-size):", style()))
