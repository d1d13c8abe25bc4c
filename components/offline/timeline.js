// The timeline of the one file: zoom, drag, hover, choose. It needs nobody to answer.

const TOP = 44, BOTTOM = 32, ZOOM = 1.6, LEAST = 10;

class Timeline {
  constructor(element, chart, chose) {
    Object.assign(this, { element, chart, chose, chosen: "", focus: "", passes: () => true });
    this.svg = drawn("svg", { class: "timeline", role: "application", tabindex: "0", "aria-roledescription": "timeline" });
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    element.append(this.svg, this.tip);
    this.home = placesOf(chart.scale, chart.whole);
    this.range = chart.window ? placesOf(chart.scale, chart.window) : [...this.home];
    this.hand = new Hand(this.svg, this);
    this.svg.addEventListener("keydown", event => this.key(event));
    this.svg.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    new ResizeObserver(() => this.resized()).observe(element);
  }

  /** Show only what passes; rows are packed anew. */
  filter(passes) { this.passes = passes; this.pack(); this.paint(); }
  choose(id) { this.chosen = id; if (id) this.reveal(id); this.paintSoon(); }

  resized() { if (this.element.clientWidth !== this.width) { this.width = this.element.clientWidth; this.pack(); this.paint(); } }

  pack() {
    if (!this.width) return;
    const { chart } = this;
    this.isNarrow = this.width < 600;
    const longest = Math.max(0, ...chart.lanes.map(lane => widthOf(lane.name, 14, 600)));
    this.left = this.isNarrow ? 6 : Math.round(Math.min(longest, 150)) + 40;
    this.room = Math.max(this.width - this.left - (this.isNarrow ? 6 : 18), 120);
    const events = chart.events.filter(this.passes);
    this.lanes = chart.lanes.map((lane, at) => ({ lane, events: events.filter(event => event.lanes.includes(at)) })).filter(({ events }) => events.length);
    const axis = new Axis(chart.scale, this.home, this.room);
    this.usual = this.lanes.map(({ events }) => packed(events, axis, chart));
  }

  paintSoon() { this.asked ??= requestAnimationFrame(() => { this.asked = null; this.paint(); }); }

  paint() {
    if (!this.width) return;
    const axis = this.axis = new Axis(this.chart.scale, this.range, this.room), ages = this.ages(axis);
    const top = ages.length ? Math.max(...ages.map(age => age.y)) + 16 : 0;
    this.bands = arranged(this.lanes, this.usual, axis, this.chart, top, this.isNarrow ? 22 : 0);
    const height = this.bands.at(-1)?.bottom ?? top + 60;
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", height + TOP + BOTTOM);
    const defs = this.svg.querySelector("defs") ?? this.svg.appendChild(drawn("defs", { id: "fades" }));
    this.svg.replaceChildren(defs, painted({ axis, chart: this.chart, left: this.left, top: TOP, height, bands: this.bands, ages, chosen: this.chosen, isNarrow: this.isNarrow }));
    const seen = this.seen.length, span = this.span;
    this.svg.setAttribute("aria-label", `Timeline from ${momentWords(span[0], span[1] - span[0])} to ${momentWords(span[1] - 1, span[1] - span[0])}: ${seen} ${seen === 1 ? "event" : "events"}.`);
    this.svg.dataset.window = span.map(isoOf).join("/");
  }

  ages(axis) {
    const rows = [];
    return this.chart.eras.map(era => ({ era, body: bodyOf(era, axis, this.chart) })).filter(({ body }) => body.right > 0 && body.left < axis.room).map(({ era, body }) => {
      const name = fitted(era.label, Math.min(0.5 * axis.room, 320), 13, 600), text = Math.max(body.left, 0) + 8, right = Math.max(body.right, text + widthOf(name, 13, 600));
      let at = rows.findIndex(end => end + 8 <= body.left);
      if (at < 0) at = rows.length;
      rows[at] = right;
      return { era, body, name, text, y: at * ROW + ROW / 2 };
    }).filter(age => age.y < 3 * ROW);
  }

  get seen() { return this.bands.flatMap(band => band.shown).filter(({ body }) => body.right > 0 && body.left < this.room); }
  get span() { return momentsOf(this.chart.scale, this.range); }
  get isWhole() { return this.range[0] <= this.home[0] && this.range[1] >= this.home[1]; }

