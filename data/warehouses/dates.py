"""Columns that hold dates, as seconds beside them in the table: of DATE, TIMESTAMP, a year's number, or plain EDTF.

Text is a year, a month, a day, or a day with a time (`2022`, `2022-01`, `2022-01-05`, `2022-01-05T14:30`), with `~`,
`?` or `%` after it, and of `date` two of them with `/` between; years 0001 to 9999. Everything else `is_bad`. As in
`data.dates`, a moment covers the whole of what was written.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import ibis
import ibis.expr.types as ir

from data.dates.calendar import DAY
from data.dates.span import PRECISIONS
from data.warehouses import mysql, spark, sqlite

PRECISE: Final = {name: PRECISIONS.index(name) for name in ("year", "month", "day", "minute", "second")}
_YEAR: Final = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_LONG: Final = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT: Final = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_DAY: Final = f"{_YEAR}-({_LONG}|{_SHORT}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29"
_TIME: Final = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
PLAIN_DATE: Final = f"^({_YEAR}(-(0[1-9]|1[0-2]))?|({_DAY})([T ]{_TIME})?)[~?%]?$"
OPEN: Final = ("", "..")
"""What stands where a span has no end that is known."""
FIRST, LAST = "0001-01-01 00:00:00", "9999-12-31 23:59:59"
FENCE: Final = 2**62
"""More rows than any table has. PostgreSQL copies what a subquery computes to each place where it is used, unless
that has a limit: then it is computed once a row. Spark knows no limit as large, and has `spark.once`."""
TO_1970: Final = 62_167_219_200
"""Seconds from the year 0 to 1970."""
PARTS: Final = (
    *("start", "end", "edtf", "qualifier", "end_qualifier", "rank", "month", "text", "is_good", "is_bad", "is_span"),
)


@dataclass(frozen=True, slots=True)
class Moments:
    """Of each row: `[start, end)` in seconds, the date in EDTF, its qualifier, and how finely it is written.

    `rank` is the place in `data.dates.span.PRECISIONS`; `month` is year * 12 + month - 1. All but the last four are
    null
    where the cell is empty, which is neither good nor bad, or cannot be read. `text` is the cell as text. Of a span
    in one cell (`is_span`) start or end are null where it is open.
    """

    start: ir.IntegerValue
    end: ir.IntegerValue
    edtf: ir.StringValue
    qualifier: ir.StringValue
    end_qualifier: ir.StringValue
    rank: ir.IntegerValue
    month: ir.IntegerValue
    text: ir.StringValue
    is_good: ir.BooleanValue
    is_bad: ir.BooleanValue
    is_span: ir.BooleanValue


def can_read(column: ir.Value) -> bool:
    """Whether a column of this type may hold dates."""
    kind = column.type()
    return bool(kind.is_date() or kind.is_timestamp() or kind.is_string() or kind.is_integer())


def of(table: ir.Table, header: str) -> Moments:
    """The moments that `beside` has put into a table."""
    values = {part: table[_named(header, part)] for part in PARTS if _named(header, part) in table.columns}
    return Moments(**{"end_qualifier": values["qualifier"], "is_span": ibis.literal(False), **values})


def beside(table: ir.Table, header: str, engine: str, zone: str = "", *, may_span: bool = False) -> ir.Table:
    """The table with the moments of one of its columns beside them.

    engine: its name. zone: the data set's own, for times with an offset; UTC where it is not said.
    may_span: whether a text may be `a/b`, with `..` or nothing for an end that is open.
    """
    column: Any = table[header]
    kind = column.type()
    if engine == sqlite.NAME:  # whatever type its columns are said to have, dates are texts in them
        return _read(table, header, zone or "UTC")
    if kind.is_date():
        return _add_typed(table, header, column, "day", DAY, engine)
    if kind.is_timestamp():
        local = _clock(column, zone or "UTC") if kind.timezone else column
        return _add_typed(table, header, local, "second", 1, engine)
    return _add_spans(table, header, engine) if may_span else _add_written(table, header, engine)


def _clock(moment: Any, zone: str) -> Any:
    """What clocks showed there."""
    name = moment.get_backend().name
    if name == mysql.NAME:
        return convert_tz(moment, "+00:00", "+00:00" if zone == "UTC" else zone)
    return spark.local(moment, zone) if name == spark.NAME else _local(zone, moment)


@ibis.udf.scalar.builtin(signature=(("timestamp('UTC')", "string", "string"), "timestamp"))  # type: ignore[untyped-decorator]
def convert_tz(moment: object, zone: str, other: str) -> Any:
    """MySQL's own; nothing where the server was not given the names of zones."""


