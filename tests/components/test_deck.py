"""The briefing in words: which slides, in which order, and what is known at each of them."""

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest

from components import theme
from components.deck import deck, deck_json
from components.pictures.briefing_charts import briefed
from data.claims.briefing import MOST_EVENTS
from data.dataset import opening
from data.view import View
from tests.factories import make_subject, make_tables

DATA = Path(__file__).parents[2] / "data"
SHIPPED = ("kazakhstan-2022.csv", "every-form.csv")


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request):
    return opening.open_file(DATA / request.param)


@pytest.fixture(scope="module")
def kazakhstan():
    return opening.open_file(DATA / SHIPPED[0])


def told(*rows, view: View = View()):  # noqa: B008 - a View never changes
    event, member = make_tables(*rows)
    settings = SimpleNamespace(**dict.fromkeys(("title", "subtitle", "description", "handling"), ""),
                               licence="", credit="", categories=(), metrics=(), lanes="")  # fmt: skip
    tables = {"event": event, "member": member}
    return deck(
        SimpleNamespace(
            name="made.csv",
            settings=settings,
            tallies=(),
            is_glimpse=False,
            glimpse=None,
            claims="event",
            result_table=lambda _: "",
            search=lambda _: None,
            statements={},
            table=lambda name="event": tables[name],
        ),
        view,
    )


def headlines(found) -> list[str]:
    return [slide.headline for slide in found.slides if slide.kind == "event"]


def figures(slide) -> dict[str, str]:
    return {card.label: card.value for card in slide.cards}


def claim(value: str, day: int, **more: object) -> dict[str, object]:
    return {"metric": "killed", "value": value, "date": f"2022-01-{day:02}", "source": "Police", **more}


def test_a_deck_is_the_same_twice_and_numbers_its_slides(shipped):
    first, second = deck(shipped, View()), deck(shipped, View())
    assert deck_json(first) == deck_json(second)
    assert [slide.number for slide in first.slides] == list(range(1, len(first.slides) + 1))
    assert [first.slides[0].kind, first.slides[-1].kind] == ["title", "closing"]
    assert orjson.loads(deck_json(first))["title"] == first.title


def test_no_figure_runs_ahead_of_the_story(shipped):
    """Every figure on a slide is one that an event told so far, or known by then, has claimed."""
    found = deck(shipped, View())
    turn = {slide.id: slide.number for slide in found.slides if slide.kind == "event"}
    known = dict(shipped.table().select("id", "known_from").execute().itertuples(index=False))
    for slide in found.slides[1:-1]:
        for card in slide.cards:
            assert turn.get(card.event, 0) <= slide.number
            assert known[card.event] <= known[slide.id]


def test_the_unrest_is_told_from_its_background_to_the_scholar(kazakhstan):
    said = headlines(deck(kazakhstan, View()))
    assert len(said) == 23
    assert said[0].startswith("Nazarbayev begins")
    starts = ("Nazarbayev dismissed", "Fuel prices", "About 2,000", "CSTO troops", "Uyama: overthrow")
    order = [said.index(next(line for line in said if line.startswith(start))) for start in starts]
    assert order == sorted(order)


def test_a_figure_said_later_than_its_event_is_not_known_before():
    found = told(claim("1", 3), {"date": "2022-01-04", "title": "Between"}, claim("5", 3, reported="2022-01-06"))
    slide = next(slide for slide in found.slides if slide.headline == "Between")
    assert figures(slide) == {"killed": "1"}


def test_as_of_a_day_nothing_later_is_told():
    found = told(claim("1", 3), claim("5", 6), view=View(asof="2022-01-04"))
    assert len(headlines(found)) == 1
    assert figures(found.slides[-1]) == {"killed": "1"}
    assert found.asof == "As known on 4 January 2022"


def test_minor_events_are_told_only_where_the_view_asks_for_them():
    rows = ({"title": "Minor", "importance": 1}, {"title": "Usual"}, {"title": "Key", "importance": 3})
    assert headlines(told(*rows)) == ["Usual", "Key"]
    assert headlines(told(*rows, view=View(importance=(1,)))) == ["Minor"]


def test_the_filters_apply():
    assert headlines(told({"category": "state"}, {"category": "protest"}, view=View(category=("state",)))) == [
        "Event 1"
    ]


def test_the_users_own_numbers_say_which_events_and_in_which_order():
    rows = [{"title": "B", "x:Slide": "2"}, {"title": "No", "x:Slide": ""}, {"title": "A", "x:Slide": "1.5"}]
    found = told(*rows, {"title": "Bad", "x:Slide": "last"}, {"title": "Minor", "importance": 1, "x:Slide": "10"})
    assert headlines(found) == ["A", "B", "Minor"]
    assert "1 cell is no number" in found.slides[0].remarks[0]


def test_told_out_of_order_a_figure_still_waits_for_its_own_slide():
    found = told(claim("1", 3, **{"x:slide": "2"}), {"date": "2022-01-05", "x:slide": "1"})
    assert [figures(slide) for slide in found.slides[1:]] == [{}, {"killed": "1"}, {"killed": "1"}]


def test_a_slide_says_by_how_much_its_figure_rose():
    slide = told(claim("500", 5), claim("2000", 6)).slides[2]
    assert slide.figure is not None
    assert (slide.figure.value, slide.figure.change) == ("2,000", "up 1,500 from 500")


def test_an_increment_keeps_its_words_and_says_its_total():
    slide = told(claim("12", 5), claim("+3", 6)).slides[2]
    assert slide.figure is not None
    assert (slide.figure.value, slide.figure.total) == ("+ 3", "15")


