"""The view as a PowerPoint briefing, every part of which can be changed."""

from components.exporters._exported_view import Subject
from components.exporters._registry import exporter
from data.claims.briefing import MOST_CLAIMS


@exporter(
    "pptx",
    title="A PowerPoint briefing",
    explains="A slide for each event that matters, the timeline as shapes, charts, sources; notes if you may see them.",
    suffix="pptx",
    mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    order=11,
)
def pptx(subject: Subject) -> bytes:
    """Title, timeline, events with their notes, figures, where we stand, sources; nothing in it is fetched."""
    from components import pictures  # these and python-pptx take their time to import, which few need
    from components.deck import deck, without_notes
    from components.pptx import build
    from components.pptx.timeline_slides import PaperTimeline

    briefing = deck(subject.dataset, subject.view)
    briefing = briefing if subject.has_notes else without_notes(briefing)
    timeline = PaperTimeline(*pictures.on_paper(subject.dataset, subject.view))
    are_too_many = sum(row["claims"] for row in subject.sources) > MOST_CLAIMS  # the title slide says so
    return build.file(briefing, timeline, [] if are_too_many else subject.cards)
