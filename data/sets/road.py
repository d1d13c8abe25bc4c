"""A delimited file without a doubt in it, turned into the engine's tables by set operations."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from data import cells, engine, quantities
from data.columns import NO_FIGURE, NO_NAME, NO_OTHER, ORDER
from data.reading import found_columns
from data.report import Report
from data.schema import REQUIRED
from data.sets import moments, naming, texts
from data.sets.cutting import Cut, cut, quoted
from data.sets.texts import Columns, judge
from data.settings import Settings
from data.table import OWN
from data.validate import EMPTY, NO_DATE, NO_TITLE, SEARCHED
from data.words import folded

PLAIN_ADDRESS: Final = r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/.~%:;,+=&?#!@()*'-]{0,900})?"
STRINGS: Final = ("text", "category", "place", "source", "metric", "unit", "credit", "caption", "alt", "notes")
Tell = Callable[[float], None]


def read(
    path: Path, mapping: Mapping[str, str], settings: Settings, held: duckdb.DuckDBPyConnection, tell: Tell
) -> tuple[Report, str] | None:
    """The tables `event`, `member`, `raw` and `problem` of a file; its report without the problems, and its digest.

    None, and half of the tables, where the file must be read the careful way.
    """
    found = cut(path, path.name, mapping, held)
    if found is None:
        return None
    tell(0.3)
    headers = found.dialect.headers
    columns, notes = found_columns(headers, mapping, lambda place: ["", *texts.different(held, f"c{place}")])
    if any(name not in columns for name in REQUIRED):
        return None
    of = Columns(held, headers, columns, texts.spaced(held, len(headers)))
    notes = _notes([*found.dialect.notes, *notes], _judged(of, settings.zone, tell))
    events = _events(of, found, tell)
    _rest(of)
    report = Report(
        path.name, found.encoding, found.dialect.delimiter, headers, columns, found.dialect.skipped, found.count,
        events, notes=notes,
    )  # fmt: skip
    return report, found.digest


def _notes(notes: list[str], found: list[list[str]]) -> tuple[str, ...]:
    dated, ended, reported = found
    notes += dated
    notes += [note for note in ended if note not in dated]
    notes += [note for note in reported if note not in notes]
    return tuple(notes)


def _judged(of: Columns, zone: str, tell: Tell) -> list[list[str]]:
    """A table of each column that has to be understood, and the problems in the order of `data.validate`."""
    notes = [moments.read(of, "date", zone, 1, fatal=True), moments.read(of, "end", zone, 2)]
    if "end" in of.columns:
        moments.join(of, zone, 3)
    _say_what_is_missing(of)
    tell(0.4)
    notes.append(moments.read(of, "reported", zone, 6))
    text = {"value": (pa.string(), str)}
    judge(of, "kind", cells.kind, text, 7)
    for name in ("actors", "tags"):
        judge(of, name, cells.names, {"value": (pa.string(), "; ".join), "names": (pa.list_(pa.string()), list)}, 7)
    judge(of, "latitude", cells.latitude, {"value": (pa.float64(), float)}, 8)
    judge(of, "longitude", cells.longitude, {"value": (pa.float64(), float)}, 9)
    for step, (name, other) in enumerate((("latitude", "longitude"), ("longitude", "latitude")), 10):
        _say_lonely(of, step, name, other, quoted(NO_OTHER.format(name, other)))
    judge(of, "url", cells.address, text, 12, PLAIN_ADDRESS)
    judge(of, "grade", cells.grade, text, 13)
    judge(of, "value", quantities.parse, {
        "value": (pa.string(), lambda found: found.text), "low": (pa.float64(), lambda found: found.low),
        "high": (pa.float64(), lambda found: found.high),
        "is_increment": (pa.bool_(), lambda found: found.is_increment),
        "is_approximate": (pa.bool_(), lambda found: found.is_approximate),
    }, 14)  # fmt: skip
    _say_lonely(of, 15, "metric", "value", _with_cell(NO_FIGURE, of.cell("metric")))
    _say_lonely(of, 16, "value", "metric", _with_cell(NO_NAME, of.cell("value")))
    judge(of, "importance", cells.importance, {"value": (pa.int32(), int)}, 17)
    judge(of, "media", cells.address, text, 18, PLAIN_ADDRESS)
    naming.prepare(of, 19)
    tell(0.5)
    return notes


def _say_what_is_missing(of: Columns) -> None:
    date, title = of.cell("date"), of.cell("title")
    empty = " and ".join(f"trim(c{place}, {quoted(texts.SPACES)}) = ''" for place in range(len(of.headers)))
    is_empty = f"({date} = '' and {title} = '' and {empty})"
    of.said.append(
        f"select rowid + 1 as row, '' as column, '' as value, {quoted(EMPTY)} as message, true as is_fatal, 4 as step"
        f" from record where {is_empty}"
    )
    of.say(4, "date", f"{date} = '' and not {is_empty}", quoted(NO_DATE), fatal=True)
    of.say(5, "title", f"{title} = '' and not {is_empty}", quoted(NO_TITLE), fatal=True)


def _say_lonely(of: Columns, step: int, name: str, other: str, message: str) -> None:
    """A problem for each record that has a cell in one column and none in the other that belongs to it."""
    if name in of.columns:
        of.say(
            step, other if other in of.columns else name, f"{of.cell(name)} <> '' and {of.cell(other)} = ''", message
        )


def _with_cell(message: str, cell: str) -> str:
    before, after = message.split("{}")
    shown = f"'“' || case when length({cell}) > 60 then left({cell}, 59) || '…' else {cell} end || '”'"
    return f"{quoted(before)} || {shown} || {quoted(after)}"


def _events(of: Columns, found: Cut, tell: Tell) -> int:
    """The table `event`, sorted, each event with an id of its own; how many there are."""
    texts.define(of.held, "dateline_fold", folded)
    own = _own(of, found)
    ours = {**_ours(of), **own}
    pair = f" left join as_pair on first = {of.cell('date')} and last = {of.cell('end')}" if "end" in of.columns else ""
    of.held.execute(
        f"""create table event as
        with dated as (
            select rowid + 1 as row, *, {moments.plain(of.cell("date"))} as moment,
            {moments.plain(of.cell("reported"))} as said, {_one_line(of.cell("title"))} as title from record
        ), judged as (
            select {", ".join(f"{sql} as {_name(name)}" for name, sql in ours.items())},
            {naming.given(of)} as given, {naming.SHORT} as short from dated{"".join(_joins(of))}{pair}
        )
        select * exclude (given, short) replace ({naming.id_of()} as id, {_words(of, own)} as words)
        from judged where date is not null and title <> '' order by {engine.ORDER["event"]}"""
    )
    tell(0.9)
    naming.settle(of, 20)
    return int(of.held.execute("select count(*) from event").fetchall()[0][0])


def _one_line(cell: str) -> str:
    single = f"regexp_replace({cell}, '\\s+', ' ', 'g')"
    return f"case when regexp_matches({cell}, '\\s\\s|[^\\S ]') then {single} else {cell} end"


def _joins(of: Columns) -> list[str]:
    """Each judged column of the file with the table of what its texts mean."""
    plain = {"date": "moment", "reported": "said"}
    joins = []
    for name in of.columns:
        if name not in ("date", "reported", *JUDGED):
            continue
        cell = f"case when {plain[name]} is null then {of.cell(name)} end" if name in plain else of.cell(name)
        joins.append(f" left join as_{name} on as_{name}.text = {cell}")
    return joins


JUDGED: Final = (
    *("kind", "actors", "tags", "latitude", "longitude", "url", "grade", "value", "importance", "media", "id"),
)


def _ours(of: Columns) -> dict[str, str]:
    """As SQL: every column of the engine's table, in its order; the id and the words are filled in later."""
    start, end = (
        _span(of, "start", "epoch(moment)::bigint"),
        _span(of, "end", f"epoch(moment)::bigint + {moments.seconds(of.cell('date'))}"),
    )
    happened = f"coalesce({start}, {end} - 1)"
    said = f"case when said is not null then {of.cell('reported')} end"
    reported = f"{of.part('reported', 'start')}, {of.part('reported', 'end')} - 1"
    both = " and ".join(f"{of.part(name, 'value')} is not null" for name in ("latitude", "longitude"))
    place = {name: f"case when {both} then {of.part(name, 'value')} end::double" for name in ("latitude", "longitude")}
    date, ended = of.cell("date"), of.cell("end")
    found = {
        "row": "row",
        "id": "''",
        "date": _span(of, "date", of.cell("date")),
        "date_text": f"case when {ended} = '' then {date} else {date} || ' – ' || {ended} end",
        "start": start,
        "end": end,
        "precision": f"coalesce({_span(of, 'precision', moments.precision(of.cell('date')))}, '')",
        **{name: f"coalesce({_span(of, name, quoted(''))}, '')" for name in QUALIFIERS},
        "title": "title",
        **{name: of.cell(name) for name in STRINGS},
        "kind": f"coalesce({of.part('kind', 'value')}, 'event')",
        "actors": f"coalesce({of.part('actors', 'value')}, '')",
        "tags": f"coalesce({of.part('tags', 'value')}, '')",
        **place,
        **{name: _address(of, name) for name in ("url", "media")},
        "reported": f"coalesce({said}, {of.part('reported', 'date')}, '')",
        "known_from": f"coalesce(epoch(said)::bigint, {reported}, {happened})",
        "grade": f"coalesce({of.part('grade', 'value')}, '')",
        "value": f"coalesce({of.part('value', 'value')}, '')",
        "low": f"{of.part('value', 'low')}::double",
        "high": f"{of.part('value', 'high')}::double",
        "is_increment": f"coalesce({of.part('value', 'is_increment')}, false)",
        "is_approximate": f"coalesce({of.part('value', 'is_approximate')}, false)",
        "importance": f"coalesce({of.part('importance', 'value')}, 2)::integer",
        "words": "''",
        "month": _span(of, "month", "year(moment)::bigint * 12 + month(moment) - 1"),
    }
    return {name: found[name] for name in ORDER}


