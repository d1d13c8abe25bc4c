"""The chosen event, with everything it has; and the key events, where none is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from components import words
from components.widgets.category_mark import Look, mark
from components.widgets.element_tree import Node, el, go, href
from data import remarks
from data.answers.linked_events import LinkedEvent
from data.schema import squeezed
from data.validation.withdrawn import KIND
from data.view import View
from data.view.parameters import OWN

LONG = 4000
"""Characters of one text that are shown at once; the rest is behind a click."""

MOST_LINKS = 12
"""Links of one event that are shown at once."""

MOST_REMARKS = 20
"""Remarks on one event that are shown at once."""

Event = Mapping[str, Any]


def event_panel(
    view: View, event: Event, look: Look, before: Event | None, after: Event | None, linked: Sequence[LinkedEvent] = ()
) -> Node:
    """One event: when, what, who says so, everything else the file has about it, and its neighbours.

    The notes are not in it: they are for the briefer's eyes only.
    """
    is_gone = event["kind"] == KIND
    return el(
        "article",
        el("p", mark(look), words.date_words(event["date"]), class_="when", colors=[look.light, look.dark]),
        el("h2", *long_text(event["title"], 400)),
        figure(event),
        _picture(event),
        paragraphs(event["text"]),
        _quotation(event["quotation"]),
        el(
            "dl",
            *(
                pair
                for name, value in words.facts(event)
                if squeezed(name) != remarks.COLUMN
                for pair in (el("dt", name), el("dd", value))
            ),
        ),
        _source_link(event["url"]),
        _links(view, event, linked),
        _discussion(event),
        el(
            "p",
            el("button", "Copy link", type="button", copy=href(view), class_="plain"),
            go(view, "Close", class_="plain close", event=""),
            class_="acts",
        ),
        _neighbours(view, before, after),
        el("p", el("b", "Withdrawn: "), words.one_line(event["withdrawn"], 400), class_="notice") if is_gone else None,
        class_="event withdrawn" if is_gone else "event",
        tabindex="-1",
        key=event["id"],
        data_testid="event",
        aria_label="Chosen event",
    )


def key_events(view: View, events: Iterable[Event], looks: Mapping[str, Look], title: str) -> Node:
    """The key events in time order, each a way in."""
    rows = [el("li", _way_in(view, event, looks[event["category"]]), key=event["id"]) for event in events]
    if not rows:
        return el(
            "section", el("h2", "Choose an event"), el("p", "Click a mark, or a row of the table.", class_="quiet")
        )
    return el("section", el("h2", title, class_="small"), el("ol", *rows, class_="keys"), data_testid="key-events")


def figure(event: Event) -> Node | None:
    """The figure of the event as it was worded, with its unit."""
    if not event["value"]:
        return None
    unit = " ".join(part for part in (event["unit"], event["metric"]) if part)
    return el("p", el("strong", words.quantity_words(event["value"])), " ", el("span", unit), class_="claim")


def paragraphs(text: str) -> list[Node]:
    """Running text, one element for each of its paragraphs."""
    parts = [part for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n") if part.strip()]
    return [el("p", *long_text(part, LONG), class_="text") for part in parts]


def long_text(text: str, most: int) -> list[Node]:
    """The text, and where it is very long its rest behind a click."""
    if len(text) <= most:
        return [text]
    return [
        text[:most],
        el("details", el("summary", f"… {len(text) - most:,} more characters"), text[most : most + 200_000]),
    ]


def _quotation(text: str) -> Node | None:
    """The words of the report that the row rests on."""
    if not text:
        return None
    return el("figure", el("figcaption", "From the text"), el("blockquote", *long_text(text, LONG)), class_="quotation")


def _discussion(event: Event) -> Node | None:
    """What people say of it in public: who, when, and which questions are open."""
    names = [name for name in event if name.startswith(OWN) and squeezed(name.removeprefix(OWN)) == remarks.COLUMN]
    found = remarks.of_event(event, names)
    if not found:
        return None
    waiting = sum(one.kind == remarks.QUESTION and not one.is_answered for one in found)
    said = f", {waiting} open" if waiting else ""
    lines = [el("li", _remark(one), class_=one.kind, key=f"{at} {one.line[:200]}") for at, one in enumerate(found)]
    shown = [el("ol", *lines[:MOST_REMARKS])]
    if rest := lines[MOST_REMARKS:]:
        shown.append(el("details", el("summary", f"{len(rest)} more"), el("ol", *rest)))
    return el("section", el("h3", f"Remarks{said}"), *shown, class_="linked discussion", aria_label="Remarks",
              data_testid="remarks")  # fmt: skip


def _remark(one: remarks.Remark) -> list[Node | None]:
    kind = {remarks.QUESTION: "answered" if one.is_answered else "question", remarks.ANSWER: "answer"}.get(one.kind)
    who = " · ".join(part for part in (one.who, one.when) if part)
    return [
        el("span", f"{kind} ", class_="how") if kind else None,
        el("span", *long_text(words.clean(one.text), 600)),
        el("span", words.one_line(who, 120), class_="quiet") if who else None,
    ]


def _links(view: View, event: Event, linked: Sequence[LinkedEvent]) -> Node | None:
    """How it bears on other events and they on it: which, who says so, and how far apart they are."""
    if not linked:
        return None
    lines = [el("li", _link(view, event, each), key=f"{each.link} {each.other['id']}") for each in linked]
    rest = [el("details", el("summary", f"{len(lines) - MOST_LINKS} more"), el("ol", *lines[MOST_LINKS:]))]
    shown = [el("ol", *lines[:MOST_LINKS]), *(rest if len(lines) > MOST_LINKS else [])]
    return el("section", *shown, class_="linked", aria_label="Linked events", data_testid="linked")


def _link(view: View, event: Event, each: LinkedEvent) -> list[Node]:
    other = each.other
    way = go(view, el("span", words.one_line(other["title"], 120), class_="name"), event=other["id"])
    says = f"says {words.one_line(each.link.source, 80)}" if each.link.source else "no source named"
    apart = words.apart_words(event["date"], other["date"])
    return [el("span", f"{each.words} ", class_="how"), way, el("span", f"{apart} · {says}", class_="quiet")]


def _way_in(view: View, event: Event, look: Look) -> Node:
    return go(
        view,
        mark(look),
        el("span", words.one_line(event["title"], 160), class_="name"),
        el("span", words.date_words(event["date"]), class_="quiet"),
        event=event["id"],
    )


def _picture(event: Event) -> Node | None:
    """The event's picture, where its address is a web address; its maker and caption under it."""
    address = event["media"]
    if not address.lower().startswith(("http://", "https://")):
        return None
    under = " · ".join(part for part in (event["caption"], event["credit"]) if part)
    image = el("img", src=address, alt=event["alt"] or event["caption"], loading="lazy")
    return el("figure", image, el("figcaption", under) if under else None)


def _source_link(address: str) -> Node | None:
    """The source's address as a link; element_tree.js makes links of http and https only."""
    if not address:
        return None
    host = address.split("//", 1)[-1].split("/", 1)[0]
    return el("p", el("a", f"Read the source at {words.one_line(host, 60)}", href=address), class_="source")


def _neighbours(view: View, before: Event | None, after: Event | None) -> Node:
    ways: Sequence[Node | None] = (
        go(view, el("span", "←", aria_hidden="true"), _name(before), class_="before", event=before["id"])
        if before
        else None,
        go(view, _name(after), el("span", "→", aria_hidden="true"), class_="after", event=after["id"])
        if after
        else None,
    )
    return el("nav", *ways, class_="neighbours", aria_label="Previous and next event")


def _name(event: Event) -> Node:
    return el("span", words.one_line(event["title"], 60), class_="name")