def test_the_closing_says_what_is_disputed():
    rows = (claim("40", 5), claim("60", 5, source="Hospital"), {"date": "2022-01-05?"}, {"date": "2022-01-05/.."})
    found = {dispute.title: dispute.doubts for dispute in told(*rows).slides[-1].disputes}
    assert list(found) == ["Sources differ", "Dates in doubt", "No end is known"]
    assert found["Sources differ"][0].text == "killed: Police 40; Hospital 60"
    assert [doubt.slide for doubt in found["Dates in doubt"]] == [4]


def test_where_nothing_is_in_doubt_the_closing_says_what_came_last():
    (dispute,) = told(*({"date": f"2022-01-0{day}"} for day in range(1, 6))).slides[-1].disputes
    assert dispute.title == "What came last"
    assert [doubt.slide for doubt in dispute.doubts] == [4, 5, 6]


def test_an_event_without_a_text_tells_what_else_is_in_its_row(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("date,title,Owner,Status,slide\n2024-01-08,Survey,M. Okafor,Done,1\n")
    assert deck(opening.open_file(path), View()).slides[1].text == "Owner: M. Okafor\nStatus: Done"


def test_more_events_than_a_briefing_tells_are_said_to_be_left_out():
    found = told(*({"importance": 3 if at == 7 else 2, "date": f"{1500 + at}"} for at in range(MOST_EVENTS + 5)))
    assert len(headlines(found)) == MOST_EVENTS
    assert found.left_out == 5
    assert found.slides[0].remarks[0].startswith("5 further events are left out")
    assert "Event 8" in headlines(found)


def test_nothing_to_tell_is_said():
    assert told({"importance": 1}).slides[0].remarks


def test_a_picture_is_shown_from_the_web_only():
    slides = told({"media": "https://example.org/a.jpg", "alt": "A"}, {"media": "javascript:alert(1)"}).slides
    assert slides[1].picture is not None
    assert slides[2].picture is None


def test_marks_of_one_moment_stand_apart_and_in_order(shipped):
    places = [mark.place for mark in deck(shipped, View()).strip.marks]
    assert all(after - before > 0.01 for before, after in pairwise(places))
    assert 0 <= places[0] <= places[-1] <= 1


def test_what_changed_is_told_first_where_the_view_looks_back(kazakhstan):
    found = deck(kazakhstan, View(baseline="2022-01-05"))
    slide = found.slides[1]
    assert (slide.kind, slide.headline) == ("changes", "What changed since 5 January 2022")
    told = {dispute.title: dispute.doubts for dispute in slide.disputes}
    assert told["Figures that moved"][0].text == "Detained: ≈ 2,000, new (Interior Ministry)"
    assert told["Now known"][-1].text == "and 10 more"
    for doubt in told["Now known"][:-1]:
        assert not doubt.slide or doubt.text.startswith(found.slides[doubt.slide - 1].headline)
    assert [slide.number for slide in found.slides] == list(range(1, len(found.slides) + 1))
    assert {mark.slide for mark in found.strip.marks} == {
        slide.number for slide in found.slides if slide.kind == "event"
    }


def test_looking_back_from_no_earlier_moment_tells_the_plain_story(kazakhstan):
    assert deck(kazakhstan, View(baseline="2022-01-06", asof="2022-01-05")).slides[1].kind == "event"


def test_a_figure_that_was_claimed_again_is_drawn_before_the_end():
    said = {"title": "Said", "metric": "killed", "source": "Police"}
    dataset = make_subject(
        said | {"date": "2022-01-05", "value": "~10"},
        said | {"date": "2022-01-06", "value": "<b>", "title": "Unread"},
        said | {"date": "2022-01-07", "value": "12"},
        {"date": "2022-01-05", "title": "Once", "metric": "lost", "value": "3"},
    ).dataset
    made = deck(dataset, View(), charts=briefed(dataset, View()))
    assert [slide.number for slide in made.slides] == list(range(1, len(made.slides) + 1))
    assert [slide.headline for slide in made.slides if slide.kind == "chart"] == ["Killed, as it was claimed"]
    assert made.slides[-2].kind == "chart"
    drawing = made.slides[-2].drawing
    assert drawing is not None
    assert drawing.alt.startswith("Killed, as it was claimed. killed: ≈ 10, Police, 5 January 2022, Said. killed: 12")
    colors = [{given.get("fill") for _, given in shade} for shade in (drawing.light, drawing.dark)]
    assert theme.LIGHT.ink in colors[0] - colors[1]
    assert theme.DARK.ink in colors[1] - colors[0]
    assert deck_json(made) == deck_json(deck(dataset, View(), charts=briefed(dataset, View())))


def test_a_briefing_draws_no_claim_that_was_not_known_yet():
    said = {"title": "Said", "metric": "killed", "source": "Police"}
    dataset = make_subject(
        said | {"date": "2022-01-05", "value": "10"},
        said | {"date": "2022-01-05", "value": "12", "reported": "2022-01-09"},
    ).dataset
    assert briefed(dataset, View())
    assert not briefed(dataset, View(asof="2022-01-06"))


def test_many_events_are_briefed_with_their_calendar_and_few_are_not():
    rows = [{"date": f"2022-01-{number % 20 + 1:02}", "title": f"March {number}"} for number in range(80)]
    [(headline, drawing)] = briefed(make_subject(*rows).dataset, View())
    assert headline == "When events began, on the calendar"
    assert (
        drawing.alt == f"{headline}. Calendar of January 2022 by day: 80 events began. The most, 4, on 1 January 2022."
    )
    assert {"4"} <= {attributes.get("text") for _, attributes in drawing.light}
    assert not briefed(make_subject(*rows[:50]).dataset, View())
