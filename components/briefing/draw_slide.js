// A slide as elements: what it says, the figures as of then, the timeline along the foot. What differs from kind to kind
// of slide is one function each; a slide is read from right to left where its headline is.

import { drawCard, drawDrawing, drawGrowths, drawOwnFigure, drawPicture, drawTable } from "./draw_figures.js";
import { drawDisputes, drawSources, drawStanding } from "./draw_lists.js";
import { el, isRightToLeft, joined, makeSign } from "./slide_elements.js";
import { drawStrip } from "./timeline_strip.js";

const FEW = 90;   // letters of a text beside which a headline stands alone
const WITHOUT_STRIP = new Set(["timeline", "chart", "growth", "map", "table", "sources", "open"]);

/** One part of a slide. part: { headline, text, items, cards, of, at }; what is missing in it is left out. */
export function drawSlide(deck, slide, part) {
  const look = slide.look, colors = look ? [look.light, look.dark] : null;
  const main = MAIN[slide.kind](deck, slide, part).filter(Boolean), aside = slide.kind === "title" || slide.kind === "event" ? drawAside(slide, part) : [];
  const isLone = slide.kind === "event" && !aside.length && (part.text ?? "").length <= FEW && part.of === 1 && !slide.figure?.is_headline;
  const classes = ["slide", slide.kind, aside.length ? "" : "wide", isLone ? "lone" : "", slide.is_reserve ? "reserve" : ""];
  return el("section", { class: classes.filter(Boolean).join(" "), colors, dir: isRightToLeft(slide.headline || deck.title) ? "rtl" : "ltr" },
    el("header", {}, el("span", { class: "name" }, slide.kind === "title" ? "" : joined([deck.title, deck.day, slide.section])),
      deck.handling && el("b", { class: "handling", dir: "auto" }, deck.handling),
      el("span", { class: "number" }, el("bdi", { dir: "ltr" }, slide.is_reserve ? `${slide.number} · in reserve` : `${slide.number} / ${deck.main}`))),
    el("div", { class: "main" }, ...main),
    el("aside", { class: aside.length < 3 && !slide.picture ? "few" : null }, ...aside),
    WITHOUT_STRIP.has(slide.kind) ? null : drawStrip(deck, slide));
}

const headlineOf = (tag, text) => el(tag, { dir: "auto" }, text);
const textOf = text => text && el("p", { class: "text", dir: "auto" }, text);
const dateOf = (texts, part) => el("p", { class: "date" }, joined(texts), part.of > 1 && el("span", { class: "of" }, `${part.at} of ${part.of}`));

const drawn = (deck, slide, part) => [dateOf([slide.known], part), headlineOf("h2", part.headline), drawDrawing(slide.drawing)];

const MAIN = {
  title: drawTitle, event: drawEvent,
  summary: (deck, slide, part) => [dateOf([slide.known], part), headlineOf("h2", part.headline), ...drawStanding(slide, part)],
  closing: (deck, slide, part) => [dateOf([slide.known], part), headlineOf("h2", part.headline), ...drawStanding(slide, part)],
  timeline: (deck, slide, part) => [headlineOf("h2", part.headline), slide.drawing && drawDrawing(slide.drawing), drawLegend(deck)],
  chart: drawn, map: drawn,
  growth: (deck, slide, part) => [headlineOf("h2", part.headline), drawGrowths(slide.growths)],
  table: (deck, slide, part) => [headlineOf("h2", part.headline), part.text && el("p", { class: "meta" }, part.text), drawTable(slide.table)],
  changes: (deck, slide, part) => [dateOf([deck.asof], part), headlineOf("h2", part.headline), textOf(part.text), ...drawDisputes(part.items ?? [])],
  open: (deck, slide, part) => [dateOf([deck.asof], part), headlineOf("h2", part.headline), ...drawDisputes(part.items ?? [])],
  sources: (deck, slide, part) => [dateOf([], part), headlineOf("h2", part.headline), ...drawSources(part)],
};

function drawTitle(deck, slide, part) {
  return [headlineOf("h1", part.headline || deck.title), deck.subtitle && el("p", { class: "subtitle", dir: "auto" }, deck.subtitle), textOf(part.text),
    el("p", { class: "meta" }, (deck.when || deck.asof) && el("b", {}, joined([deck.when, deck.asof])), deck.by && el("span", { dir: "auto" }, deck.by)),
    ...slide.remarks.map(remark => el("p", { class: "remark" }, remark))];
}

function drawEvent(deck, slide, part) {
  const isFigure = slide.figure?.is_headline && (part.at ?? 1) === 1;
  const text = part.text || (isFigure ? part.headline : "");
  return [el("p", { class: "date" }, slide.look && makeSign(slide.look), el("span", { dir: "auto" }, slide.date),
    slide.look?.name && el("span", { class: "category", dir: "auto" }, slide.look.name), part.of > 1 && el("span", { class: "of" }, `${part.at} of ${part.of}`)),
  isFigure ? drawOwnFigure(slide.figure) : headlineOf("h2", part.headline), textOf(text), drawMeta(slide)];
}

function drawMeta(slide) {
  const remarks = [slide.said_by && el("span", {}, "Said by ", el("b", { dir: "auto" }, slide.said_by)),
    slide.reported && el("span", {}, `reported ${slide.reported}`), slide.grade && el("span", {}, `grade ${slide.grade}`)].filter(Boolean);
  return remarks.length ? el("p", { class: "meta" }, ...remarks) : null;
}

function drawLegend(deck) {
  const named = deck.strip.looks.filter(look => look.name);
  return named.length ? el("p", { class: "legend" }, ...named.map(look => el("span", {}, makeSign(look), el("bdi", {}, look.name)))) : null;
}

function drawAside(slide, part) {
  const isFirst = part.at === 1 || !part.of, own = slide.figure;
  const cards = (part.cards ?? slide.cards).filter(card => !(own && card.event === slide.id));
  return [isFirst && drawPicture(slide.picture), own && !own.is_headline && drawCard(own, "card own"), ...cards.map(card => drawCard(card))].filter(Boolean);
}
