"""Names and texts as SQL writes them: the only place where either is put between quotation marks.

    identifier(name)    a column or table of ours, of the user's own, or of somebody else's engine
    literal(text)       a text as it is, whatever is in it

What stands in a statement and was not written by this program comes through here. In the engines that are asked so,
DuckDB above all, nothing but the mark itself means anything between two marks: no backslash, no NUL, no line end.
"""

from collections.abc import Iterable
from typing import Any


def identifier(name: str, dialect: Any = None) -> str:
    """A name. dialect: that of another engine, as sqlglot knows it by name or class; None for DuckDB.

    Raises ValueError for the empty name, which no engine takes.

    >>> print(identifier('x:a "big" one'))
    "x:a ""big"" one"
    >>> print(identifier("a`b", "mysql"))
    `a``b`
    """
    if not name:
        raise ValueError("a column or table without a name cannot be asked for")
    if dialect is None:
        return '"' + name.replace('"', '""') + '"'
    from sqlglot import to_identifier  # here, since a process that only reads files has no other engine

    return str(to_identifier(name, quoted=True).sql(dialect))


def identifiers(names: Iterable[str]) -> str:
    """Names with commas between them.

    >>> print(identifiers(["start", "end"]))
    "start", "end"
    """
    return ", ".join(map(identifier, names))


def literal(text: str) -> str:
    """A text.

    >>> print(literal("it's"))
    'it''s'
    """
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Texts with commas between them.

    >>> print(literals(["era", "title"]))
    'era', 'title'
    """
    return ", ".join(map(literal, texts))
