"""A made-up Parquet file of any length, the same for the same seed: `python -m benchmarks.typed_events OUT.parquet`.

Events as a program writes them: a number for each, a moment, twelve categories, two hundred actors, and texts of which
hardly two are the same. Rows come in no order. A hundred million take 2.4 GB.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import duckdb

from benchmarks import generate, vocabulary

MEMORY = "6GB"
CATEGORIES = (*vocabulary.CATEGORIES, "Health", "Transport", "Weather", "Elections", "Culture", "Trade")
ACTORS = (*vocabulary.ACTORS, *(f"{place} council" for place in vocabulary.PLACES[: 200 - len(vocabulary.ACTORS)]))


def write(path: Path, rows: int, seed: int = 7) -> None:
    """Write so many events to a Parquet file at `path`, which is whole or not there."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with duckdb.connect(config={"threads": os.cpu_count() or 1, "memory_limit": MEMORY}) as engine:
        generate.prepare(engine, rows, seed, {"categories": CATEGORIES, "actors": ACTORS})
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(f"COPY ({_rows(rows)}) TO '{unfinished}' (FORMAT parquet, COMPRESSION zstd)")
    os.replace(unfinished, path)


def _rows(rows: int) -> str:
    return f"""
    WITH {generate.timed(0, rows)}
    SELECT i AS id, make_timestamp((floor(second) * 1000000)::BIGINT) AS date, {generate.TITLE} AS title, category,
      CASE WHEN u(i, 30) < 0.7 THEN pick(actors, u(i, 31), 2) END AS actors,
      pick(places, u(i, 24), 2.5) AS place, pick(sources, u(i, 25), 2) AS source,
      CASE WHEN has_figure(i) THEN pick(metrics, u(i, 41), 1.5) END AS metric,
      CASE WHEN has_figure(i) THEN floor(10 * exp(6 * u(i, 43)))::BIGINT END AS value,
      CASE WHEN has_figure(i) THEN 'people' END AS unit,
      CASE WHEN u(i, 44) < 0.001 THEN 3 WHEN u(i, 44) < 0.4 THEN 1 ELSE 2 END::TINYINT AS importance
    FROM timed"""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typed_events", description=__doc__)
    parser.add_argument("path", type=Path, help="the file to write")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many events")
    parser.add_argument("--seed", type=int, default=7, help="another number makes other events")
    options = parser.parse_args()
    began = time.monotonic()
    write(options.path, options.rows, options.seed)
    size = options.path.stat().st_size / 1e6
    print(f"{options.rows:,} events, {size:,.0f} MB, in {time.monotonic() - began:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
