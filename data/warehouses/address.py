"""Where events live that are in no file of ours: the address of an engine, a table in it, and which column is which.

    parse("warehouse.toml"), parse("postgres://reader@host/db#public.incidents"), parse("file.duckdb#incidents")

A password is in none of these: `${NAME}` in an address stands for a variable of the environment.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlsplit

from data import settings as settings_files
from data.errors import BadSettings, shown
from data.files import folder
from data.schema import NAMES
from data.settings import DEFAULT, Settings

ENDINGS: Final = (".duckdb", ".ddb")
NAMED: Final = (*NAMES, "words")
"""What a column may be named as; `words` holds the text to be searched, folded."""
SECONDS: Final = 60
"""How often it is asked whether anything has changed, unless the file says `seconds`."""
ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_VARIABLE: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SECRET: Final = re.compile(r"pass|pwd|secret|token|key$", re.IGNORECASE)
_NO_PASSWORD: Final = (
    "Write ${NAME} for a variable of the environment in its place, or use the driver's own way, as PGPASSFILE."
)


@dataclass(frozen=True, slots=True)
class Source:
    """address: as it was written, without a secret; a path where it is a DuckDB file. table: "" for the only one.

    columns: our name and the table's. changed: the column that says when a row was last written, if there is one.
    """

    address: str
    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    settings: Settings = DEFAULT
    changed: str = ""
    seconds: int = SECONDS

    @property
    def is_file(self) -> bool:
        """Whether it is a DuckDB file, and no server."""
        return not ADDRESS.match(self.address)

    @property
    def name(self) -> str:
        """What it is called on the page: its table, or its file."""
        return Path(self.address).name if self.is_file else self.table


def is_source(events: Path | str) -> bool:
    """Whether EVENTS names an engine's table, or a TOML file that does; else it is a file of events."""
    text = str(events)
    return bool(ADDRESS.match(text)) or Path(_split(text)[0]).suffix.lower() in (*ENDINGS, ".toml")


def name_of(events: Path | str) -> str:
    """What EVENTS is called while it is not open yet."""
    address, table = _split(str(events))
    path = Path(events)
    return folder.home(path).name if folder.is_many(path) else table or Path(address).name


def files(events: Path | str) -> tuple[Path, ...]:
    """The files of ours that say what the source is; not all of them need be there."""
    text = str(events)
    if ADDRESS.match(text) and not text.startswith("duckdb://"):
        return ()
    path = Path(_split(text.removeprefix("duckdb://"))[0])
    return (path,) if path.suffix.lower() == ".toml" else (path, settings_files.beside(path))


def parse(events: Path | str) -> Source:
    """The source that EVENTS names. Raises BadSettings, which says what to write instead."""
    text = str(events)
    address, table = _split(text.removeprefix("duckdb://"))
    if ADDRESS.match(address):
        return _check(Source(address, table))
    path = Path(address)
    if path.suffix.lower() == ".toml":
        return _read(path, "", table)
    beside = settings_files.beside(path)
    return _read(beside, address, table) if beside.is_file() else Source(address, table)


def expand(address: str, environment: Mapping[str, str] = os.environ) -> str:
    """The address with the values of its variables, for the driver alone. Raises BadSettings where one is not set."""
    for name in _VARIABLE.findall(address):
        if not environment.get(name):
            raise BadSettings(f"The variable {name} of the address is not set.", advice=f"Start with {name}=… before.")
    return _VARIABLE.sub(lambda match: quote(environment[match[1]], safe=""), address)


def _split(text: str) -> tuple[str, str]:
    address, _, table = text.partition("#")
    return address, table.strip()


def _read(path: Path, address: str, table: str) -> Source:
    """A source as a TOML file describes it; address and table are those given beside it, if any."""
    table_settings = settings_files.toml(settings_files.text_of(path), path.name)
    texts = {name: _text(table_settings, name, path.name) for name in ("address", "table", "changed")}
    columns = settings_files.columns_of(table_settings.pop("columns", {}), path.name, NAMED)
    seconds = _seconds(table_settings.pop("seconds", SECONDS), path.name)
    settings = settings_files.of_table(table_settings, path.name)
    address = address or texts["address"]
    if not address:
        advice = 'Write address = "postgres://reader@host/db" and table = "public.incidents".'
        raise BadSettings(f"{path.name} does not say where the events are.", advice=advice)
    address, named = _split(address.removeprefix("duckdb://"))
    address = address if ADDRESS.match(address) else str(path.parent / address)
    return _check(Source(address, table or named or texts["table"], columns, settings, texts["changed"], seconds))


def _text(values: dict[str, Any], key: str, name: str) -> str:
    value = values.pop(key, "")
    if not isinstance(value, str):
        raise BadSettings(f"{name}: {key} is no text.", text=str(value), advice=f'Write {key} = "…".')
    return value.strip()


def _seconds(values: object, name: str) -> int:
    if not isinstance(values, int) or isinstance(values, bool) or not 1 <= values <= 86_400:
        raise BadSettings(f"{name}: seconds is {shown(str(values))}.", advice="Write a number from 1 to 86400.")
    return values


def _check(source: Source) -> Source:
    """The source, if its address holds no secret. Raises BadSettings, which does not repeat it."""
    if source.is_file:
        if Path(source.address).suffix.lower() not in ENDINGS:
            advice = "Write an address, as in postgres://reader@host/db, or a file that ends in .duckdb."
            raise BadSettings(f"{shown(source.address)} is no address of an engine.", advice=advice)
        return source
    try:
        parts = urlsplit(source.address)
        _ = parts.port  # which raises where it is no number
        secrets = [parts.password or ""] + [value for key, value in parse_qsl(parts.query) if _SECRET.search(key)]
    except ValueError:
        advice = "Write it as in postgres://reader@host:5432/db."
        raise BadSettings("The address cannot be read.", advice=advice) from None
    if any(secret and not _VARIABLE.fullmatch(secret) for secret in secrets):
        raise BadSettings("There is a password in the address.", advice=_NO_PASSWORD)
    if not source.table:
        advice = 'Write #public.incidents after the address, or table = "public.incidents" in the file.'
        raise BadSettings("The address does not say which table holds the events.", advice=advice)
    return source


def stamps(*paths: Path) -> tuple[tuple[int, int, int] | None, ...]:
    """What changes whenever one of the files is written again; None for one that is not there."""
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
