"""Foreign formats, one file each: whatever is in this folder is found and registered by itself."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from data.importers._registry import IMPORTERS, Importer, Sheet, importer

__all__ = ["IMPORTERS", "Importer", "Sheet", "importer", "importer_for"]

for _module in iter_modules(__path__):
    if not _module.name.startswith("_"):
        import_module(f"{__name__}.{_module.name}")


def importer_for(name: str) -> Importer:
    """What reads a file of this name; a name that says nothing is taken for a CSV, and looked at."""
    return IMPORTERS.get(Path(name).suffix.lower(), IMPORTERS[".csv"])
