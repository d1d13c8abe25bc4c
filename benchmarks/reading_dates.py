"""How many different cells a second are read as dates: `python -m benchmarks.reading_dates`."""

import time
from collections.abc import Callable, Iterator

from data import dates
from data.dates import calendar

CELLS = 200_000


def days() -> Iterator[str]:
    return (calendar.to_iso(calendar.seconds(1000) + number * calendar.DAY)[:10] for number in range(CELLS))


def minutes() -> Iterator[str]:
    return (calendar.to_iso(1_640_000_000 + number * 61)[:16] for number in range(CELLS))


def utc() -> Iterator[str]:
    return (text + ":05Z" for text in minutes())


def mixed() -> Iterator[str]:
    """Everything EDTF has, and dates that are spelled out: the slow way."""
    forms = (
        "{y}~",
        "{y}-XX",
        "{y}-{m}?",
        "{y}-{m}-{d}/..",
        "{y}/{n}",
        "[{y},{n}]",
        "{y}-21",
        "{y}-{m}~-{d}",
        "{y}-{m}-{d}%",
    )
    spelled = (
        "{day} January {y}",
        "Jan {day}, {y}",
        "{y}/{month}/{day}",
        "{y}-{m}-{d} 14:30",
        "{y}-{m}-{d}T14:30+06:00",
    )
    for number in range(CELLS):
        year, month, day = number // 168 % 9000 + 100, number // 14 % 12 + 1, number % 28 + 1
        form = (*forms, *spelled)[number % 14]
        yield form.format(y=f"{year:04}", n=f"{year + 1:04}", m=f"{month:02}", d=f"{day:02}", month=month, day=day)


def measure(name: str, make: Callable[[], Iterator[str]]) -> None:
    texts = list(make())
    count = len(set(texts))
    began = time.process_time()
    column = dates.read_column(texts, zone="Asia/Almaty")
    seconds = time.process_time() - began
    parsed = sum(isinstance(span, dates.Span) for span in column.spans)
    print(
        f"{name:32} {count / seconds:>10,.0f} different cells a second of processor ({parsed:,} of {len(texts):,} read)"
    )


if __name__ == "__main__":
    measure("plain days", days)
    measure("plain days and times", minutes)
    measure("plain times in UTC", utc)
    measure("all of EDTF, and spelled dates", mixed)
