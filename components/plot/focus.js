// The event or bin in focus: the ring around it, its tooltip, the walk from one to the next, what a click or a key opens.

const SECOND_CLICK = 220, FINGER = 12;

class Focus {
  constructor(host) {
    this.host = host;
    this.id = "";   // the event in focus on the keyboard
    this.ring = made("div", "ring", host.frame, { "aria-hidden": "true" });
    this.bins = null;   // those of a picture of counts
    this.tip = new Tip(host.frame, bin => host.pictures.titlesOf(bin), bin => this.course.into(bin.span));
    host.chart.addEventListener("keydown", event => this.key(event));
    host.chart.addEventListener("blur", () => { this.ringAt(null); this.tip.hide(); });
    host.chart.addEventListener("pointerleave", event => event.pointerType === "touch" || this.tip.hide());   // a finger leaves with each tap
    host.chart.addEventListener("focus", () => { this.placed(); if (host.chart.matches(":focus-visible")) this.tellBin(this.find(this.id), BY_KEY); });
  }

  forget() { clearTimeout(this.chooseTimer); }

  get course() { return this.host.course; }
  get screen() { return this.host.screen; }
  get meta() { return this.screen.picture?.meta; }
  get chosen() { return this.host.data.event; }
  get events() { return this.meta?.events ?? []; }
  find(id) { return id ? this.bins?.find(id) ?? this.events.find(one => one.id === id) : null; }
  get place() { return this.find(this.id)?.x; }
  say(text) { this.host.said.textContent = text; }

  /** Python's chosen event. */
  take(event, before) {
    if (event !== before) this.id = event || (this.id === before ? "" : this.id);
  }

  /** The pointer is here; whether there is something to click. */
  hover(x, y) {
    const target = this.screen.targetAt(x, y), bin = target ? null : this.binAt(x, y);
    if (bin) this.tip.show(bin, this.boxOf(bin)); else this.tip.hide();
    return !!(target || bin);
  }

  binAt(x, y) { return this.bins && this.host.isInside(x, y) ? this.bins.at(this.screen.placeAt(x), y - this.screen.area.top) : null; }

  /** What a finger means that is wider than a bar: the one that it has told of already, else the fullest under it. */
  binUnderFinger(x, y) {
    if (!this.bins || !this.host.isInside(x, y)) return null;
    const under = this.bins.within([x - FINGER, x + FINGER].map(edge => this.screen.placeAt(edge)), y - this.screen.area.top);
    return under.find(bin => bin.id === this.tip.bin?.id) ?? under.reduce((best, bin) => !best || bin.count > best.count ? bin : best, null);
  }

  /** Say what a bin holds, in the picture and aloud; of an event nothing. hint: how one goes in. */
  tellBin(bin, hint) {
    if (bin?.span) this.tip.show(bin, this.boxOf(bin), { hint, said: titles => this.say([bin.label, ...titles.map(([title]) => title)].join(". ")) });
    else this.tip.hide();
  }

  boxOf(bin) {
    const { left, width } = this.screen.area, within = x => Math.max(left, Math.min(left + width, x));
    return { left: within(this.screen.pixelOf(bin.first)), right: within(this.screen.pixelOf(bin.last)),
      top: this.screen.heightOf(bin.top), bottom: this.screen.heightOf(bin.floor) };
  }

  /** A click goes into a bin. A tap tells first what it holds, for a finger has nothing to hover with; the next goes in. */
  click(x, y, kind) {
    if (!this.meta) return;
    const isFinger = kind === "touch", target = this.screen.targetAt(x, y), bin = target ? null : isFinger ? this.binUnderFinger(x, y) : this.binAt(x, y);
    this.before = undefined;
    if (bin && isFinger && this.tip.bin?.id !== bin.id) return this.tellBin(bin, BY_TAP);
    if (bin) return this.course.into(bin.span);
    this.tip.hide();
    if (!target) return;
    if (target.id.startsWith("more:")) return this.host.tell("opened", target.id.slice(5));
    this.before = this.chosen;
    this.choose(target.id, SECOND_CLICK);
  }

