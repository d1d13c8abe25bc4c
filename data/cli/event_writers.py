"""The events as understood, written for other programs: CSV, JSON, Parquet. A file is there whole, or not at all.

The columns of ours that the file has come under our own names with the cells as written, `id` always; the user's own
under their headers; beside them what was understood. Where a header of the user's own is the name of one of these, it
is written with `x:` before it.
"""

import contextlib
import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from data.dates.calendar import to_iso
from data.errors import BadFile
from data.reading_report import Report
from data.schema import NAMES
from data.validation import withdrawn
from data.validation.records_table import OWN

CHUNK = 10_000
UNDERSTOOD = (
    *("start", "end", "precision", "qualifier", "edtf", "low", "high", "is_increment", "is_approximate"),
    "known_from",
)
"""What was understood, beside the columns. Moments are ISO, ends exclusive, empty where open."""

MOMENTS = ("start", "end", "known_from")
FIGURE = ("low", "high", "is_increment", "is_approximate")


def write(report: Report, events: Iterable[pa.Table], out: Path) -> None:
    """All events, given in the order of the file and some at a time, in the format that the name of `out` says.

    Raises BadFile.
    """
    try:
        with replacing(out) as file:
            WRITERS[out.suffix.lower()]((_understood(some, report) for some in events), file)
    except OSError as error:
        raise BadFile(f"{out} cannot be written: {error.strerror or error}.", advice="Look at the folder.") from None


def _understood(events: pa.Table, report: Report) -> pa.Table:
    """The events with their columns in the order of the schema, what was understood, and the user's own columns."""
    columns: dict[str, pa.ChunkedArray] = {"id": events["id"]}
    for name in NAMES:
        if name in report.columns and name not in ("id", "end"):
            columns[name] = events["date_text"] if name == "date" else events[name]
    if "kind" in columns:  # what is withdrawn says so in a column of its own
        is_gone = pc.equal(columns["kind"], withdrawn.KIND)
        columns["kind"] = pc.if_else(is_gone, "event", columns["kind"])
    if "end" in report.columns:
        columns["date"] = events["date"]  # both columns in one: the end has another meaning here
    is_number = pc.not_equal(events["value"], "")
    for name in UNDERSTOOD:
        column = events["date" if name == "edtf" else name]
        if name in FIGURE:
            column = pc.if_else(is_number, column, pa.scalar(None, column.type))
        columns[name] = _moments(column) if name in MOMENTS else column
    for name in events.column_names:
        if name.startswith(OWN):
            header = name.removeprefix(OWN)
            columns[name if header.casefold() in columns or header in columns else header] = events[name]
    return pa.table(columns)


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = [None if moment is None else to_iso(moment) for moment in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


def _csv(events: Iterable[pa.Table], file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    for number, some in enumerate(events):
        if not number:
            writer.writerow(some.column_names)
        for row in _rows(some):
            writer.writerow(_cell(value) for value in row.values())
    text.detach()


def _cell(value: Any) -> str:
    """A value as its text: nothing for None, no decimals where there are none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _json(events: Iterable[pa.Table], file: IO[bytes]) -> None:
    file.write(b"[")
    for number, row in enumerate(row for some in events for row in _rows(some)):
        text = json.dumps({key: _number(value) for key, value in row.items()}, ensure_ascii=False)
        file.write((",\n" if number else "\n").encode() + text.encode())
    file.write(b"\n]\n")


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _parquet(events: Iterable[pa.Table], file: IO[bytes]) -> None:
    from pyarrow import parquet

    waiting = iter(events)
    first = next(waiting)
    with parquet.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for some in chain((first,), waiting):
            writer.write_table(some)


def _rows(events: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in events.to_batches(max_chunksize=CHUNK):
        yield from batch.to_pylist()


WRITERS: dict[str, Callable[[Iterable[pa.Table], IO[bytes]], None]] = {
    ".csv": _csv, ".parquet": _parquet, ".json": _json
}  # fmt: skip


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes the place of `out` when all of it is on the disk, and leaves nothing else."""
    descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:100]}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _permissions(out))
        os.replace(name, out)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


@contextlib.contextmanager
def replacing_text(out: Path) -> Iterator[IO[str]]:
    """As `replacing`, for text. Raises BadFile where it cannot be written."""
    try:
        with replacing(out) as file:
            text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
            yield text
            text.detach()
    except OSError as error:
        raise BadFile(f"{out} cannot be written: {error.strerror or error}.", advice="Look at the folder.") from None


def _permissions(out: Path) -> int:
    """Those of the file that is replaced, or of any new file."""
    with contextlib.suppress(OSError):
        return out.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
