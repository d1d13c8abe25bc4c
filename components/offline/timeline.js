// The timeline of the one file: zoom, drag, hover, choose. It needs nobody to answer.

import { Gestures } from "../plot/gestures.js";
import { ZOOM_STEP } from "../plot/keys.js";
import { isoOf, MIN_SECONDS, momentsOf, momentWords, placeOf, placesOf } from "../plot/time.js";
import { Axis } from "./axis.js";
import { drawTimeline, svgElement } from "./draw_timeline.js";
import { arrangeLanes, bodyOf, packRows, shorten, widthOf } from "./layout.js";
import { drawing } from "./page_data.js";

export class Timeline {
  constructor(element, chart, onChoose) {
    Object.assign(this, { element, chart, onChoose, chosen: "", focus: "", passes: () => true });
    this.svg = svgElement("svg", { class: "timeline", role: "application", tabindex: "0", "aria-roledescription": "timeline" });
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    element.append(this.svg, this.tip);
    this.home = placesOf(chart.scale, chart.whole);
    this.range = chart.window ? placesOf(chart.scale, chart.window) : [...this.home];
    this.gestures = new Gestures(this.svg, this);
    this.svg.addEventListener("keydown", event => this.key(event));
    this.svg.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    new ResizeObserver(() => this.widthChanged()).observe(element);
  }

  /** Show only what passes; rows are packed anew. */
  filter(passes) { this.passes = passes; this.pack(); this.draw(); }
  choose(id) { this.chosen = id; if (id) this.reveal(id); this.drawSoon(); }

  widthChanged() { if (this.element.clientWidth !== this.width) { this.width = this.element.clientWidth; this.pack(); this.draw(); } }

  pack() {
    if (!this.width) return;
    const { chart } = this;
    this.isNarrow = this.width < drawing.narrow;
    const longest = Math.max(0, ...chart.lanes.map(lane => widthOf(lane.name, drawing.nameSize, 600)));
    this.left = this.isNarrow ? 6 : Math.round(Math.min(longest, drawing.longestName)) + 40;
    this.room = Math.max(this.width - this.left - (this.isNarrow ? 6 : drawing.right), 120);
    const events = chart.events.filter(this.passes);
    this.lanes = chart.lanes.map((lane, index) => ({ lane, events: events.filter(event => event.lanes.includes(index)) })).filter(lane => lane.events.length);
    const axis = new Axis(chart.scale, this.home, this.room);
    this.usualRows = this.lanes.map(lane => packRows(lane.events, axis, chart));
  }

  drawSoon() { this.frameRequest ??= requestAnimationFrame(() => { this.frameRequest = null; this.draw(); }); }

  draw() {
    if (!this.width) return;
    const axis = this.axis = new Axis(this.chart.scale, this.range, this.room), eras = this.eras(axis);
    const top = eras.length ? Math.max(...eras.map(era => era.y)) + 16 : 0;
    this.bands = arrangeLanes(this.lanes, this.usualRows, axis, this.chart, top, this.isNarrow ? drawing.header : 0);
    const height = this.bands.at(-1)?.bottom ?? top + 60;
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", height + drawing.top + drawing.bottom);
    const defs = this.svg.querySelector("defs") ?? this.svg.appendChild(svgElement("defs", { id: "fades" }));
    this.svg.replaceChildren(defs, drawTimeline({ axis, chart: this.chart, left: this.left, top: drawing.top, height, bands: this.bands, eras, chosen: this.chosen, isNarrow: this.isNarrow }));
    const count = this.visible.length, span = this.span;
    this.svg.setAttribute("aria-label", `Timeline from ${momentWords(span[0], span[1] - span[0])} to ${momentWords(span[1] - 1, span[1] - span[0])}: ${count} ${count === 1 ? "event" : "events"}.`);
    this.svg.dataset.window = span.map(isoOf).join("/");
  }

  eras(axis) {
    const rows = [];
    return this.chart.eras.map(era => ({ era, body: bodyOf(era, axis, this.chart) })).filter(({ body }) => body.right > 0 && body.left < axis.room).map(({ era, body }) => {
      const name = shorten(era.label, Math.min(0.5 * axis.room, 320), drawing.axisSize, 600), text = Math.max(body.left, 0) + 8, right = Math.max(body.right, text + widthOf(name, drawing.axisSize, 600));
      let row = rows.findIndex(end => end + drawing.beside <= body.left);
      if (row < 0) row = rows.length;
      rows[row] = right;
      return { era, body, name, text, y: row * drawing.row + drawing.row / 2 };
    }).filter(era => era.y < drawing.eraRows * drawing.row);
  }

  get visible() { return this.bands.flatMap(band => band.items).filter(({ body }) => body.right > 0 && body.left < this.room); }
  get span() { return momentsOf(this.chart.scale, this.range); }
  get isWhole() { return this.range[0] <= this.home[0] && this.range[1] >= this.home[1]; }

