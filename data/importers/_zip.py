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

MOST_BYTES: Final = 1 << 30
"""Of one part, unpacked: a million rows of ten columns take half of it. Zip bombs take more."""
AGAIN: Final = "Open it in a spreadsheet and save it again, or save the sheet as CSV (UTF-8)."
NOT_A_PART: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What `zipfile` raises for what is damaged, packed in an unknown way, or locked."""
NOT_XML: Final = (ElementTree.ParseError, LookupError)
"""The second where it says an encoding that nobody knows."""


class Parts:
    """The parts of a workbook by name. Raises BadFile where it is none, where it is damaged, or far too large."""

    def __init__(self, content: bytes, name: str, kind: str) -> None:
        self.name, self._kind = name, kind
        if not content.startswith(b"PK"):
            self._refuse(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except NOT_A_PART as error:
            raise self.damaged(str(error)) from None

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def size(self, part: str) -> int:
        """How many bytes a part unpacks to; 0 where there is no such part."""
        info = self._zip.NameToInfo.get(part)
        return info.file_size if info else 0

    def read(self, part: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        info = self._zip.NameToInfo.get(part)
        if info is None:
            return b""
        if info.file_size > MOST_BYTES:
            advice = "Split it, or save the sheet as CSV (UTF-8)."
            raise BadFile(f"{self.name} unpacks to more than a file may have.", text=self.name, advice=advice)
        try:
            return self._zip.read(info)
        except NOT_A_PART as error:
            raise self.damaged(str(error)) from None

    def tree(self, part: str) -> Element:
        """A small part as a tree; an empty one where there is no such part."""
        content = self.read(part)
        if not content:
            return Element("none")
        try:
            return ElementTree.fromstring(content)
        except NOT_XML as error:
            raise self.damaged(str(error)) from None

    def each(self, content: bytes, *names: str) -> Iterator[Element]:
        """The elements of these local names, one after the other as they end; each is emptied after its turn."""
        try:
            for _, element in ElementTree.iterparse(io.BytesIO(content)):
                if local(element) in names:
                    yield element
                    element.clear()
        except NOT_XML as error:
            raise self.damaged(str(error)) from None

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


def local(element: Element) -> str:
    """The name of an element without its namespace: Excel has two for the same."""
    return element.tag.rpartition("}")[2]
