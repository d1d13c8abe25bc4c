"""Columns of texts in memory, the shorter for texts that are there more than once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.columnar.columns import Array


class ArrowTexts(Sequence[str]):
    """The texts of an array, each made when it is asked for."""

    def __init__(self, values: pa.Array) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: Any) -> Any:
        return self._values[index].as_py()


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column of texts; where many are the same, each once, and which of them is whose."""

    values: pa.Array
    which: npt.NDArray[np.int32] | None = None

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Texts":
        """The texts of a column, kept in the shorter way."""
        plain = column.combine_chunks()
        coded = plain.dictionary_encode()
        if 2 * len(coded.dictionary) > len(plain):
            return cls(plain)
        return cls(coded.dictionary, coded.indices.to_numpy())

    @classmethod
    def encode(cls, column: pa.ChunkedArray) -> "Texts":
        """The texts of a column, each once, in order."""
        coded = pc.fill_null(column, "").combine_chunks().dictionary_encode()
        order = pc.sort_indices(coded.dictionary).to_numpy()
        number = np.empty(len(order), np.int32)
        number[order] = np.arange(len(order))
        return cls(coded.dictionary.take(pa.array(order)), number[coded.indices.to_numpy()])

    def put(self, fresh: pa.ChunkedArray, order: Array, *, is_sorted: bool) -> "Texts":
        """The texts and further ones, in another order. is_sorted: as `encode` keeps them, else as `of`."""
        more = pc.fill_null(fresh, "") if is_sorted else fresh
        if self.which is None:
            return Texts(pa.concat_arrays([self.values, *more.cast(self.values.type).chunks]).take(pa.array(order)))
        new = pc.unique(more).filter(pc.invert(pc.is_in(pc.unique(more), self.values)))
        values = pa.concat_arrays([self.values, new.cast(self.values.type)])
        codes = pc.index_in(more, values).to_numpy()
        which = np.concatenate([self.which, codes])[order].astype(np.int32)
        is_used = np.bincount(which, minlength=len(values)) > 0
        if not is_used.all() or (is_sorted and len(new)):
            used = np.flatnonzero(is_used)
            if is_sorted:
                used = used[pc.sort_indices(values.take(pa.array(used))).to_numpy()]
            number = np.zeros(len(values), np.int32)
            number[used] = np.arange(len(used))
            values, which = values.take(pa.array(used)), number[which]
        return Texts(values, which)

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.values.nbytes) + (0 if self.which is None else self.which.nbytes)

    def gathered(self, own: Collection[str], rest: str) -> "Texts":
        """The same, all that are none of `own` put together as `rest`."""
        values = [text if text in own else rest for text in self.values.to_pylist()]
        return Texts(pa.array(values, pa.string()), self.which)

    def each_is_in(self, texts: Collection[str]) -> npt.NDArray[np.bool_]:
        """Of each, whether it is one of these."""
        is_in = pc.is_in(self.values, pa.array(texts, pa.string())).to_numpy(zero_copy_only=False)
        result: npt.NDArray[np.bool_] = is_in if self.which is None else is_in[self.which]
        return result

    def take(self, places: Array) -> list[str]:
        """The texts at these places."""
        texts_at = self.values.take(pa.array(places if self.which is None else self.which[places]))
        texts: list[str] = texts_at.to_numpy(zero_copy_only=False).tolist()
        return texts
