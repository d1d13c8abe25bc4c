// M measures: at the first press from here, at the second to there, in words that claim no more than the two dates do.
// Here is what was pointed at last: the event or the moment under the pointer, else the event in focus, else the chosen one.

import { makeElement } from "./plot_elements.js";
import { fetchPicture } from "./picture_requests.js";
import { isoOf, momentOf, placeOf } from "./time.js";

const UNITS = [[31556952, 4], [2629746, 7], [86400, 10], [3600, 13], [60, 16], [1, 19]];   // seconds, and the letters of a moment that say so much
const SHARPEST_PX = 3;
const FIRST = "Measured from here: go to another event or moment, and press M again. Esc ends it.";

export class Measure {
  constructor(host) {
    this.host = host;
    this.box = makeElement("p", "measure", host.frame, { "data-testid": "measure", hidden: "" });
    this.marks = [0, 1].map(() => makeElement("div", "measured", host.frame, { "aria-hidden": "true", hidden: "" }));
    this.clear();
  }

  get isOn() { return this.ends.length > 0; }

  clear() {
    this.turn = {};
    this.ends = [];
    this.box.hidden = true;
    for (const mark of this.marks) mark.hidden = true;
  }

  /** M was pressed. */
  press() {
    const { host } = this, end = host.viewport.isFixed ? null : this.here();
    if (!end) return host.focus.announce("Nothing can be measured from here: point at the chart, or walk to an event.");
    if (this.ends.length === 2) this.clear();
    this.ends.push(end);
    this.place();
    if (this.ends.length === 1) this.say(FIRST); else this.ask();
  }

  /** {name, moment}: what the server knows it by, and where it stands. */
  here() {
    const { chart, focus, data } = this.host, { pointed } = focus;
    const target = pointed && chart.targetAt(...pointed), id = target ? target.id : pointed ? "" : focus.id || data.event;
    const event = focus.events.find(one => one.id === id);
    if (event) return { name: `event:${id}`, x: event.x };
    return pointed && !target ? this.moment(chart.placeAt(pointed[0])) : null;
  }

  /** A moment, no sharper than the pointer is. */
  moment(place) {
    const { chart } = this.host, { scale } = chart.picture.meta, [from, to] = chart.range, pixels = SHARPEST_PX * (to - from) / chart.area.width;
    const at = momentOf(scale, place), blur = momentOf(scale, place + pixels) - at, iso = isoOf(at);
    const [, letters] = UNITS.findLast(([seconds]) => seconds >= blur) ?? UNITS[0];
    return { name: `date:${iso.slice(0, letters + (iso.startsWith("-") ? 1 : 0))}`, at };
  }

  async ask() {
    const { data, root } = this.host, url = new URL(`apart/${encodeURIComponent(data.key)}`, root), turn = this.turn;
    ["from", "to"].forEach((name, index) => url.searchParams.append(name, this.ends[index].name));
    let said;
    try { const { words, from, to } = await fetchPicture(url.href); said = [`${words[0].toUpperCase()}${words.slice(1)}`, `From ${from} to ${to}`]; }
    catch (error) { said = [error.message]; }
    if (turn === this.turn && !this.host.isGone) this.say(...said);
  }

  say(words, ends = "") {
    this.box.replaceChildren();
    makeElement(ends ? "strong" : "span", "measure-words", this.box).textContent = words;
    if (ends) makeElement("span", "tip-when", this.box).textContent = ends;
    this.box.hidden = false;
    this.host.focus.announce(ends ? `${words}. ${ends}.` : words);
  }

  /** A line at each end, as the window is now. */
  place() {
    const { chart } = this.host;
    if (!this.isOn || !chart.picture || !chart.axis) return;
    const { left, top, width, height } = chart.area, { scale } = chart.picture.meta;
    this.marks.forEach((mark, index) => {
      const end = this.ends[index], x = end && chart.pixelOf(end.at === undefined ? end.x : placeOf(scale, end.at));
      mark.hidden = !end || x < left || x > left + width || this.host.viewport.isFixed;
      if (!mark.hidden) Object.assign(mark.style, { left: `${x}px`, top: `${top}px`, height: `${height}px` });
    });
  }
}
