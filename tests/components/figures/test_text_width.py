"""How wide letters are that the page's own font lacks: never too narrow, and not so wide that titles are cut for it."""

import pytest

from components.figures.text_width import width

MEASURED = {
    "احتجاجات في ألماتي بسبب أسعار الوقود": 16.67, "انقطاع الإنترنت": 6.3, "سسسس": 3.9, "الماتی میں مظاہرے": 7.83,
    "הפגנות באלמטי בגלל מחירי הדלק": 14.45, "การประท้วงในอัลมาตี": 8.26, "अल्माटी में विरोध प्रदर्शन": 8.71,
    "আলমাটিতে বিক্ষোভ": 8.05, "პროტესტი ალმათიში": 10.18, "Բողոքի ցույցեր": 8.06, "በአልማቲ ተቃውሞ": 6.55,
    "Қазақстандағы наразылықтар": 13.2, "Διαδηλώσεις στο Αλμάτι": 10.66, "アルマトイで抗議デモ": 10.0,
    "阿拉木图抗议": 6.0,
}  # fmt: skip
"""Em that a browser took for these words, in the widest of the fonts that are usual for them."""


@pytest.mark.parametrize(("text", "taken"), MEASURED.items(), ids=[text.split()[0] for text in MEASURED])
def test_other_scripts_have_the_room_that_their_words_take_and_little_more(text: str, taken: float) -> None:
    assert 0.94 * taken <= width(text, 1) <= 1.35 * taken
