"""Text folded by the engine as `data.text_folding.fold` does; where no way is known, only case does not matter."""

from typing import Any, Final

import ibis
import ibis.expr.types as ir

MARKS: Final = "[\u0300-\u036f]+"
NOT_FOLDED: Final = (
    "This engine cannot take accents off letters: the words filter finds only what is written without them. Name a"
    " column that holds the text folded, as words, to find all."
)


@ibis.udf.scalar.builtin(database="pg_catalog", signature=(("string", "string"), "string"))  # type: ignore[untyped-decorator]
def normalize(text: str, form: str) -> Any:
    """PostgreSQL's own."""


@ibis.udf.scalar.builtin(signature=(("string",), "string"))  # type: ignore[untyped-decorator]
def strip_accents(text: str) -> Any:
    """DuckDB's own."""


def _postgres(text: Any) -> Any:
    return normalize(text, "NFKD").re_replace(MARKS, "")


@ibis.udf.scalar.builtin(signature=(("string",), "string"))  # type: ignore[untyped-decorator]
def dateline_fold(text: str) -> Any:
    """This program's own, in SQLite, whose letters have no case beyond ASCII."""


FOLDERS: Final = {"duckdb": strip_accents, "postgres": _postgres, "sqlite": dateline_fold}


def folds(engine: str) -> bool:
    """Whether accents do not matter there."""
    return engine in FOLDERS


def fold(text: ir.StringValue, engine: str) -> ir.StringValue:
    """The text as words are looked for in it."""
    bare: Any = FOLDERS[engine](text) if folds(engine) else text
    words: ir.StringValue = bare.lower().replace("ß", "ss").re_replace(r"\s+", " ")
    return words
