"""What stands on a picture of a chart, where there is no page around it."""

from collections.abc import Iterable
from typing import Final

from components.exporters._exported_view import Subject
from components.words.dates import known_words
from components.words.quantities import number, withdrawn_words
from components.words.safe_text import one_line
from data.answers import Row

MOST_SOURCES: Final = 12


def captions(subject: Subject, sources: Iterable[Row]) -> dict[str, str]:
    """Title, subtitle, handling label, moment, sources and credit, as far as there are any."""
    settings, view = subject.settings, subject.view
    named = [one_line(row["source"], 60) for row in sources if row["source"]]
    more = f" and {number(len(named) - MOST_SOURCES)} more" if len(named) > MOST_SOURCES else ""
    who = f"Sources: {', '.join(named[:MOST_SOURCES])}{more}" if named else ""
    said = {
        "title": subject.title,
        "subtitle": settings.subtitle,
        "handling": settings.handling,
        "asof": known_words(view.asof, view.recorded),
        "sources": ". ".join(part for part in (who, withdrawn_words(subject.withdrawn)) if part),
        "credit": settings.credit,
    }
    return {name: one_line(text, 600) for name, text in said.items() if text}
