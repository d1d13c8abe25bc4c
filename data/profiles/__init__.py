"""Tables of known sources, one file each: whatever is in this folder is found and registered by itself."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from data.profiles._registry import PROFILES, Fit, Out, Profile, fit, headers_of, profile
from data.validation import derived_cells

if TYPE_CHECKING:  # a table is made of records, and those are cut by what knows the sources that come by here
    from data.bulk.distinct import Columns
    from data.validation.table import Table

__all__ = ["PROFILES", "Fit", "Out", "Profile", "fit", "headers_of", "profile", "put", "put_in_engine"]

for _module in iter_modules(__path__):
    if not _module.name.startswith("_"):
        import_module(f"{__name__}.{_module.name}")


def put(table: "Table", fitted: Fit) -> None:
    """The columns of ours in a table of a known source."""
    for name, (write, places) in fitted.written.items():
        derived_cells.put(table, name, write, places)
    table.merged |= fitted.unread


def put_in_engine(of: "Columns", fitted: Fit) -> None:
    """The same for the columns of a large file."""
    for name, (write, places) in fitted.written.items():
        derived_cells.put_in_engine(of, name, write, places)
    of.unread |= fitted.unread


def columns(headers: Sequence[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]] | None:
    """Which header is which column of ours in a table of a known source, and notes; None for any other."""
    fitted = fit(headers, mapping)
    return (fitted.columns, fitted.notes) if fitted else None
