"""A view that has a name is opened by it, and the link is the shorter for it."""

import pytest

from data.errors import BadSettings, BadView
from data.settings import SavedView, parse
from data.view import View
from data.view.saved_views import expanded, name_of, shortened, strictly

SAVED = (
    SavedView("Two days", "", "lanes=source&category=a&category=b&event=x&page=about"),
    SavedView("Odd", "", "lanes=%00&nonsense=1"),
)
VIEW = View(lanes="source", category=("a", "b"))


def test_a_name_stands_for_a_view_and_the_link_says_the_rest():
    assert strictly([("view", "Two days")], SAVED) == VIEW
    assert strictly([("view", "Two days"), ("category", "c"), ("event", "y")], SAVED) == View(
        lanes="source", category=("c",), event="y")  # fmt: skip
    assert name_of(View(lanes="source", category=("b", "a"), event="z"), SAVED) == "Two days"
    assert shortened(View(lanes="source", category=("a", "b"), event="z"), SAVED) == [
        ("view", "Two days"),
        ("event", "z"),
    ]
    assert shortened(View(lanes="place"), SAVED) == [("lanes", "place")]
    assert name_of(View(), SAVED) == ""


def test_a_name_that_there_is_not_is_said_and_what_is_damaged_is_left_out():
    assert expanded([("view", "gone"), ("lanes", "place")], SAVED) == (
        [("lanes", "place")], ["There is no saved view called “gone” here."])  # fmt: skip
    with pytest.raises(BadView, match="no saved view called “gone”"):
        strictly([("view", "gone")], SAVED)
    assert strictly([("view", "Odd")], SAVED) == View()


@pytest.mark.parametrize(
    ("text", "said"),
    [('hide = "Background"', "list of names"), ("[[views]]\nlink = ''", "no name"),
     ("[views]\nname = 'x'", "list of tables"),
     ("[[views]]\nname = 'a'\n[[views]]\nname = 'a'", "there twice"), ("[[views]]\nname = 'a'\nlnk = 'x'", "link")],
)  # fmt: skip
def test_a_wrong_line_of_the_settings_is_named(text, said):
    with pytest.raises(BadSettings) as refused:
        parse(text, "mine.toml")
    assert said in f"{refused.value} {refused.value.advice}"
