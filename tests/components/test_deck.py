"""The briefing in words: which slides, in which order, and what is known at each of them."""

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest

from components import theme
from components.deck import deck, deck_json
from components.deck.slide_types import Slide
from components.pictures.briefing_charts import briefed
from data.claims.briefing import MOST_EVENTS
from data.dataset import opening
from data.settings import Settings
from data.view import View
from data.view.briefing_choice_in_link import Choice, Section, read
from tests.factories import make_subject, make_tables

DATA = Path(__file__).parents[2] / "data"
SHIPPED = ("kazakhstan-2022.csv", "example-of-every-form.csv")


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request):
    return opening.open_file(DATA / request.param)


@pytest.fixture(scope="module")
def kazakhstan():
    return opening.open_file(DATA / SHIPPED[0])


def told(*rows, view: View = View()):  # noqa: B008 - a View never changes
    event, member = make_tables(*rows)
    settings = Settings()
    tables = {"event": event, "member": member}
    return deck(
        SimpleNamespace(
            name="made.csv",
            zone="",
            settings=settings,
            tallies=(),
            is_glimpse=False,
            glimpse=None,
            claims="event",
            result_table=lambda _: "",
            search=lambda *_: None,
            statements={},
            table=lambda name="event": tables[name],
        ),
        view,
    )


def headlines(found, *, in_reserve: bool = False) -> list[str]:
    return [slide.headline for slide in found.slides if slide.kind == "event" and slide.is_reserve is in_reserve]


def events(found) -> list[Slide]:
    return [slide for slide in found.slides if slide.kind == "event"]


def last(found):
    return next(slide for slide in found.slides if slide.kind == "closing")


def sources(found):
    return next(slide for slide in found.slides if slide.kind == "sources")


def figures(slide) -> dict[str, str]:
    return {card.label: card.value for card in slide.cards}


def claim(value: str, day: int, **more: object) -> dict[str, object]:
    return {"metric": "killed", "value": value, "date": f"2022-01-{day:02}", "source": "Police", **more}


def test_a_deck_is_the_same_twice_and_numbers_its_slides(shipped):
    first, second = deck(shipped, View()), deck(shipped, View())
    assert deck_json(first) == deck_json(second)
    assert [slide.number for slide in first.slides] == list(range(1, len(first.slides) + 1))
    told = [slide.kind for slide in first.slides[: first.main]]
    assert 8 <= first.main <= 12
    assert (told[0], told[1], told[2], told[-2], told[-1]) == ("title", "summary", "timeline", "closing", "sources")
    assert [slide.is_reserve for slide in first.slides] == [
        number > first.main for number in range(1, len(first.slides) + 1)
    ]
    assert orjson.loads(deck_json(first))["title"] == first.title


def test_no_figure_runs_ahead_of_the_story(shipped):
    """Every figure on a slide is one that an event told so far, or known by then, has claimed."""
    found = deck(shipped, View())
    turn = {slide.id: slide.number for slide in found.slides if slide.kind == "event"}
    known = dict(shipped.table().select("id", "known_from").execute().itertuples(index=False))
    for slide in events(found):
        for card in slide.cards:
            assert slide.is_reserve or turn.get(card.event, 0) <= slide.number or turn[card.event] > found.main
            assert known[card.event] <= known[slide.id]


def test_the_unrest_is_told_as_its_briefer_chose_cause_before_effect(kazakhstan):
    found = deck(kazakhstan, View())
    starts = (
        "Fuel prices",
        "Protests spread",
        "Nazarbayev dismissed",
        "Hundreds",
        "Dozens",
        "CSTO troops",
        "Uyama: one",
    )
    assert all(line.startswith(start) for line, start in zip(headlines(found), starts, strict=True))
    assert len(headlines(found, in_reserve=True)) == 16
    assert [(one.title, one.first, one.last, one.minutes) for one in found.sections] == [
        ("How it began", 4, 6, 3), ("6 January", 7, 9, 4), ("What it means", 10, 10, 2)]  # fmt: skip
    assert (found.when, found.asof) == ("5 to 6 January 2022", "As known on 6 January 2022")


