// The event or bin in focus: the ring around it, its tooltip, the walk from one to the next, what a click or a key opens.

import { Bins } from "./count_bins.js";
import { Cells } from "./calendar_cells.js";
import { makeElement } from "./plot_elements.js";
import { actionOfKey, neighbourOf } from "./keys.js";
import { BY_KEY, BY_TAP, Tooltip } from "./tooltip.js";
import { REST_MS } from "./viewport.js";

const SECOND_CLICK_MS = 220, FINGER_PX = 12;

export class Focus {
  constructor(host) {
    this.host = host;
    this.id = "";   // the event in focus on the keyboard
    this.ring = makeElement("div", "ring", host.frame, { "aria-hidden": "true" });
    this.bins = null;   // those of a picture of counts
    this.tooltip = new Tooltip(host.frame, bin => host.pictures.titlesOf(bin), bin => this.enter(bin));
    host.element.addEventListener("keydown", event => this.key(event));
    host.element.addEventListener("blur", () => { this.ringAt(null); this.tooltip.hide(); });
    host.element.addEventListener("pointerleave", event => event.pointerType === "touch" || this.pointerLeft());   // a finger leaves with each tap
    host.element.addEventListener("focus", () => { this.windowMoved(); if (host.element.matches(":focus-visible")) this.showBin(this.find(this.id), BY_KEY); });
  }

  dispose() { clearTimeout(this.chooseTimer); }

  get viewport() { return this.host.viewport; }
  get chart() { return this.host.chart; }
  get meta() { return this.chart.picture?.meta; }
  get chosen() { return this.host.data.event; }
  get events() { return this.meta?.events ?? []; }
  find(id) { return id ? this.bins?.find(id) ?? this.events.find(event => event.id === id) : null; }
  get place() { return this.find(this.id)?.x; }
  announce(text) { this.host.announcement.textContent = text; }

  /** Python's chosen event. */
  update(event, before) {
    if (event !== before) this.id = event || (this.id === before ? "" : this.id);
  }

  pointerLeft() { this.pointed = null; this.tooltip.hide(); }

  /** The pointer is here; whether there is something to click. */
  hover(x, y) {
    this.pointed = this.host.isInside(x, y) ? [x, y] : null;   // what M measures, until the keys go elsewhere
    const target = this.chart.targetAt(x, y), bin = target ? null : this.binAt(x, y);
    const told = target && this.chart.toldOf(target.id), line = this.host.lines.at(x, y);   // it keeps clear of marks
    if (line) this.showLine(line, x, y); else if (bin) this.tooltip.show(bin, this.boxOf(bin)); else if (told) this.tooltip.showEvent(target.id, told, x); else this.tooltip.hide();
    return !!(target || bin);
  }

  /** What is said of a link, beside the pointer. */
  showLine({ event, says }, x, y) {
    const lines = says.map((words, index) => ({ words, isBold: !index }));
    this.tooltip.showEvent(`link to ${event} ${says[0]}`, { lines, box: { left: x, right: x, top: y, bottom: y } }, x);
  }

  binAt(x, y) { return this.bins && this.host.isInside(x, y) ? this.bins.binAt(this.chart.placeAt(x), y - this.chart.area.top) : null; }

  /** What a finger means that is wider than a bar: the one that it has told of already, else the fullest under it. */
  binUnderFinger(x, y) {
    if (!this.bins || !this.host.isInside(x, y)) return null;
    const candidates = this.bins.binsBetween([x - FINGER_PX, x + FINGER_PX].map(edge => this.chart.placeAt(edge)), y - this.chart.area.top);
    return candidates.find(bin => bin.id === this.tooltip.bin?.id) ?? candidates.reduce((best, bin) => !best || bin.count > best.count ? bin : best, null);
  }

  /** Say what a bin holds, in the picture and aloud; of an event nothing. hint: how one goes in. */
  showBin(bin, hint) {
    if (bin?.span) this.tooltip.show(bin, this.boxOf(bin), { hint, onTitles: titles => this.announce([bin.label, ...titles.map(([title]) => title)].join(". ")) });
    else this.tooltip.hide();
  }

  boxOf(bin) {
    const { left, width } = this.chart.area, clamp = x => Math.max(left, Math.min(left + width, x));
    return { left: clamp(this.chart.pixelOf(bin.first)), right: clamp(this.chart.pixelOf(bin.last)),
      top: this.chart.heightOf(bin.top), bottom: this.chart.heightOf(bin.floor) };
  }

  /** A click goes into a bin. A tap tells first what it holds, for a finger has nothing to hover with; the next goes in. */
  click(x, y, kind) {
    if (!this.meta) return;
    const isFinger = kind === "touch", target = this.chart.targetAt(x, y), bin = target ? null : isFinger ? this.binUnderFinger(x, y) : this.binAt(x, y);
    this.chosenBefore = undefined;
    if (bin && isFinger && this.tooltip.bin?.id !== bin.id) return this.showBin(bin, BY_TAP);
    if (bin) return this.enter(bin);
    this.tooltip.hide();
    if (!target) return;
    if (target.id.startsWith("more:")) return this.host.send("opened", target.id.slice(5));
    this.chosenBefore = this.chosen;
    this.choose(target.id, SECOND_CLICK_MS);
  }

