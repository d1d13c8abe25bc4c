"""A cluster that speaks Spark's protocol (Spark Connect), asked through Spark's client: `sc://host:port`.

A table is named as the cluster's catalog has it, or by the path of Parquet files that all its workers can read.
"""

from typing import Any, Final

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from data.engine.quoting import identifier

KIND: Final = "sc"
NAME: Final = "pyspark"
"""What Ibis calls it."""
RETRIES, LONGEST_MS = 3, 500
"""Spark's client asks a server that is gone again for ten minutes; the page says sooner that it does not answer."""
FILES: Final = "parquet"
"""The place of tables that are files."""


def connect(address: str) -> Any:
    """The cluster as Ibis wants it. Raises ImportError where its client is not installed."""
    from pyspark.sql import SparkSession
    from pyspark.sql.connect.client.retries import DefaultPolicy

    session: Any = SparkSession.builder.remote(address).create()
    session.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES, max_backoff=LONGEST_MS)])
    return ibis.pyspark.connect(session)


def is_path(table: str) -> bool:
    """Whether a table is named by where its files are."""
    return "/" in table


def files(backend: Any, path: str) -> ir.Table:
    """The Parquet files of a path, as a table that every session knows."""
    rows = backend.sql(f"SELECT * FROM {FILES}.{identifier(path, backend.dialect)}")
    named = ops.DatabaseTable(path, schema=rows.schema(), source=backend, namespace=ops.Namespace(database=FILES))
    table: ir.Table = named.to_expr()
    return table


def schema(backend: Any, table: ir.Table) -> ibis.Schema:
    """The schema of a table; its TIMESTAMP columns are moments in UTC, which Ibis forgets, unlike TIMESTAMP_NTZ."""
    kinds = {field.name: field.dataType.typeName() for field in backend.raw_sql(backend.compile(table)).schema.fields}
    types = table.schema().items()
    return ibis.schema({name: "timestamp('UTC')" if kinds[name] == "timestamp" else kind for name, kind in types})


def once(value: Any) -> Any:
    """A value that a cluster computes once a row; elsewhere as it is.

    It puts what a value is made of into each place where that is used, and again in there, until a small question
    takes it twenty seconds to plan. What depends on chance it leaves where it is.
    """
    if value.get_backend().name != NAME:
        return value
    return ibis.ifelse(ibis.random() < 2, value, ibis.null(value.type()))


@ibis.udf.scalar.builtin(name="from_utc_timestamp", signature=(("timestamp('UTC')", "string"), "timestamp"))  # type: ignore[untyped-decorator]
def local(moment: object, zone: str) -> Any:
    """Spark's own: what clocks showed there."""
