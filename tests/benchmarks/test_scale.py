"""Simulated viewers who look at one record, and what reaches the app."""

from benchmarks import scale


def test_the_same_seed_gives_the_same_numbers_and_each_picture_comes_from_one_place():
    counts = scale.simulate(60, minutes=1)
    assert counts == scale.simulate(60, minutes=1)
    assert counts != scale.simulate(60, minutes=1, seed=8)
    assert counts["wanted"] == sum(counts[place] for place in ("browser", "cdn", "nginx", "known", "drawn"))


def test_a_picture_is_kept_for_its_time_and_then_asked_for_by_its_tag():
    kept = scale.Kept(300, 2)
    assert [kept.find(("a",), now) for now in (0, 299, 301, 302)] == ["miss", "hit", "known", "hit"]
    kept.find(("b",), 302), kept.find(("c",), 302)
    assert kept.find(("a",), 303) == "miss"
