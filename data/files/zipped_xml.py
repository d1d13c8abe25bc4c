"""The XML parts of a zipped workbook, read with an eye on what they may unpack to."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from data.errors import BadFile
from data.files import signatures
from data.files.limits import MOST_PART, Meter, unfolds, whole

MOST_ELEMENTS: Final = 1_000_000
"""Elements of XML that are held at once: a row of a thousand cells has some ten thousand."""
MOST_UNPACKED: Final = 32 << 20
"""The size of a file whose parts, each as often as it is read, may be as much as those of any."""
AGAIN: Final = "Open it in a spreadsheet and save it again, or save the sheet as CSV (UTF-8)."
NOT_A_PART: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What `zipfile` raises for what is damaged, packed in an unknown way, or locked."""
NOT_XML: Final = (ElementTree.ParseError, LookupError)
"""The second where it says an encoding that nobody knows."""


class Parts:
    """The parts of a workbook by name. Raises BadFile where it is none, where it is damaged, or far too large."""

    def __init__(self, content: bytes, name: str, kind: str) -> None:
        self.name, self._kind, self.size = name, kind, len(content)
        self._meter = Meter(name, MOST_UNPACKED)  # of all parts, each as often as it is read
        if not content.startswith(b"PK"):
            self._refuse(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except NOT_A_PART as error:
            raise self.damaged(_why(error)) from None

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def size_of(self, part: str) -> int:
        """How many bytes a part unpacks to; 0 where there is no such part."""
        info = self._zip.NameToInfo.get(part)
        return info.file_size if info else 0

    def read(self, part: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        info = self._zip.NameToInfo.get(part)
        if info is None:
            return b""
        if info.file_size > min(MOST_PART, whole(self.size)):
            raise unfolds(self.name)
        self._meter.take(info.file_size)
        try:
            return self._zip.read(info)
        except NOT_A_PART as error:
            raise self.damaged(_why(error)) from None

    def tree(self, part: str) -> Element:
        """A small part as a tree; an empty one where there is no such part."""
        content = self.read(part)
        if not content:
            return Element("none")
        try:
            return ElementTree.fromstring(content)
        except NOT_XML:
            raise self.damaged(f"{part} in it is no XML") from None

    def each(self, content: bytes, *names: str) -> Iterator[Element]:
        """The elements of these local names, one after the other as they end; each is emptied after its turn."""
        held = 0
        try:
            for _, element in ElementTree.iterparse(io.BytesIO(content)):
                held += 1
                if local(element) in names:
                    yield element
                    element.clear()
                    held = 0
                if held > MOST_ELEMENTS:
                    raise unfolds(self.name)
        except NOT_XML:
            raise self.damaged("a sheet in it is no XML") from None

    def damaged(self, why: str) -> BadFile:
        """The sentence for a file that calls itself a workbook and cannot be read as one."""
        message = f"{self.name} cannot be read as {self._kind}: {why.rstrip('.')}."
        return BadFile(message, text=self.name, advice=AGAIN)

    def _refuse(self, content: bytes) -> None:
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            message = f"{self.name} is locked with a password, or is an old .xls under a newer name."
            raise BadFile(message, text=self.name, advice="Save it without a password, as .xlsx or as CSV (UTF-8).")
        signatures.refuse(self.name, content[:2048])
        advice = "If it is text with a line for each event, let its name end in .csv."
        raise BadFile(f"{self.name} is not {self._kind}.", text=self.name, advice=advice)


def _why(error: Exception) -> str:
    """What is wrong with a zip, without the names that the library has for its parts."""
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it is locked with a password"
    return "it is damaged, or only a part of it is there"


def local(element: Element) -> str:
    """The name of an element without its namespace: Excel has two for the same."""
    return element.tag.rpartition("}")[2]
