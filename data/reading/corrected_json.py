"""JSON with its changes in it: the objects of its list, or of its lines, with some values written otherwise."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from data.files.changed_table import ChangedTable
from data.files.encoding import decode
from data.files.rewritable_records import fitted
from data.importers import Sheet
from data.importers._typed_values import as_text

Rows = list[dict[str, Any]]


def copies(content: bytes, _: Sheet, table: ChangedTable) -> Iterator[bytes]:
    """The document with its list changed, indented as it was; lines of JSON where it is none."""
    text = decode(content, table.name).utf8.decode()
    try:
        document = json.loads(text)
    except ValueError:
        yield from copies_of_lines(content, _, table)
        return
    indent = re.match(r"\s*[\[{]\n( +|\t+)", text)
    for rows in _lists(document):
        if len(rows) == table.source.count:
            _change(rows, table)
            separators = (",", ":") if '":"' in text and '": ' not in text else None
            indented = (indent[1] if "\t" in indent[1] else len(indent[1])) if indent else None
            written = json.dumps(document, ensure_ascii=False, indent=indented, separators=separators)
            yield (written + ("\n" if text.endswith("\n") else "")).encode()
            return


def copies_of_lines(content: bytes, _: Sheet, table: ChangedTable) -> Iterator[bytes]:
    """The lines of which nothing is changed as they are."""
    lines = decode(content, table.name).utf8.decode().split("\n")
    places = [place for place, line in enumerate(lines) if line.strip()]
    rows = {row: json.loads(lines[places[row - 1]]) for row in table.changed}
    for row, cells in table.changed.items():
        _put(rows[row], table, cells, table.source.read(row))
        lines[places[row - 1]] = json.dumps(rows[row], ensure_ascii=False)
    more = [json.dumps(_new(table, cells), ensure_ascii=False) for cells in table.added.values()]
    end = [""] if lines and not lines[-1] else []
    yield "\n".join([*(lines[:-1] if end else lines), *more, *end]).encode()


def _lists(document: Any) -> Iterator[Rows]:
    """The lists of objects in a document, its own or those under its keys."""
    for found in [document, *(document.values() if isinstance(document, dict) else ())]:
        if isinstance(found, list) and found and all(isinstance(row, dict) for row in found):
            yield found


def _change(rows: Rows, table: ChangedTable) -> None:
    for row, cells in table.changed.items():
        _put(rows[row - 1], table, cells, table.source.read(row))
    rows += [_new(table, cells) for cells in table.added.values()]


def _put(row: dict[str, Any], table: ChangedTable, cells: Any, before: Any) -> None:
    for header, cell, old in zip(
        table.layout.headers, fitted(cells, table.width), fitted(before, table.width), strict=True
    ):
        if cell != old:
            row[header] = like(row.get(header), cell)


def _new(table: ChangedTable, cells: Any) -> dict[str, Any]:
    return {header: cell for header, cell in zip(table.layout.headers, cells, strict=False) if cell}


def like(before: Any, text: str) -> Any:
    """A value of the kind that was there, where the text is one.

    >>> like(3, "4"), like(3, "about 4"), like(["a"], "a; b"), like(True, "false"), like(None, "x"), like(2, "")
    (4, 'about 4', ['a', 'b'], False, 'x', None)
    """
    kinds: dict[type, Callable[[str], Any]] = {bool: json.loads, int: int, float: float, list: _parts}
    read = kinds.get(type(before), str)
    if not text and not isinstance(before, str):
        return None
    try:
        value = read(text)
    except ValueError:
        return text
    return value if as_text(value) == text else text


def _parts(cell: str) -> list[str]:
    return cell.split("; ")
