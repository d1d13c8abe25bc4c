"""The view as a PowerPoint briefing, every part of which can be changed."""

from components.exporters._exported_view import Subject
from components.exporters._registry import exporter


@exporter(
    "pptx",
    title="A PowerPoint briefing",
    explains="A slide for each event that matters, the timeline as shapes, charts, sources; notes if you may see them.",
    suffix="pptx",
    mime="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    order=11,
)
def pptx(subject: Subject) -> bytes:
    """The slides of the screen under the same numbers, with their notes; nothing in it is fetched."""
    from components.deck import without_notes  # these take their time to import
    from components.pictures.briefing_charts import briefing_deck, paper_timeline
    from components.pptx import build
    from components.pptx.timeline_slides import PaperTimeline

    dataset, view = subject.dataset, subject.view
    briefing = briefing_deck(dataset, view)
    briefing = briefing if subject.has_notes else without_notes(briefing)
    told = [slide.id for slide in briefing.slides[: briefing.main] if slide.id]
    return build.file(briefing, PaperTimeline(*paper_timeline(dataset, view, told)))
