// The window: where it is, how the hand and the buttons move it, and when Python is told of it. Its own window is taken
// only when Python has changed it (a button of the page, the Back button, another record).

import { BrowserHistory } from "./browser_history.js";
import { WHEEL_FACTOR } from "./gestures.js";
import { isoOf, isSameSpan, MIN_SECONDS, momentsOf, placesOf, snapSpan } from "./time.js";

export const REST_MS = 300;
const GLIDE_MS = 260, AIR_SHARE = 0.02, GESTURE_MS = 1000, UNANSWERED_MS = 10_000, LINK_PARTS = 4096, STEPS = 4;
const USUAL_NOTCH = Math.exp(-120 * WHEEL_FACTOR);
const prefersNoMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Viewport {
  constructor(host) {
    this.host = host;
    this.span = null;          // the window in moments; null is the whole
    this.unanswered = [];      // windows that Python has been told and has not yet answered, and when
    this.pythonSpan = undefined;   // the window Python named last
    this.movedAt = -Infinity;
    this.notch = USUAL_NOTCH;  // by how much the last step of this viewer's wheel went
    this.heading = 1;          // 1 where the window goes on in time, -1 where it goes back
    this.history = new BrowserHistory();
  }

  dispose() {
    clearTimeout(this.restTimer);
    this.stopGlide();
    this.history.dispose();
  }

  get chart() { return this.host.chart; }
  get meta() { return this.chart.picture?.meta; }
  get scale() { return this.meta.scale; }
  /** Whether the picture is not moved by hand: a calendar, a sentence. It has a window all the same. */
  get isFixed() { return !!this.meta?.isFixed; }
  get range() {
    if (this.isFixed) return placesOf(this.scale, this.span ?? this.meta.whole);
    return this.frameRequest ? this.nextRange : this.chart.range;
  }

  /** Python's window. It is followed when Python has changed it, and not when it only repeats what it was told. */
  update(window, isFirst) {
    this.unanswered = this.unanswered.filter(message => performance.now() - message.sentAt < UNANSWERED_MS);   // Python says nothing where nothing changed
    const answered = this.unanswered.findIndex(({ span }) => isSameSpan(span, window));
    const isNews = this.pythonSpan === undefined || !isSameSpan(this.pythonSpan, window);
    if (answered >= 0) this.unanswered.splice(0, answered + 1);
    else if (isNews && !isFirst) { this.unanswered = []; this.glide(window); }
    else if (isNews) this.span = window;
    this.pythonSpan = window;
  }

  // ---- where it may be ----

  /** The places of the whole record. */
  get homeRange() { return placesOf(this.scale, this.meta.whole); }

  get bounds() {
    const [first, last] = this.homeRange, air = (last - first) * AIR_SHARE;
    return [first - air, last + air];
  }

  isWhole(range) {
    const [first, last] = this.homeRange, near = (last - first) * 0.002;
    return range[0] <= first + near && range[1] >= last - near;
  }

  /** Its moments; null for the whole. */
  spanOf(range) { return this.isWhole(range) ? null : momentsOf(this.scale, range); }

  /** The range moved inside the bounds; one that is too long is the whole, one that is too short stays as it was. */
  keepInside([from, to]) {
    const [first, last] = this.bounds, length = to - from;
    if (length >= last - first) return [...this.homeRange];
    const start = Math.max(first, Math.min(from, last - length));
    return [start, start + length];
  }

  isTooShort(range) { const [start, end] = momentsOf(this.scale, range); return end - start < MIN_SECONDS; }

  zoomRange(factor, place) {
    const [from, to] = this.range;
    return this.keepInside([place - (place - from) * factor, place + (to - place) * factor]);
  }

  // ---- moving at once ----

  /** Show these places now and ask for their picture; `isResting` when no more is to come. */
  go(range, isResting = true) {
    this.stopGlide();
    this.heading = Math.sign(range[0] - this.range[0]) || this.heading;
    this.isDragged = !isResting;
    this.span = this.spanOf(range);
    this.noteMovement();
    this.host.focus.tooltip.hide();
    this.moveSoon(this.span ? range : this.homeRange);
    this.host.pictures.requestWhileMoving(isResting);
    if (isResting) this.restSoon(); else clearTimeout(this.restTimer);
  }

  /** What follows within a second belongs to the same gesture. */
  noteMovement() {
    const now = performance.now();
    if (now - this.movedAt > GESTURE_MS) this.gesture = {};
    this.movedAt = now;
  }

  moveSoon(range) {
    if (this.isFixed) return this.host.windowMoved();
    this.nextRange = range;
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.chart.move(this.nextRange);
      this.host.windowMoved();
    });
  }

  /** A step of the wheel at x; whether it moved anything. */
  zoom(factor, x) {
    if (!this.meta || this.isFixed) return false;
    this.pointer = x;
    this.notch = factor;
    const [from, to] = this.range, { left, width } = this.chart.area;
    const range = this.zoomRange(factor, from + (x - left) / width * (to - from));
    if (this.isTooShort(range)) return true;
    const hasMoved = Math.abs(range[0] - from) + Math.abs(range[1] - to) > 1e-6 * (to - from);
    if (hasMoved) this.go(range);
    return hasMoved;
  }

  /** The span whose picture is wanted: what the hand holds is drawn in steps that all viewers share, and exactly at rest. */
  get pictureSpan() { return this.span && this.meta && this.isDragged ? this.spanOf(this.snapToStep(placesOf(this.scale, this.span))) : this.span; }

  /** A range on the grid of steps for its length, `further` steps on. */
  snapToStep([from, to], further = 0) {
    const step = 2 ** Math.floor(Math.log2((to - from) / STEPS)), start = (Math.round(from / step) + further) * step;
    return this.keepInside([start, start + to - from]);
  }

  /** The windows that are likely next: on where the hand drags to, or a step of the wheel under the pointer, on or back. */
  likelySpans() {
    if (!this.meta || this.gliding || this.isFixed) return [];
    if (this.isDragged) return this.span ? [this.spanOf(this.snapToStep(this.range, this.heading))] : [];
    if (this.pointer === undefined || this.host.isHeld) return [];
    const ranges = [this.notch, 1 / this.notch].map(factor => this.zoomRange(factor, this.chart.placeAt(this.pointer)));
    return ranges.filter(range => !this.isTooShort(range)).map(range => this.spanOf(range));
  }

  pan(pixels) {
    if (!this.meta || this.isFixed) return;
    const [from, to] = this.range, by = -pixels / this.chart.area.width * (to - from);
    this.go(this.keepInside([from + by, to + by]));
  }

  /** Keep the places that were taken hold of under the fingers. */
  dragTo(places, pixels) {
    if (!this.meta || this.isFixed) return;
    const { left, width } = this.chart.area, [from, to] = this.range;
    let length = to - from;
    if (pixels.length > 1 && Math.abs(pixels[1] - pixels[0]) > 8) length = Math.abs((places[1] - places[0]) / (pixels[1] - pixels[0])) * width;
    const start = places[0] - (pixels[0] - left) / width * length, range = this.keepInside([start, start + length]);
    if (!this.isTooShort(range)) this.go(range, false);
  }

  fromStrip(span, isDone) {
    if (!this.meta) return;
    if (span) {
      const range = placesOf(this.scale, span);
      if (this.isTooShort(range)) return;
      this.go(this.keepInside(range), isDone);
    } else if (isDone) this.host.release();
  }

  // ---- gliding ----

  /** Move to a span of moments in one smooth motion, its picture asked for at once. */
  glide(span) {
    this.span = span;
    this.host.focus.tooltip.hide();
    if (!this.meta) return this.host.pictures.request();
    const from = this.range, to = span ? placesOf(this.scale, span) : this.homeRange;
    this.host.pictures.request();
    if (prefersNoMotion() || !from) return this.moveSoon(to);
    this.stopGlide();
    const begin = performance.now();
    const frame = now => {
      const part = Math.min(1, (now - begin) / GLIDE_MS), eased = 1 - (1 - part) ** 3;
      this.chart.move(from.map((place, edge) => place + (to[edge] - place) * eased));
      this.host.windowMoved();
      this.gliding = part < 1 ? requestAnimationFrame(frame) : null;
    };
    this.gliding = requestAnimationFrame(frame);
  }

  stopGlide() { cancelAnimationFrame(this.gliding); this.gliding = null; }

  /** Glide there, and tell Python when it is reached. */
  glideTo(span) { if (this.meta) { this.noteMovement(); this.glide(span); this.restSoon(); } }
  glideToRange(range) { this.glideTo(this.spanOf(range)); }
  showWhole() { this.glideTo(null); }

  /** To these moments, the same length of time on the screen, if no part of them is there. Either may be null: open. */
  reveal([start, end]) {
    if (!this.meta || this.isFixed || !this.span) return;
    const [from, to] = this.range, [first, last] = placesOf(this.scale, [start ?? this.meta.whole[0], end ?? this.meta.whole[1]]);
    if (last > from && first < to) return;
    const half = (to - from) / 2, middle = last - first < to - from ? (first + last) / 2 : start === null ? last : first;
    this.glideToRange(this.keepInside([middle - half, middle + half]));
  }

  /** Nearer or farther, around a place of the window or else its middle. */
  zoomBy(factor, place) {
    if (!this.meta) return;
    const [from, to] = this.range;
    const range = this.zoomRange(factor, place > from && place < to ? place : (from + to) / 2);
    if (!this.isTooShort(range)) this.glideToRange(range);
  }

  shift(part) {
    if (!this.meta) return;
    const [from, to] = this.range, by = (to - from) * part;
    this.glideToRange(this.keepInside([from + by, to + by]));
  }

  showEdge(side) {
    const [from, to] = this.range, [first, last] = this.homeRange;
    this.glideToRange(side < 0 ? [first, first + to - from] : [last - (to - from), last]);
  }

  // ---- resting ----

  /** After a while of rest Python is told the window, once; a gesture that rests twice is one step of the Back button. */
  restSoon() {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      if (this.host.isHeld) return;
      if (!this.host.pictures.isUnderWay && !this.gliding && !this.isFixed) this.chart.settle();
      const span = this.span && snapSpan(this.span, LINK_PARTS);
      if (isSameSpan(span, this.unanswered.length ? this.unanswered.at(-1).span : this.pythonSpan)) return;   // the whole is null
      const message = span ? span.map(isoOf) : ["", ""];
      this.history.announce(message[0], this.gesture);
      this.unanswered.push({ span, sentAt: performance.now() });
      this.host.send("window", message);
    }, REST_MS);
  }
}
