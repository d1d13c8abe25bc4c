"""The briefer's notes, apart from the slides that everybody may see."""

from dataclasses import dataclass

import orjson

from components.deck.slide_types import Deck, deck_json, without_notes


@dataclass(frozen=True, slots=True)
class Briefing:
    """A deck as JSON for everybody's eyes, and apart from it the notes for the briefer's: by the number of a slide."""

    deck: bytes
    notes: bytes

    @classmethod
    def of(cls, made: Deck) -> "Briefing":
        """The two parts of a deck."""
        notes = {str(slide.number): slide.notes for slide in made.slides if slide.notes}
        return cls(deck_json(without_notes(made)), orjson.dumps(notes))

    @property
    def size(self) -> int:
        """Bytes of both."""
        return len(self.deck) + len(self.notes)
