"""A file that is being written is not looked at: what it was before counts, until it has been still for a moment.

And one that ends in the middle of a row is no newer version of one that did not, however long it is still: who wrote it
was stopped.
"""

import time
from collections.abc import Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from data.dataset.dataset import Dataset
from data.errors import BadFile

STILL_SECONDS: Final = 1.0
OPEN_SECONDS: Final = 5.0
"""The same where the last line has no end, and had one before."""
_SETTLED: Final[dict[str, "_Seen"]] = {}


class _Seen(NamedTuple):
    stamp: Hashable
    has_end: bool


def settled(path: str, stamp: Hashable, files: Sequence[Path]) -> Hashable:
    """The stamp of what is at a path; while one of its files is still being written, the one that it had before."""
    before = _SETTLED.get(path)
    if before is not None and before.stamp == stamp:
        return stamp
    seen = _Seen(stamp, all(map(_has_end, files)))
    is_open = before is not None and before.has_end and not seen.has_end
    if before is not None and _age(files) < (OPEN_SECONDS if is_open else STILL_SECONDS):
        return before.stamp
    _SETTLED[path] = seen
    return stamp


def accept(path: str, stamp: Hashable, files: Sequence[Path]) -> None:
    """Take what is at a path as still: this program has put it there whole."""
    _SETTLED[path] = _Seen(stamp, all(map(_has_end, files)))


def cut_short(new: Dataset, before: Dataset) -> BadFile | None:
    """The sentence for a set whose file ends in the middle of a row, where the one before it did not; else None."""
    if not new.report.ending or (before.report.ending == "cut" and new.report.ending == "cut"):
        return None
    if new.report.ending == "open" and not _is_part_of_a_row(new, before):
        return None
    name = new.report.file
    message = f"{name} ends in the middle of its last row, as if it were still being written."
    return BadFile(message, text=name, advice="Write it to its end, with a line break after that row.")


def _is_part_of_a_row(new: Dataset, before: Dataset) -> bool:
    """Whether the last row, after which there is no line break, is the beginning of a row that there was."""
    if new.report.headers != before.report.headers or not new.report.rows:
        return False
    row = new.table("raw")
    names = [f"c{place}" for place in range(len(new.report.headers))]
    (last,) = row.filter(row.row == new.report.rows).select(names).to_pyarrow().to_pylist()
    old = before.table("raw")
    whole = [old[name] == last[name] for name in names[:-1]]
    cell, begun = old[names[-1]], last[names[-1]]
    rest = [] if before.report.ending == "" else [cell != begun]
    return bool(old.filter([*whole, cell.startswith(begun), *rest]).count().to_pyarrow().as_py())


def _age(files: Sequence[Path]) -> float:
    """Seconds since one of the files was written last. A clock that is ahead of ours tells nothing: then long."""
    written = []
    for file in files:
        with suppress(OSError, ValueError):
            written.append(file.stat().st_mtime)
    age = time.time() - max(written, default=0.0)
    return age if age > -STILL_SECONDS else OPEN_SECONDS


def _has_end(file: Path) -> bool:
    """Whether a file's last line has an end; so it is said of what is not there."""
    try:
        with file.open("rb") as content:
            content.seek(0, 2)
            content.seek(max(content.tell() - 4, 0))
            return content.read().rstrip(b"\0").endswith((b"\n", b"\r"))
    except (OSError, ValueError):
        return True
