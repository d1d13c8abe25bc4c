"""A delimited file cut into the engine's table `record` by DuckDB's own reader, where there is no doubt how."""

import hashlib
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb

from data.bulk.reading_progress import Steps
from data.engine import connection
from data.engine.quoting import literal, literals
from data.files import dialect
from data.files.dialect import Dialect
from data.files.encoding import ENCODING, decode
from data.files.quotation import inner_row
from data.files.record_count import BLOCK, count_records
from data.files.rewrite_as_rfc4180 import restate
from data.importers import importer_of
from data.importers._content_types import ending_of
from data.importers.delimited import has_formulas, read_delimited
from data.schema import find_columns

MOST_HEAD: Final = 100
"""Lines above the first record, at the most; DuckDB is told to skip them."""
CONTROLS: Final = bytes({*range(32)} - set(b"\r\n"))


@dataclass(frozen=True, slots=True)
class RawRecords:
    """How the file was cut; its records are in `record`, a column c0, c1, … for each header, in the file's order.

    `is_ascii` where all signs are, `is_single` where each cell is one line without two spaces together or controls.
    """

    dialect: Dialect
    encoding: str
    count: int
    digest: str
    is_ascii: bool
    is_single: bool
    ending: str = ""


def cut(
    path: Path, name: str, mapping: Mapping[str, str], engine: duckdb.DuckDBPyConnection, steps: Steps
) -> RawRecords | None:
    """The records of a file; None where another reader must look. Raises BadFile as that would."""
    if not is_for_the_engine(path):
        return None
    content = path.read_bytes()
    if ending_of(content):
        return None
    with ThreadPoolExecutor(1) as beside:  # hashing leaves the interpreter to what looks at the bytes meanwhile
        hashing = beside.submit(_hash, content)
        looked = _look(content, name, mapping, steps)
    del content
    if not looked:
        return None
    raw, lines = looked
    steps.of = raw.count
    steps.step(0.05, is_engines=True, read=0.12)
    if not _copy(path, raw.dialect, lines, engine) or _count(engine) != raw.count:
        return None
    if not raw.is_single and _may_be_swallowed(engine, raw.dialect, mapping):
        return None
    return replace(raw, digest=hashing.result())


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _look(content: bytes, name: str, mapping: Mapping[str, str], steps: Steps) -> tuple[RawRecords, int] | None:
    """How a file is cut, as its bytes say, and how many lines stand above its records; None where there is a doubt."""
    steps.step(0.01)
    text = decode(content, name, mapping.get(ENCODING, ""))
    if text.encoding not in ("utf-8", "utf-8-sig") or text.is_cut or text.stray or restate(text.utf8)[1]:
        return None
    steps.step(0.02)
    layout = dialect.settle(text.utf8, name, mapping)
    count = count_records(text.utf8, layout.start, layout.delimiter)
    steps.step(0.04)
    lines = text.utf8.count(b"\n", 0, layout.start)
    is_plain = text.utf8.count(b"\r", 0, layout.start) in (0, lines) and lines <= MOST_HEAD
    if not count or len(layout.headers) < 2 or not is_plain or has_formulas(text.utf8, layout.delimiter):
        return None
    is_ascii, is_single = text.utf8.isascii(), _is_single(text.utf8, layout.start, count)
    ending = "" if text.utf8.endswith((b"\n", b"\r")) else "open"
    return RawRecords(layout, text.encoding, count, "", is_ascii, is_single, ending), lines


def is_for_the_engine(path: Path) -> bool:
    """Whether a file is delimited text, and DuckDB would not take its name for a pattern of names."""
    return importer_of(path) is read_delimited and not any(sign in str(path) for sign in "*?[")


def _is_single(utf8: bytes, start: int, count: int) -> bool:
    """Whether no cell has line ends, controls or two spaces together; False where that may be."""
    if utf8.count(b"\n", start) > count or utf8.find(b"  ", start) >= 0:
        return False
    blocks = (utf8[offset : offset + BLOCK] for offset in range(start, len(utf8), BLOCK))
    return all(len(block.translate(None, CONTROLS)) == len(block) for block in blocks)


def _copy(path: Path, layout: Dialect, skipped: int, engine: duckdb.DuckDBPyConnection) -> bool:
    """Whether DuckDB took the file, strictly and with nothing left to guess."""
    try:
        engine.execute(f"create table {connection.SPARE}.record as select * from {records_in(path, layout, skipped)}")
    except duckdb.Error:
        return False
    return True


def records_in(path: Path, layout: Dialect, skipped: int) -> str:
    """As SQL: the records of a file, read strictly and with nothing left to guess; its columns are c0, c1, and so on.

    skipped: the lines above the first record.
    """
    names = [f"c{place}" for place in range(len(layout.headers))]
    columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
    return f"""read_csv({literal(str(path))}, auto_detect = false, columns = {{{columns}}},
        force_not_null = [{literals(names)}], header = false, skip = {skipped},
        delim = {literal(layout.delimiter)}, quote = '"', escape = '"',
        strict_mode = true, null_padding = false, ignore_errors = false)"""


def _may_be_swallowed(engine: duckdb.DuckDBPyConnection, layout: Dialect, mapping: Mapping[str, str]) -> bool:
    """Whether a record looks as if it held another, because of a quotation mark out of place."""
    columns, _ = find_columns(layout.headers, mapping)
    if "date" not in columns:
        return False
    names = [f"c{place}" for place in range(len(layout.headers))]
    sign = literal(layout.delimiter)
    whole = f"concat_ws({sign}, {', '.join(names)})"
    escaped = re.escape(layout.delimiter)
    row = f"\\n([^{escaped}\\n]*{escaped}){{{len(names) - 1}}}[^{escaped}\\n]*(\\n|$)"
    cursor = engine.execute(f"select {', '.join(names)} from record where regexp_matches({whole}, {literal(row)})")
    date_place = layout.headers.index(columns["date"])
    return any(inner_row(cells, layout.delimiter, date_place) for cells in cursor.fetchall())


def _count(engine: duckdb.DuckDBPyConnection) -> int:
    return int(engine.execute("select count(*) from record").fetchall()[0][0])
