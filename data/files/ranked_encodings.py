"""In which encoding a text of eight bits may be, by its letters: the likeliest first, and whether it is settled."""

import re

from data.files.letter_frequencies import SCRIPTS

SAMPLE = 1 << 18
CERTAIN = 3.0
"""By how much the likeliest encoding must be likelier than the next (a factor of e^3, twenty)."""
LEAST = -6.0
"""How likely each character beyond ASCII must be, at the least: less is a text in no encoding we know."""
BEYOND = re.compile(rb"[\x80-\xff]")
"""A byte that is no ASCII."""


def is_mostly_utf8(content: bytes) -> bool:
    """Whether more characters beyond ASCII are right UTF-8 than wrong; other encodings hardly ever look like it."""
    sample = sample_of(content)
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - wrong > wrong


def sample_of(content: bytes) -> bytes:
    """The lines that have bytes beyond ASCII, from the whole file, up to a quarter of a megabyte."""
    lines: list[bytes] = []
    size = position = 0
    step = max(len(content) // 64, 1)
    while size < SAMPLE and (match := BEYOND.search(content, position)):
        start = (
            max(content.rfind(b"\n", max(match.start() - 500, 0), match.start()), match.start() - 500, position - 1) + 1
        )
        end = content.find(b"\n", match.start(), match.start() + 500)
        end = end if end >= 0 else match.start() + 500
        lines.append(content[start:end])
        size += end - start
        position = end if len(content) < 8 * SAMPLE or size % (SAMPLE // 64) < 4096 else max(end, position + step)
    return b"\n".join(lines)


def rank(sample: bytes) -> list[tuple[float, str, float, str]]:
    """(likelihood of each byte beyond ASCII, encoding, likelihood of all, text), the likeliest first."""
    count = len(BEYOND.findall(sample)) or 1
    ranked = []
    for encoding, script in SCRIPTS.items():
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        total = script.likelihood(text)
        ranked.append((total / count, encoding, total, text))
    return sorted(ranked, key=lambda entry: (-entry[2], list(SCRIPTS).index(entry[1])))


def is_settled(ranked: list[tuple[float, str, float, str]]) -> bool:
    """Whether the first is likely, and every other that would give another text is much less so."""
    each, _, total, text = ranked[0]
    return each > LEAST and all(total - other > CERTAIN for _, _, other, reading in ranked[1:] if reading != text)
