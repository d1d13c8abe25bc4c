"""The chosen records as they are in the file: the same cells, header, delimiter and encoding."""

from components.exporters._cells import encoded, written
from components.exporters._registry import Sheet, exporter


@exporter(
    "file",
    title="As in the file",
    explains="Every cell exactly as it was read, your own columns too.",
    suffix="csv",
    mime="text/csv",
    order=1,
)
def faithful(sheet: Sheet) -> bytes:
    """The records in the file's own delimiter and encoding; no cell is changed.

    >>> faithful(Sheet(["date", "title"], [["-0044-03-15", "=1+1"]]))
    b'date,title\\r\\n-0044-03-15,=1+1\\r\\n'
    """
    return encoded(written([sheet.header, *sheet.rows], sheet.delimiter), sheet.encoding)
