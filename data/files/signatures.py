"""What a file is when it is not text: told from its first bytes."""

from typing import NamedTuple

from data.errors import BadFile

UNPACK = "Unpack it, and choose the CSV that is inside."
EXPORT = "Open it in a spreadsheet, and save it as .xlsx or CSV (UTF-8)."
CHOOSE = "Choose a CSV: text, with one event on each line."


class Kind(NamedTuple):
    """Bytes at an offset that only one kind of file has."""

    offset: int
    mark: bytes
    name: str
    advice: str


KINDS: tuple[Kind, ...] = (
    Kind(0, b"\x1f\x8b", "compressed (gzip)", UNPACK),
    Kind(0, b"BZh", "compressed (bzip2)", UNPACK),
    Kind(0, b"\xfd7zXZ\0", "compressed (xz)", UNPACK),
    Kind(0, b"\x28\xb5\x2f\xfd", "compressed (zstd)", UNPACK),
    Kind(0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", UNPACK),
    Kind(0, b"Rar!\x1a\x07", "an archive (rar)", UNPACK),
    Kind(257, b"ustar", "an archive (tar)", UNPACK),
    Kind(0, b"\x89PNG\r\n\x1a\n", "a picture (PNG)", CHOOSE),
    Kind(0, b"\xff\xd8\xff", "a picture (JPEG)", CHOOSE),
    Kind(0, b"GIF87a", "a picture (GIF)", CHOOSE),
    Kind(0, b"GIF89a", "a picture (GIF)", CHOOSE),
    Kind(8, b"WEBP", "a picture (WebP)", CHOOSE),
    Kind(0, b"II*\0", "a picture (TIFF)", CHOOSE),
    Kind(0, b"MM\0*", "a picture (TIFF)", CHOOSE),
    Kind(4, b"ftyp", "a film or a picture (MP4, HEIC)", CHOOSE),
    Kind(0, b"%PDF-", "a PDF", CHOOSE),
    Kind(0, b"{\\rtf", "a word processor's file (RTF)", CHOOSE),
    Kind(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.xls or .doc)", EXPORT),
    Kind(0, b"PAR1", "a Parquet file", "Let its name end in .parquet."),
    Kind(0, b"ARROW1", "an Arrow file", "Convert it to CSV first."),
    Kind(0, b"SQLite format 3\0", "a database (SQLite)", "Export the table as CSV first."),
    Kind(0, b"\x7fELF", "a program", CHOOSE),
    Kind(0, b"MZ\x90\0", "a program", CHOOSE),
)

PAGES = (b"<!doctype html", b"<html", b"<?xml")


def refuse(name: str, head: bytes) -> None:
    """Raise BadFile where the first bytes (a kilobyte or more) are those of another kind of file."""
    for kind in KINDS:
        if head.startswith(kind.mark, kind.offset):
            raise not_a_csv(name, kind.name, kind.advice)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise _zipped(name, head)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith(PAGES):
        raise not_a_csv(name, "a web page or XML", "Download the CSV itself, not the page that shows it.")


def _zipped(name: str, head: bytes) -> BadFile:
    if b"xl/" in head or b"[Content_Types].xml" in head:
        return not_a_csv(name, "an Excel workbook", "Let its name end in .xlsx.")
    if b"opendocument.spreadsheet" in head:
        return not_a_csv(name, "an OpenDocument spreadsheet", "Let its name end in .ods.")
    return not_a_csv(name, "an archive (zip)", UNPACK)


def not_a_csv(name: str, what: str, advice: str) -> BadFile:
    """The sentence for a file of another kind."""
    return BadFile(f"{name} is {what}, not a CSV.", text=name, advice=advice)
