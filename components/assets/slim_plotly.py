"""plotly.js cut down to the traces we draw, by following which of its modules need which.

The copy inside the plotly package is one file of some 2,450 statements: each is a module (`var name=wrap(...)`),
or something that the modules share. From the last statement we keep what is reached, with `register([...])` holding
only the traces we want. Nothing inside a statement is changed but two things that cost time for nothing: the styles of
maps, and that annotations are drawn twice, the first time to measure how far an axis must reach; ours are given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

VERSION: Final = 2
"""Part of the cache's key: raise it with every change here."""

TRACES: Final = ("bar",)
"""Beside scatter, which plotly.js always has."""

OPENING: Final = "var Plotly=(()=>{"
REGISTER: Final = re.compile(r"\.register\(\[((?:[\w$]+\(\),?)+)\]\)")
QUOTED: Final = r""""(?:[^"\\\n]|\\.|\\\n)*"|'(?:[^'\\\n]|\\.|\\\n)*'|/\*.*?\*/|//[^\n]*"""
TOKEN: Final = re.compile(QUOTED + r"|[`/(){}\[\];,]", re.S)
PATTERN: Final = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TEMPLATE: Final = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.S)
WORD_BEFORE: Final = re.compile(r"[\w$]+$")
BEFORE_PATTERN: Final = frozenset(
    ("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof")
)
NAME: Final = re.compile(r"\s*([\w$]+)")
FUNCTION: Final = re.compile(r"\s*(?:async )?(?:function\*?|class) ?([\w$]+)")
ON_ITS_OWN: Final = re.compile(r"[\w$]+\(([\w$]+),")
MODULE: Final = re.compile(r"(?:^var |,)[\w$]+=(?:[\w$]+)\((?:\([\w$]*(?:,[\w$]+)*\)|[\w$]+)=>\{")
USED: Final = re.compile(r"(?:(?<![\w$.])|(?<=\.\.\.))[A-Za-z_$][\w$]*")
CALLED: Final = re.compile(r"(?:(?<![\w$.])|(?<=\.\.\.))[A-Za-z_$][\w$]*(?=\(\))")
MAP_STYLES: Final = re.compile(
    r'^(var [\w$]+=[\w$]+\(\(\)=>\{)\(function\(\)\{if\(!document\.getElementById\("\w+"\)\)'
)
MEASURED: Final = re.compile(r'(name:"annotations",[^{}]*?)calcAutorange:[\w$]+\(\),')
PAIRS: Final = {"(": ")", "[": "]", "{": "}"}


class UnknownShape(ValueError):  # noqa: N818 - it says what is so
    """This plotly.js is not built as the ones we know; use it whole."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the outermost scope and the names that it declares."""

    text: str
    names: tuple[str, ...]
    is_module: bool


def slim(library: str) -> str:
    """The same library with scatter, bar, and what these need. Raises UnknownShape when its markers are not found."""
    library = MEASURED.sub(r"\1", library)
    opening = library.find(OPENING)
    if opening < 0:
        raise UnknownShape(f"it has no {OPENING!r}")
    start = opening + len(OPENING)
    statements, end = _statements(library, start)
    needed = _needed_statements(_with_traces(statements))
    return library[:start] + "".join(_without_map_styles(statement.text) for statement in needed) + library[end:]


def _statements(library: str, start: int) -> tuple[list[Statement], int]:
    """The statements from `start` to the bracket that closes their scope, and where that bracket is."""
    statements: list[Statement] = []
    begin, commas = start, [start]
    for position, token in _marks(library, start):
        if token == ",":
            commas.append(position + 1)
        elif token == ";" or FUNCTION.match(library, begin, begin + 80):
            statements.append(_statement(library[begin : position + 1], [comma - begin for comma in commas]))
            begin, commas = position + 1, [position + 1]
        elif token == "":
            return statements, position
    raise UnknownShape("its scope is never closed")


def _statement(text: str, commas: list[int]) -> Statement:
    if function := FUNCTION.match(text):
        return Statement(text, (function.group(1),), False)
    if not text.startswith("var "):
        return Statement(text, (), False)
    names = [NAME.match(text, 4 if place == 0 else place) for place in commas]
    if None in names:
        raise UnknownShape("a declaration has no name")
    return Statement(text, tuple(name.group(1) for name in names if name), bool(MODULE.search(text, 0)))