@ibis.udf.scalar.builtin(name="timezone", signature=(("string", "timestamp('UTC')"), "timestamp"))  # type: ignore[untyped-decorator]
def _local(zone: str, moment: object) -> Any:
    """The engine's own: what clocks showed there."""


def _named(header: str, part: str) -> str:
    return f"dateline {part} of {header}"


def _with(table: ir.Table, header: str, **parts: Any) -> ir.Table:
    return table.mutate(**{_named(header, part): value for part, value in parts.items()})


def _add_typed(table: ir.Table, header: str, column: Any, precision: str, seconds: int, engine: str) -> ir.Table:
    """Of dates and timestamps; infinity and years before 1 are bad."""
    kind = column.type()
    first, last = (ibis.literal(day).cast(kind) for day in (FIRST, LAST))
    is_plain = ibis.coalesce(column.between(first, last), False)
    known_there = spark.once(ibis.ifelse(is_plain, column, ibis.null(kind)))
    table = _with(table, header, is_good=is_plain, known=known_there)
    moments: Any = table[_named(header, "known")]
    start = _seconds(moments, engine)
    day = moments.strftime("%Y-%m-%d").lpad(10, "0")
    return _with(
        table,
        header,
        start=start,
        end=start + seconds,
        edtf=day if seconds == DAY else day + "T" + moments.strftime("%T" if engine == mysql.NAME else "%H:%M:%S"),
        qualifier=ibis.ifelse(moments.notnull(), "", ibis.null("string")),
        rank=ibis.ifelse(moments.notnull(), PRECISE[precision], ibis.null("int64")),
        month=_month(moments, engine),
        text=ibis.coalesce(table[header].cast("string"), ""),
        is_bad=table[header].notnull() & ~is_plain,
    )


def _add_written(table: ir.Table, header: str, engine: str) -> ir.Table:
    """Of text. Only what the pattern lets through is cast, so that no engine stumbles."""
    column: Any = table[header]
    table = _with(table, header, text=ibis.coalesce(column.cast("string"), "").strip())
    text: Any = table[_named(header, "text")]
    plain = text.re_replace("[~?%]$", "").replace(" ", "T")
    table = _with(table, header, bare=spark.once(ibis.ifelse(text.re_search(PLAIN_DATE), plain, ibis.null("string"))))
    bare: Any = table[_named(header, "bare")]
    table = _with(table, header, length=bare.length())
    length: Any = table[_named(header, "length")]
    full = (bare + ibis.literal("0001-01-01T00:00:00").right(19 - length)).cast("timestamp")
    is_marked = text.right(1).isin(["~", "?", "%"])
    table = _with(table, header, full=spark.once(full), mark=ibis.ifelse(is_marked, text.right(1), ""))
    full, mark = (table[_named(header, part)] for part in ("full", "mark"))
    table = _with(table, header, start=_seconds(full, engine), year=full.year().cast("int64"), of_year=full.month())
    table = _with_end(table, header, length)
    start, year, month = (table[_named(header, part)] for part in ("start", "year", "of_year"))
    table = _with(
        table,
        header,
        edtf=bare + mark,
        qualifier=ibis.ifelse(start.notnull(), mark, ibis.null("string")),
        rank=ibis.cases(
            (length == 4, PRECISE["year"]), (length == 7, PRECISE["month"]), (length == 10, PRECISE["day"]),
            (length == 16, PRECISE["minute"]), (length == 19, PRECISE["second"]), else_=ibis.null("int64"),
        ),
        month=(year * 12 + month - 1).cast("int64"),
        is_good=bare.notnull(),
        is_bad=(text != "") & bare.isnull(),
    )  # fmt: skip
    return table if table.get_backend().name == spark.NAME else table.limit(FENCE)


def _read(table: ir.Table, header: str, zone: str) -> ir.Table:
    """Of SQLite, which has this program read its texts."""
    table = _with(table, header, text=ibis.coalesce(cast(Any, table[header]).cast("string"), "").strip())
    text: Any = table[_named(header, "text")]
    texts = {part: sqlite.dateline_date(text, part, zone) for part in ("edtf", "qualifier", "end_qualifier")}
    numbers = {part: sqlite.dateline_second(text, part, zone) for part in ("start", "end", "rank", "month")}
    table = _with(table, header, is_span=sqlite.dateline_second(text, "is_span", zone) == 1, **texts, **numbers)
    is_good = table[_named(header, "edtf")].notnull()
    return _with(table, header, is_good=is_good, is_bad=(text != "") & ~is_good)


