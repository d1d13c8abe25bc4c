// Slides that say many things in a line each: what happened and what is open, what changed, who says so.

import { drawCard } from "./draw_figures.js";
import { el, joined, makeSign } from "./slide_elements.js";

/** The items of a slide, one after the other, as they are dealt out over its parts. */
export function itemsOf(deck, slide) {
  if (slide.kind === "sources") return [...deck.sources.map(source => ({ title: "source", ...source })), ...remarksOf(deck, slide).map(text => ({ title: "remark", text }))];
  if (slide.kind !== "summary" && slide.kind !== "closing") return slide.disputes.flatMap(dispute => dispute.doubts.map(doubt => ({ title: dispute.title, ...doubt })));
  const rest = slide.more ? [{ title: "open", text: `+ ${slide.more} more`, slide: slide.all_open, isRest: true }] : [];
  return [...slide.lines.map(line => ({ title: "line", ...line })), ...slide.opens.map(line => ({ title: "open", ...line })), ...rest];
}

function remarksOf(deck, slide) {
  const waiting = deck.slides.length - deck.main;
  return [deck.usual && `Where a slide names no source it is “${deck.usual}”.`, [deck.credit, deck.licence].filter(Boolean).join(" · "), deck.how, ...slide.remarks,
    waiting && `${waiting} more ${waiting === 1 ? "slide" : "slides"} in reserve.`].filter(Boolean);
}

/** The figures in a row, the lines under them, and beside those what is open. */
export function drawStanding(slide, part) {
  const items = part.items ?? [], lines = items.filter(item => item.title === "line"), open = items.filter(item => item.title === "open");
  const cards = part.cards ?? slide.cards, isDated = lines.some(line => line.date);
  return [cards.length ? el("div", { class: "row" }, ...cards.map(card => drawCard(card))) : null,
    el("div", { class: "columns" },
      lines.length ? el("ul", { class: isDated ? "lines dated" : "lines" }, ...lines.map(line => el("li", { "data-goto": line.slide || null },
        line.look ? makeSign(line.look) : el("span", { class: "sign" }), isDated && el("b", {}, line.date), el("span", {}, el("bdi", {}, line.text))))) : null,
      open.length ? el("div", { class: "open" }, el("h3", {}, "Open"), ...open.map(line => el("p", { dir: "auto", "data-goto": line.slide || null, class: line.isRest ? "rest" : null }, line.text))) : null)];
}

/** Runs of items, each under the title of its kind. */
export function drawDisputes(items) {
  const lists = [];
  for (const item of items) {
    if (lists.at(-1)?._title !== item.title) {
      const list = el("div", { class: "dispute" }, el("h3", {}, item.title), el("ul"));
      list._title = item.title;
      lists.push(list);
    }
    lists.at(-1).lastChild.append(el("li", { dir: "auto" }, item.text, item.slide ? el("span", { class: "at", "data-goto": item.slide }, ` ${item.slide}`) : null));
  }
  return lists;
}

/** Who says so, how many events rest on each, and what must be known of the whole. */
export function drawSources(part) {
  const items = part.items ?? [], sources = items.filter(item => item.title === "source"), remarks = items.filter(item => item.title === "remark");
  return [sources.length ? el("ul", { class: "sources" }, ...sources.map(({ name, count }) => el("li", {}, el("b", { dir: "auto" }, name), el("span", {}, count === 1 ? "1 event" : `${count} events`)))) : null,
    ...remarks.map(({ text }) => el("p", { class: "remark" }, joined([text])))];
}
