"""Columns that are neither dates nor plain text, read by the engine as `data.validation.cells` and `data.quantities`
read cells.

Of figures in text: digits, with commas between thousands or decimals, with `+`, `~`, `>`, `>=`, `<`, `<=` before; a
range `24..99`; and words such as dozens. Everything else is bad.
"""

from dataclasses import dataclass
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from data.quantities import LARGEST, WORDS
from data.warehouses import spark

ADDRESS: Final = r"^[hH][tT][tT][pP][sS]?://[^\s\\<>\"`{}|^]+$"
LONGEST_ADDRESS: Final = 2000
GRADE: Final = "^[A-F][1-6]$"
_NUMBER: Final = r"([0-9]{1,15}(\.([0-9]{1,2}|[0-9]{4,9}))?|[0-9]{1,3}(,[0-9]{3}){1,4})"
FIGURE: Final = rf"^\+?(~|>=|<=|>|<)?{_NUMBER}$|^\+?~?{_NUMBER}\.\.{_NUMBER}$"
WRITTEN, BARE, DIGITS, IS_WORD = (f"dateline {part}" for part in ("written", "bare", "digits", "is_word"))
_BEFORE: Final = r"^\+?(~|>=|<=|>|<)?"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure taken apart; `value` is "" and the rest null or false where there is none."""

    value: ir.StringValue
    low: ir.FloatingValue
    high: ir.FloatingValue
    is_increment: ir.BooleanValue
    is_approximate: ir.BooleanValue
    is_bad: ir.BooleanValue


def can_be_text(column: ir.Value) -> bool:
    """Whether a column can be shown as text."""
    kind = column.type()
    return bool(kind.is_primitive()
        or kind.is_string() or kind.is_temporal() or kind.is_decimal() or kind.is_uuid() or kind.is_unknown()
                or (kind.is_array() and kind.value_type.is_string()))  # fmt: skip


def text(column: Any) -> Any:
    """A column as text, "" where it is null; of a list the names with `;` between them."""
    kind = column.type()
    if kind.is_array():
        return ibis.coalesce(column.join("; "), "")
    return ibis.coalesce(column if kind.is_string() and kind.nullable else column.cast("string"), "")


def figures_beside(table: ir.Table, header: str) -> ir.Table:
    """The table with the figures of a column of numbers or of text beside them, for `figure`."""
    column: Any = table[header]
    written = _number(column) if column.type().is_numeric() else text(column).strip()
    table = table.mutate(**{WRITTEN: written})
    words: Any = table[WRITTEN]
    table = table.mutate(**{BARE: words.lower().re_replace(_BEFORE, "")})
    bare: Any = table[BARE]
    is_word = bare.isin(list(WORDS))
    digits = ibis.ifelse(words.re_search(FIGURE) & ~is_word, bare.replace(",", ""), ibis.null("string"))
    return table.mutate(**{DIGITS: spark.once(digits), IS_WORD: spark.once(is_word)})


def figure(table: ir.Table) -> Figure:
    """The figures that `figures_beside` has put into a table."""
    written, bare, digits, is_word = (table[name] for name in (WRITTEN, BARE, DIGITS, IS_WORD))
    is_good = digits.notnull() | is_word
    is_range = digits.contains("..")
    first = ibis.ifelse(is_range, digits.re_replace(r"\.\..*$", ""), digits).cast("float64")
    last = ibis.ifelse(is_range, digits.re_replace(r"^.*\.\.", ""), digits).cast("float64")
    after = written.re_replace(r"^\+", "")
    low, high = (
        ibis.cases(*((bare == word, ends[side]) for word, ends in WORDS.items()), else_=None).cast("float64")
        for side in (0, 1)
    )
    none = ibis.null("float64")
    return Figure(
        value=ibis.ifelse(is_good, written, ""),
        low=ibis.ifelse(is_word, low, ibis.ifelse(after.startswith("<"), none, first)),
        high=ibis.ifelse(is_word, high, ibis.ifelse(after.startswith(">"), none, last)),
        is_increment=is_good & written.startswith("+"),
        is_approximate=is_good & after.startswith("~"),
        is_bad=(written != "") & ~is_good,
    )


def _number(column: Any) -> Any:
    """A number as digits, never with three of them after the point, which has two readings."""
    exact = column.cast("float64")
    fits = exact.abs() < LARGEST
    whole = ibis.ifelse(fits, exact.floor(), ibis.null("float64")).cast("int64").cast("string")
    number = ibis.ifelse(exact == exact.floor(), whole, exact.cast("string"))
    number = ibis.ifelse(number.re_search(r"\.[0-9]{3}$"), number + "0", number)
    return ibis.ifelse(column.notnull() & ~fits, column.cast("string"), ibis.coalesce(number, ""))


def importance(column: Any) -> tuple[ir.IntegerValue, ir.BooleanValue]:
    """1, 2 or 3, and whether something else is written."""
    kind = column.type()
    written = ibis.coalesce(column.cast("int64").cast("string") if kind.is_numeric() else text(column).strip(), "")
    is_good = written.isin(["1", "2", "3"])
    return ibis.ifelse(is_good, written, "2").cast("int32"), (written != "") & ~is_good


def sequence(column: Any) -> tuple[ir.IntegerValue, ir.BooleanValue]:
    """A whole number, null where there is none, and whether something else is written."""
    kind = column.type()
    written = ibis.coalesce(column.cast("int64").cast("string") if kind.is_numeric() else text(column).strip(), "")
    is_good = written.re_search("^-?[0-9]{1,9}$")
    number = ibis.ifelse(is_good, written, ibis.null("string")).cast("int32")
    return number, (written != "") & ~is_good


def is_address(text: Any) -> Any:
    """Whether a text is an address that may become a link."""
    return text.re_search(ADDRESS) & (text.length() <= LONGEST_ADDRESS)


def is_blank(text: Any) -> Any:
    """Whether a text has nothing in it but spaces. Few begin with one, and only those are looked at whole."""
    return (text == "") | (text.left(1).isin([" ", "\t", "\n", "\r"]) & (text.strip() == ""))
