"""A TOML file cut into its statements, each with its own text: so that one can be changed and all others stay."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

WIDE: Final = 80
"""Characters of a list that stands on one line."""
_BARE: Final = re.compile("[A-Za-z0-9_-]+")
_TOKEN: Final = re.compile(
    r"""
    \"{3}(?:\\.|[^\\])*?\"{3,5}   # a text of several lines
    | '{3}.*?'{3,5}
    | "(?:\\.|[^"\\\n])*"
    | '[^'\n]*'
    | \#[^\n]*
    | \n
    | [\[\]{}=]
    | [^\n"'\#\[\]{}=]+
    | .
    """,
    re.DOTALL | re.VERBOSE,
)
_TRIVIA: Final = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_HEADER: Final = re.compile(r"[ \t]*\[")


@dataclass(slots=True)
class Statement:
    """A piece of the text. Of a value, `key` is its path, and `start` and `end` are where it stands in the text."""

    text: str
    key: tuple[str, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def is_comment(self) -> bool:
        """Whether it says something to people alone."""
        return not self.key and self.text.lstrip().startswith("#")

    @property
    def has_comment(self) -> bool:
        """Whether a comment stands behind the value."""
        return "#" in self.text[self.end :]


@dataclass(slots=True, eq=False)
class Section:
    """A header with what is below it, the comment right above it, and the blank lines and comments at its end.

    The first has no header: it is the top of the file.
    """

    path: tuple[str, ...] = ()
    is_array: bool = False
    header: str = ""
    lead: list[Statement] = field(default_factory=list)
    body: list[Statement] = field(default_factory=list)
    tail: list[Statement] = field(default_factory=list)

    @classmethod
    def table(cls, path: tuple[str, ...]) -> "Section":
        """A new table, with nothing in it."""
        return cls(path, False, f"[{'.'.join(map(written_key, path))}]\n")

    @classmethod
    def entry(cls, path: tuple[str, ...], values: Mapping[str, Any]) -> "Section":
        """A new entry of a list of tables."""
        made = cls(path, True, f"[[{'.'.join(map(written_key, path))}]]\n")
        for key, value in values.items():
            made.put(key, value)
        return made

    @property
    def keys(self) -> list[str]:
        """The keys that stand in it by themselves."""
        return [one.key[0] for one in self.body if len(one.key) == 1]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of it."""
        return not (self.header or self.body or self.tail or self.lead)

    @property
    def ends_blank(self) -> bool:
        """Whether its last line is blank."""
        return bool(self.tail) and not self.tail[-1].text.strip()

    def is_entry_of(self, path: tuple[str, ...]) -> bool:
        """Whether it is one of a list of tables."""
        return self.is_array and self.path == path

    def value(self, key: str) -> Any:
        """What a key says; None where it is not there."""
        found = next((one for one in self.body if one.key == (key,)), None)
        return tomllib.loads(found.text)[key] if found else None

    def put(self, key: str, value: Any) -> None:
        """Write a value in the place of the one before, or below the last; None takes it away."""
        at = next((at for at, one in enumerate(self.body) if one.key == (key,)), None)
        if at is not None and value is None and not self.body[at].has_comment:
            del self.body[at]
        elif at is not None:
            old = self.body[at]
            said = written([] if old.text[old.start] == "[" else "") if value is None else written(value)
            self.body[at] = _statement(old.text[: old.start] + said + old.text[old.end :])
        elif value is not None:
            if not self.header and not self.body:  # what is said first stands below the words about the file
                self.body, self.tail = _below_first_words(self.tail)
            self.body.append(_statement(f"{written_key(key)} = {written(value)}\n"))

    @property
    def text(self) -> str:
        """All of it."""
        pieces = [*(one.text for one in self.lead), self.header, *(one.text for one in (*self.body, *self.tail))]
        return "".join(piece if piece.endswith("\n") or not piece else f"{piece}\n" for piece in pieces)


def _below_first_words(tail: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """The comment that a file begins with, and what is below it."""
    count = next((at for at, one in enumerate(tail) if not one.is_comment), len(tail))
    return tail[:count], tail[count:]


def sections_of(text: str) -> list[Section]:
    """The sections of a text that is TOML."""
    sections, position = [Section()], 0
    while position < len(text):
        if match := _TRIVIA.match(text, position):
            sections[-1].tail.append(Statement(match[0]))
            position = match.end()
            continue
        statement, position = _whole(text, position)
        now = sections[-1]
        if _HEADER.match(statement):
            path, is_array = _path_of(statement)
            sections.append(Section(path, is_array, statement, _cut_lead(now)))
        else:
            now.body += [*now.tail, _statement(statement)]
            now.tail = []
    return sections


def text_of(sections: list[Section]) -> str:
    """The text of sections."""
    return "".join(section.text for section in sections)


def _cut_lead(section: Section) -> list[Statement]:
    """The comment right above what follows a section, taken out of it."""
    count = 0
    while count < len(section.tail) and section.tail[-1 - count].is_comment:
        count += 1
    at = len(section.tail) - count
    lead, section.tail = section.tail[at:], section.tail[:at]
    return lead


def _whole(text: str, start: int) -> tuple[str, int]:
    """A statement to the end of its last line, and where the next begins."""
    depth, position = 0, start
    while position < len(text):
        token = _TOKEN.match(text, position)
        assert token is not None  # the last alternative takes any character
        position = token.end()
        depth += (token[0] in "[{") - (token[0] in "]}") if len(token[0]) == 1 else 0
        if token[0] == "\n" and depth <= 0:
            break
    return text[start:position], position


def _path_of(header: str) -> tuple[tuple[str, ...], bool]:
    """The path of a header, and whether it begins an entry of a list."""
    inside: Any = tomllib.loads(header)
    path: list[str] = []
    while isinstance(inside, dict) and inside:
        [(key, inside)] = inside.items()
        path.append(key)
    return tuple(path), isinstance(inside, list)


def _statement(text: str) -> Statement:
    """A key and its value."""
    inside: Any = tomllib.loads(text)
    [(key, _)] = inside.items()
    tokens = list(_TOKEN.finditer(text))
    equals = next(at for at, token in enumerate(tokens) if token[0] == "=")
    values = [token for token in tokens[equals + 1 :] if not token[0].startswith("#") or _is_inside(token, tokens)]
    start = next(token.start() + len(token[0]) - len(token[0].lstrip()) for token in values if token[0].strip())
    end = max(token.start() + len(token[0].rstrip()) for token in values if token[0].strip())
    is_plain = text[: tokens[equals].start()].strip().strip("\"'") == key
    return Statement(text, (key,) if is_plain else (key, ""), start, end)


def _is_inside(comment: re.Match[str], tokens: list[re.Match[str]]) -> bool:
    """Whether a comment stands inside a list, before its end."""
    return any(token.start() > comment.end() and token[0].strip() for token in tokens)


def written_key(key: str) -> str:
    """A key as TOML writes it."""
    return key if _BARE.fullmatch(key) else written(key)


def written(value: Any) -> str:
    """A value as TOML writes it: a text of several lines, and a long list, on lines of their own.

    >>> written(["a", 'b "c"']), written(2.0), written(True)
    ('["a", "b \\\\"c\\\\""]', '2.0', 'true')
    """
    if isinstance(value, str):
        return _lines(value) if "\n" in value else _quoted(value)
    if isinstance(value, list):
        parts = [written(one) for one in value]
        one_line = f"[{', '.join(parts)}]"
        return one_line if len(one_line) <= WIDE else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    return json.dumps(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(text: str) -> str:
    """A text of several lines as one reads it."""
    lines = (_quoted(line)[1:-1].replace('\\"', '"').replace('"""', '""\\"') for line in text.split("\n"))
    body = "\n".join(lines)
    return f'"""\n{body[:-1]}\\""""' if body.endswith('"') else f'"""\n{body}"""'
