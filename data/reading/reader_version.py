"""Which version of the reader this is: another one may find something else in a file, so what it kept is others'."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

import data

ROOT = Path(data.__file__).parent
"""The package of all that is true; whatever decides what is read is somewhere below it."""


@cache
def reader_version() -> str:
    """That of this program, found out once for a process."""
    return version_of(ROOT)


def version_of(root: Path) -> str:
    """A hash of every module below a folder, with its place there, and of the libraries that cut files into cells.

    Too much is in it rather than too little: a large file that is read once more costs a minute, one whose dates are
    not read anew is wrong.
    """
    libraries = (duckdb.__version__, pa.__version__, sys.version_info[:2])  # Python's own has the letters' kinds
    digest = hashlib.blake2b(repr(libraries).encode(), digest_size=16)
    for path in modules(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def modules(root: Path) -> Iterator[Path]:
    """The modules that count, in the order of their places."""
    yield from sorted(root.rglob("*.py"))
