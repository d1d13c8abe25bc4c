"""A SQLite file, opened for reading only: `sqlite:///path/to/file.sqlite`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from data import engine
from data.errors import EngineError, shown

NAME: Final = "sqlite"


def connected(address: str) -> Any:
    """The file as Ibis wants it; a file that is not there is not made. Raises EngineError."""
    path = Path(address.removeprefix(f"{NAME}://"))
    if not path.is_file():
        advice = "Look at its name and folder; the path of the root has three strokes, as in sqlite:///srv/file.sqlite."
        raise EngineError(f"There is no file {shown(str(path))}.", advice=advice)
    try:
        held = engine.sqlite(path)
    except ValueError:
        advice = "It may be damaged, or of another program."
        raise EngineError(f"{path.name} is no SQLite file that can be read here.", advice=advice) from None
    held.con.create_function("dateline_name", 2, _name, deterministic=True)
    return held


def know(held: Any, tables: Mapping[str, str]) -> None:
    """Have a connection know these tables, name to SQL, as views of its own and no others.

    It reads no deeper than a hundred brackets, which a whole statement would be, and of each view anew.
    """
    if held.con.execute("select name, sql from temp.sqlite_master").fetchall() == _views(tables):
        return
    for name, statement in _views(tables):
        held.con.execute(f"drop view if exists temp.{name}")
        held.con.execute(statement.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _views(tables: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name.strip('"'), f"CREATE VIEW {name} AS {made}") for name, made in tables.items()]


def _name(text: str | None, number: int) -> str:
    """The name at a place from 1 in a text with `;` between them; nothing where there are fewer.

    >>> _name("Police; CSTO", 2), _name("Police", 2)
    (' CSTO', '')
    """
    names = (text or "").split(";")
    return names[number - 1] if number <= len(names) else ""
