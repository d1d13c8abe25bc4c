"""Reports and rows that programs proposed for a record, kept until a person looks: they enter it in no other way."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from data.draft.document import MOST_CHARACTERS, Document
from data.engine import cache_folder
from data.errors import BadFile

MOST_WAITING: Final = 50
FOLDER: Final = "proposals"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one program proposed: its name, the report, the rows; none where our own rules shall find them."""

    name: str
    by: str
    document: Document
    rows: tuple[Mapping[str, Any], ...]


def put(record: str, by: str, document: Document, rows: Sequence[Mapping[str, Any]]) -> str:
    """Keep what is proposed for a record; its name. Raises BadFile where too much waits already, or it is too long."""
    if len(document.text) > MOST_CHARACTERS:
        raise BadFile(
            f"The report is longer than {MOST_CHARACTERS:,} characters.", advice="Send the part that matters."
        )
    folder = _folder(record)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if len(list(folder.glob("*.json"))) >= MOST_WAITING:
        raise BadFile(
            f"{MOST_WAITING} proposals wait to be looked at.", advice="Approve or discard some on the page Draft."
        )
    content = json.dumps({"by": by[:100], "document": asdict(document), "rows": list(rows)}, ensure_ascii=False)
    name = hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
    part = folder / f"{name}.part"
    part.write_text(content, "utf-8")
    os.replace(part, folder / f"{name}.json")
    return name


def waiting(record: str) -> list[Waiting]:
    """What waits for a record, the oldest first; what cannot be read is passed over."""
    files = sorted(_folder(record).glob("*.json"), key=lambda path: path.stat().st_mtime)
    return [found for path in files if (found := _read(path))]


def take(record: str, name: str) -> None:
    """Forget one that was looked at."""
    if name.isalnum():
        (_folder(record) / f"{name}.json").unlink(missing_ok=True)


def _read(path: Path) -> Waiting | None:
    try:
        content = json.loads(path.read_text("utf-8"))
        document, rows = Document(**content["document"]), content["rows"]
        return Waiting(path.stem, str(content["by"]), document, tuple(row for row in rows if isinstance(row, dict)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder(record: str) -> Path:
    """Beside the tables of large files: one folder for each record, by its whole path."""
    place = str(Path(record).resolve()) if "://" not in record else record
    return cache_folder.folder() / FOLDER / hashlib.blake2b(place.encode(), digest_size=8).hexdigest()
