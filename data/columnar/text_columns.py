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
