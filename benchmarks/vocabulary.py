"""The words that made-up events are told in. The first of each list are the commonest."""

__all__ = ["ACTORS", "CATEGORIES", "MANNERS", "METRICS", "OBJECTS", "PLACES", "SOURCES", "SUBJECTS", "TAGS", "VERBS"]

CATEGORIES = ("Incident", "Protest", "Statement", "Arrest", "Negotiation", "Disaster")
METRICS = ("detained", "injured", "killed", "evacuated", "missing")
TAGS = ("security", "economy", "health", "weather", "transport", "energy", "elections", "border", "media", "courts")
MANNERS = (
    "",
    " again",
    " at night",
    " without warning",
    " peacefully",
    " for the third time",
    " under guard",
    " as planned",
)

_WHO = (
    "Police",
    "Crowds",
    "Miners",
    "Officials",
    "Students",
    "Drivers",
    "Judges",
    "Guards",
    "Soldiers",
    "Farmers",
    "Nurses",
    "Observers",
    "Teachers",
    "Volunteers",
    "Engineers",
    "Shopkeepers",
)
_WHICH = ("", " from the north", " from the port", " of the old town", " on the bridge", " near the station")
SUBJECTS = tuple(who + which for which in _WHICH for who in _WHO)

VERBS = (
    "close",
    "block",
    "occupy",
    "leave",
    "inspect",
    "open",
    "guard",
    "demand",
    "refuse",
    "search",
    "repair",
    "return to",
    "announce",
    "lose",
    "reach",
    "surround",
    "cross",
    "abandon",
    "defend",
    "film",
    "photograph",
    "visit",
    "map",
)

_WHAT = (
    "road",
    "market",
    "square",
    "warehouse",
    "airfield",
    "pipeline",
    "depot",
    "school",
    "clinic",
    "bridge",
    "archive",
    "quarry",
    "power line",
    "railway",
    "harbour",
    "mine",
)
_OF = ("the", "the eastern", "the western", "the only", "the disputed", "the new")
OBJECTS = tuple(f"{of} {what}" for of in _OF for what in _WHAT)

_BEGIN = ("Ak", "Kara", "Zhana", "Tem", "Bal", "Or", "Shu", "Kok", "Ala", "Sary", "Ust", "Bes", "Kyz", "Tas", "Zher")
_END = (
    "bulak",
    "tau",
    "kent",
    "su",
    "ozen",
    "kol",
    "tas",
    "dala",
    "arka",
    "say",
    "tobe",
    "kum",
    "bay",
    "gorsk",
    "mys",
    "aral",
    "shoky",
    "zhar",
    "koy",
    "bel",
)
PLACES = tuple(begin + end for end in _END for begin in _BEGIN)
"""Three hundred."""

_TOWN = ("Northern", "Harbour", "Steppe", "Evening", "Border", "Central", "Valley", "Free", "People’s", "Railway")
_PAPER = ("Courier", "Ministry", "Radio", "Observer", "Agency")
SOURCES = tuple(f"{town} {paper}" for paper in _PAPER for town in _TOWN)
"""Fifty."""

ACTORS = tuple(
    f"{first} {last}"
    for last in ("Council", "Brigade", "Union", "Court", "Committee", "Command", "Assembly", "Front")
    for first in ("City", "National", "Joint", "Youth", "Workers’", "Regional", "Red", "Green", "Second", "Border")
)
