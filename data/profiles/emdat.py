"""EM-DAT, the International Disaster Database: first and last day in three parts each, of which some are not known.

Source: EM-DAT documentation. Tables until 2023 write “Dis No” and “Disaster Subsubtype”.
"""

from data.profiles._cells import line, more, named
from data.profiles._registry import Out, profile
from data.profiles.gtd import as_known


def _title(name: str, kind: str, subtype: str, country: str) -> str:
    """The name of the disaster, else what it was and where.

    >>> _title("", "Flood", "Riverine flood", "Northland"), _title("Ada", "Storm", "", "Northland")
    ('Riverine flood, Northland', 'Ada (Storm), Northland')
    """
    what = subtype or kind
    return line(f"{name} ({what})" if name and what else name or what, country)


def _number(value: str) -> str:
    return more(value.removesuffix(".0"))


for _number_header in ("DisNo.", "Dis No"):
    profile(
        f"EM-DAT ({_number_header})",
        f"{_number_header}, Disaster Type, Start Year, Start Month, Start Day, End Year",
        {
            "date": Out(as_known, ("Start Year", "Start Month", "Start Day")),
            "end": Out(as_known, ("End Year", "End Month", "End Day")),
            "title": Out(_title, ("Event Name", "Disaster Type", "Disaster Subtype", "Country")),
            "category": "Disaster Type",
            "tags": Out(line, ("Disaster Subtype", "Associated Types")),
            "place": Out(line, ("Location", "Country")),
            "latitude": "Latitude",
            "longitude": "Longitude",
            "metric": Out(lambda value: named("deaths")(value), ("Total Deaths",)),
            "value": Out(_number, ("Total Deaths",)),
            "id": _number_header,
        },
        note="A month or day that is empty is not known; Total Deaths is read as so many deaths more.",
    )
