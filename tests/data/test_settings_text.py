"""One value of a settings file is changed: its comments, its order and all else stay."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadSettings
from data.settings.edit_toml_text import changed, differences, values_of

SHIPPED = [
    Path("data/kazakhstan-2022.toml").read_text("utf-8"),
    Path("data/example-of-every-form.toml").read_text("utf-8"),
]
ODD = """\
# About this file.
# Two lines.

'title' = 'It''s'   # a comment with = and "quotes" in it
description = '''
[no header] = "in here"
# no comment
''' # behind
embed = [ # sites
  "https://a.example", # one
]

# above the first
[[categories]]
name = "A"
# about the colour
color = "#000000" # black

# detached

# right above B
[[categories]]
name = "B"
# below B
"""
ODD = ODD.replace("'It''s'", '"It\'s"')
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)
VALUES = {
    ("title",): TEXT, ("zone",): TEXT, ("description",): TEXT,
    ("categories",): st.permutations(["A", "B", "C"]) | st.lists(st.sampled_from("ABC"), unique=True),
    ("categories", "A", "color"): TEXT, ("categories", "B", "shape"): TEXT,
    ("metrics",): st.lists(st.text("abc \"é", min_size=1), unique=True, max_size=3),
    ("briefing", "summary"): st.lists(TEXT, max_size=3).filter(lambda texts: "" not in texts),
    ("briefing", "sections"): st.lists(st.fixed_dictionaries({"title": TEXT, "slide": st.integers(0, 9)}), max_size=3),
}  # fmt: skip
CHANGES = st.dictionaries(st.sampled_from(list(VALUES)), st.none(), min_size=1).flatmap(
    lambda paths: st.fixed_dictionaries({path: VALUES[path] for path in paths})
)


def comments(text):
    """The words in comments, in their order, whatever is around them."""
    return [line.split("#", 1)[1].strip() for line in text.splitlines() if line.lstrip().startswith("#")]


@given(st.sampled_from([*SHIPPED, ODD, "", 'title = "no end of line"']), CHANGES, st.booleans())
def test_any_change_is_made_whole_and_keeps_every_comment_above_a_value(text, changes, is_windows):
    text = text.replace("\n", "\r\n") if is_windows else text
    before = values_of(text)
    new = changed(text, changes, "log.toml")
    after = values_of(new)
    for path, value in changes.items():
        if len(path) < 3 or path[1] in after.get(("categories",), ()):
            assert after.get(path) == (value or None)
    untouched = {path: value for path, value in before.items() if path not in changes and len(path) < 3}
    assert {path: after.get(path) for path in untouched} == untouched
    assert set(comments(text)) - {"about the colour", "below B", "no comment"} <= set(comments(new)) | {""}
    assert (b"\r\n" in new.encode()) == ("\r\n" in text or (is_windows and "\r\n" in text))
    assert values_of(changed(new, differences(after, before), "log.toml")) == before


def test_one_value_is_one_line_and_taking_it_back_gives_the_same_bytes():
    new = changed(ODD, {("title",): "New"}, "log.toml")
    assert new == ODD.replace('"It\'s"', '"New"')
    assert changed(new, {("title",): "It's"}, "log.toml") == ODD.replace("'It's'", '"It\'s"')
    moved = changed(ODD, {("categories",): ["B", "A"]}, "log.toml")
    assert moved.index("above the first") < moved.index("right above B") < moved.index('"B"') < moved.index('"A"')
    assert moved.index('name = "A"') < moved.index("about the colour") < moved.index("below B")
    assert changed(ODD, {("subtitle",): "Sub"}, "log.toml").count("\n") == ODD.count("\n") + 1


def test_what_is_written_in_another_way_is_refused_and_not_broken():
    for text in ('categories = [{name = "A"}]\n', "briefing = {summary = []}\n"):
        path, value = (("categories",), ["B"]) if "cat" in text else (("briefing", "summary"), ["a"])
        with pytest.raises(BadSettings, match="cannot be changed"):
            changed(text, {path: value}, "log.toml")
    assert tomllib.loads(changed("", {("title",): "A"}, "log.toml")) == {"title": "A"}
