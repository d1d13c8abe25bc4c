// The host: one chart that mounts once and stays. It owns the window; Python is told when the hand rests, and its own
// window is taken only when Python has changed it (a button, the Back button, another record).

const REST = 300, SECOND_CLICK = 220, GLIDE = 260, LEAST_SECONDS = 10, EDGE = 0.02;
const STEP_ASKED = 0.2, PAUSE_OF_HAND = 80, SHARE = 6, LONGEST_WAIT = 250, LONGEST_HOPE = 6000;
const USUAL_NOTCH = Math.exp(-120 * WHEEL_FACTOR);
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

class Host {
  constructor(parent, root) {
    this.root = root;
    this.span = null;        // the window in moments; null is the whole
    this.focus = "";         // the event in focus on the keyboard
    this.query = [];         // the View's other fields, as the picture on its way has them
    this.hopes = [];         // queries that the page has asked Python for and that are drawn before it answers
    this.sending = new Sending();
    this.sent = [];          // windows that Python has been told and has not yet answered
    this.heard = undefined;  // the window Python named last
    this.drawn = 0;
    this.movedAt = -Infinity;
    this.asker = new Asker();
    this.overviewAsker = new Asker();
    this.ahead = new Ahead(this.asker, () => this.likely());
    this.notch = USUAL_NOTCH;   // by how much a step of this viewer's wheel goes in
    this.build(parent);
    this.watch(parent);
  }

  // ---- the elements ----

  build(parent) {
    this.top = made("div", "host", parent);
    this.bar = new Bar(this.top, { whole: () => this.whole(), dense: () => this.dense(), less: () => this.zoomBy(ZOOM_STEP),
      more: () => this.zoomBy(1 / ZOOM_STEP), go: changes => this.tell("go", changes) });
    this.frame = made("div", "frame", this.top);
    this.chart = made("div", "chart", this.frame, { tabindex: "0", role: "application", "aria-roledescription": "timeline",
      "aria-label": "Timeline, being drawn", "data-testid": "timeline", "data-drawn": "0" });
    this.ring = made("div", "ring", this.frame, { "aria-hidden": "true" });
    this.tip = new Tip(this.frame, bin => this.titlesOf(bin));
    this.patience = new Patience(this.frame, () => this.ask());
    this.note = made("p", "note", this.top);
    this.strip = made("div", "overview", this.top, { "data-testid": "overview", role: "group", "aria-label": "The whole record, and the window on it" });
    this.said = made("div", "said", this.top, { "aria-live": "polite" });
    this.screen = new Screen(this.chart);
    this.overview = new Overview(this.strip, { window: (span, isDone) => this.fromStrip(span, isDone) });
    this.hand = new Hand(this.chart, this);
    this.chart.addEventListener("keydown", event => this.key(event));
    this.chart.addEventListener("blur", () => { this.ringAt(null); this.tip.hide(); });
    this.chart.addEventListener("pointerleave", () => this.tip.hide());
    this.chart.addEventListener("focus", () => this.ringAt(this.focus));
  }

