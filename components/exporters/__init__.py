"""Ways to take the events away, one file each, found by themselves."""

from components.exporters._registry import EXPORTERS, Exporter, Sheet, discover

discover(__name__, __path__)

__all__ = ["EXPORTERS", "Exporter", "Sheet"]
