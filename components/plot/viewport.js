// The window: where it is, how the hand and the buttons move it, and when Python is told of it. Its own window is taken
// only when Python has changed it (a button of the page, the Back button, another record).

const REST = 300, GLIDE = 260, LEAST_SECONDS = 10, EDGE = 0.02, GESTURE = 1000, UNANSWERED = 10_000, LINK_PARTS = 4096, STEPS = 4;
const USUAL_NOTCH = Math.exp(-120 * WHEEL_FACTOR);
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

class Course {
  constructor(host) {
    this.host = host;
    this.span = null;          // the window in moments; null is the whole
    this.sent = [];            // windows that Python has been told and has not yet answered, and when
    this.heard = undefined;    // the window Python named last
    this.movedAt = -Infinity;
    this.notch = USUAL_NOTCH;  // by how much the last step of this viewer's wheel went
    this.heading = 1;          // 1 where the window goes on in time, -1 where it goes back
    this.trail = new Trail();
  }

  forget() {
    clearTimeout(this.restTimer);
    this.stopGlide();
    this.trail.forget();
  }

  get screen() { return this.host.screen; }
  get meta() { return this.screen.picture?.meta; }
  get scale() { return this.meta.scale; }
  get range() { return this.frameAsked ? this.nextRange : this.screen.range; }

  /** Python's window. It is followed when Python has changed it, and not when it only repeats what it was told. */
  take(window, isFirst) {
    this.sent = this.sent.filter(one => performance.now() - one.at < UNANSWERED);   // Python says nothing where nothing changed
    const at = this.sent.findIndex(({ span }) => sameSpan(span, window));
    const isNews = this.heard === undefined || !sameSpan(this.heard, window);
    if (at >= 0) this.sent.splice(0, at + 1);
    else if (isNews && !isFirst) { this.sent = []; this.glide(window); }
    else if (isNews) this.span = window;
    this.heard = window;
  }

  // ---- where it may be ----

  /** The places of the whole record. */
  get homeRange() { return placesOf(this.scale, this.meta.whole); }

  get bounds() {
    const [first, last] = this.homeRange, air = (last - first) * EDGE;
    return [first - air, last + air];
  }

  isWhole(range) {
    const [first, last] = this.homeRange, near = (last - first) * 0.002;
    return range[0] <= first + near && range[1] >= last - near;
  }

  /** Its moments; null for the whole. */
  spanOf(range) { return this.isWhole(range) ? null : momentsOf(this.scale, range); }

  /** The range moved inside the bounds; one that is too long is the whole, one that is too short stays as it was. */
  bounded([from, to]) {
    const [first, last] = this.bounds, length = to - from;
    if (length >= last - first) return [...this.homeRange];
    const start = Math.max(first, Math.min(from, last - length));
    return [start, start + length];
  }

  isTooShort(range) { const [start, end] = momentsOf(this.scale, range); return end - start < LEAST_SECONDS; }

  zoomed(factor, place) {
    const [from, to] = this.range;
    return this.bounded([place - (place - from) * factor, place + (to - place) * factor]);
  }

  // ---- moving at once ----

  /** Show these places now and ask for their picture; `isResting` when no more is to come. */
  go(range, isResting = true) {
    this.stopGlide();
    this.heading = Math.sign(range[0] - this.range[0]) || this.heading;
    this.isDragged = !isResting;
    this.span = this.spanOf(range);
    this.moves();
    this.host.focus.tip.hide();
    this.moveSoon(this.span ? range : this.homeRange);
    this.host.pictures.askUnderWay(isResting);
    if (isResting) this.restSoon(); else clearTimeout(this.restTimer);
  }

  /** What follows within a second belongs to the same gesture. */
  moves() {
    const now = performance.now();
    if (now - this.movedAt > GESTURE) this.gesture = {};
    this.movedAt = now;
  }

  moveSoon(range) {
    this.nextRange = range;
    this.frameAsked ??= requestAnimationFrame(() => {
      this.frameAsked = null;
      this.screen.move(this.nextRange);
      this.host.placed();
    });
  }

  /** A step of the wheel at x; whether it moved anything. */
  zoom(factor, x) {
    if (!this.meta) return false;
    this.pointer = x;
    this.notch = factor;
    const [from, to] = this.range, { left, width } = this.screen.area;
    const range = this.zoomed(factor, from + (x - left) / width * (to - from));
    if (this.isTooShort(range)) return true;
    const hasMoved = Math.abs(range[0] - from) + Math.abs(range[1] - to) > 1e-6 * (to - from);
    if (hasMoved) this.go(range);
    return hasMoved;
  }

  /** The span whose picture is wanted: what the hand holds is drawn in steps that all viewers share, and exactly at rest. */
  get wanted() { return this.span && this.meta && this.isDragged ? this.spanOf(this.stepped(placesOf(this.scale, this.span))) : this.span; }

  /** A range on the grid of steps for its length, `further` steps on. */
  stepped([from, to], further = 0) {
    const step = 2 ** Math.floor(Math.log2((to - from) / STEPS)), start = (Math.round(from / step) + further) * step;
    return this.bounded([start, start + to - from]);
  }

