"""What the settings say of the briefing: sentences of the briefer's own, headings, slides that are left out."""

from dataclasses import dataclass, fields
from typing import Final

from data.errors import BadSettings, shown
from data.schema import did_you_mean
from data.view.briefing_choice_in_link import CAN_HIDE


@dataclass(frozen=True, slots=True)
class SectionSetting:
    """A heading of the briefing: over the slides from this number in the column `slide` on, in so many minutes."""

    title: str
    slide: float
    minutes: float = 0


@dataclass(frozen=True, slots=True)
class BriefingSettings:
    """What the briefer says in his own words, the headings, and which slides are left out."""

    summary: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    sections: tuple[SectionSetting, ...] = ()


UNSAID: Final = BriefingSettings()


def briefing_settings(table: object, name: str) -> BriefingSettings:
    """The table `briefing`. Raises BadSettings."""
    if not isinstance(table, dict):
        raise BadSettings(f"{name}: briefing is no table.", advice='Write [briefing] and below it summary = ["…"].')
    known = [field.name for field in fields(BriefingSettings)]
    for key in table:
        if key not in known:
            advice = did_you_mean(key, known).strip() or f"Known are {', '.join(known)}."
            raise BadSettings(f"{name}, briefing: there is no setting called {shown(key)}.", text=key, advice=advice)
    texts = {key: _sentences(table.get(key, []), key, name) for key in known[:3]}
    for kind in texts["hidden"]:
        if kind not in CAN_HIDE:
            raise BadSettings(f"{name}, briefing: hidden has {shown(kind)}, which is no slide that can be left out.",
                              text=kind, advice=f"Write some of {', '.join(CAN_HIDE)}.")  # fmt: skip
    sections = table.get("sections", [])
    if not isinstance(sections, list):
        raise BadSettings(f"{name}, briefing: sections is no list of tables.", advice="Write [[briefing.sections]].")
    return BriefingSettings(**texts, sections=tuple(_section(one, name) for one in sections))


def _sentences(texts: object, key: str, name: str) -> tuple[str, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadSettings(f"{name}, briefing: {key} is no list of texts.", advice=f'Write {key} = ["…", "…"].')
    return tuple(text.strip() for text in texts if text.strip())


def _section(table: object, name: str) -> SectionSetting:
    advice = 'Write title = "…", slide = 1 and, if you like, minutes = 5 below [[briefing.sections]].'
    numbers = {"slide": 0.0, "minutes": 0.0}
    if not isinstance(table, dict) or not set(table) <= {"title", *numbers}:
        raise BadSettings(f"{name}: a section of the briefing is something else.", text=str(table), advice=advice)
    title, numbers = table.get("title", ""), {key: table.get(key, 0) for key in numbers}
    for key, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise BadSettings(f"{name}, a section of the briefing: {key} is {shown(str(number))}, which is no number.",
                              text=str(number), advice=advice)  # fmt: skip
    if not isinstance(title, str) or not title.strip() or "slide" not in table:
        raise BadSettings(f"{name}: a section of the briefing has no title or no slide.", advice=advice)
    return SectionSetting(title.strip(), **numbers)