QUALIFIERS: Final = ("start_qualifier", "end_qualifier", "qualifier")


def _span(of: Columns, part: str, plain: str) -> str:
    """A part of the span: of the pair where there are two dates, by itself where it is plain, else as it was read."""
    alone = f'case when moment is not null then {plain} else as_date."{part}" end'
    if "end" not in of.columns:
        return alone
    return f"case when {of.cell('date')} <> '' and {of.cell('end')} <> '' then as_pair.\"{part}\" else {alone} end"


def _address(of: Columns, name: str) -> str:
    cell = of.cell(name)
    is_plain = f"regexp_full_match({cell}, {quoted(PLAIN_ADDRESS)})"
    return f"case when {is_plain} then {cell} else coalesce({of.part(name, 'value')}, '') end"


def _own(of: Columns, found: Cut) -> dict[str, str]:
    """The user's own columns; those without a name and without a cell are left out."""
    ours = set(of.columns.values())
    kept = {}
    for place, header in enumerate(of.headers):
        is_said = place not in found.dialect.unnamed or texts.different(of.held, of.at(place))
        if header not in ours and is_said:
            kept[OWN + header] = of.at(place)
    return kept


def _words(of: Columns, own: Mapping[str, str]) -> str:
    """As SQL: all the text of an event in one, folded."""
    names = [_name(name) for name in (*(name for name in SEARCHED if name in of.columns), *own)]
    joined = f"concat_ws(' ', {', '.join(f'nullif({name}, {quoted(str())})' for name in names)})"
    is_plain = f"strlen({joined}) = length({joined}) and not regexp_matches({joined}, '[\\x00-\\x1f]|  ')"
    return f"case when {is_plain} then lower({joined}) else dateline_fold({joined}) end"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rest(of: Columns) -> None:
    """The names in the events, the records as they were, and the problems in the order of the file."""
    lines = " union all ".join(
        f"""select record.rowid + 1 as row, '{field}' as field, unnest(names) as value from record
        join as_{name} on text = {of.cell(name)} where record.rowid + 1 in (select row from event)"""
        for name, field in (("actors", "actor"), ("tags", "tag"))
    )
    of.held.execute(f"create table member as select * from ({lines}) order by {engine.ORDER['member']}")
    of.held.execute("create view raw as select rowid + 1 as row, * from record")
    of.held.execute(
        f"""create table problem as select row, "column", value, message, is_fatal
        from ({" union all ".join(of.said)}) order by row, step"""
    )