def test_a_listener_learns_what_happened_what_is_known_of_the_dead_and_what_is_open(kazakhstan):
    """From the words of the slides alone, without the notes."""
    found = deck(kazakhstan, View())
    summary, closing = found.slides[1], last(found)
    happened = " ".join(line.text for line in summary.lines)
    assert all(word in happened for word in ("Fuel prices", "protests", "Nazarbayev is dismissed", "CSTO troops"))
    for slide in (summary, closing):
        dead = slide.cards[0]
        assert (dead.label, dead.value, dead.source) == ("Killed", "“dozens”", "Police officials")
        questions = [line.text for line in slide.opens]
        assert questions[0] == "Killed: no exact number, only “dozens”"
        assert any("Protests spread" in text and "when it began is not known" in text for text in questions)
        assert any("Troops to stay" in text and "no end is known" in text for text in questions)
        assert found.slides[slide.all_open - 1].headline == "All that is open"
    [killed] = [slide for slide in events(found) if slide.headline.startswith("Dozens")]
    assert killed.figure is not None
    assert killed.figure.is_headline
    assert killed.text.startswith("Police officials said")


def test_of_many_events_without_importance_a_dozen_slides_tell_the_whole_time():
    rows = [{"date": f"20{at:02}", "title": f"Event {at}"} for at in range(10, 60)]
    rows[20] |= {"metric": "killed", "value": "3"}
    rows[30] |= {"date": "2040/2043"}
    found = told(*rows)
    assert found.main == 12
    said = headlines(found)
    assert {"Event 10", "Event 30", "Event 40", "Event 59"} <= set(said)
    assert said == sorted(said)
    assert len(headlines(found, in_reserve=True)) == 43
    assert "does not say which are important" in found.how


def test_causes_come_before_what_happened_on_the_day_that_they_end():
    rows = [{"date": "2022-01-06", "title": "March"}, {"date": "[..2022-01-06]", "title": "Prices rise"},
            {"date": "2022-01-05", "title": "Before"}]  # fmt: skip
    assert headlines(told(*rows)) == ["Before", "Prices rise", "March"]


def test_a_link_says_what_is_told_in_which_order_and_under_which_headings(kazakhstan):
    chosen = Choice(("killed", "independence"), ("timeline",), (Section("Then", "independence", 5),), ("All is told.",))
    found = deck(kazakhstan, View(brief=chosen.text))
    assert [slide.id for slide in events(found) if not slide.is_reserve] == ["killed", "independence"]
    assert [slide.kind for slide in found.slides[: found.main]] == [
        "title", "summary", "event", "event", "closing", "sources"]  # fmt: skip
    assert "timeline" in {slide.kind for slide in found.slides[found.main :]}
    assert [line.text for line in found.slides[1].lines] == ["All is told."]
    assert [(slide.section, slide.minutes) for slide in found.slides[2:4]] == [("", 0), ("Then", 5)]
    assert read(found.choice) == chosen


def test_what_is_said_once_is_not_said_again():
    same = {"source": "Agency", "date": "2022-01-05", "reported": "2022-01-05?"}
    found = told(
        *({"title": f"E{at}", **same} for at in range(5)), claim("60", 6, title="60 killed", reported="2022-01-06")
    )
    first, *_, dead = events(found)
    assert (first.said_by, first.reported) == ("", "")
    assert found.usual == "Agency"
    assert (dead.said_by, dead.reported) == ("Police", "")
    assert dead.figure is not None
    assert (dead.figure.source, dead.figure.said, dead.figure.is_headline) == ("", "", True)


def test_places_with_coordinates_make_a_map_and_one_place_does_not():
    at = {"place": "Almaty", "latitude": 43.2, "longitude": 76.9}
    far = {"place": "Astana", "latitude": 51.1, "longitude": 71.4}
    [slide] = [slide for slide in told(at, far, far).slides if slide.kind == "map"]
    assert slide.drawing is not None
    assert {attributes.get("text") for _, attributes in slide.drawing.light} >= {"Almaty", "Astana (2)"}
    assert "map" not in {slide.kind for slide in told(at, at).slides}


