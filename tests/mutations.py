"""Files with something wrong in them: bytes changed, cut, doubled, and values that no number and no date is."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

ODD = (
    b"", b"-1", b"9x", b"99999999999999999999", b"1e400", b"nan", b"-inf", "²".encode(), "٣".encode(), b"x",
    b"9" * 5_000, b"\x00", "\ud800".encode("utf-8", "surrogatepass"), b"+AG8-", b"2022-02-30", b"0000-00-00",
    b"PT99999999999999999999H0M0S", b"9999999-01-01", b"Mars/Phobos", b"%s{}", b"[" * 3_000, b'"' * 3,
)  # fmt: skip
"""What no number is, or none that anything can be counted with; and what other programs choke on."""


def damaged(content: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """So many versions of a file; of an archive they are changed in its parts, too."""
    parts = unzipped(content)
    for _ in range(count):
        if parts and chance.random() < 0.9:
            name = chance.choice([name for name, part in parts.items() if part])
            yield zipped({**parts, name: _wrong(parts[name], chance)})
        else:
            yield _wrong(content, chance)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of an archive; none of what is no such thing."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _wrong(content: bytes, chance: random.Random) -> bytes:
    return chance.choice(WAYS)(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    new = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        new[chance.randrange(len(new))] = chance.choice((chance.randrange(256), *b'-9x"<{[,;\n'))
    return bytes(new)


def _odd(content: bytes, chance: random.Random) -> bytes:
    """Another value stands in one place: of an attribute, between marks, between delimiters."""
    values = [found.span(1) for found in re.finditer(rb'(?:="|>|": ?"?|,|\n|:)([^"<>,:\n]*)', content)]
    start, end = chance.choice(values) if values else (0, 0)
    return content[:start] + chance.choice(ODD) + content[end:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    """A piece comes again, somewhere."""
    start, place = chance.randrange(len(content)), chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 20, 400))]
    return content[:place] + piece * chance.choice((1, 3, 60)) + content[place:]


def _without(content: bytes, chance: random.Random) -> bytes:
    """A piece is gone."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 20, 400)) :]


def _nested(content: bytes, chance: random.Random) -> bytes:
    """An element that has text is in itself again and again."""
    marks = list(re.finditer(rb"<([A-Za-z:]+)[^<>]*>(?=[^<])", content))
    mark = chance.choice(marks) if marks else None
    if mark is None:
        place = chance.randrange(len(content))
        return content[:place] + chance.choice((b"[", b'{"a":', b"(", b"<a>")) * 2_000 + content[place:]
    times, name = chance.choice((3, 1_500)), mark[1]
    close = content.find(b"</" + name + b">", mark.end())
    return (
        content[: mark.start()]
        + mark[0] * times
        + content[mark.end() : close]
        + (b"</" + name + b">") * (times - 1)
        + content[close:]
    )


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_changed, _odd, _odd, _doubled, _without, _nested)
