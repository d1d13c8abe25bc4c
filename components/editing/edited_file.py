"""The file that is edited, as it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.cache import editable_files
from components.editing.saving import Desk
from data.corrections.row_validation import Rules
from data.dataset.dataset import Dataset
from data.files.changed_table import EditableTable
from data.files.journal_lines import Save
from data.reading.editable_files import is_editable as can_be_edited


@dataclass(frozen=True, slots=True)
class EditedFile:
    """The file that is edited, as it is shown: its records, its digest, its journal until then."""

    desk: Desk
    table: EditableTable
    digest: str
    saves: Sequence[Save]


def is_editable(path: Path | str, dataset: Dataset) -> bool:
    """Whether the record lies in a file that can be edited, by whoever may."""
    return not dataset.is_glimpse and not dataset.report.place and can_be_edited(Path(path))


def edited_file(path: Path, dataset: Dataset, columns: Mapping[str, str], who: str) -> EditedFile:
    """The file as the data set has it, so that their rows are the same; another program may have changed it since.

    Raises DatelineError where it cannot be read so. columns: as the viewer chose. who: by whose name a change goes into
    the journal.
    """
    report, settings = dataset.report, dataset.settings
    mapping = settings.mapping(columns)
    table, digest, saves = editable_files.with_digest(path, mapping, dataset.digest)
    rules = Rules(report.columns, mapping, settings.zone or report.zone, table.layout.unnamed)
    desk = Desk(path, rules, table.layout.headers, who, editable_files.known(path, mapping))
    return EditedFile(desk, table, digest, saves)
