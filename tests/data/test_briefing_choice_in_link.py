"""What a briefer chose: as a link holds it, and as the file and its settings would."""

import pytest

from data import settings
from data.claims.briefing_choice_in_file import briefing_values, slide_cells, values_of
from data.errors import BadSettings, BadView
from data.settings.edit_toml_text import changed, differences
from data.view import View
from data.view.briefing_choice_in_link import Choice, Section, read

CHOICE = Choice(
    events=("fuel", "killed"),
    hidden=("map",),
    sections=(Section('The "answer" \\', "killed", 2.5),),
    summary=("It began.", "«Да»"),
)


def test_a_choice_survives_its_link():
    assert read(View(brief=CHOICE.text).brief) == CHOICE
    assert View(brief="{}").brief == "", "what says nothing is no part of the link"
    assert View.from_query(View(brief=CHOICE.text).to_query()).choice == CHOICE


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"events": "a"}', '{"events": [1]}', '{"hidden": ["title"]}', '{"other": []}', "[" * 9000,
     '{"sections": [["a", "b"]]}', '{"sections": [["a", "b", true]]}', '{"summary": ["' + "x" * 300 + '"]}'],
)  # fmt: skip
def test_what_is_no_choice_is_refused_with_what_to_do(text):
    with pytest.raises(BadView, match="brief") as refused:
        View(brief=text)
    assert "overview" in str(refused.value)
    assert View.lenient([("brief", text)])[0].brief == ""


def test_the_file_keeps_a_choice_in_its_cells_and_settings():
    assert slide_cells(CHOICE.events, {"fuel": "1", "gone": "7", "plain": ""}) == {"killed": "2", "gone": ""}
    old = '[briefing]\nclosing = ["Old."]\n\n[[briefing.sections]]\ntitle = "Old"\nslide = 1\n'
    before = f'title = "T"  # ours\n\n{old}\n[[metrics]]\nname = "killed"\n'
    told = briefing_values(settings.parse(before, "mine.toml").briefing)
    after = changed(before, differences(told, values_of(CHOICE)), "mine.toml")
    made = settings.parse(after, "mine.toml")
    assert (made.title, [one.name for one in made.metrics]) == ("T", ["killed"])
    assert made.briefing.summary == CHOICE.summary
    assert made.briefing.closing == ()
    assert [(one.title, one.slide, one.minutes) for one in made.briefing.sections] == [('The "answer" \\', 2, 2.5)]
    assert briefing_values(made.briefing) == values_of(CHOICE)
    assert values_of(Choice()) == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [("summary = 3", "no list of texts"), ('hidden = ["title"]', "left out"), ("sumary = []", "summary"),
     ("sections = 1", "list of tables"), ('sections = [{slide = 1}]', "no title"),
     ('sections = [{title = "a", slide = "b"}]', "no number")],
)  # fmt: skip
def test_a_wrong_line_of_the_settings_is_named(line, said):
    with pytest.raises(BadSettings, match=r"briefing") as refused:
        settings.parse(f"[briefing]\n{line}\n", "mine.toml")
    assert said in f"{refused.value} {refused.value.advice}"