  /** Put the event in focus and open it, after a moment in which a second click can still mean the whole instead. */
  choose(id, wait = 0) {
    this.id = id;
    this.ringAt(id);
    clearTimeout(this.chooseTimer);
    this.chooseTimer = setTimeout(() => { this.chooseTimer = null; this.host.send("event", id); }, wait);
  }

  /** A double click: what its first click chose is chosen no more. Two quick taps on a bin are two taps. */
  doubleClick(x, y, kind) {
    if (kind === "touch" && this.tooltip.bin && this.binUnderFinger(x, y) === this.tooltip.bin) return this.click(x, y, kind);
    if (this.chosenBefore !== undefined) {
      if (!this.chooseTimer) this.host.send("event", this.chosenBefore);
      clearTimeout(this.chooseTimer);
      this.id = this.chosenBefore;
      this.chosenBefore = undefined;
    }
    this.viewport.showWhole();
  }

  key(event) {
    const action = this.meta && actionOfKey(event, !!this.id || !!this.bins?.leadsToTimeline);
    if (!action) return;
    const [name, amount, isAcross] = action, { viewport } = this;
    if (name === "open" && !this.id) return;
    if (name === "letGo" && !this.id && !this.chosen && !this.host.measure.isOn) return;
    event.preventDefault();
    event.stopPropagation();
    ({ walk: () => this.walk(amount, isAcross), shift: () => viewport.shift(amount), zoom: () => viewport.zoomBy(amount, this.place),
      whole: () => viewport.showWhole(), edge: () => viewport.showEdge(amount), open: () => this.open(), measure: () => this.host.measure.press(), letGo: () => this.letGo() })[name]();
  }

  /** Into a bin, in the same chart; from a cell to its time on the timeline. */
  enter(bin) {
    if (this.bins?.leadsToTimeline) this.host.leapTo(bin.span); else this.viewport.glideTo(bin.span);
  }

  letGo() {
    if (this.host.measure.isOn) return this.host.measure.clear();
    this.id = "";
    this.ringAt(null);
    this.tooltip.hide();
    if (this.chosen) this.host.send("event", "");
    this.announce("No event in focus.");
  }

  /** Enter: a bin is gone into, an event chosen. */
  open() {
    const bin = this.bins?.find(this.id);
    if (!bin?.span) return this.choose(this.id);
    this.id = "";
    this.announce(`Into ${bin.when}.`);
    this.enter(bin);
  }

  /** Put the focus on the event before or after; where it is outside, the window goes there first. */
  walk(step, isAcross = false) {
    const { range } = this.viewport, middle = (range[0] + range[1]) / 2;
    if (this.viewport.isFixed && !this.bins) return;
    const next = this.bins ? this.bins.next(this.id, step, isAcross, range) : neighbourOf(this.events, this.id, step, middle);
    if (next) return this.focusOn(next);
    if (this.bins?.leadsToTimeline) return this.announce(step < 0 ? "This is the first of them." : "This is the last of them.");
    if (this.bins && isAcross) return this.announce(step < 0 ? "This is the first lane." : "This is the last lane.");
    const [first, last] = this.viewport.homeRange, isEnd = step < 0 ? range[0] <= first + 1e-9 : range[1] >= last - 1e-9;
    if (isEnd || !this.viewport.span) return this.announce(step < 0 ? "This is the first event." : "This is the last event.");
    this.walking = step;   // goes on when the picture of the next stretch has come
    this.viewport.shift(step * 0.5);
  }

  /** A picture has been drawn. */
  pictureDrawn(meta) {
    this.bins = meta.bins ? new Bins(meta) : meta.cells ? new Cells(meta) : null;
    this.tooltip.hide();
  }

  /** Go on where the walk had reached the edge of the picture before. */
  continueWalk() {
    const step = this.walking;
    if (!step || this.viewport.gliding) return;
    this.walking = 0;
    this.walk(step);
  }

  focusOn(event) {
    this.pointed = null;
    this.id = event.id;
    this.announce(event.label ?? event.title);
    if (event.isCell) return this.showBin(event, BY_KEY);
    const [from, to] = this.viewport.range, half = (to - from) / 2;
    if (event.x < from || event.x > to) this.viewport.glideToRange(this.viewport.keepInside([event.x - half, event.x + half]));
    this.ringAt(event.id);
    this.showBin(event, BY_KEY);
    if (this.chosen && !event.span)   // the panel is open: it follows the walk
      this.choose(event.id, REST_MS);
  }

  windowMoved() { this.ringAt(this.id); }

  /** The ring around an event; none when it is not on the screen. */
  ringAt(id) {
    const event = this.find(id);
    const area = event && this.chart.axis && this.chart.area, x = event && this.chart.pixelOf(event.x);
    const isSeen = event && !event.isCell && document.activeElement === this.host.element && x >= area.left - 1 && x <= area.left + area.width + 1;
    this.ring.hidden = !isSeen;
    if (isSeen) this.ring.style.transform = `translate(${x}px, ${this.chart.heightOf(event.y)}px)`;
  }
}
