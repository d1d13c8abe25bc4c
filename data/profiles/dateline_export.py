"""What our own `convert` writes: beside the cells as written what was understood, of which the date is taken."""

from data.profiles._registry import profile
from data.schema import NAMES

UNDERSTOOD = "start, end, precision, qualifier, low, high, is_increment, is_approximate, known_from"

profile(
    "a file converted by Dateline",
    f"date, title, edtf, {UNDERSTOOD}",
    {**{name: name for name in NAMES if name not in ("date", "end")}, "date": "edtf"},
    unread=f"date, {UNDERSTOOD}",
)
