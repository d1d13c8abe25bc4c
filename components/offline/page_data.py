"""All that the one file knows of a view, as plain values: the axis, the lanes, each event in words, who says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from components import theme, words
from components.dataset_scales import Scales
from components.offline.drawing import drawing
from components.words.quantities import quantity_words
from data import dates
from data.answers import OTHERS
from data.claims.cards import Card
from data.settings import Settings
from data.view import View
from data.view.parameters import NAMES

Row = Mapping[str, Any]
MOST_TITLE, MOST_TEXT = 400, 20_000


def chart(view: View, scales: Scales, settings: Settings, events: Iterable[Row], eras: Iterable[Row]) -> dict[str, Any]:
    """The timeline: moments in seconds, null where open; places as `meta.scale` of a picture has them."""
    end = dates.parse(view.asof).end if view.asof else None
    known = (end, f"as known on {words.date_words(view.asof)}") if end is not None else None
    if known is None and scales.known is not None:
        known = (scales.known.seconds, scales.known.words)
    return {
        "drawing": drawing(),
        "scale": {"t": list(scales.scale.times), "x": list(scales.scale.places)},
        "whole": list(scales.scale.whole),
        "window": list(view.window) if view.window else None,
        "folds": [
            {"start": fold.start, "end": fold.end, "words": words.duration_words(fold.empty)}
            for fold in scales.scale.folds
        ],
        "recordEnd": min(scales.record_end, end) if end is not None else scales.record_end,
        "known": {"at": known[0], "words": known[1]} if known else None,
        "styles": styles(scales, settings),
        "lanes": [{"name": lane.name, "category": lane.category} for lane in scales.lanes],
        "events": [_event(row, scales) for row in events],
        "eras": [_span(row) for row in eras],
    }


def styles(scales: Scales, settings: Settings) -> dict[str, dict[str, str]]:
    """For each category the name of its style, its colours on light and on dark, its shape around nothing."""
    light = theme.styles(scales.categories, settings.categories)
    dark = theme.styles(scales.categories, settings.categories, dark=True)
    return {
        name: {
            "name": f"c{index}",
            "light": style.color,
            "dark": dark[name].color,
            "path": theme.outline(style.shape, 0, 0, style.size),
        }
        for index, (name, style) in enumerate(light.items())
    }


def categories(scales: Scales) -> list[dict[str, str]]:
    """The categories in their order, each with its name in words."""
    return [{"value": name, "name": words.one_line(name, 60) or "No category"} for name in (*scales.categories, "")]


def cards(claimed: Iterable[Card]) -> list[dict[str, Any]]:
    """The figures as they are claimed, each with who said it and what it was before."""
    return [
        {
            "label": words.one_line(card.label, 60),
            "value": quantity_words(card.value),
            "said": ", ".join(filter(None, (words.one_line(card.source, 80), words.date_short(card.date_said)))),
            "more": [line for line in (words.rise_words(card), words.spread_words(card)) if line],
            "event": card.event,
        }
        for card in claimed
    ]  # fmt: skip


def sources(rows: Iterable[Row], events: Iterable[Row]) -> list[dict[str, Any]]:
    """Who says so, how often, and under which addresses."""
    links: dict[str, dict[str, None]] = defaultdict(dict)
    for row in events:
        if row["url"]:
            links[row["source"]][row["url"]] = None
    return [
        {
            "name": words.one_line(row["source"], 200),
            "count": "1 event" if row["events"] == 1 else f"{words.number(row['events'])} events",
            "links": list(links[row["source"]])[:20],
        }
        for row in rows
    ]


def _event(row: Row, scales: Scales) -> dict[str, Any]:
    when, title = words.date_words(row["date"]), words.one_line(row["title"], MOST_TITLE)
    figure = " ".join(part for part in (quantity_words(row["value"]), row["unit"]) if part) if row["value"] else ""
    source = words.one_line(row["source"], 120)
    return _span(row) | {
        "lanes": _lanes(row, scales),
        "category": row["category"] if row["category"] in scales.categories else "",
        "title": title,
        "when": when,
        "source": source,
        "figure": words.clean(figure),
        "text": words.clean(row["text"])[:MOST_TEXT],
        "facts": words.facts(row),
        "links": [
            [f"{name} {_host(row[column])}", row[column]]
            for column, name in (("url", "Read the source at"), ("media", "A picture at"))
            if row[column]
        ],
        "tip": "\n".join(part for part in (title, when, source) if part),
        "words": row["words"],
    }


def _span(row: Row) -> dict[str, Any]:
    """What is drawn of an event, or an era."""
    is_set = row["date"].startswith(("[", "{"))
    soft = {side: row[f"{side}_qualifier"] in ("~", "%") or is_set for side in ("start", "end")}
    return {
        "id": row["id"],
        "start": row["start"],
        "end": row["end"],
        "softStart": soft["start"],
        "softEnd": soft["end"],
        "isUncertain": bool({"?", "%"} & {row["start_qualifier"], row["end_qualifier"]}),
        "isInterval": "/" in row["date"],
        "isSet": is_set,
        "importance": row["importance"],
        "label": words.one_line(row["title"], 200),
    }


def _lanes(row: Row, scales: Scales) -> list[int]:
    """In which lanes the event stands, as places in `scales.lanes`."""
    if scales.lane in NAMES:
        names = [name.strip() for name in row[NAMES[scales.lane]].split(";")]
    else:
        names = [str(row[scales.lane]) if scales.lane in row else ""]
    values = {OTHERS if value in scales.merged else value for value in names}
    return [index for index, lane in enumerate(scales.lanes) if lane.value in values]


def _host(address: str) -> str:
    return words.one_line(address.split("//", 1)[-1].split("/", 1)[0], 60)
