// The tooltip of a bin: how many events, when, where; then the most important titles.

import { countWords } from "./count_bins.js";
import { makeElement } from "./plot_elements.js";

const REST_MS = 140, MAX_TITLE = 90, DISTANCE = 10;
export const BY_KEY = "Enter goes in";
export const BY_TAP = "Tap again to go in";

/** What is said of the bin under the pointer or in focus: how many, when, where; then the most important titles. */
export class Tooltip {
  constructor(frame, titlesOf, goInto) {
    this.frame = frame;
    this.titlesOf = titlesOf;
    this.titlesOfBin = new Map();
    this.shade = makeElement("div", "bin", frame, { "aria-hidden": "true" });
    this.box = makeElement("div", "tip", frame, { "aria-hidden": "true", "data-testid": "tip" });
    this.box.addEventListener("mousedown", event => event.preventDefault());   // the chart keeps the focus
    this.box.addEventListener("click", () => goInto(this.bin));
    this.hide();
  }

  /** box: left, top, right and bottom of the bin in pixels of the frame. hint: a last line. `onTitles` is called when the titles are known. */
  show(bin, box, { hint = "", onTitles = () => {} } = {}) {
    Object.assign(this.shade.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` });
    if (this.bin?.id === bin.id) return;
    this.hide();
    this.bin = bin;
    this.hint = hint;
    this.write(bin, this.titlesOfBin.get(bin.id));
    this.shade.hidden = this.box.hidden = false;
    this.placeBeside(box);
    if (bin.lines || this.titlesOfBin.has(bin.id)) return onTitles(bin.lines ?? this.titlesOfBin.get(bin.id));
    this.timer = setTimeout(() => this.fetchTitles(bin, box, onTitles), REST_MS);
  }

  /** What is said of one event, under the row that it stands in or over it: neither its mark nor its title is covered. */
  showEvent(id, { lines, box }, x) {
    if (this.bin?.id === id) return;
    this.hide();
    this.bin = { id };
    this.box.replaceChildren();
    for (const { words, isBold } of lines) makeElement(isBold ? "strong" : "span", isBold ? "tip-name" : "tip-when", this.box).textContent = words;
    this.box.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.box, { clientWidth: room } = this.frame, from = this.frame.getBoundingClientRect();
    const left = Math.max(0, Math.min(Math.max(box.left, Math.min(x, box.right) - width / 2), room - width));
    const isUnder = from.top + box.bottom + DISTANCE + height <= innerHeight;
    Object.assign(this.box.style, { left: `${left}px`, top: `${isUnder ? box.bottom + DISTANCE : box.top - DISTANCE - height}px` });
  }

  async fetchTitles(bin, box, onTitles) {
    const known = this.titlesOfBin, titles = await this.titlesOf(bin);
    if (!titles) return;
    known.set(bin.id, titles);
    if (this.bin?.id !== bin.id) return;
    this.write(bin, titles);
    this.placeBeside(box);
    onTitles(titles);
  }

  write(bin, titles) {
    titles = bin.lines ?? titles;   // of a cell all is known
    this.box.replaceChildren();
    makeElement("strong", "tip-count", this.box).textContent = countWords(bin.count);
    makeElement("span", "tip-when", this.box).textContent = [bin.when, bin.name].filter(Boolean).join(" · ");
    const list = titles?.length && makeElement("ul", "tip-titles", this.box);
    for (const [title, date] of titles ?? []) {
      const line = makeElement("li", "tip-title", list);
      makeElement("span", "tip-words", line).textContent = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
      if (date !== bin.when) makeElement("span", "tip-when", line).textContent = ` ${date}`;
    }
    if (titles && !bin.lines && bin.count > titles.length) makeElement("span", "tip-more", this.box).textContent = `and ${(bin.count - titles.length).toLocaleString("en")} more`;
    this.box.classList.toggle("dateline-tapped", this.hint === BY_TAP);   // what says "tap again" may be tapped itself
    if (this.hint) makeElement("span", "tip-hint", this.box).textContent = this.hint;
  }

  /** Beside the bin, where there is room for it in the frame; else under it, or over it in the last lanes. */
  placeBeside(box) {
    const { offsetWidth: width, offsetHeight: height } = this.box, { clientWidth: room, clientHeight: foot } = this.frame;
    const sides = [box.right + DISTANCE, box.left - DISTANCE - width], beside = sides.find(left => left >= 0 && left + width <= room);
    const left = beside ?? Math.max(0, Math.min((box.left + box.right - width) / 2, room - width));
    const top = beside !== undefined ? box.top : box.bottom + DISTANCE + height <= foot ? box.bottom + DISTANCE : box.top - DISTANCE - height;
    Object.assign(this.box.style, { left: `${left}px`, top: `${top}px` });
  }

  hide() {
    clearTimeout(this.timer);
    this.bin = null;
    this.shade.hidden = this.box.hidden = true;
  }

  /** Other filters, other titles. */
  clear() { this.titlesOfBin = new Map(); this.hide(); }
}
