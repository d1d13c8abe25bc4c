"""Tasks as Microsoft Project writes them to CSV and to Excel: a day of the week before each date.

Source: the export maps of Microsoft Project. The day of the week says which of two numbers is the day, where a date of
the sheet tells.
"""

import re

from data.profiles._registry import Out, profile

_WEEKDAY = re.compile(r"[^\W\d_]{2,4}\.?\s+(?=[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}(?![0-9]))")


def _day(when: str) -> str:
    """A date of short numbers without the day of the week; “NA” is none.

    >>> _day("Wed 1/5/22"), _day("Wed 1/5/2022"), _day("NA")
    ('1/5/22', 'Wed 1/5/2022', '')
    """
    return "" if when == "NA" else _WEEKDAY.sub("", when)


for _name in ("Name", "Task Name"):
    profile(
        f"Microsoft Project ({_name})",
        f"{_name}, Start, Finish, Duration, Predecessors",
        {
            "date": Out(_day, ("Start",)),
            "end": Out(_day, ("Finish",)),
            "title": _name,
            "actors": Out(lambda names: names.replace(",", ";"), ("Resource Names",)),
            "text": "Notes",
        },
    )
