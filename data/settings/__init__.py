"""How a data set is shown: read from the TOML file of the same name beside the CSV. Every key is optional."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from data.errors import BadSettings, shown
from data.files import folder
from data.schema import BESIDE, NAMES, did_you_mean
from data.settings import access as access_settings
from data.settings.access import USUAL, Access
from data.settings.briefing import UNSAID, BriefingSettings, briefing_settings

T = TypeVar("T")
SHAPES = ("circle", "square", "diamond", "triangle", "hexagon")
_SITE = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Category:
    """A category in its place in the order, with a colour (also for the dark page) and a shape; "" means assigned."""

    name: str
    color: str = ""
    dark_color: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class MetricSetting:
    """What a figure is called on its card, and what it is counted in."""

    name: str
    label: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that has a name, and perhaps a note. link: what stands behind the question mark of its link."""

    name: str
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it; "" and () where the file says nothing."""

    title: str = ""
    subtitle: str = ""
    description: str = ""
    zone: str = ""
    handling: str = ""
    licence: str = ""
    credit: str = ""
    lanes: str = ""
    hide: tuple[str, ...] = ()
    """The lanes of that column that the timeline does not draw until somebody asks for them."""
    categories: tuple[Category, ...] = ()
    metrics: tuple[MetricSetting, ...] = ()
    embed: tuple[str, ...] = ()
    """The sites that may show the timeline in a frame of theirs, as in https://example.org."""
    api: tuple[str, ...] = ()
    """The sites whose pages may ask `/api`, as in https://example.org."""
    mcp: bool = False
    """Whether assistants are answered over HTTP, at `/mcp`."""
    views: tuple[SavedView, ...] = ()
    briefing: BriefingSettings = UNSAID
    columns: tuple[tuple[str, str], ...] = ()
    """Which header is which column, and answers beside them (the day or the month first, …), as in `--map`."""
    access: Access = USUAL

    def mapping(self, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
        """Which header is which column: as the settings say, but for what is chosen over them."""
        return {**dict(self.columns), **(chosen or {})}


DEFAULT = Settings()


def beside(path: Path) -> Path:
    """Where the settings of a CSV are, if there are any; of several files, beside their folder."""
    if folder.is_many(path):
        place = folder.home(path)
        return place.with_name(f"{place.name}.toml")
    return path.with_suffix(".toml")


def of(path: Path) -> Settings:
    """The settings of a CSV: of the file beside it, or the default ones. Raises BadSettings."""
    settings = beside(path)
    try:
        is_there = settings != path and settings.is_file()
    except OSError:  # a folder that may not be looked into: whoever reads the file in it says so
        is_there = False
    return read(settings) if is_there else DEFAULT


def read(path: Path) -> Settings:
    """The settings in a TOML file. Raises BadSettings, which says the key, what was there and what to write."""
    return parse(text_of(path), path.name)


def text_of(path: Path) -> str:
    """The text of a TOML file. Raises BadSettings."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadSettings(f"{path.name} cannot be read: {error.strerror}.", advice="Look at the file.") from None
    except UnicodeDecodeError:
        raise BadSettings(f"{path.name} is not in UTF-8.", advice="Save it as UTF-8, as TOML files are.") from None


def parse(text: str, name: str) -> Settings:
    """The settings in a text; `name` is the file's, for the sentences."""
    return of_table(toml(text, name), name)


def toml(text: str, name: str) -> dict[str, Any]:
    """The TOML table in a text. Raises BadSettings."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        advice = 'Write lines such as title = "My events".'
        raise BadSettings(f"{name} is nested without an end.", advice=advice) from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{name} is not TOML: {error}.", advice='Write lines such as title = "My events".') from None


def of_table(table: dict[str, Any], name: str) -> Settings:
    """The settings in a TOML table; `name` is the file's, for the sentences."""
    categories = _listed(table.pop("categories", []), Category, "categories", name)
    metrics = _listed(table.pop("metrics", []), MetricSetting, "metrics", name)
    views = _listed(table.pop("views", []), SavedView, "views", name)
    embed, api = (_sites(table.pop(key, []), name, key) for key in ("embed", "api"))
    hide = _names(table.pop("hide", []), name)
    mcp = _switch(table.pop("mcp", False), name, "mcp")
    told = briefing_settings(table.pop("briefing", {}), name)
    columns = columns_of(table.pop("columns", {}), name, (*NAMES, *BESIDE))
    access = access_settings.of_table(table.pop("access", {}), name)
    settings = _entry(Settings, table, "", name)
    _check_zone(settings.zone, name)
    for category in categories:
        _check_category(category, name)
    return Settings(
        **{field.name: getattr(settings, field.name) for field in fields(Settings)[:8]},
        categories=categories,
        metrics=metrics,
        hide=hide,
        embed=embed,
        api=api,
        views=views,
        mcp=mcp,
        briefing=told,
        columns=columns,
        access=access,
    )


def _switch(value: object, name: str, key: str) -> bool:
    if not isinstance(value, bool):
        advice = f"Write {key} = true or {key} = false, without quotation marks."
        raise BadSettings(f"{name}: {key} is {shown(str(value))}.", text=str(value), advice=advice)
    return value


def _listed(tables: object, kind: Callable[..., T], key: str, name: str) -> tuple[T, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadSettings(f"{name}: {key} is no list of tables.", advice=f'Write [[{key}]] and below it name = "…".')
    entries = tuple(_entry(kind, table, f"{key} {number}: ", name) for number, table in enumerate(tables, 1))
    names: set[str] = set()
    for number, entry in enumerate(entries, 1):
        entry_name = str(getattr(entry, "name", ""))
        if not entry_name or entry_name in names:
            what = f"the name {shown(entry_name)} is there twice" if entry_name else "there is no name"
            raise BadSettings(f"{name}, {key} {number}: {what}.", advice="Give each a name of its own.")
        names.add(entry_name)
    return entries


def _entry(kind: Callable[..., T], table: Mapping[str, Any], where: str, name: str) -> T:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for key, value in table.items():
        if key not in names:
            advice = did_you_mean(key, names).strip() or f"Known are {', '.join(names)}."
            raise BadSettings(f"{name}, {where}there is no setting called {shown(key)}.", text=key, advice=advice)
        if not isinstance(value, str):
            raise BadSettings(
                f"{name}, {where}{key} is {shown(str(value))}, which is not text.",
                text=str(value),
                advice=f'Write it between quotation marks: {key} = "…".',
            )
    texts = {key: value.strip() for key, value in table.items()}
    return kind(**({"name": ""} if "name" in names else {}) | texts)


def _sites(sites: object, name: str, key: str) -> tuple[str, ...]:
    """The sites of `embed` or `api`, each as an origin: nothing else can get into a header."""
    advice = f'Write {key} = ["https://example.org"]: the beginning of the address, without a path.'
    if not isinstance(sites, list):
        raise BadSettings(f"{name}: {key} is no list of sites.", advice=advice)
    for site in sites:
        if not isinstance(site, str) or not _SITE.fullmatch(site.strip()):
            raise BadSettings(f"{name}: {key} has {shown(str(site))}, which is no site.", text=str(site), advice=advice)
    return tuple(site.strip() for site in sites)


def _names(names: object, name: str) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise BadSettings(f"{name}: hide is no list of names.", advice='Write hide = ["Background"].')
    return tuple(dict.fromkeys(names))


def columns_of(values: object, name: str, known: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The table `columns` of a TOML file: one of the known names, and the header that is read as it. Raises
    BadSettings."""
    if not isinstance(values, dict) or not all(isinstance(header, str) for header in values.values()):
        raise BadSettings(f"{name}: columns is no table.", advice='Write [columns] and below it date = "happened_at".')
    for ours in values:
        if ours not in known:
            advice = did_you_mean(ours, known).strip() or f"Known are {', '.join(known)}."
            raise BadSettings(f"{name}, columns: there is none called {shown(ours)}.", text=ours, advice=advice)
    return tuple(values.items())


def _check_zone(zone: str, name: str) -> None:
    if not zone:
        return
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise BadSettings(
            f"{name}: zone is {shown(zone)}, which is no time zone.",
            text=zone,
            advice="Write a place of the time zone database, as in Asia/Almaty.",
        ) from None


def _check_category(category: Category, name: str) -> None:
    where = f"{name}, category {shown(category.name)}"
    for key in ("color", "dark_color"):
        color = getattr(category, key)
        if color and not _COLOR.fullmatch(color):
            raise BadSettings(
                f"{where}: {key} is {shown(color)}.", text=color, advice="Write six digits, as in #b5431c."
            )
    if category.shape and category.shape not in SHAPES:
        raise BadSettings(
            f"{where}: shape is {shown(category.shape)}.",
            text=category.shape,
            advice=f"Write {', '.join(SHAPES[:-1])} or {SHAPES[-1]}.",
        )