  go(range) { this.range = range; this.paintSoon(); this.tip.hidden = true; }

  bounded([from, to]) {
    const [first, last] = this.home, length = Math.min(to - from, last - first), start = Math.max(first, Math.min(from, last - length));
    return [start, start + length];
  }

  zoomed(factor, place) {
    const range = this.bounded([place - (place - this.range[0]) * factor, place + (this.range[1] - place) * factor]);
    const [start, end] = momentsOf(this.chart.scale, range);
    return end - start < LEAST ? null : range;
  }

  zoomBy(factor) { const range = this.zoomed(factor, (this.range[0] + this.range[1]) / 2); if (range) this.go(range); }
  shift(part) { const by = (this.range[1] - this.range[0]) * part; this.go(this.bounded([this.range[0] + by, this.range[1] + by])); }
  whole() { this.go([...this.home]); }

  /** Move the window so that an event is in it. */
  reveal(id) {
    const event = this.chart.events.find(one => one.id === id);
    const moment = event?.start ?? event?.end;
    if (moment === null || moment === undefined) return;
    const place = placeOf(this.chart.scale, moment), half = (this.range[1] - this.range[0]) / 2;
    if (place < this.range[0] || place > this.range[1]) this.go(this.bounded([place - half, place + half]));
  }

  // ---- what the hand means ----
  isInside(x, y) { return x >= this.left && x <= this.left + this.room && y >= TOP; }
  placeAt(x) { return this.axis.place(x - this.left); }
  hold() { this.svg.classList.add("held"); }
  rest() { this.svg.classList.remove("held"); }
  fit() { this.whole(); }
  pan(pixels) { this.shift(-pixels / this.room); }

  zoom(factor, x) {
    const range = this.zoomed(factor, this.placeAt(x)), before = this.range;
    if (!range) return true;
    const hasMoved = Math.abs(range[0] - before[0]) + Math.abs(range[1] - before[1]) > 1e-6 * (before[1] - before[0]);
    if (hasMoved) this.go(range);
    return hasMoved;
  }

  squeeze(places, pixels) {
    let length = this.range[1] - this.range[0];
    if (pixels.length > 1 && Math.abs(pixels[1] - pixels[0]) > 8) length = Math.abs((places[1] - places[0]) / (pixels[1] - pixels[0])) * this.room;
    const start = places[0] - (pixels[0] - this.left) / this.room * length, range = this.bounded([start, start + length]);
    const [first, last] = momentsOf(this.chart.scale, range);
    if (last - first >= LEAST) this.go(range);
  }

  under(x, y) {
    const [at, down] = [x - this.left, y - TOP];
    const found = this.seen.filter(one => Math.abs(down - one.y) <= ROW / 2 && at >= Math.max(one.from, 0) - 4 && at <= one.to + 4);
    return found.sort((a, b) => (a.to - a.from) - (b.to - b.from))[0]?.event;
  }

  click(x, y) { const event = this.under(x, y); if (event) { this.focus = event.id; this.chose(event.id); } }

  hover(x, y, kind) {
    const event = kind === "touch" ? null : this.under(x, y);
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
    const acts = { ArrowLeft: () => this.shift(-0.25), ArrowRight: () => this.shift(0.25), ArrowDown: () => this.walk(1), ArrowUp: () => this.walk(-1),
      "+": () => this.zoomBy(1 / ZOOM), "=": () => this.zoomBy(1 / ZOOM), "-": () => this.zoomBy(ZOOM), 0: () => this.whole(),
      Home: () => this.go(this.bounded([this.home[0], this.home[0] + this.range[1] - this.range[0]])),
      End: () => this.go(this.bounded([this.home[1] - this.range[1] + this.range[0], this.home[1]])), Escape: () => this.chose("") };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  /** The event before or after, opened. */
  walk(step) {
    const events = this.chart.events.filter(this.passes), at = events.findIndex(one => one.id === (this.chosen || this.focus));
    const next = events[at < 0 ? (step > 0 ? 0 : events.length - 1) : at + step];
    if (next) this.chose(this.focus = next.id);
  }
}
