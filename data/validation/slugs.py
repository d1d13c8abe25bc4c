"""Slugs of many plain titles at once: what `data.validation.ids.slug` finds, by whole arrays."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.validation.ids import LONGEST_READ, LONGEST_SLUG

DASH: Final = ord("-")
_SMALL: Final = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else DASH for code in range(256))


def plain_slugs(titles: pa.Array) -> pa.Array:
    """The slug of each title of ASCII signs without a line end.

    >>> plain_slugs(pa.array(["Old man,  go away!", ""])).to_pylist()
    ['old-man-go-away', '']
    """
    bounds = np.frombuffer(titles.buffers()[1], np.int32)[titles.offset : titles.offset + len(titles) + 1]
    body = (titles.buffers()[2] or b"")[bounds[0] : bounds[-1]] if len(titles) else b""
    signs = np.frombuffer(bytes(body).translate(_SMALL), np.uint8)
    signs, starts, lengths = _singly(signs, (bounds - bounds[0]).astype(np.int64))
    return _texts(signs, starts, _cut(signs, starts, lengths))


def _singly(signs: NDArray[np.uint8], bounds: NDArray[np.int64]) -> tuple[NDArray[np.uint8], Any, Any]:
    """The signs with one dash for each gap and none at the ends; where each title then begins, and its length."""
    starts, ends = bounds[:-1], np.minimum(bounds[1:], bounds[:-1] + LONGEST_READ)
    is_dash = signs == DASH
    keep = ~is_dash
    keep[1:] |= ~is_dash[:-1]
    first = starts[starts < bounds[1:]]
    keep[first] = ~is_dash[first]
    for start, end in zip(ends[ends < bounds[1:]].tolist(), bounds[1:][ends < bounds[1:]].tolist(), strict=True):
        keep[start:end] = False
    counted = np.concatenate(([0], np.cumsum(keep)))
    remaining, starts_at, last = signs[keep], counted[starts], counted[bounds[1:]]
    is_loose = (
        (last > starts_at) & (remaining[np.maximum(last - 1, 0)] == DASH)
        if len(remaining)
        else np.zeros(len(starts_at), bool)
    )
    return remaining, starts_at, last - starts_at - is_loose


def _cut(signs: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The lengths, where it is long cut before a dash or else in the word."""
    places = np.flatnonzero(lengths > LONGEST_SLUG)
    heads = signs[starts[places, None] + np.arange(LONGEST_SLUG, -1, -1)] == DASH
    lengths[places] = LONGEST_SLUG - np.where(heads.any(axis=1), heads.argmax(axis=1), 0)
    return lengths


def _texts(signs: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> pa.Array:
    """So many signs from each start on."""
    is_there = lengths > 0
    steps = np.zeros(len(signs) + 1, np.int8)
    steps[starts[is_there]] += 1
    steps[(starts + lengths)[is_there]] -= 1
    inside = np.cumsum(steps[:-1], dtype=np.int8).view(np.bool_)
    ends = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.Array.from_buffers(pa.string(), len(lengths), [None, pa.py_buffer(ends), pa.py_buffer(signs[inside])])
