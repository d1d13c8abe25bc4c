"""What is asked for one viewer is not asked again for another zoom."""

from dataclasses import replace
from pathlib import Path

from components.dataset_scales import scales_of
from components.pages._cached_answers import Answers
from data.dataset import opening
from data.view import View


def test_the_cards_are_made_once_for_all_windows_and_anew_for_another_filter():
    kazakhstan = opening.open_file(Path(__file__).parents[3] / "data" / "kazakhstan-2022.csv")
    whole = View()
    cards = Answers(kazakhstan, whole).cards()
    assert cards
    assert Answers(kazakhstan, replace(whole, start="2022-01-05", end="2022-01-06")).cards() is cards
    assert Answers(kazakhstan, replace(whole, words="police")).cards() is not cards


def test_a_category_has_one_look_on_the_page_and_in_the_picture(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("date,title,category\n2024-01,a,Design\n2024-02,b,Works\n2024-03,c,Works\n2024-04,d,\n")
    found = opening.open_file(path)
    assert Answers(found, View()).categories() == scales_of(found, View()).categories == ("Works", "Design", "")
