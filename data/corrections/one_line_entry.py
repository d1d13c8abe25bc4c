"""An event in one line, as one would note it: `5 Jan 2022 Dismissed // source`."""

from typing import Final

from data import dates
from data.errors import BadDate

MOST_WORDS: Final = 12
"""Of a date that is spelled: “some time between 5 January 2022 and 7 February 2022”."""
SOURCE: Final = " // "


def one_line(text: str, today: str) -> dict[str, str]:
    """The cells of an event: its date, as far as the line begins with one, else today's; its title; who says so.

    >>> one_line("5 Jan 2022 Dismissed // Ministry", "2026-01-01")
    {'date': '5 Jan 2022', 'title': 'Dismissed', 'source': 'Ministry'}
    >>> one_line("Troops arrive", "2026-01-01")
    {'date': '2026-01-01', 'title': 'Troops arrive', 'source': ''}
    """
    said, _, source = text.strip().partition(SOURCE)
    parts = said.split()
    for count in range(min(MOST_WORDS, len(parts) - 1), 0, -1):
        date = " ".join(parts[:count])
        if _is_date(date.rstrip(":,")):
            title = " ".join(parts[count:]).lstrip("–—-: ")
            return {"date": date.rstrip(":,"), "title": title, "source": source.strip()}
    return {"date": today, "title": " ".join(parts), "source": source.strip()}


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except BadDate:
        return False
    return any(sign.isdigit() for sign in text)
