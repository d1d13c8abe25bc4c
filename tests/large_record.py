"""A record of a few hundred events that is thought large: with count tables, an index of its words, and its columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.bulk import preview
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.engine import count_tables
from data.reading import reader

DATES = ("1900", "1950-02-03", "../1950-02-03", "[..1960-01-01]", "1950-02-03T04:05", "1950/..", "1950/1960", "-0043",
         "1969-12-31", "1950-02-04/1950-02-05", "1950-02-04")  # fmt: skip
HEADER = "date,title,kind,category,actors,tags,place,source,reported,grade,metric,value,unit,importance,Region,Number\n"


def line(n: int) -> str:
    """Record number n: every column is filled in some, and each has several values."""
    said = (
        *(DATES[n % len(DATES)], f"{('Fuel', 'Prices', 'rise')[n % 3]} {n % 9} rise", "era" * (n % 29 == 0)),
        *("ABC"[n % 3] if n % 7 else "", ("Ann; Bo", "Bo", "", "Ann")[n % 4], ("t1; t2; t3", "", "t2")[n % 3]),
        *(f"Town {n % 5}" if n % 11 else "", f"S {n % 4}" if n % 13 else "", f"19{70 + n % 20}" if n % 2 else ""),
        *(
            ("A1", "B2", "")[n % 3],
            "dead" if n % 19 == 0 else "",
            "4" if n % 19 == 0 else "",
            "people" if n % 38 == 0 else "",
            str(1 + n % 3),
        ),
        *(("North", "South", "")[n % 3], str(n)),
    )
    return ",".join(f'"{cell}"' for cell in said) + "\n"


@contextmanager
def thought_large(place: Path, events: int = 500) -> Iterator[Dataset]:
    """The record opened, from a file in this folder, as a large one is."""
    (place / "events.csv").write_text(HEADER + "".join(map(line, range(events))), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_CACHE", str(place / "cache"))
        patch.setattr(reader, "LARGE", 1_000)
        patch.setattr(opening, "LEAST_INDEXED", 1)
        patch.setattr(count_tables, "LEAST", 1)
        patch.setattr(count_tables, "SHARE", 0)
        patch.setattr(preview, "LEAST", 1)
        opened = opening.open_file(place / "events.csv")
        assert opened._index
        opened._index.build()
        yield opened
        opened.close()
