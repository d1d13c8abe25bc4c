"""A delimited file as records that can be written again one by one: every byte that is not changed stays as it is.

The records are those that `data.files.records` reads, cut where it cuts them.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from data.errors import BadFile, shown
from data.files import dialect as dialects
from data.files.dialect import ENDING, SAMPLE, Dialect
from data.files.encoding import ENCODING, decode
from data.files.limits import MOST_CELL
from data.files.quotation import MendedLines
from data.files.record_count import count_clean, line_ends
from data.files.records import is_blank
from data.files.rewrite_as_rfc4180 import restate

NOT_IN_PLACE = "Save a copy as “CSV UTF-8”, and edit that."
NONE: Final = np.empty((0, 2), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """The records of a file. `bounds` are where each begins and ends in `utf8`, its line end with it, a line each;
    `read` are the cells of all records where they had to be read already."""

    name: str
    utf8: bytes
    encoding: str
    mark: bytes
    layout: Dialect
    bounds: NDArray[np.int64]
    mapping: Mapping[str, str] = field(default_factory=dict)
    read: Sequence[Sequence[str]] = field(default=(), repr=False)
    is_cut: bool = False

    @classmethod
    def of(cls, content: bytes, name: str, mapping: Mapping[str, str]) -> "RawTable":
        """A file cut into its records. Raises BadFile where it cannot be, or not be put together again."""
        text = decode(content, name, mapping.get(ENCODING, ""))
        codec, mark = _codec(content, text.encoding)
        if text.is_cut or mark + _encoded(text.utf8, codec, name) != content:
            raise BadFile(f"{name} is not whole in its encoding.", text=name, advice=NOT_IN_PLACE)
        if written := restate(text.utf8)[1]:
            raise BadFile(f"{name} is no usual CSV. {written}", text=name, advice=NOT_IN_PLACE)
        layout = dialects.settle(text.utf8, name, mapping)
        bare = cls(name, text.utf8, codec, mark, layout, NONE, dict(mapping))
        if count_clean(text.utf8, layout.start, layout.delimiter, bare.width) is not None:
            return replace(bare, bounds=_clean_bounds(text.utf8, layout))
        return bare._carefully()

    def _carefully(self) -> "RawTable":
        bounds, read = list[tuple[int, int]](), list[list[str]]()
        lines = list(io.TextIOWrapper(io.BytesIO(self.utf8[self.layout.start :]), "utf-8", newline=""))
        starts = np.cumsum([self.layout.start, *(len(line.encode()) for line in lines), 0]).tolist()
        csv.field_size_limit(MOST_CELL)
        reader = csv.reader(
            chain(MendedLines(lines, self.layout.delimiter, self.width), (ENDING,)), delimiter=self.layout.delimiter
        )
        before, is_cut = 0, True
        for cells in reader:
            is_cut = cells != [ENDING]
            if is_cut and not is_blank(cells):
                bounds.append((starts[before], starts[reader.line_num]))
                read.append(cells)
            before = reader.line_num
        places = np.array(bounds, np.int64).reshape(-1, 2)
        return replace(self, bounds=places, read=read, is_cut=is_cut)

    @property
    def width(self) -> int:
        """Cells of the header."""
        return len(self.layout.headers)

    @property
    def count(self) -> int:
        """Records below the header."""
        return len(self.bounds)

    def cells(self, row: int) -> list[str]:
        """The cells of a record, from 1, as wide as the header; what is beyond it is left out."""
        return fitted(self.read[row - 1] if self.read else self._parse(self.raw(row)), self.width)

    def all_cells(self) -> list[list[str]]:
        """The cells of all records."""
        if self.read or not self.count:
            return [fitted(cells, self.width) for cells in self.read]
        lines = io.TextIOWrapper(io.BytesIO(self.utf8[self.layout.start :]), "utf-8", newline="")
        return [cells for cells in csv.reader(lines, delimiter=self.layout.delimiter) if not is_blank(cells)]

    def raw(self, row: int) -> str:
        """A record as it stands in the file, with its line end."""
        start, end = self.bounds[row - 1]
        return self.utf8[start:end].decode()

    def _parse(self, raw: str) -> list[str]:
        lines = list(io.StringIO(raw, newline=""))
        return next(iter(dialects.records(lines, self.layout.delimiter)), [])

    def place(self, header: str) -> int:
        """Where the column of this header is. Raises BadFile."""
        if header in self.layout.headers:
            return self.layout.headers.index(header)
        raise BadFile(f"{self.name} has no column {shown(header)}.", text=header)

    @property
    def line_end(self) -> str:
        """How lines end in the file."""
        head = self.utf8[: self.bounds[0][1] if self.count else len(self.utf8)]
        return "\r\n" if head.endswith(b"\r\n") else "\r" if head.endswith(b"\r") else "\n"

    def content(self) -> bytes:
        """The bytes of the file. Raises BadFile for a letter that its encoding does not have."""
        return self.mark + _encoded(self.utf8, self.encoding, self.name)

    def again(self, utf8: bytes) -> "RawTable":
        """The same file with another text, cut anew. Raises BadFile where it would be read in another way."""
        content = self.mark + _encoded(utf8, self.encoding, self.name)
        chosen = {} if self.encoding.startswith("utf") else {ENCODING: self.encoding}
        new = RawTable.of(content, self.name, {**self.mapping, **chosen})
        if (new.layout.delimiter, new.encoding, new.mark) != (self.layout.delimiter, self.encoding, self.mark):
            raise BadFile(f"{self.name} would be read in another way then.", text=self.name, advice=NOT_IN_PLACE)
        return new

    @property
    def is_plain(self) -> bool:
        """Whether it is in UTF-8, and every reader would cut it into the same records."""
        return self.encoding == "utf-8" and not self.read and self.count > 0

    def spliced(
        self, pieces: Sequence[bytes], changed: Mapping[int, bytes], added: Sequence[bytes]
    ) -> "RawTable | None":
        """A plain file with some records written otherwise, and more at its end, of which only these are cut anew; None
        where there is a doubt that it would be read so.

        pieces: its whole text. changed: the new records by their numbers. added: those at the end.
        """
        utf8, delimiter = b"".join(pieces), self.layout.delimiter
        news = [*changed.values(), *added]
        if any(count_clean(record, 0, delimiter, self.width) != 1 for record in news):
            return None
        is_as_before = min(len(utf8), len(self.utf8)) > SAMPLE and utf8[:SAMPLE] == self.utf8[:SAMPLE]
        if not is_as_before and dialects.settle(utf8, self.name, self.mapping) != self.layout:
            return None
        lengths = self.bounds[:, 1] - self.bounds[:, 0]
        grown = np.zeros(self.count, np.int64)
        for row, record in changed.items():
            grown[row - 1] = len(record) - lengths[row - 1]
        ends = self.bounds[:, 1] + np.cumsum(grown)
        bounds = np.column_stack((ends - lengths - grown, ends))
        more = len(utf8) - sum(map(len, added)) + np.cumsum([0, *map(len, added)])
        bounds = np.concatenate((bounds, np.column_stack((more[:-1], more[1:]))))
        return replace(self, utf8=utf8, bounds=bounds)


def fitted(cells: Sequence[str], width: int) -> list[str]:
    """As many cells as the header has.

    >>> fitted(["a"], 2), fitted(["a", "b", "c"], 2)
    (['a', ''], ['a', 'b'])
    """
    return [*cells[:width], *[""] * (width - len(cells))]


def _codec(content: bytes, encoding: str) -> tuple[str, bytes]:
    """The codec of the text itself, and the mark before it."""
    for mark, codec in (
        (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    ):  # fmt: skip
        if content.startswith(mark):
            return codec, mark
    return encoding, b""


def _encoded(utf8: bytes, codec: str, name: str) -> bytes:
    if codec == "utf-8":
        return utf8
    try:
        return utf8.decode().encode(codec)
    except UnicodeEncodeError as error:
        letter = shown(error.object[error.start : error.start + 1])
        raise BadFile(
            f"{letter} cannot be written in {name}, which is in {codec.capitalize()}.", text=letter,
            advice="Write it otherwise, or save the file as “CSV UTF-8” first.",
        ) from None  # fmt: skip


def _clean_bounds(utf8: bytes, layout: Dialect) -> NDArray[np.int64]:
    """Where the records begin and end in a file without a doubt in it: at each line end outside quotation marks."""
    ends = line_ends(utf8, layout.start) + 1
    if not len(ends) or ends[-1] < len(utf8):
        ends = np.append(ends, len(utf8))
    starts = np.concatenate(([layout.start], ends[:-1]))
    is_record = ends - starts > 2  # one cell and a delimiter are two signs, and a line end
    for place in np.flatnonzero(~is_record):
        is_record[place] = bool(utf8[starts[place] : ends[place]].strip(b"\r\n"))
    return np.column_stack((starts, ends))[is_record]
