"""The chart of the view as a picture: lines and letters, or points. No browser is needed."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import orjson

from components.exporters._captions import captions
from components.exporters._exported_view import Subject
from components.exporters._registry import exporter

if TYPE_CHECKING:
    from components.pictures.standalone_image import Picture

WIDTH: Final = 1600
SHARP: Final = 2.0
"""Points for each pixel."""


@exporter(
    "svg",
    title="Drawing",
    explains="The chart as lines and letters, sharp at any size, with its title, its moment and its sources.",
    suffix="svg",
    mime="image/svg+xml",
    order=20,
    is_on_page=False,
)
def svg(subject: Subject) -> bytes:
    """Its letters travel in it."""
    return _picture(subject).svg()


@exporter(
    "png",
    title="Picture",
    explains="The same in points, 3,200 across.",
    suffix="png",
    mime="image/png",
    order=21,
    is_on_page=False,
)
def png(subject: Subject) -> bytes:
    """On a wide sheet."""
    return _picture(subject).png(SHARP)


def _picture(subject: Subject) -> "Picture":
    from components import pictures  # these take their time to import, which few need
    from components.pictures.charts import named
    from components.pictures.standalone_image import picture_of

    view = replace(subject.view, chart="", page="", columns=(), file="", event="")
    frame = pictures.Frame(named(subject.view).name, WIDTH)
    figure = orjson.loads(pictures.picture(subject.dataset, view, frame, subject.scales))
    return picture_of(figure, WIDTH, captions(subject, subject.sources))