  /** The windows that are likely next: on where the hand drags to, or a step of the wheel under the pointer, on or back. */
  likely() {
    if (!this.meta || this.gliding) return [];
    if (this.isDragged) return this.span ? [this.spanOf(this.stepped(this.range, this.heading))] : [];
    if (this.pointer === undefined || this.host.isHeld) return [];
    const ranges = [this.notch, 1 / this.notch].map(factor => this.zoomed(factor, this.screen.placeAt(this.pointer)));
    return ranges.filter(range => !this.isTooShort(range)).map(range => this.spanOf(range));
  }

  pan(pixels) {
    if (!this.meta) return;
    const [from, to] = this.range, by = -pixels / this.screen.area.width * (to - from);
    this.go(this.bounded([from + by, to + by]));
  }

  /** Keep the places that were taken hold of under the fingers. */
  squeeze(places, pixels) {
    if (!this.meta) return;
    const { left, width } = this.screen.area, [from, to] = this.range;
    let length = to - from;
    if (pixels.length > 1 && Math.abs(pixels[1] - pixels[0]) > 8) length = Math.abs((places[1] - places[0]) / (pixels[1] - pixels[0])) * width;
    const start = places[0] - (pixels[0] - left) / width * length, range = this.bounded([start, start + length]);
    if (!this.isTooShort(range)) this.go(range, false);
  }

  fromStrip(span, isDone) {
    if (!this.meta) return;
    if (span) {
      const range = placesOf(this.scale, span);
      if (this.isTooShort(range)) return;
      this.go(this.bounded(range), isDone);
    } else if (isDone) this.host.rest();
  }

  // ---- gliding ----

  /** Move to a span of moments in one smooth motion, its picture asked for at once. */
  glide(span) {
    this.span = span;
    this.host.focus.tip.hide();
    if (!this.meta) return this.host.pictures.ask();
    const from = this.range, to = span ? placesOf(this.scale, span) : this.homeRange;
    this.host.pictures.ask();
    if (isStill() || !from) return this.moveSoon(to);
    this.stopGlide();
    const begin = performance.now();
    const frame = now => {
      const part = Math.min(1, (now - begin) / GLIDE), eased = 1 - (1 - part) ** 3;
      this.screen.move(from.map((place, at) => place + (to[at] - place) * eased));
      this.host.placed();
      this.gliding = part < 1 ? requestAnimationFrame(frame) : null;
    };
    this.gliding = requestAnimationFrame(frame);
  }

  stopGlide() { cancelAnimationFrame(this.gliding); this.gliding = null; }

  /** Glide there, and tell Python when it is reached. */
  into(span) { if (this.meta) { this.moves(); this.glide(span); this.restSoon(); } }
  slide(range) { this.into(this.spanOf(range)); }
  whole() { this.into(null); }

  /** Nearer or farther, around a place of the window or else its middle. */
  zoomBy(factor, place) {
    if (!this.meta) return;
    const [from, to] = this.range;
    const range = this.zoomed(factor, place > from && place < to ? place : (from + to) / 2);
    if (!this.isTooShort(range)) this.slide(range);
  }

  shift(part) {
    if (!this.meta) return;
    const [from, to] = this.range, by = (to - from) * part;
    this.slide(this.bounded([from + by, to + by]));
  }

  edge(side) {
    const [from, to] = this.range, [first, last] = this.homeRange;
    this.slide(side < 0 ? [first, first + to - from] : [last - (to - from), last]);
  }

  // ---- resting ----

  /** After a while of rest Python is told the window, once; a gesture that rests twice is one step of the Back button. */
  restSoon() {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      if (this.host.isHeld) return;
      if (!this.host.pictures.isUnderWay && !this.gliding) this.screen.settle();
      const span = this.span && snapped(this.span, LINK_PARTS);
      if (sameSpan(span, this.sent.length ? this.sent.at(-1).span : this.heard)) return;   // the whole is null
      const said = span ? span.map(isoOf) : ["", ""];
      this.trail.tells(said[0], this.gesture);
      this.sent.push({ span, at: performance.now() });
      this.host.tell("window", said);
    }, REST);
  }
}

/** The page's history. Streamlit adds an entry for every window that Python is told; those of one gesture share one. */
class Trail {
  constructor() {
    this.told = [];   // what Python has been told and has not yet written into the address
    this.own = history.pushState;
    history.pushState = (...entry) => this.write(...entry);
  }

  forget() { history.pushState = this.own; }

  tells(start, gesture) {
    this.told.push({ start, isSame: !!gesture && gesture === this.gesture });
    this.gesture = gesture;
  }

  write(state, title, url) {
    const start = new URL(url, location.href).searchParams.get("start") ?? "";
    const written = this.told.splice(0, 1 + this.told.findIndex(one => one.start === start));   // Python may skip some
    if (written.length && written.every(one => one.isSame)) history.replaceState(state, title, url);
    else this.own.call(history, state, title, url);
  }
}
