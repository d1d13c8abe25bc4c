// Fits a slide to a screen: type shrinks to a floor that the last row can read, then the slide breaks into parts.

import { itemsOf } from "./draw_lists.js";
import { drawSlide } from "./draw_slide.js";
import { el } from "./slide_elements.js";
import { hideOverlaps } from "./timeline_strip.js";

const STEPS = [[1, 1], [0.92, 0.94], [0.84, 0.88], [0.76, 0.82], [0.68, 0.77], [0.6, 0.74]];   // headline, text
const LARGER = { event: [[1.4, 1.6], [1.3, 1.5], [1.2, 1.35], [1.1, 1.18]], list: [[1, 1.7], [1, 1.5], [1, 1.32], [1, 1.16]] };   // where there are few words
const LISTS = new Set(["summary", "closing", "changes", "open", "sources"]);
const FLOOR = STEPS.at(-1);
const SHORT = 80;   // letters of a headline that is said again on further parts
const MAX_PARTS = 90;

export class SlideFitter {
  constructor(deck, box) {
    this.deck = deck;
    this.box = box;   // an element of the screen's size, in which slides are tried
    this.partsBySize = new Map();
  }

  clear() { this.partsBySize.clear(); }

  /** The parts of a slide on this screen, at least one: { headline, text, items, cards, steps, at, of }. */
  parts(number) {
    const size = `${number} ${this.box.clientWidth} ${this.box.clientHeight}`;
    if (!this.partsBySize.has(size)) this.partsBySize.set(size, this.breakUp(this.deck.slides[number - 1]));
    return this.partsBySize.get(size);
  }

  /** A slide painted, its type as large as fits, its last cards left out where there is no room for them. */
  draw(number, part, box) {
    const slide = this.deck.slides[number - 1], parts = this.parts(number), chosen = parts[Math.min(part, parts.length) - 1];
    const element = drawSlide(this.deck, slide, chosen);
    this.setSteps(element, chosen.steps);
    box.replaceChildren(element);
    fitCards(element.querySelector("aside"));
    const strip = element.querySelector(".strip");
    if (strip) hideOverlaps(strip);
    return element;
  }

  setSteps(element, [headline, text]) {
    element.style.setProperty("--headline", headline);
    element.style.setProperty("--text", text);
  }

  breakUp(slide) {
    const whole = { headline: slide.headline, text: slide.text, items: itemsOf(this.deck, slide), cards: slide.cards, at: 1, of: 1 };
    const larger = slide.kind === "event" ? LARGER.event : LISTS.has(slide.kind) ? LARGER.list : [];
    const steps = [...larger, ...STEPS].find(pair => this.fits(slide, whole, pair));
    const isOfWords = slide.kind === "event" || slide.kind === "title" || whole.text || whole.items.length;   // a chart is never told twice
    const parts = steps || !isOfWords ? [{ ...whole, steps: steps ?? FLOOR }] : this.split(slide, whole);
    return parts.map((part, index) => ({ ...part, at: index + 1, of: parts.length }));
  }

  fits(slide, part, steps) {
    const element = drawSlide(this.deck, slide, part);
    this.setSteps(element, steps);
    this.box.replaceChildren(element);
    const main = element.querySelector(".main");
    const isIn = main.scrollHeight <= main.clientHeight + 1 && main.scrollWidth <= main.clientWidth + 1;
    const value = element.querySelector(".fact .value");   // a figure is broken apart only where nothing else is left
    const isWhole = !value || steps === FLOOR || value.clientHeight < 1.5 * parseFloat(getComputedStyle(value).fontSize);
    this.box.replaceChildren();
    return isIn && isWhole;
  }

  split(slide, whole) {
    const trial = { ...whole, text: "", items: [], of: 9 };
    const letters = [...whole.headline];
    let room = letters.length;
    if (!this.fits(slide, trial, FLOOR) || letters.length > 240) {
      room = largest(Math.min(letters.length, 240), count => this.fits(slide, { ...trial, headline: letters.slice(0, count).join("") + "…", text: "…" }, FLOOR));
    }
    const headline = room < letters.length ? letters.slice(0, room).join("").replace(/\s+\S{0,20}$/, "") + "…" : whole.headline;
    const rest = room < letters.length ? "…" + whole.headline.slice(headline.length - 1).trimStart() + "\n" : "";
    const frame = { ...trial, headline };
    return whole.items.length ? this.splitItems(slide, frame, whole.items) : this.splitText(slide, frame, (rest + (whole.text || "")).trim());
  }

  splitText(slide, first, text) {
    const parts = [], letters = [...first.headline];
    const later = letters.length > SHORT ? { ...first, headline: `${letters.slice(0, SHORT).join("").replace(/\s+\S{0,20}$/, "")}…` } : first;
    let left = text.match(/\S+\s*/g) ?? [""];
    while (left.length && parts.length < MAX_PARTS) {
      const frame = parts.length ? later : first;
      let count = largest(left.length, words => this.fits(slide, { ...frame, text: left.slice(0, words).join("") }, FLOOR));
      if (!count) {   // one word that no slide can hold
        const word = [...left[0]], room = Math.max(largest(word.length, n => this.fits(slide, { ...frame, text: word.slice(0, n).join("") }, FLOOR)), 1);
        left = [word.slice(0, room).join(""), word.slice(room).join(""), ...left.slice(1)].filter(Boolean);
        count = 1;
      } else if (count < left.length) {
        const end = left.slice(0, count).findLastIndex(word => /[.!?…]["”’)]?\s*$/.test(word));
        if (end + 1 > 0.55 * count) count = end + 1;
      }
      parts.push({ ...frame, text: left.slice(0, count).join("").trimEnd(), steps: FLOOR });
      left = left.slice(count);
    }
    if (left.length) parts.at(-1).text = parts.at(-1).text.replace(/\s*\S+\s*$/, " …");
    return parts.length ? parts : [{ ...first, steps: FLOOR }];
  }

  splitItems(slide, frame, items) {
    const parts = [], steps = STEPS[3];
    for (let left = items; left.length;) {
      const page = parts.length ? { ...frame, cards: [] } : frame;   // the row of figures is told once
      const count = Math.max(largest(left.length, number => this.fits(slide, { ...page, items: left.slice(0, number) }, steps)), 1);
      parts.push({ ...page, items: left.slice(0, count), steps });
      left = left.slice(count);
    }
    return parts.length ? parts : [{ ...frame, steps }];
  }
}

/** The largest count for which `holds`, 0 where even 1 does not. */
function largest(limit, holds) {
  let low = 0, high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle; else high = middle - 1;
  }
  return low;
}

/** Take away the last cards until the column fits, and say how many went: never one that counts the dead. */
function fitCards(aside) {
  const every = [...aside.querySelectorAll(".card")], dead = every.filter(card => "dead" in card.dataset);
  const cards = [...dead, ...every.filter(card => !dead.includes(card))];
  const isOver = () => aside.scrollHeight > aside.clientHeight + 1 || aside.scrollWidth > aside.clientWidth + 1;
  let gone = 0, note = null;
  while (isOver() && cards.length > Math.max(dead.length, 1)) {
    cards.pop().remove();
    gone += 1;
    note ??= aside.appendChild(el("p", { class: "further" }));
    note.textContent = `and ${gone} more ${gone === 1 ? "figure" : "figures"}`;
  }
}
