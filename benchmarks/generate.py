"""A made-up data set of any length, the same for the same seed: `python -m benchmarks.generate OUT.csv --rows 1000000`.

Uneven as real data sets are: bursts on a thin ground, years of silence, a few lone events, few categories and many
places, most dates days, some minutes, months, years, guesses and spans, some thousand figures. Rows come in no order.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np

from benchmarks import vocabulary

BURSTS = 160
ACTIVE = (("2001-01-01", "2005-07-01"), ("2008-03-01", "2014-11-01"), ("2016-02-01", "2026-01-01"))
"""The stretches in which things happen; between them lies silence."""
LONE = (
    ("1891", "A post road is surveyed"),
    ("1914-07", "Reservists are called up"),
    ("1938-11-02T06:40", "The first dam gives way"),
    ("1953~", "The archive burns"),
    ("1969-07-20", "A relay station is switched on"),
    ("1986-12-17/1986-12-19", "Students fill the square"),
    ("2006-11-03", "One letter, in years of silence"),
    ("2015-04-25T11:56:26", "The ground shakes"),
)
ERAS = (
    ("1936/1991", "The old constitution"),
    ("1991/2008-03", "The first government"),
    ("2008-03/2016-02~", "The second government"),
    ("2016-02/..", "The third government"),
)


def write(path: Path, rows: int, seed: int = 7) -> None:
    """Write so many rows to a CSV at `path`, which is whole or not there."""
    if rows < len(LONE) + len(ERAS):
        raise SystemExit(f"A record has at least {len(LONE) + len(ERAS)} rows, not {rows}.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with duckdb.connect(config={"threads": os.cpu_count() or 1}) as engine:
        prepare(engine, rows, seed)
        engine.execute(f"COPY ({_rows(rows)}) TO '{unfinished}' (FORMAT csv, HEADER)")
    os.replace(unfinished, path)


def prepare(
    engine: duckdb.DuckDBPyConnection, rows: int, seed: int, lists: Mapping[str, Sequence[str]] | None = None
) -> None:
    """What `timed` is made of. lists: other words than those of the vocabulary, by their names."""
    words = {name.lower(): getattr(vocabulary, name) for name in vocabulary.__all__}
    for statement in (*_macros(rows, seed), *_tables(seed, {**words, **(lists or {})})):
        engine.execute(statement)


def _macros(rows: int, seed: int) -> tuple[str, ...]:
    """`u(i, k)` is the k-th chance of row i, even in [0, 1); `pick` takes one of a list, the first ones oftener."""
    return (
        f"CREATE MACRO u(i, k) AS (hash(i * 64 + k + {seed % 1_000_003 * 10**12}::BIGINT) >> 11) / 9007199254740992.0",
        "CREATE MACRO pick(list, chance, skew) AS list[1 + floor(pow(chance, skew) * len(list))::INTEGER]",
        "CREATE MACRO sharp(chance) AS sign(chance - 0.5) * -ln(1 - 0.999999 * abs(2 * chance - 1))",  # Laplace
        "CREATE MACRO stamp(seconds, form) AS strftime(make_timestamp((seconds * 1000000)::BIGINT), form)",
        f"CREATE MACRO has_figure(i) AS u(i, 40) < {min(0.05, 5000 / rows)}",
    )


def _tables(seed: int, words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    chance = np.random.default_rng(seed)
    begin, end = (np.array(side, "datetime64[s]").astype(int) for side in zip(*ACTIVE, strict=True))
    stretch = chance.choice(len(ACTIVE), BURSTS, p=(end - begin) / (end - begin).sum())
    burst = {
        "centre": chance.uniform(begin[stretch], end[stretch]).astype(int),
        "width": np.exp(chance.uniform(np.log(3 * 3600), np.log(60 * 86400), BURSTS)).astype(int),
        "stretch": stretch + 1,
        "theme": chance.integers(1, len(words["categories"]) + 1, BURSTS),
    }
    lists = {"begins": begin, "ends": end, **burst, **words}
    tables = ", ".join(f"{_literal(values)} AS {name}" for name, values in lists.items())
    return (f"CREATE TABLE words AS SELECT {tables}",)


def _literal(values: Iterable[object]) -> str:
    """A list as SQL writes it."""
    return "[" + ", ".join(f"'{value}'" if isinstance(value, str) else f"{value}" for value in values) + "]"


def timed(first: int, rows: int) -> str:
    """The rows `timed` of a WITH, from number `first` on: when each happens, and of which category it is."""
    return f"""placed AS (
      SELECT i, words.*, 1 + floor(pow(u(i, 1), 2.2) * {BURSTS})::INTEGER AS b, u(i, 2) < 0.72 AS in_burst
      FROM range({first}, {rows}) AS r(i), words
    ), timed AS (
      SELECT *, CASE WHEN in_burst
          THEN greatest(begins[stretch[b]], least(ends[stretch[b]] - 1, centre[b] + width[b] * sharp(u(i, 3))))
          ELSE begins[s] + (ends[s] - begins[s]) * u(i, 4) END AS second,
        CASE WHEN in_burst AND u(i, 5) < 0.6 THEN categories[theme[b]]
          ELSE pick(categories, u(i, 6), 1.7) END AS category
      FROM (SELECT *, pick([3, 2, 1], u(i, 7), 1.4) AS s FROM placed)
    )"""


def _rows(rows: int) -> str:
    first = len(LONE) + len(ERAS)
    told = ", ".join(
        f"({number}, '{date}', '{title}', '{kind}')"
        for number, (date, title, kind) in enumerate(
            [(*event, "event") for event in LONE] + [(*era, "era") for era in ERAS]
        )
    )
    return f"""
    WITH {timed(first, rows)}, told AS (
      SELECT i, {_DATE} AS date, {TITLE} AS title, category, {_REST} FROM timed
      UNION ALL BY NAME
      SELECT i, date, title, kind, '3' AS importance FROM (VALUES {told}) AS t(i, date, title, kind)
    )
    SELECT date, title, text, kind, category, actors, tags, place, source, reported, grade,
           metric, value, unit, importance FROM told"""


_DATE = """CASE
  WHEN u(i, 10) < 0.62 THEN stamp(second, '%Y-%m-%d')
  WHEN u(i, 10) < 0.86 THEN stamp(second, '%Y-%m-%dT%H:%M')
  WHEN u(i, 10) < 0.92 THEN stamp(second, '%Y-%m-%dT%H:%M:%S')
  WHEN u(i, 10) < 0.94 THEN stamp(second, '%Y-%m')
  WHEN u(i, 10) < 0.945 THEN stamp(second, '%Y')
  WHEN u(i, 10) < 0.96 THEN stamp(second, '%Y-%m-%d') || pick(['~', '?', '%'], u(i, 11), 2)
  WHEN u(i, 10) < 0.995 THEN stamp(second, '%Y-%m-%d') || '/' || stamp(second + 86400 * exp(7 * u(i, 12)), '%Y-%m-%d')
  WHEN u(i, 10) < 0.999 THEN stamp(second, '%Y-%m-%dT%H:%M') || '/'
    || stamp(second + 3600 * exp(3 * u(i, 12)), '%Y-%m-%dT%H:%M')
  WHEN u(i, 10) < 0.9995 THEN stamp(second, '%Y-%m-%d') || '/..'
  ELSE stamp(second, '%Y-%m-XX') END"""

TITLE = """CASE WHEN has_figure(i)
  THEN pick(sources, u(i, 25), 2) || ' counts ' || pick(metrics, u(i, 41), 1.5) || ' in ' || pick(places, u(i, 24), 2.5)
  ELSE pick(subjects, u(i, 20), 1.6) || ' ' || pick(verbs, u(i, 21), 1.3) || ' ' || pick(objects, u(i, 22), 1.4)
    || pick(manners, u(i, 23), 1) || ' in ' || pick(places, u(i, 24), 2.5) END"""

_REST = """
  pick(places, u(i, 24), 2.5) AS place, pick(sources, u(i, 25), 2) AS source,
  CASE WHEN u(i, 26) < 0.2 THEN 'According to ' || pick(sources, u(i, 25), 2) || ', ' || pick(subjects, u(i, 27), 1)
    || ' ' || pick(verbs, u(i, 28), 1) || ' ' || pick(objects, u(i, 29), 1) || ' the day before.' END AS text,
  CASE WHEN u(i, 30) < 0.7 THEN pick(actors, u(i, 31), 2)
    || CASE WHEN u(i, 32) < 0.25 THEN '; ' || pick(actors, u(i, 33), 1) ELSE '' END END AS actors,
  CASE WHEN u(i, 34) < 0.15 THEN pick(tags, u(i, 35), 1.5) END AS tags,
  CASE WHEN u(i, 36) < 0.2 OR has_figure(i)
    THEN stamp(second + 86400 * (1 + floor(pow(u(i, 37), 3) * 20)), '%Y-%m-%d') END AS reported,
  CASE WHEN u(i, 38) < 0.3 THEN pick(['B', 'C', 'A', 'D', 'F', 'E'], u(i, 38) / 0.3, 1.5)
    || pick(['2', '3', '1', '4', '6', '5'], u(i, 39), 1.5) END AS grade,
  CASE WHEN has_figure(i) THEN pick(metrics, u(i, 41), 1.5) END AS metric,
  CASE WHEN has_figure(i) THEN pick(['', '', '~', '>', '+'], u(i, 42), 1)
    || floor(10 * exp(6 * u(i, 43)))::INTEGER END AS value,
  CASE WHEN has_figure(i) THEN 'people' END AS unit,
  CASE WHEN u(i, 44) < 0.001 THEN '3' WHEN u(i, 44) < 0.4 THEN '1' END AS importance"""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("path", type=Path, help="the CSV to write")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many rows, the header apart")
    parser.add_argument("--seed", type=int, default=7, help="another number makes another record")
    options = parser.parse_args()
    began = time.monotonic()
    write(options.path, options.rows, options.seed)
    size = options.path.stat().st_size / 1e6
    print(f"{options.rows:,} rows, {size:,.0f} MB, in {time.monotonic() - began:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
