"""Ways to take a view away, one file each, found by themselves."""

from components.exporters._captions import captions
from components.exporters._exported_view import Sheet, Subject
from components.exporters._registry import EXPORTERS, Exporter, TooMany, discover, for_suffix

discover(__name__, __path__)

__all__ = ["EXPORTERS", "Exporter", "Sheet", "Subject", "TooMany", "captions", "discover", "for_suffix"]
