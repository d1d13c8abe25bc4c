"""Foreign formats, one file each: whatever is in this folder is found and registered by itself."""

from importlib import import_module
from pkgutil import iter_modules

from data.importers._registry import (
    FORMATS,
    HEAD,
    IMPORTERS,
    Importer,
    Sheet,
    importer,
    importer_for,
    importer_of,
    is_events,
)

__all__ = [
    "FORMATS",
    "HEAD",
    "IMPORTERS",
    "Importer",
    "Sheet",
    "importer",
    "importer_for",
    "importer_of",
    "is_events",
]

for _module in iter_modules(__path__):
    if not _module.name.startswith("_"):
        import_module(f"{__name__}.{_module.name}")
