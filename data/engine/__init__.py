"""DuckDB: connections, count tables, the folder of kept tables. Nothing else opens an engine."""
