"""Tables of known sources, one file each: whatever is in this folder is found and registered by itself."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules

from data.profiles._registry import NOWHERE, PROFILES, Fit, Out, Profile, Write, fit, headers_of, profile

__all__ = ["NOWHERE", "PROFILES", "Fit", "Out", "Profile", "Write", "fit", "headers_of", "profile"]

for _module in iter_modules(__path__):
    if not _module.name.startswith("_"):
        import_module(f"{__name__}.{_module.name}")


def columns(headers: Sequence[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]] | None:
    """Which header is which column of ours in a table of a known source, and notes; None for any other."""
    fitted = fit(headers, mapping)
    return (fitted.columns, fitted.notes) if fitted else None
