"""A file read: its events, its problems, and how it was understood."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from data import profiles
from data import settings as settings_files
from data.dates.conventions import split_mapping
from data.errors import BadColumns, BadFile, DatelineError, Problem, unforeseen
from data.files import folder
from data.files.records import ending_of
from data.files.source_rows import Source
from data.importers import HEAD, Sheet, importer_for
from data.reading import changes_over_file, event_figures, figure_columns, find_columns, find_event_files
from data.reading.file_bytes import content_of
from data.reading.join_files import Origin, Part, join
from data.reading_report import Reading, Report
from data.schema import ALL, FIGURES, REQUIRED
from data.settings import Settings
from data.validation import (
    date_parts,
    zones,
)
from data.validation.candidate_columns import LOOKED_AT, candidates, samples
from data.validation.derive_event_columns import derive_columns
from data.validation.records_table import Table
from data.validation.validate import validate

FIRST_ROWS = 5
"""As many rows are shown where a column must be chosen."""
READ_SHARE = 0.5
"""How much of the time goes into cutting the file into records; the rest into judging them."""
LARGE = 8_000_000
"""Bytes from which a file is kept as tables; what is smaller is read in less than a second."""


def is_large(path: Path) -> bool:
    """Whether a file is worth keeping as tables."""
    try:
        return path.is_file() and path.stat().st_size >= LARGE
    except (OSError, ValueError):
        return False


def read(
    path: Path | str,
    mapping: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[float], None] | None = None,
    *,
    name: str | None = None,
) -> Reading:
    """The events of a file and everything that is wrong with it.

    mapping: the user's own choice, column name to header, and answers to `data.dates.conventions.QUESTIONS`. settings:
    None for those beside the file.
    on_progress: called with 0 to 1 how far it is. name: what the file is called, where it lies under another name.
    Raises BadFile, BadSettings, and BadColumns where there is no column for the date or the title; MemoryError.
    """
    path = Path(path)
    is_many = folder.is_many(path)
    name = name or (folder.home(path).name if is_many else path.name)
    ended: list[BaseException] = []

    def report_share(share: float) -> None:
        try:
            if on_progress:
                on_progress(share)
        except BaseException as end:
            ended.append(end)
            raise

    try:
        return _read(path, name, is_many, mapping or {}, settings, report_share)
    except (DatelineError, MemoryError):
        raise
    except Exception as error:
        if error in ended:
            raise
        raise unforeseen(name, error) from error


def _read(
    path: Path, name: str, is_many: bool, mapping: Mapping[str, str], settings: Settings | None,
    report_share: Callable[[float], None],
) -> Reading:  # fmt: skip
    """As `read`, and raises whatever there is."""
    used = settings_files.of(path) if settings is None else settings
    chosen, conventions = split_mapping(used.mapping(mapping))
    report_sheet_share = lambda share: report_share(share * READ_SHARE)  # noqa: E731
    sheet, digest, origin, found_before = (
        _together(path, chosen, report_sheet_share)
        if is_many
        else (*_sheet(path, name, chosen, report_sheet_share), None, list[Problem]())
    )
    found_before += sheet.conflicts
    relocations = [one.relocate for one in (_origin(sheet), origin) if one]
    counted = event_figures.named_in(sheet, chosen) if chosen.get(FIGURES) != ALL else ()
    if chosen.get(FIGURES) == ALL:
        sheet, cells = _as_figures(sheet, chosen, name)
        relocations = [cells.relocate, *relocations]
    elif FIGURES in chosen:
        sheet, cells = _with_figures(sheet, chosen, name, counted)
        relocations = [cells.relocate, *relocations]
    report_share(READ_SHARE)
    report = replace(_understood(name, sheet, chosen), counted=counted)
    table = Table(
        sheet.records, sheet.headers, report.columns, sheet.unnamed, found_before, list(report.notes),
        conventions=conventions,
    )  # fmt: skip
    derive_columns(table, chosen)
    zone = used.zone or zones.of(table)
    validation = validate(table, zone, lambda share: report_share(READ_SHARE + share * (1 - READ_SHARE)))
    problems = validation.problems
    for relocate in relocations:
        problems = tuple(map(relocate, problems))
    together = tuple(sheet.headers[place] for place in sorted(table.merged))
    is_timed = zones.is_timed(validation.events["precision"].unique().to_pylist())
    said_zone, zone_notes = zones.of_times(zone, is_timed=is_timed)
    done = replace(
        report, events=validation.events.num_rows, problems=problems, notes=(*validation.notes, *zone_notes),
        together=together, zone=said_zone,
    )  # fmt: skip
    report_share(1.0)
    return Reading(done, validation.events, validation.members, _raw(sheet), digest)


def _origin(sheet: Sheet) -> Origin | None:
    """Of which sheet each record is, where several are read together."""
    return Origin(*zip(*sheet.parts, strict=True)) if sheet.parts else None


def _as_figures(sheet: Sheet, mapping: Mapping[str, str], name: str) -> tuple[Sheet, figure_columns.Cells]:
    """A table with a record for each figure. Raises BadColumns where it has no date, BadFile where it has none."""
    columns, _ = find_columns.columns_of(sheet, mapping)
    if "date" not in columns:
        _understood(name, sheet, mapping)
    used = find_columns.used_headers(sheet, columns, mapping)
    if not figure_columns.figures_in(sheet, used):
        raise BadFile(
            f"{name} has no column of figures beside its date.", text=name, advice="Read it without figures=all."
        )
    return figure_columns.spread(sheet, used, name)


def _with_figures(
    sheet: Sheet, mapping: Mapping[str, str], name: str, counted: Sequence[str]
) -> tuple[Sheet, figure_columns.Cells]:
    """The events with their own figures as claims. Raises BadColumns as `_understood`, BadFile where they have none."""
    if not counted:
        said = f"{name} has no column that is called like a figure, as fatalities or injured."
        raise BadFile(said, text=name, advice=f"Read it without figures={mapping[FIGURES]}.")
    columns = _understood(name, sheet, mapping).columns
    return event_figures.add(sheet, counted, columns, mapping[FIGURES])


def _sheet(
    path: Path, name: str, mapping: Mapping[str, str], on_progress: Callable[[float], None]
) -> tuple[Sheet, str]:
    """A file as its importer reads it, with the changes beside it, and the digest of both."""
    content = content_of(path)
    sheet = importer_for(name, content[:HEAD])(content, name, mapping, on_progress)
    return changes_over_file.laid_over(sheet, path, name, hashlib.blake2b(content, digest_size=16).hexdigest())


def unchanged(path: Path, mapping: Mapping[str, str]) -> Source:
    """The records of a file as it is, without the changes beside it. Raises BadFile."""
    content = content_of(path)
    sheet = importer_for(path.name, content[:HEAD])(content, path.name, split_mapping(mapping)[0], None)
    return changes_over_file.source(sheet, path.name, hashlib.blake2b(content, digest_size=16).hexdigest())


def _together(
    path: Path, mapping: Mapping[str, str], on_progress: Callable[[float], None]
) -> tuple[Sheet, str, Origin, list[Problem]]:
    """The files of a folder or pattern as one sheet. Raises BadFile and BadColumns, which name the file."""
    files, parts, digests, notes = find_event_files.files(path), [], [], []
    common = Path(os.path.commonpath([file.parent for file in files]))
    for index, file in enumerate(files):
        name = str(file.relative_to(common))
        sheet, digest = _sheet(file, name, mapping, lambda _: None)
        digests.append((name, digest))
        if sheet.records.count:
            parts.append(Part(name, sheet, find_columns.columns_of(sheet, mapping)[0]))
        else:
            notes.append(f"{name} has a header and no rows.")
        on_progress((index + 1) / len(files))
    if not parts:
        raise BadFile(f"No file of {path} has a row below its header.", text=str(path), advice="Write an event in one.")
    _check_each(parts, mapping)
    if rest := find_event_files.others(path):
        named = f"{', '.join(rest[:20])}{', …' if rest[20:] else ''}"
        notes.append(f"Not read, for they are of no kind that is known: {named}.")
    whole, origin, problems = join(parts)
    digest = hashlib.blake2b(repr(digests).encode(), digest_size=16).hexdigest()
    return replace(whole, notes=(*whole.notes, *notes)), digest, origin, problems


def _check_each(parts: Sequence[Part], mapping: Mapping[str, str]) -> None:
    """Raises BadFile where only some of the files have a column that is required, or have their dates in parts."""
    split = [
        part.name
        for part in parts
        if not profiles.fit(part.sheet.headers, mapping) and date_parts.of(part.sheet.headers, part.columns, mapping)
    ]
    if split and len(split) < len(parts):
        raise BadFile(
            f"{split[0]} has its dates in several columns, year, month and day; other files have them in one.",
            text=split[0], advice="Write them the same way in all files.",
        )  # fmt: skip
    for name in REQUIRED:
        without = [part.name for part in parts if name not in part.columns]
        if without and len(without) < len(parts):
            named = f"{', '.join(without[:5])}{', …' if without[5:] else ''}"
            raise BadFile(
                f"No column was found for “{name}” in {named}; the other files have one.", text=without[0],
                advice="Rename the column, or take the file away.",
            )  # fmt: skip


def _understood(name: str, sheet: Sheet, mapping: Mapping[str, str]) -> Report:
    """The report before the rows are judged. Raises where they cannot be."""
    columns, notes = find_columns.columns_of(sheet, mapping)
    report = Report(
        name, sheet.encoding, sheet.delimiter, sheet.headers, columns, sheet.skipped, sheet.records.count,
        notes=(*sheet.notes, *notes), others=sheet.others, alike=sheet.alike, ending=ending_of(sheet.records),
    )  # fmt: skip
    if not sheet.records.count:
        raise BadFile(f"{name} has a header and no rows.", text=name, advice="Write an event on each line below it.")
    missing = tuple(required for required in REQUIRED if required not in columns)
    if missing:
        cells = [column.slice(0, LOOKED_AT).to_pylist() for column in sheet.records.columns]
        guesses = {required: candidates(required, sheet.headers, cells) for required in missing}
        examples = {header: samples(column) for header, column in zip(sheet.headers, cells, strict=True)}
        figures = figure_columns.figures_in(sheet, find_columns.used_headers(sheet, columns, mapping))
        first = tuple(tuple(row) for row in zip(*(column[:FIRST_ROWS] for column in cells), strict=True))
        raise BadColumns(
            replace(
                report, candidates=guesses, samples=examples, first=first,
                figures=tuple(figures) if "date" in columns else (),
            ),
            missing,
        )  # fmt: skip
    return report


def _raw(sheet: Sheet) -> pa.Table:
    """The records as read: their number, and c0, c1, … for the cells."""
    columns = [*sheet.records.columns, *sheet.records.extras]
    rows = pa.array(range(1, sheet.records.count + 1), pa.int64())
    return pa.table({"row": rows, **{f"c{index}": column for index, column in enumerate(columns)}})
