"""Correlates of War: the Militarized Interstate Disputes, and the lists of wars; -9 is unknown, -8 does not apply.

Source: the codebooks of the MID data and of the COW war data. A dispute of the first has a number and no name.
"""

from data.profiles._cells import line, together
from data.profiles._registry import Out, profile
from data.profiles.gtd import as_known

HOSTILITY = {
    "1": "No militarized action", "2": "Threat to use force", "3": "Display of force", "4": "Use of force", "5": "War",
}  # fmt: skip
ONGOING = "-7"
"""The year in which a war ended that has not."""


def _end(year: str, month: str, day: str) -> str:
    """The last day as far as it is known; two dots where there is none yet.

    >>> _end("1902", "8", "-9"), _end("-7", "-7", "-7"), _end("-8", "-8", "-8")
    ('1902-08', '..', '')
    """
    return ".." if year == ONGOING else as_known(year, month, day)


def _dispute(number: str, state: str) -> str:
    """What a dispute is called: it has a number only.

    >>> _dispute("2", ""), _dispute("2", "UKG")
    ('Dispute 2', 'Dispute 2, UKG')
    """
    return line(f"Dispute {number}", state)


def _hostility(level: str) -> str:
    return HOSTILITY.get(level, "")


profile(
    "Correlates of War (disputes)",
    "dispnum, stday, stmon, styear, endday, endmon, endyear",
    {
        "date": Out(as_known, ("styear", "stmon", "stday")),
        "end": Out(_end, ("endyear", "endmon", "endday")),
        "title": Out(_dispute, ("dispnum", "stabb")),
        "category": Out(_hostility, ("hostlev",)),
        "actors": "stabb",
    },
    note="A -9 is not known.",
)
profile(
    "Correlates of War (wars)",
    "WarNum, WarName, StartYear1, StartMonth1, StartDay1, EndYear1",
    {
        "date": Out(as_known, ("StartYear1", "StartMonth1", "StartDay1")),
        "end": Out(_end, ("EndYear1", "EndMonth1", "EndDay1")),
        "title": Out(line, ("WarName", "StateName")),
        "category": "WarName",
        "actors": Out(together, ("StateName", "SideA", "SideB")),
    },
    note="A -9 is not known, a -7 has not ended. Only the first stretch of a war that was broken off is drawn.",
)
