"""MySQL and MariaDB: what Ibis does not know how to ask of them."""

from typing import Any, Final

import ibis.expr.operations as ops
from ibis.backends.sql.compilers.mysql import MySQLCompiler

from data.engine import connection

NAME: Final = "mysql"


class Compiler(MySQLCompiler):  # type: ignore[misc]
    """With the functions that both have, and Ibis does not use."""

    UNSUPPORTED_OPS = tuple(op for op in MySQLCompiler.UNSUPPORTED_OPS if op is not ops.RegexReplace)

    def visit_RegexReplace(self, op: Any, *, arg: Any, pattern: Any, replacement: Any) -> Any:  # noqa: ARG002, N802
        """A text with another in the place of each that fits a pattern."""
        return self.f.anon.regexp_replace(arg, pattern, replacement)


def connect(address: str) -> Any:
    """The server as Ibis wants it, for reading only. Raises what `engine.elsewhere` raises."""
    backend = connection.elsewhere(address)
    backend.compiler = Compiler()
    for setting in ("session transaction read only", "session time_zone = '+00:00'"):
        backend.con.query(f"set {setting}")
    return backend
