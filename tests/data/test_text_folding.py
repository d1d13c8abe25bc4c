"""Text as people search it."""

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text_folding import COMBINING, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CAFÉ", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("Straße", "strasse"),
        ("Ёлка и Йод", "елка и иод"),
        ("Қазақстан", "қазақстан"),
        ("İstanbul", "istanbul"),
        ("ﬁne №5", "fine no5"),
        ("a\u00a0b\r\n\tc", "a b c"),
        ("", ""),
    ],
)
def test_case_accents_and_runs_of_space_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text(st.characters()))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_upper_and_lower_case_fold_alike(text: str) -> None:
    assert fold(text.lower().upper()) == fold(text.upper())


def test_every_character_that_sits_on_another_is_known() -> None:
    assert all(code in COMBINING for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