def _marks(library: str, start: int) -> Iterator[tuple[int, str]]:
    """(position, ";" or "," or "}") at the outermost depth, then (position, "") where the scope closes."""
    position, inside = start, list[str]()
    while token := TOKEN.search(library, position):
        mark, position = token.group(), token.end()
        if mark == "/":
            position = _after_slash(library, token.start())
        elif mark in PAIRS:
            inside.append(PAIRS[mark])
        elif mark == "`" or (mark == "}" and inside and inside[-1] == "`"):
            if mark == "}":
                inside.pop()
            position = _after_template(library, position, inside)
        elif mark in ")]}":
            if not inside:
                yield token.start(), ""
                return
            if inside.pop() != mark:
                raise UnknownShape(f"its brackets do not match at {token.start()}")
            if mark == "}" and not inside:
                yield token.start(), mark
        elif mark in ";," and not inside:
            yield token.start(), mark


def _after_slash(library: str, place: int) -> int:
    """Where to go on: after the regular expression that begins here, or after a mere division."""
    before = library[place - 1]
    if before in ")]}\"'`":
        return place + 1
    word = WORD_BEFORE.search(library, max(0, place - 20), place)
    if word and (word.group() not in BEFORE_PATTERN or library[word.start() - 1] == "."):
        return place + 1
    pattern = PATTERN.match(library, place)
    if not pattern:
        raise UnknownShape(f"there is a stray slash at {place}")
    return pattern.end()


def _after_template(library: str, place: int, inside: list[str]) -> int:
    """Where to go on: after the template, or inside its next `${`."""
    text = TEMPLATE.match(library, place)
    end = text.end() if text else place
    if library[end] == "`":
        return end + 1
    inside.append("`")
    return end + 2


def _with_traces(statements: list[Statement]) -> list[Statement]:
    """The statements, with only our traces registered."""
    indices = [index for index, statement in enumerate(statements) if REGISTER.search(statement.text)]
    if len(indices) != 1:
        raise UnknownShape(f"traces are registered in {len(indices)} places")
    modules = {statement.names[-1]: statement.text for statement in statements if statement.is_module}
    whole = statements[indices[0]]
    registered = REGISTER.search(whole.text)
    calls = registered.group(1).rstrip(",").split(",") if registered else []
    wanted = [call for call in calls if _trace(modules, call[:-2]) in TRACES]
    if len(wanted) != len(TRACES):
        raise UnknownShape(f"the traces {TRACES} are not all there")
    text = REGISTER.sub(lambda _: f".register([{','.join(wanted)}])", whole.text)
    return [*statements[: indices[0]], Statement(text, whole.names, True), *statements[indices[0] + 1 :]]


def _trace(modules: Mapping[str, str], name: str) -> str:
    """The trace that a module defines, perhaps by handing on another module's."""
    for _ in range(4):
        text = modules.get(name, "")
        if match := re.search(r'name:"(\w+)"', text):
            return match.group(1)
        further = re.search(r"exports=([\w$]+)\(\)", text)
        name = further.group(1) if further else ""
    return ""


def _needed_statements(statements: list[Statement]) -> list[Statement]:
    """What the last statement needs, in the order of the file.

    A module is needed where it is called, `name()`; anything else where its name stands. A variable that is declared
    together with a module is that module's own, so its name alone needs nothing. A statement that declares nothing
    (`fill(name,{...})`) belongs to the name it fills.
    """
    modules = {statement.names[-1]: index for index, statement in enumerate(statements) if statement.is_module}
    plain = {
        name: index for index, statement in enumerate(statements) if not statement.is_module for name in statement.names
    }
    owner = plain | {
        name: index for index, statement in enumerate(statements) if statement.is_module for name in statement.names
    }
    if not statements[-1].text.startswith("return "):
        raise UnknownShape("its scope gives nothing back")
    fillings: dict[int, list[int]] = {}
    for index, statement in enumerate(statements[:-1]):
        if not statement.names:
            filled = ON_ITS_OWN.match(statement.text)
            if not filled or filled.group(1) not in owner:
                raise UnknownShape(f"there is a statement of an unknown kind: {statement.text[:40]!r}")
            fillings.setdefault(owner[filled.group(1)], []).append(index)
    reached: set[int] = set()
    waiting = [len(statements) - 1]
    while waiting:
        index = waiting.pop()
        if index not in reached:
            reached.add(index)
            text = statements[index].text
            waiting += fillings.get(index, [])
            waiting += [modules[name] for name in set(CALLED.findall(text)) if name in modules]
            waiting += [plain[name] for name in set(USED.findall(text)) if name in plain]
    return [statements[index] for index in sorted(reached)]


def _without_map_styles(text: str) -> str:
    """The style sheet of the map traces is asked for by all; without maps nothing uses it."""
    styles = MAP_STYLES.match(text)
    return f"{styles.group(1)}}});" if styles and ".maplibregl-map" in text else text
