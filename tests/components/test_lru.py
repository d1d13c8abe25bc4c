"""Values used last, bounded, each made once."""

import threading

import pytest

from components.cache.lru import LRU


def test_what_was_used_longest_ago_goes_first():
    kept = LRU[str, int](most=2)
    for name in ("a", "b", "a", "c"):
        kept.get_or_make(name, lambda: (1, 1))
    assert [key for key, _ in kept.items()] == ["a", "c"]


def test_too_much_weight_drops_the_oldest_and_tells_of_it():
    dropped: list[str] = []
    kept = LRU[str, str](most=9, heaviest=10, on_drop=dropped.append)
    for name in ("a", "b", "c"):
        kept.put(name, name, 4)
    assert dropped == ["a"]


def test_one_value_that_is_too_heavy_by_itself_is_kept_alone():
    kept = LRU[str, str](most=9, heaviest=10)
    kept.put("a", "a", 1)
    kept.put("b", "b", 100)
    assert [key for key, _ in kept.items()] == ["b"]


def test_a_value_put_again_takes_the_place_of_the_old_one_and_its_weight():
    dropped: list[str] = []
    kept = LRU[str, str](most=9, heaviest=10, on_drop=dropped.append)
    for value in ("first", "second", "third"):
        kept.put("a", value, 9)
    assert dropped == ["first", "second"]
    assert kept.get("a") == "third"


def test_many_threads_that_ask_for_the_same_are_served_by_one_making():
    kept, made, answers = LRU[str, int](most=2), list[int](), list[int]()
    come = threading.Semaphore(0)

    def make() -> tuple[int, int]:
        made.append(1)
        for _ in range(20):
            come.acquire()
        return 7, 1

    def ask() -> None:
        come.release()
        answers.append(kept.get_or_make("a", make))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert answers == [7] * 20


def test_a_making_that_fails_fails_for_all_who_wait_and_is_tried_again_by_the_next():
    kept = LRU[str, int](most=2)

    def fail() -> tuple[int, int]:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            kept.get_or_make("a", fail)
    assert kept.get_or_make("a", lambda: (1, 1)) == 1


def test_threads_that_put_take_and_drop_leave_the_weight_right():
    kept = LRU[int, int](most=50, heaviest=100)

    def work(seed: int) -> None:
        for turn in range(300):
            kept.get_or_make((seed * 7 + turn) % 90, lambda: (1, 3))
            if turn % 10 == 0:
                kept.drop(lambda key: key % 9 == seed % 9)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 3 * len(kept.items()) <= 100
    kept.drop(lambda _: True)
    kept.put(1, 1, 99)
    assert [key for key, _ in kept.items()] == [1], "nothing is left of the weight of what went"