  /** Put the event in focus and open it, after a moment in which a second click can still mean the whole instead. */
  choose(id, wait = 0) {
    this.id = id;
    this.ringAt(id);
    clearTimeout(this.chooseTimer);
    this.chooseTimer = setTimeout(() => { this.chooseTimer = null; this.host.tell("event", id); }, wait);
  }

  /** A double click: what its first click chose is chosen no more. Two quick taps on a bin are two taps. */
  fit(x, y, kind) {
    if (kind === "touch" && this.tip.bin && this.binUnderFinger(x, y) === this.tip.bin) return this.click(x, y, kind);
    if (this.before !== undefined) {
      if (!this.chooseTimer) this.host.tell("event", this.before);
      clearTimeout(this.chooseTimer);
      this.id = this.before;
      this.before = undefined;
    }
    this.course.whole();
  }

  key(event) {
    const meant = this.meta && keyMeant(event, !!this.id);
    if (!meant) return;
    const [what, amount, isAcross] = meant, { course } = this;
    if (what === "open" && !this.id) return;
    if (what === "letGo" && !this.id && !this.chosen) return;
    event.preventDefault();
    event.stopPropagation();
    ({ walk: () => this.walk(amount, isAcross), shift: () => course.shift(amount), zoom: () => course.zoomBy(amount, this.place),
      whole: () => course.whole(), edge: () => course.edge(amount), open: () => this.open(), letGo: () => this.letGo() })[what]();
  }

  letGo() {
    this.id = "";
    this.ringAt(null);
    this.tip.hide();
    if (this.chosen) this.host.tell("event", "");
    this.say("No event in focus.");
  }

  /** Enter: a bin is gone into, an event chosen. */
  open() {
    const bin = this.bins?.find(this.id);
    if (!bin?.span) return this.choose(this.id);
    this.id = "";
    this.say(`Into ${bin.when}.`);
    this.course.into(bin.span);
  }

  /** Put the focus on the event before or after; where it is outside, the window goes there first. */
  walk(step, isAcross = false) {
    const { range } = this.course, middle = (range[0] + range[1]) / 2;
    const next = this.bins ? this.bins.next(this.id, step, isAcross, range) : stepFrom(this.events, this.id, step, middle);
    if (next) return this.on(next);
    if (this.bins && isAcross) return this.say(step < 0 ? "This is the first lane." : "This is the last lane.");
    const [first, last] = this.course.homeRange, isEnd = step < 0 ? range[0] <= first + 1e-9 : range[1] >= last - 1e-9;
    if (isEnd || !this.course.span) return this.say(step < 0 ? "This is the first event." : "This is the last event.");
    this.walking = step;   // goes on when the picture of the next stretch has come
    this.course.shift(step * 0.5);
  }

  /** A picture has been drawn. */
  drawn(meta) {
    this.bins = meta.bins ? new Bins(meta) : null;
    this.tip.hide();
  }

  /** Go on where the walk had reached the edge of the picture before. */
  continueWalk() {
    const step = this.walking;
    if (!step || this.course.gliding) return;
    this.walking = 0;
    this.walk(step);
  }

  on(event) {
    this.id = event.id;
    this.say(event.label ?? event.title);
    const [from, to] = this.course.range, half = (to - from) / 2;
    if (event.x < from || event.x > to) this.course.slide(this.course.bounded([event.x - half, event.x + half]));
    this.ringAt(event.id);
    this.tellBin(event, BY_KEY);
    if (this.chosen && !event.span)   // the panel is open: it follows the walk
      this.choose(event.id, REST);
  }

  placed() { this.ringAt(this.id); }

  /** The ring around an event; none when it is not on the screen. */
  ringAt(id) {
    const event = this.find(id);
    const area = event && this.screen.axis && this.screen.area, x = event && this.screen.pixelOf(event.x);
    const isSeen = event && document.activeElement === this.host.chart && x >= area.left - 1 && x <= area.left + area.width + 1;
    this.ring.hidden = !isSeen;
    if (isSeen) this.ring.style.transform = `translate(${x}px, ${this.screen.heightOf(event.y)}px)`;
  }
}
