"""The chosen records as they are in the file: the same cells, header, delimiter and encoding."""

import codecs
from collections.abc import Iterator

from components.exporters._delimited_text import delimited
from components.exporters._exported_view import Sheet, Subject
from components.exporters._registry import exporter


@exporter(
    "file",
    title="CSV, as in the file",
    explains="Every cell exactly as it was read, your own columns too.",
    suffix="csv",
    mime="text/csv",
    order=50,
)
def faithful(subject: Subject) -> Iterator[bytes]:
    """The records in the file's own delimiter and encoding; no cell is changed."""
    return as_it_was(subject.sheet)


def as_it_was(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as the file that it came from.

    >>> b"".join(as_it_was(Sheet(["date", "title"], [["-0044-03-15", "=1+1"]])))
    b'date,title\\r\\n-0044-03-15,=1+1\\r\\n'
    """
    encoder = _encoder(sheet)
    for text in _texts(sheet):
        yield encoder.encode(text)


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from delimited([sheet.header], sheet.delimiter)
    yield from delimited(sheet.rows, sheet.delimiter)


def _encoder(sheet: Sheet) -> codecs.IncrementalEncoder:
    """For the encoding it came in; for UTF-8 where that cannot hold it, whatever it is."""
    if not sheet.encoding.lower().startswith("utf-8") and _can_be_encoded(sheet):
        return codecs.getincrementalencoder(sheet.encoding)()
    name = sheet.encoding if sheet.encoding.lower() == "utf-8-sig" else "utf-8"
    return codecs.getincrementalencoder(name)("surrogatepass")


def _can_be_encoded(sheet: Sheet) -> bool:
    """Whether every character has a place in the encoding. What has once been sent cannot be taken back."""
    try:
        encoder = codecs.getincrementalencoder(sheet.encoding)()
        for text in _texts(sheet):
            encoder.encode(text)
    except (UnicodeError, LookupError):
        return False
    return True
