"""Ibis on an engine that is closed to everything but questions."""

from ibis.backends.duckdb import Backend


class Locked(Backend):  # type: ignore[misc]
    """Ibis on an engine whose configuration is locked: it would set the time zone first, and is not allowed to."""

    def _post_connect(self, extensions: object = None) -> None:  # noqa: ARG002 - the signature is Ibis's
        self._record_batch_readers_consumed: dict[str, object] = {}

    def list_tables(self, *, like: object = None, database: object = None) -> list[str]:  # noqa: ARG002 - Ibis's too
        """The tables and views of a schema. Ibis 12 asks DuckDB 2 for it in a way that is gone."""
        sql = "select table_name from information_schema.tables where table_catalog = ? and table_schema = ? order by 1"
        place = database if isinstance(database, tuple) else ("memory", database or "main")
        return [name for (name,) in self.con.execute(sql, place).fetchall()]
