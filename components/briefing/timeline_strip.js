// The timeline along the foot: what is past is filled, what is now is large, what is to come is hollow.

import { el, makeSign } from "./slide_elements.js";

const percent = place => `${(100 * place).toFixed(3)}%`;

export function drawStrip(deck, slide) {
  const { marks, looks, folds, ticks } = deck.strip;
  const now = slide.kind === "closing" || slide.kind === "summary" ? 1 : marks.find(mark => mark.slide === slide.number)?.place ?? 0;
  const strip = el("div", { class: "strip", "aria-hidden": "true", dir: "ltr" });
  if (!marks.length) return strip;
  const line = el("i", { class: "line" }), past = el("i", { class: "line past" });
  past.style.width = percent(now);
  strip.append(line, past);
  for (const fold of folds) {
    const torn = el("i", { class: "fold" }), label = el("em", {}, fold.words);
    torn.style.left = label.style.left = percent((fold.start + fold.end) / 2);
    strip.append(torn, label);
  }
  for (const tick of ticks) {
    const label = el("span", { class: "tick" }, tick.label);
    label.style.left = percent(tick.place);
    strip.append(label);
  }
  for (const mark of marks) {
    const when = mark.slide === slide.number ? "now" : mark.place <= now ? "past" : "later";
    const sign = makeSign(looks[mark.look]);
    sign.classList.add("mark", when);
    if (mark.is_reserve) sign.classList.add("waits");
    sign.style.left = percent(mark.place);
    sign.dataset.goto = mark.slide;
    strip.append(sign);
  }
  return strip;
}

const MIN_AIR = 8;   // on a telephone two labels with less between them are read as one

/** Take away the labels that would touch one before them. */
export function hideOverlaps(strip) {
  const boxes = [], room = strip.getBoundingClientRect(), air = Math.max(MIN_AIR, room.width / 160);
  for (const label of strip.querySelectorAll("em, .tick")) {
    const box = label.getBoundingClientRect();
    const isFree = boxes.every(other => box.bottom <= other.top || other.bottom <= box.top || box.right + air < other.left || other.right + air < box.left);
    label.classList.toggle("gone", !isFree);
    if (isFree) boxes.push(box);
  }
}
