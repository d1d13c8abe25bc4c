"""A deck as bytes, the same deck always in the same."""

import io
import zipfile
from typing import Any, Final

from pptx.oxml.ns import qn

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell."""


def to_bytes(deck: Any) -> bytes:
    """The .pptx file; the workbooks in it are told no time either."""
    for slide in deck.slides:
        for group in slide.shapes._spTree.iter(qn("p:grpSp")):
            if group.find(qn("p:grpSp")) is None:
                group.recalculate_extents()
    buffer = io.BytesIO()
    deck.save(buffer)
    return timeless(buffer.getvalue())


def timeless(archive: bytes) -> bytes:
    """A zip file as if it had been written in 1980, and every zip file in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            info = zipfile.ZipInfo(entry.filename, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, timeless(content) if entry.filename.endswith(".xlsx") else content)
    return buffer.getvalue()