  watch(parent) {
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.frame);
    document.addEventListener("dateline:view", this.foretold = event => this.hope(event.detail));
    const page = parent.closest(".stApp") ?? document.body;
    this.taking = asked => takePicture(this, asked.detail).catch(mistake => {
      this.note.textContent = `The picture could not be made. ${mistake instanceof Trouble ? mistake.message : "Try another size."}`;
    });
    addEventListener("dateline:picture", this.taking);
    this.themes = new MutationObserver(() => this.recolored());
    for (const element of [document.documentElement, document.body, page, parent.parentElement].filter(Boolean))
      this.themes.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
  }

  forget() {
    this.isGone = true;
    removeEventListener("dateline:picture", this.taking);
    this.sizes.disconnect();
    document.removeEventListener("dateline:view", this.foretold);
    this.themes.disconnect();
    this.hand.forget();
    this.patience.forget();
    for (const timer of [this.askTimer, this.hopeTimer, this.restTimer, this.chooseTimer, this.sizeTimer]) clearTimeout(timer);
    this.asker.dropAll();
    this.ahead.drop();
    this.overviewAsker.dropAll();
    this.screen.Plotly?.purge(this.chart);
    this.screen.Plotly?.purge(this.overview.plot);
  }

  // ---- what Python says ----

  /** New data from a rerun. Only what Python changed is taken; the window under the hand is never lost. */
  take(data, send) {
    const before = this.data;
    this.data = data;
    this.sending.use(send);
    this.bar.offer(data.switches ?? []);
    if (before?.event !== data.event) this.focus = data.event || (this.focus === before?.event ? "" : this.focus);
    const window = data.window ?? null, at = this.sent.findIndex(span => sameSpan(span, window));
    const isNews = this.heard === undefined || !sameSpan(this.heard, window);
    if (at >= 0) this.sent.splice(0, at + 1);
    else if (isNews && before) { this.sent = []; this.glide(window); }
    else if (isNews) this.span = window;
    this.heard = window;
    this.takeQuery(sortedPairs(data.query), before && sortedPairs(before.query), before?.key !== data.key);
    if (!before) return this.start();
    this.askOverview();
    this.ask();
  }

  /** Python's fields of the View. Those that were drawn before it said so are not drawn again; else Python wins. */
  takeQuery(said, saidBefore, isOtherRecord) {
    const at = this.hopes.findIndex(one => same(one, said));
    if (at >= 0) this.hopes.splice(0, at + 1);
    else if (isOtherRecord || !same(said, saidBefore)) this.hopes = [];
    if (this.hopes.length) return;
    clearTimeout(this.hopeTimer);
    if (isOtherRecord || !same(said, this.query)) this.asker.dropAll();
    this.query = said;
  }

  /** The page is asking Python for these fields of the View: their picture is drawn while Python is at work. */
  hope(changes) {
    if (!this.picture || "page" in changes) return;
    const query = changedPairs(this.query, changes);
    if (same(query, this.query)) return;
    this.query = query;
    this.hopes.push(query);
    clearTimeout(this.hopeTimer);
    this.hopeTimer = setTimeout(() => { this.hopes = []; this.query = sortedPairs(this.data.query); this.ask(); }, LONGEST_HOPE);
    this.asker.dropAll();
    this.ask();
  }

  async start() {
    this.isDark = this.darkness();
    const loading = plotly(this.root, this.data.library);
    const first = this.ask(loading);
    this.askOverview(loading);
    await first;
  }

  tell(name, value) { if (!this.isGone) this.sending.say(name, value); }

  // ---- asking and drawing ----

  address(figure, span = this.span) {
    const url = new URL(`picture/${encodeURIComponent(this.data.key)}`, this.root);
    const query = this.query.filter(([name]) => figure === "timeline" || !["event", "opened", "lanes", "scale"].includes(name));
    for (const [name, value] of query) url.searchParams.append(name, value);
    if (figure === "timeline" && span) {
      const [start, end] = snapped(span);
      url.searchParams.append("start", isoOf(start));
      url.searchParams.append("end", isoOf(end));
    }
    const width = Math.max(240, Math.min(4000, Math.floor(this.frame.clientWidth / 20) * 20));
    for (const [name, value] of [["figure", figure], ["w", width], ["dark", this.isDark ? 1 : 0]]) url.searchParams.append(name, value);
    return url.href;
  }

  /**
   * Ask for the picture of the window as it is now, and draw it. While as many as may be are under way nothing more is
   * asked: the window as it is when one of them has come is asked for then. So pictures keep coming under a moving hand.
   */
  async ask(loading = plotly(this.root, this.data.library)) {
    if (this.isGone || !this.frame.clientWidth || this.asker.isFull) return;
    clearTimeout(this.askTimer);
    const url = this.address("timeline");
    if (url === this.asked && !this.patience.isTroubled) return;
    this.ahead.drop(url);
    this.asked = url;
    this.askedSpan = this.span;
    this.patience.begin();
    try {
      const [Plotly, picture] = await Promise.all([loading, this.asker.ask(url), this.drawn ? null : fonts()]);
      if (this.isGone) return;
      if (picture && await this.isItsTurn(picture)) {
        await this.show(Plotly, picture);
        if (this.patience.isTroubled) this.askOverview();
        this.patience.calm();
      }
      if (this.address("timeline") !== this.asked) this.ask();
      else if (url === this.asked) this.patience.end();
    } catch (mistake) {
      if (this.isGone) return;
      this.screen.settle();
      this.patience.complain(mistake);
    }
  }

  /**
   * Wait while the hand moves and the last picture was drawn only just now: drawing gets a part of the time, movement
   * the rest. False if a later picture has come meanwhile, or the host is gone.
   */
  async isItsTurn(picture) {
    this.next = picture;
    const isEarly = now => now - this.movedAt < PAUSE_OF_HAND && now - this.screen.drawnAt < Math.min(LONGEST_WAIT, SHARE * this.screen.cost);
    while (isEarly(performance.now()) && this.next === picture) await new Promise(requestAnimationFrame);
    return this.next === picture && !this.isGone;
  }

  async show(Plotly, picture) {
    const range = this.span ? placesOf(picture.meta.scale, this.span) : null, onTheWay = this.gliding ? this.screen.range : null;
    await this.screen.show(Plotly, picture, range, this.frame.clientWidth);
    if (onTheWay) this.screen.move(onTheWay);
    this.patience.drawn(picture.meta.height);
    this.chart.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    this.chart.setAttribute("aria-label", `${picture.meta.alt ?? "Timeline."} Arrow keys move the window or walk from event to event, + and - zoom, 0 shows the whole.`);
    this.note.textContent = (picture.meta.notes ?? []).join(" ");
    this.bins = picture.meta.bins ? new Bins(picture.meta) : null;
    this.tip.hide();
    this.placed();
    this.chart.dataset.madeFor = picture.meta.window.map(isoOf).join("/");
    this.chart.dataset.drawn = ++this.drawn;
    this.continueWalk();
    this.ahead.soon();
  }

  async askOverview(loading = plotly(this.root, this.data.library)) {
    if (this.isGone || !this.frame.clientWidth) return;
    const url = this.address("overview");
    if (url === this.askedOverview) return;
    this.askedOverview = url;
    try {
      const [Plotly, picture] = await Promise.all([loading, this.overviewAsker.ask(url)]);
      if (picture && !this.isGone) await this.overview.show(Plotly, picture, this.frame.clientWidth);
      this.strip.classList.add("dateline-ready");
    } catch { this.askedOverview = null; }
  }

  /** The most important titles of a bin, or null where they cannot be had: a tooltip does without. */
  async titlesOf(bin) {
    const url = new URL(`titles/${encodeURIComponent(this.data.key)}`, this.root);
    for (const [name, value] of this.query) if (!["event", "opened", "scale"].includes(name)) url.searchParams.append(name, value);
    for (const [name, value] of [["lane", bin.lane], ["from", isoOf(bin.span[0])], ["to", isoOf(bin.span[1])]]) url.searchParams.append(name, value);
    try { return (await fetched(url.href)).titles; } catch { return null; }
  }

  /** All that hangs on where the window is: the strip, the ring, the buttons, the marks for tests. */
  placed() {
    if (!this.picture || !this.screen.axis) return;
    const range = this.screen.range, span = momentsOf(this.picture.meta.scale, range);
    this.overview.place(span);
    this.ringAt(this.focus);
    this.chart.dataset.window = span.map(isoOf).join("/");
    const { dense, crowd } = this.picture.meta;
    this.bar.say({ isWhole: !this.span, dense: dense && stretchWords(crowd), isDense: !!this.span && sameSpan(this.span, dense) });
  }

  get picture() { return this.screen.picture; }
  get scale() { return this.picture.meta.scale; }

  // ---- moving ----

  /** Show these places now and ask for their picture; `isResting` when no more is to come. */
  go(range, isResting = true) {
    this.stopGlide();
    this.span = this.spanOf(range);
    this.movedAt = performance.now();
    this.tip.hide();
    this.moveSoon(this.span ? range : this.homeRange);
    this.askUnderWay(isResting);
    if (isResting) this.restSoon(); else clearTimeout(this.restTimer);
  }

  /** Marks are drawn for half a window on either side: a drag needs the next picture after a step, or when it pauses. */
  askUnderWay(isResting) {
    clearTimeout(this.askTimer);
    if (isResting || this.isFar()) this.ask();
    else this.askTimer = setTimeout(() => this.ask(), PAUSE_OF_HAND);
  }

  isFar() {
    if (!this.span || !this.askedSpan) return this.span !== this.askedSpan;
    const [from, to] = placesOf(this.scale, this.span), [start, end] = placesOf(this.scale, this.askedSpan);
    return Math.abs(from - start) + Math.abs(to - end) > 2 * STEP_ASKED * (end - start);
  }

  moveSoon(range) {
    this.nextRange = range;
    this.frameAsked ??= requestAnimationFrame(() => {
      this.frameAsked = null;
      this.screen.move(this.nextRange);
      this.placed();
    });
  }

  /** Move to a span of moments in one smooth motion, its picture asked for at once. */
  glide(span) {
    this.span = span;
    this.tip.hide();
    if (!this.picture) return this.ask();
    const from = this.range, to = span ? placesOf(this.scale, span) : this.homeRange;
    this.ask();
    if (isStill() || !from) return this.moveSoon(to);
    this.stopGlide();
    const begin = performance.now();
    const frame = now => {
      const part = Math.min(1, (now - begin) / GLIDE), eased = 1 - (1 - part) ** 3;
      this.screen.move(from.map((place, at) => place + (to[at] - place) * eased));
      this.placed();
      this.gliding = part < 1 ? requestAnimationFrame(frame) : null;
    };
    this.gliding = requestAnimationFrame(frame);
  }

  stopGlide() { cancelAnimationFrame(this.gliding); this.gliding = null; }
  get range() { return this.frameAsked ? this.nextRange : this.screen.range; }

  /** The places of the whole record. */
  get homeRange() { return placesOf(this.scale, this.picture.meta.whole); }

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

  zoomBy(factor) {
    if (!this.picture) return;
    const event = this.picture.meta.events?.find(one => one.id === this.focus), [from, to] = this.range;
    const range = this.zoomed(factor, event && event.x > from && event.x < to ? event.x : (from + to) / 2);
    if (!this.isTooShort(range)) this.slide(range);
  }

  shift(part) {
    if (!this.picture) return;
    const [from, to] = this.goal ?? this.range, by = (to - from) * part;
    this.slide(this.bounded([from + by, to + by]));
  }

  edge(side) {
    const [from, to] = this.range, [first, last] = this.homeRange;
    this.slide(side < 0 ? [first, first + to - from] : [last - (to - from), last]);
  }

  /** Glide to a range of places, and tell Python when it is there. */
  slide(range) { this.glide(this.spanOf(range)); this.restSoon(); }
  whole() { if (this.picture) { this.glide(null); this.restSoon(); } }
  dense() { this.into(this.picture.meta.dense); }
  into(span) { this.glide(span); this.restSoon(); }

  fromStrip(span, isDone) {
    if (!this.picture) return;
    if (span) {
      const range = placesOf(this.scale, span);
      if (this.isTooShort(range)) return;
      this.go(this.bounded(range), isDone);
    } else if (isDone) this.rest();
  }

  /** After a while of rest Python is told the window, once. */
  restSoon() {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      if (this.hand.isHeld || this.overview.grip) return;
      if (!this.asker.flying.size && !this.gliding) this.screen.settle();
      const span = this.span && snapped(this.span, 4096);
      if (sameSpan(span, this.sent.at(-1) ?? this.heard)) return;
      this.sent.push(span);
      this.tell("window", span ? span.map(isoOf) : ["", ""]);
    }, REST);
  }

  // ---- what the hand means ----

  isInside(x, y) {
    if (!this.screen.axis) return false;
    const { left, top, width, height } = this.screen.area;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }

  placeAt(x) { return this.screen.placeAt(x); }
  hold() { this.stopGlide(); clearTimeout(this.restTimer); this.chart.classList.add("dateline-held"); }
  rest() { this.chart.classList.remove("dateline-held"); this.ask(); this.restSoon(); }

  /** The addresses of one step of the wheel under the pointer, in and out; none while something moves. */
  likely() {
    if (!this.picture || this.pointer === undefined || this.hand.isHeld || this.gliding || this.asker.flying.size) return [];
    const ranges = [this.notch, 1 / this.notch].map(factor => this.zoomed(factor, this.screen.placeAt(this.pointer)));
    return ranges.filter(range => !this.isTooShort(range)).map(range => this.address("timeline", this.spanOf(range)));
  }

  zoom(factor, x) {
    if (!this.picture) return false;
    this.pointer = x;
    this.notch = Math.min(factor, 1 / factor);
    const [from, to] = this.range, { left, width } = this.screen.area;
    const range = this.zoomed(factor, from + (x - left) / width * (to - from));
    if (this.isTooShort(range)) return true;
    const hasMoved = Math.abs(range[0] - from) + Math.abs(range[1] - to) > 1e-6 * (to - from);
    if (hasMoved) this.go(range);
    return hasMoved;
  }

  pan(pixels) {
    if (!this.picture) return;
    const [from, to] = this.range, by = -pixels / this.screen.area.width * (to - from);
    this.go(this.bounded([from + by, to + by]));
  }

  /** Keep the places that were taken hold of under the fingers. */
  squeeze(places, pixels) {
    if (!this.picture) return;
    const { left, width } = this.screen.area, [from, to] = this.range;
    let length = to - from;
    if (pixels.length > 1 && Math.abs(pixels[1] - pixels[0]) > 8) length = Math.abs((places[1] - places[0]) / (pixels[1] - pixels[0])) * width;
    const start = places[0] - (pixels[0] - left) / width * length, range = this.bounded([start, start + length]);
    if (!this.isTooShort(range)) this.go(range, false);
  }

  hover(x, y, kind) {
    if (kind === "touch" || !this.picture) return;
    const target = this.screen.targetAt(x, y), bin = target ? null : this.binAt(x, y);
    this.chart.classList.toggle("dateline-over", !!(target || bin));
    this.pointer = this.isInside(x, y) ? x : undefined;
    this.ahead.soon();
    if (bin) this.tip.show(bin, this.boxOf(bin)); else this.tip.hide();
  }

  binAt(x, y) { return this.bins && this.isInside(x, y) ? this.bins.at(this.screen.placeAt(x), y - this.screen.area.top) : null; }

  boxOf(bin) {
    const { left, width } = this.screen.area, within = x => Math.max(left, Math.min(left + width, x));
    return { left: within(this.screen.pixelOf(bin.first)), right: within(this.screen.pixelOf(bin.last)),
      top: this.screen.heightOf(bin.top), bottom: this.screen.heightOf(bin.floor) };
  }

  click(x, y) {
    if (!this.picture) return;
    const target = this.screen.targetAt(x, y);
    this.before = undefined;
    const bin = target ? null : this.binAt(x, y);
    if (bin) return this.into(bin.span);
    if (!target) return;
    if (target.id.startsWith("more:")) return this.tell("opened", target.id.slice(5));
    this.before = this.data.event;
    this.choose(target.id, SECOND_CLICK);
  }

  /** Put the event in focus and open it, after a moment in which a second click can still mean the whole instead. */
  choose(id, wait = 0) {
    this.focus = id;
    this.ringAt(id);
    clearTimeout(this.chooseTimer);
    this.chooseTimer = setTimeout(() => { this.chooseTimer = null; this.tell("event", id); }, wait);
  }

  /** A double click: what its first click chose is chosen no more. */
  fit() {
    if (this.before !== undefined) {
      if (!this.chooseTimer) this.tell("event", this.before);
      clearTimeout(this.chooseTimer);
      this.focus = this.before;
      this.before = undefined;
    }
    this.whole();
  }

  // ---- the keyboard ----

  key(event) {
    const meant = this.picture && keyMeant(event, !!this.focus);
    if (!meant) return;
    const [what, amount, isAcross] = meant;
    if (what === "open" && !this.focus) return;
    if (what === "letGo" && !this.focus && !this.data.event) return;
    event.preventDefault();
    event.stopPropagation();
    ({ walk: () => this.walk(amount, isAcross), shift: () => this.shift(amount), zoom: () => this.zoomBy(amount), whole: () => this.whole(),
      edge: () => this.edge(amount), open: () => this.open(), letGo: () => this.letGo() })[what]();
  }

  letGo() {
    this.focus = "";
    this.ringAt(null);
    if (this.data.event) this.tell("event", "");
    this.said.textContent = "No event in focus.";
  }

  /** Put the focus on the event before or after; where it is outside, the window goes there first. */
  walk(step, isAcross = false) {
    const events = this.picture.meta.events ?? [], [from, to] = this.range;
    const next = this.bins ? this.bins.next(this.focus, step, isAcross, this.range) : stepFrom(events, this.focus, step, (from + to) / 2);
    if (next) return this.focusOn(next);
    if (this.bins && isAcross) { this.said.textContent = step < 0 ? "This is the first lane." : "This is the last lane."; return; }
    const [first, last] = this.homeRange, isEnd = step < 0 ? from <= first + 1e-9 : to >= last - 1e-9;
    if (isEnd || !this.span) { this.said.textContent = step < 0 ? "This is the first event." : "This is the last event."; return; }
    this.walking = step;   // goes on when the picture of the next stretch has come
    this.shift(step * 0.5);
  }

  continueWalk() {
    const step = this.walking;
    if (!step || this.gliding) return;
    this.walking = 0;
    this.walk(step);
  }

  focusOn(event) {
    this.focus = event.id;
    this.said.textContent = event.label ?? event.title;
    const [from, to] = this.range;
    if (event.x < from || event.x > to) this.slide(this.bounded([event.x - (to - from) / 2, event.x + (to - from) / 2]));
    this.ringAt(event.id);
    if (event.span)
      this.tip.show(event, this.boxOf(event), titles => { this.said.textContent = [event.label, ...titles.map(([title]) => title)].join(". "); });
    else this.tip.hide();
    if (this.data.event && !event.span)   // the panel is open: it follows the walk
      this.choose(event.id, REST);
  }

  /** The ring around the event in focus; none when it is not on the screen. */
  ringAt(id) {
    const event = id && (this.bins ? this.bins.find(id) : this.picture?.meta.events?.find(one => one.id === id));
    const area = event && this.screen.axis && this.screen.area, x = event && this.screen.pixelOf(event.x);
    const isSeen = event && document.activeElement === this.chart && x >= area.left - 1 && x <= area.left + area.width + 1;
    this.ring.hidden = !isSeen;
    if (isSeen) this.ring.style.transform = `translate(${x}px, ${this.screen.heightOf(event.y)}px)`;
  }

  /** Enter: a bin is gone into, an event chosen. */
  open() {
    const bin = this.bins?.find(this.focus);
    if (!bin?.span) return this.choose(this.focus);
    this.focus = "";
    this.said.textContent = `Into ${bin.when}.`;
    this.into(bin.span);
  }

  // ---- the page around ----

  resized() {
    const width = this.frame.clientWidth;
    if (!width || width === this.width) return;
    const isFirst = !this.width;
    this.width = width;
    if (!this.data) return;
    if (this.picture) { this.screen.resize(width); this.overview.screen.resize(width); this.placed(); this.overview.place(this.overview.span); }
    clearTimeout(this.sizeTimer);
    this.sizeTimer = setTimeout(() => { this.ask(); this.askOverview(); }, isFirst ? 0 : 120);
  }

  darkness() {
    const told = getComputedStyle(this.top).getPropertyValue("--st-background-color").trim();
    const [red, green, blue] = channels(told) ?? channels(getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor) ?? [255, 255, 255];
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }

  recolored() {
    const isDark = this.darkness();
    if (isDark === this.isDark || !this.data) return;
    this.isDark = isDark;
    this.ask();
    this.askOverview();
  }
}

/** Streamlit calls this once when the component mounts and again after each rerun that changed its data. */
export default function ({ data, parentElement, setTriggerValue }, root) {
  const host = parentElement._dateline ??= new Host(parentElement, root);
  host.take(data, setTriggerValue);
  return () => { host.forget(); host.top.remove(); delete parentElement._dateline; };
}
