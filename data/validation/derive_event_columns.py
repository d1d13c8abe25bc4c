"""The columns of ours that are read out of several of the file's, or otherwise than cell by cell."""

from collections.abc import Mapping
from dataclasses import replace

from data import profiles
from data.dates import other_calendars
from data.validation import (
    all_day,
    combined_cells,
    date_parts,
    markup,
    midnights,
    missing_titles,
    sentinels,
    time_columns,
    title_row,
    years_beside,
)
from data.validation.records_table import Table


def derive_columns(table: Table, mapping: Mapping[str, str]) -> None:
    """The columns of ours that are read out of several of the file's."""
    if fitted := profiles.fit(table.headers, mapping):
        combined_cells.put_fitted(table, fitted)
    else:
        parts = date_parts.of(table.headers, table.columns, mapping)
        date_parts.put_together(table, parts)
        if parts:
            table.conventions = replace(
                table.conventions, spans="months"
            )  # a year and a month of their own are no two years
            markup.put_plain(table)
        years_beside.put(table)  # before the times, which are put beside the days as they are then
        clocks = time_columns.clocks(table.headers, table.columns, mapping, table.distinct_texts)
        time_columns.put_together(table, clocks)
        all_day.put(table)
    markup.put_unescaped(table)
    _doubt_calendar(table)
    table.notes += sentinels.notes(table)
    midnights.put_away(table)
    missing_titles.put(table)
    title_row.give_dates(table)


def _doubt_calendar(table: Table) -> None:
    """Where all years are of the Persian or the Islamic calendar, in a table of that script, they are asked for."""
    texts = [] if table.conventions.calendar else table.text("date").unique().to_pylist()
    if other_calendars.is_doubtful(table.headers, texts):
        table.conventions = replace(table.conventions, calendar=other_calendars.DOUBTFUL)