def _add_spans(table: ir.Table, header: str, engine: str) -> ir.Table:
    """Of text that may be a span: both halves are read as any text is."""
    text = ibis.coalesce(cast(Any, table[header]).cast("string"), "").strip()
    table = _with(table, header, text=text, is_span=text.contains("/"))
    text, is_span = (cast(Any, table[_named(header, part)]) for part in ("text", "is_span"))
    slash = text.find("/")
    halves = {"first": ibis.ifelse(is_span, text.left(slash), text),
              "last": ibis.ifelse(is_span, text.substr(slash + 1), ibis.null("string"))}  # fmt: skip
    table = _with(table, header, **halves)
    for half in halves:
        table = _add_written(table, _named(header, half), engine)
    return _with(table, header, **_of_halves(is_span, *(of(table, _named(header, half)) for half in halves)))


def _of_halves(is_span: Any, first: Any, last: Any) -> dict[str, Any]:
    """The parts of a span that is not all open and ends after it begins; else those of the first half alone."""
    is_open, has_no_end = (is_span & half.text.isin(OPEN) for half in (first, last))
    is_in_order = ibis.coalesce(last.end > first.start, True)
    is_whole = (first.is_good | is_open) & (last.is_good | has_no_end) & ~(is_open & has_no_end) & is_in_order
    has, is_good = is_span & is_whole, ibis.ifelse(is_span, is_whole, first.is_good)
    last_month = last.month + ibis.ifelse(last.rank == PRECISE["year"], 11, 0)
    whole = {
        "start": first.start,
        "end": last.end,
        "edtf": ibis.coalesce(first.edtf, first.text) + "/" + ibis.coalesce(last.edtf, last.text),
        "qualifier": ibis.coalesce(first.qualifier, ""),
        "end_qualifier": ibis.coalesce(last.qualifier, ""),
        "rank": ibis.least(ibis.coalesce(first.rank, last.rank), ibis.coalesce(last.rank, first.rank)),
        "month": ibis.coalesce(first.month, last_month),
    }
    alone = {name: getattr(first, name) for name in whole}
    nothing = {name: ibis.null(part.type()) for name, part in alone.items()}
    parts = {name: ibis.cases((has, whole[name]), (is_span, nothing[name]), else_=alone[name]) for name in whole}
    return parts | {"is_good": is_good, "is_bad": ibis.ifelse(is_span, ~is_whole, first.is_bad)}


def _with_end(table: ir.Table, header: str, length: Any) -> ir.Table:
    """The table with the end of what is written."""
    start, year, month = (table[_named(header, part)] for part in ("start", "year", "of_year"))
    is_leap = ibis.ifelse((year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)), 1, 0)
    seconds = ibis.cases(
        (length == 4, (365 + is_leap) * DAY),
        (length == 10, DAY),
        (length == 16, 60),
        (length == 19, 1),
        (month == 2, (28 + is_leap) * DAY),
        (month.isin([4, 6, 9, 11]), 30 * DAY),
        else_=31 * DAY,
    )
    return _with(table, header, end=start + seconds)


@ibis.udf.scalar.builtin(signature=(("string", "timestamp"), "float64"))  # type: ignore[untyped-decorator]
def date_part(part: str, moment: object) -> Any:
    """PostgreSQL's own: a double, where its `extract` takes a decimal number and five times as long."""


@ibis.udf.scalar.builtin(signature=(("timestamp",), "int64"))  # type: ignore[untyped-decorator]
def to_seconds(moment: object) -> Any:
    """MySQL's own: whole seconds since the year 0."""


def _month(moment: Any, engine: str) -> Any:
    """year * 12 + month - 1."""
    if engine == "postgres":
        moment = moment.cast("timestamp")
        return (date_part("year", moment) * 12 + date_part("month", moment) - 1).cast("int64")
    return (moment.year() * 12 + moment.month() - 1).cast("int64")


def _seconds(moment: Any, engine: str) -> Any:
    """Whole seconds since 1970. Engines answer with numbers of many kinds; of so large ones a double is exact."""
    if engine == "postgres":
        return date_part("epoch", moment.cast("timestamp")).floor().cast("int64")
    if engine == mysql.NAME:  # whose own seconds since 1970 are none before it
        return to_seconds(moment.cast("timestamp")) - TO_1970
    return moment.cast("timestamp").truncate("s").epoch_seconds().cast("float64").cast("int64")
