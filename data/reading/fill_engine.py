"""What was read of a file, put into an engine as the tables that are asked."""

import duckdb
import pyarrow as pa

from data.engine import connection, count_tables
from data.engine.problem_table import from_problems
from data.reading_report import Reading


def fill(engine: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    """The tables of a reading, sorted, and its problems as a table `problem`."""
    tables: dict[str, pa.Table] = {"event": reading.events, "member": reading.members, "raw": reading.raw}
    for name, table in (*tables.items(), ("problem", from_problems(reading.report.problems))):
        order = f" order by {connection.ORDER[name]}" if name in connection.ORDER else ""
        engine.register("incoming", table)
        engine.execute(f"create table {name} as select * from incoming{order}")
        engine.unregister("incoming")
    count_tables.build(engine)