def test_a_town_stands_once_on_the_map_and_a_map_makes_no_thirteenth_slide():
    towns = [("Aktau", 43.61, 51.19), ("Aktau", 43.38, 51.3), ("Astana", 51.1, 71.4), ("", 51.1, 71.4)]
    rows = [{"date": f"2022-01-{at + 1:02}", "place": name, "latitude": north, "longitude": east, **count}
            for at in range(20) for name, north, east in [towns[at % 4]]
            for count in [{"metric": "held", "value": str(at), "source": "Police"}]]  # fmt: skip
    found = told(*rows)
    assert [slide.kind for slide in found.slides[: found.main]].count("map") == 1
    assert found.main == 12
    [slide] = [slide for slide in found.slides if slide.kind == "map"]
    assert slide.drawing is not None
    names = [
        attributes["text"] for tag, attributes in slide.drawing.light if tag == "text" and "°" not in attributes["text"]
    ]
    assert sorted(names) == ["(5)", "Aktau (10)", "Astana (5)"]


def test_the_one_day_of_all_that_is_told_is_said_over_the_slides_and_on_none():
    rows = [{"date": f"2024-11-12T10:{at:02}", "title": f"E{at}"} for at in (5, 19, 30)]
    found = told(*rows)
    assert found.title.startswith("Made, 12 November 2024")
    assert [slide.date for slide in events(found)] == ["10:05", "10:19", "10:30"]
    assert [(line.date, found.slides[1].known) for line in found.slides[1].lines] == [
        ("10:05", ""), ("10:19", ""), ("10:30", "")]  # fmt: skip
    days = [slide.date for slide in events(told(*rows, {"date": "2024-11-13T08:00"}))]
    assert days[0] == "12 November 2024, 10:05"


def test_what_is_only_about_so_is_no_open_question():
    assert last(told({"date": "1895~"}, {"date": "1900"})).opens == ()
    assert len(last(told({"date": "1895?"}, {"date": "1900"})).opens) == 1


def test_what_another_source_said_later_is_open_where_the_card_passes_it_over():
    closing = last(told(claim("4", 5, source="Hospital", importance=3), claim("9", 6, source="Radio")))
    assert figures(closing) == {"killed": "4"}
    assert closing.cards[0].note == "Radio later said 9 (less important)"
    assert [line.text for line in closing.opens] == ["killed: Hospital 4; Radio 9"]


def test_a_figure_that_nobody_knows_exactly_is_open_with_what_each_source_says():
    rows = (claim("+20", 5, source="Ministry"), claim("+2", 6, source="Radio"))
    assert [line.text for line in last(told(*rows)).opens] == [
        "killed: no exact number. Ministry ≥\u00a020; Radio ≥\u00a02"]  # fmt: skip


def test_an_addition_of_none_is_no_figure_and_the_largest_are_told_first():
    rows = [claim("+7" if at == 4 else f"+{at % 2}", at + 1, title=f"E{at}") for at in range(20)]
    found = told(*rows)
    by_title = {slide.headline: slide for slide in events(found)}
    assert by_title["E2"].figure is None
    chosen = [by_title[title].figure for title in headlines(found) if title != "E0"]  # with which it begins
    assert [figure and figure.value for figure in chosen] == ["+ 1", "+ 7", *["+ 1"] * (len(chosen) - 2)]


def test_a_slide_says_its_own_figure_and_not_an_older_one_of_the_same_kind():
    slide = events(told(claim("200", 2), claim("9900", 5, source="Ministry")))[1]
    assert slide.figure is not None
    assert (slide.figure.value, figures(slide)) == ("9,900", {"killed": "9,900"})