  go(range) { this.range = range; this.drawSoon(); this.tip.hidden = true; }

  keepInside([from, to]) {
    const [first, last] = this.home, length = Math.min(to - from, last - first), start = Math.max(first, Math.min(from, last - length));
    return [start, start + length];
  }

  zoomRange(factor, place) {
    const range = this.keepInside([place - (place - this.range[0]) * factor, place + (this.range[1] - place) * factor]);
    const [start, end] = momentsOf(this.chart.scale, range);
    return end - start < MIN_SECONDS ? null : range;
  }

  zoomBy(factor) { const range = this.zoomRange(factor, (this.range[0] + this.range[1]) / 2); if (range) this.go(range); }
  shift(part) { const by = (this.range[1] - this.range[0]) * part; this.go(this.keepInside([this.range[0] + by, this.range[1] + by])); }
  showWhole() { this.go([...this.home]); }

  /** Move the window so that an event is in it. */
  reveal(id) {
    const event = this.chart.events.find(one => one.id === id);
    const moment = event?.start ?? event?.end;
    if (moment === null || moment === undefined) return;
    const place = placeOf(this.chart.scale, moment), half = (this.range[1] - this.range[0]) / 2;
    if (place < this.range[0] || place > this.range[1]) this.go(this.keepInside([place - half, place + half]));
  }

  // ---- what the hand means ----
  isInside(x, y) { return x >= this.left && x <= this.left + this.room && y >= drawing.top; }
  placeAt(x) { return this.axis.place(x - this.left); }
  grab() { this.svg.classList.add("held"); }
  release() { this.svg.classList.remove("held"); }
  doubleClick() { this.showWhole(); }
  pan(pixels) { this.shift(-pixels / this.room); }

  zoom(factor, x) {
    const range = this.zoomRange(factor, this.placeAt(x)), before = this.range;
    if (!range) return true;
    const hasMoved = Math.abs(range[0] - before[0]) + Math.abs(range[1] - before[1]) > 1e-6 * (before[1] - before[0]);
    if (hasMoved) this.go(range);
    return hasMoved;
  }

  dragTo(places, pixels) {
    let length = this.range[1] - this.range[0];
    if (pixels.length > 1 && Math.abs(pixels[1] - pixels[0]) > 8) length = Math.abs((places[1] - places[0]) / (pixels[1] - pixels[0])) * this.room;
    const start = places[0] - (pixels[0] - this.left) / this.room * length, range = this.keepInside([start, start + length]);
    const [first, last] = momentsOf(this.chart.scale, range);
    if (last - first >= MIN_SECONDS) this.go(range);
  }

  eventAt(x, y) {
    const [pixel, height] = [x - this.left, y - drawing.top];
    const candidates = this.visible.filter(item => Math.abs(height - item.y) <= drawing.row / 2 && pixel >= Math.max(item.from, 0) - 4 && pixel <= item.to + 4);
    return candidates.sort((a, b) => (a.to - a.from) - (b.to - b.from))[0]?.event;
  }

  click(x, y) { const event = this.eventAt(x, y); if (event) { this.focus = event.id; this.onChoose(event.id); } }

  hover(x, y, kind) {
    const event = kind === "touch" ? null : this.eventAt(x, y);
    this.svg.classList.toggle("over", !!event);
    this.tip.hidden = !event;
    if (!event) return;
    this.tip.textContent = event.tip;
    this.tip.style.left = `${Math.max(0, Math.min(x + 14, this.width - Math.min(360, this.tip.offsetWidth + 4)))}px`;
    this.tip.style.top = `${y + 18}px`;
  }

  // ---- the keyboard ----
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = { ArrowLeft: () => this.shift(-0.25), ArrowRight: () => this.shift(0.25), ArrowDown: () => this.walk(1), ArrowUp: () => this.walk(-1),
      "+": () => this.zoomBy(1 / ZOOM_STEP), "=": () => this.zoomBy(1 / ZOOM_STEP), "-": () => this.zoomBy(ZOOM_STEP), 0: () => this.showWhole(),
      Home: () => this.go(this.keepInside([this.home[0], this.home[0] + this.range[1] - this.range[0]])),
      End: () => this.go(this.keepInside([this.home[1] - this.range[1] + this.range[0], this.home[1]])), Escape: () => this.onChoose("") };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  /** The event before or after, opened. */
  walk(step) {
    const events = this.chart.events.filter(this.passes), index = events.findIndex(event => event.id === (this.chosen || this.focus));
    const next = events[index < 0 ? (step > 0 ? 0 : events.length - 1) : index + step];
    if (next) this.onChoose(this.focus = next.id);
  }
}
