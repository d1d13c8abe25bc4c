"""A SQLite file, opened for reading only: `sqlite:///path/to/file.sqlite`."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import ibis

from data import dates
from data.dates import calendar
from data.dates.span import PRECISIONS
from data.engine import connection
from data.errors import BadDate, EngineError, shown
from data.text_folding import fold

NAME: Final = "sqlite"


@ibis.udf.scalar.builtin(signature=(("string", "string", "string"), "string"))  # type: ignore[untyped-decorator]
def dateline_date(text: str, part: str, zone: str) -> Any:
    """A part of a date that is a text (`_date`)."""


@ibis.udf.scalar.builtin(signature=(("string", "string", "string"), "int64"))  # type: ignore[untyped-decorator]
def dateline_second(text: str, part: str, zone: str) -> Any:
    """A part of a date that is a number (`_date`)."""


def connect(address: str) -> Any:
    """The file as Ibis wants it; a file that is not there is not made. Raises EngineError."""
    path = Path(address.removeprefix(f"{NAME}://"))
    if not path.is_file():
        advice = "Look at its name and folder; the path of the root has three strokes, as in sqlite:///srv/file.sqlite."
        raise EngineError(f"There is no file {shown(str(path))}.", advice=advice)
    try:
        backend = connection.sqlite(path)
    except ValueError:
        advice = "It may be damaged, or of another program."
        raise EngineError(f"{path.name} is no SQLite file that can be read here.", advice=advice) from None
    for name, function in (
        ("dateline_name", _name),
        ("dateline_date", _date),
        ("dateline_second", _date),
        ("dateline_fold", _fold),
    ):
        backend.con.create_function(name, function.__code__.co_argcount, function, deterministic=True)
    return backend


def define_views(backend: Any, tables: Mapping[str, str]) -> None:
    """Have a connection know these tables, name to SQL, as views of its own and no others.

    It reads no deeper than a hundred brackets, which a whole statement would be, and of each view anew.
    """
    if backend.con.execute("select name, sql from temp.sqlite_master").fetchall() == _views(tables):
        return
    for name, statement in _views(tables):
        backend.con.execute(f"drop view if exists temp.{name}")
        backend.con.execute(statement.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _views(tables: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name.strip('"'), f"CREATE VIEW {name} AS {sql}") for name, sql in tables.items()]


def _date(text: str | None, part: str, zone: str) -> int | str | None:
    """A part of a date as `data.dates` reads it; nothing where it is none.

    >>> _date("1990/2019", "end", "UTC"), _date("199X", "edtf", "UTC"), _date("never", "edtf", "UTC")
    (1577836800, '199X', None)
    """
    parts = _parts(text or "", zone)
    return parts[part] if parts else None


@lru_cache(maxsize=100_000)
def _parts(text: str, zone: str) -> Mapping[str, int | str | None] | None:
    try:
        span = dates.parse(text, zone=zone)
    except BadDate:
        return None
    moment = span.start if span.start is not None else (span.end or 1) - 1
    year, month, *_ = calendar.civil(moment)
    return {
        "start": span.start, "end": span.end, "edtf": span.edtf, "qualifier": span.start_qualifier,
        "end_qualifier": span.end_qualifier, "rank": PRECISIONS.index(span.precision),
        "month": year * 12 + month - 1, "is_span": int(span.is_interval),
    }  # fmt: skip


def _fold(text: str | None) -> str:
    return fold(text or "")


def _name(text: str | None, number: int) -> str:
    """The name at a place from 1 in a text with `;` between them; nothing where there are fewer.

    >>> _name("Police; CSTO", 2), _name("Police", 2)
    (' CSTO', '')
    """
    names = (text or "").split(";")
    return names[number - 1] if number <= len(names) else ""