def test_a_chart_of_a_figure_goes_from_its_first_claim_to_its_last_and_has_no_step_that_is_none():
    rows = [claim(str(at // 2), at + 1) for at in range(20)]
    [growth] = [growth for slide in told(*rows).slides for growth in slide.growths]
    assert [worded for _, worded, _ in growth.points] == ["0", "2", "4", "5", "7", "9"]
    assert growth.of == 10
    flat = told(claim("3", 1), claim("3", 2), claim("3", 3))
    assert not [slide for slide in flat.slides if slide.growths]


def test_how_events_were_chosen_names_nothing_that_none_of_them_has():
    plain = [{"date": f"19{at}", "title": f"E{at}"} for at in range(10, 40)]
    assert told(*plain).how.endswith("these are spread over the whole time.")
    assert "chosen by length, over the whole time" in told(*plain, {"date": "1914/1918"}).how


def test_the_first_slide_says_from_when_to_when_it_all_is_unless_the_briefer_chose():
    rows = [{"date": f"20{at}", "title": f"E{at}"} for at in range(10, 40)]
    assert told(*rows).title == "Made, 2010 to 2039"
    assert told(*rows, {"date": "2050", "x:slide": "1"}, {"date": "2051", "x:slide": "2"}).title == "Made, 2050 to 2051"


def test_a_file_without_settings_has_a_title_of_more_than_one_word():
    assert told({"date": "2022-01-05"}).title == "Made, 5 January 2022"


def test_a_figure_said_later_than_its_event_is_not_known_before():
    found = told(claim("1", 3), {"date": "2022-01-04", "title": "Between"}, claim("5", 3, reported="2022-01-06"))
    slide = next(slide for slide in found.slides if slide.headline == "Between")
    assert figures(slide) == {"killed": "1"}


def test_as_of_a_day_nothing_later_is_told():
    found = told(claim("1", 3), claim("5", 6), view=View(asof="2022-01-04"))
    assert len(headlines(found)) == 1
    assert figures(last(found)) == {"killed": "1"}
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
    assert "1 cell is no number" in sources(found).remarks[0]


def test_told_out_of_order_a_figure_still_waits_for_its_own_slide():
    found = told(claim("1", 3, **{"x:slide": "2"}), {"date": "2022-01-05", "x:slide": "1"})
    assert [figures(slide) for slide in events(found)] == [{}, {"killed": "1"}]


def test_a_slide_says_by_how_much_its_figure_rose():
    slide = events(told(claim("500", 5), claim("2000", 6)))[1]
    assert slide.figure is not None
    assert (slide.figure.value, slide.figure.change) == ("2,000", "up 1,500 from 500")


def test_an_increment_keeps_its_words_and_says_its_total():
    slide = events(told(claim("12", 5), claim("+3", 6)))[1]
    assert slide.figure is not None
    assert (slide.figure.value, slide.figure.total) == ("+ 3", "15 in all")


def test_all_that_is_open_is_told_in_reserve_and_its_first_lines_at_the_end():
    rows = (claim("40", 5), claim("60", 5, source="Hospital"), {"date": "2022-01-05?"}, {"date": "2022-01-05/.."},
            {"date": "2022-01-05/..", "title": "War"})  # fmt: skip
    found = told(*rows)
    closing, every = last(found), found.slides[-2]
    assert every.headline == "All that is open"
    assert [dispute.title for dispute in every.disputes] == ["Sources differ", "No end is known", "Dates in doubt"]
    assert every.disputes[0].doubts[0].text == "killed: Police 40; Hospital 60"
    assert [line.text for line in closing.opens] == [
        "killed: Police 40; Hospital 60", "Event 4: no end is known", "Event 3: the date is not certain"]  # fmt: skip
    assert (closing.more, closing.all_open) == (1, every.number)
    assert every.is_reserve


def test_what_contradicts_or_corrects_another_event_is_open_where_we_stand():
    rows = ({"title": "Denied", "links": "contradicts: e2 (Ministry)"}, {"title": "Seen", "links": "caused: e3"},
            {"title": "Mended", "importance": 1, "links": "corrects: e2; contradicts: gone"})  # fmt: skip
    closing = last(told(*rows))
    assert [line.text for line in closing.opens] == [
        "“Denied” contradicts “Seen”, says Ministry",
        "“Mended” corrects “Seen”",
    ]
    numbers = {slide.headline: slide.number for slide in told(*rows).slides}
    assert [line.slide for line in closing.opens] == [numbers["Denied"], numbers["Seen"]], "of the one that has a slide"


def test_the_closing_says_what_came_last():
    lines = last(told(*({"date": f"2022-01-0{day}"} for day in range(1, 6)))).lines
    assert [(line.date, line.text, line.slide) for line in lines] == [
        ("3 Jan", "Event 3", 6), ("4 Jan", "Event 4", 7), ("5 Jan", "Event 5", 8)]  # fmt: skip


def test_deaths_come_before_all_other_figures():
    rows = [claim(str(at), 5, metric=name) for at, name in enumerate(("held", "hurt", "lost", "fled", "deaths"))]
    assert [card.label for card in last(told(*rows)).cards] == ["deaths", "held", "hurt", "lost"]


def test_an_event_without_a_text_tells_what_else_is_in_its_row(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("date,title,Owner,Status,slide\n2024-01-08,Survey,M. Okafor,Done,1\n")
    [slide] = events(deck(opening.open_file(path), View()))
    assert slide.text == "Owner: M. Okafor\nStatus: Done"


def test_more_events_than_a_briefing_tells_are_said_to_be_left_out():
    found = told(*({"importance": 3 if at == 7 else 2, "date": f"{1500 + at}"} for at in range(MOST_EVENTS + 5)))
    assert len(events(found)) == MOST_EVENTS
    assert found.left_out == 5
    assert sources(found).remarks[0].startswith("5 further events have no slide")
    assert "Event 8" in headlines(found)


def test_nothing_to_tell_is_said():
    assert told({"importance": 1}).slides[0].remarks


def test_a_picture_is_shown_from_the_web_only():
    first, second = events(told({"media": "https://example.org/a.jpg", "alt": "A"}, {"media": "javascript:alert(1)"}))
    assert first.picture is not None
    assert second.picture is None


def test_marks_of_one_moment_stand_apart_and_in_order(shipped):
    places = [mark.place for mark in deck(shipped, View()).strip.marks]
    assert all(after - before > 0.005 for before, after in pairwise(places))
    assert 0 <= places[0] <= places[-1] <= 1


def test_a_briefing_since_a_moment_has_only_what_is_new_and_all_of_it(kazakhstan):
    found = deck(kazakhstan, View(baseline="2022-01-05"))
    assert [slide.kind for slide in found.slides[: found.main] if slide.kind != "event"] == [
        "title", "changes", "closing", "sources"]  # fmt: skip
    slide = found.slides[1]
    assert slide.headline == "What changed since 5 January 2022"
    told = {dispute.title: dispute.doubts for dispute in slide.disputes}
    assert told["Figures that moved"][0].text == "Killed: “dozens”, new (Police officials)"
    news = told["Now known"]
    assert len(news) == 18, "all of them, those of importance 3 first"
    by_title = dict(kazakhstan.table().select("title", "importance").execute().itertuples(index=False))
    weights = [weight for doubt in news for title, weight in by_title.items() if doubt.text.startswith(f"{title}, ")]
    assert weights == sorted(weights, reverse=True)
    for doubt in news:
        assert not doubt.slide or doubt.text.startswith(found.slides[doubt.slide - 1].headline)
    assert not any(line.startswith("Nazarbayev") for line in headlines(found)), "nothing that was known before"


def test_looking_back_from_no_earlier_moment_tells_the_plain_story(kazakhstan):
    assert deck(kazakhstan, View(baseline="2022-01-06", asof="2022-01-05")).slides[1].kind == "summary"


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
    [chart] = [slide for slide in made.slides if slide.kind == "chart"]
    [growth] = [slide for slide in made.slides if slide.kind == "growth"]
    assert not growth.is_reserve
    assert growth.growths[0].points == (("5 Jan 2022", "≈ 10", 10.0), ("7 Jan 2022", "12", 12.0))
    drawing = chart.drawing
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
