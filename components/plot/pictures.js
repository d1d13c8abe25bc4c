// Which picture is wanted, and when it is asked for and shown: that of the window as it is, of the View as Python has it
// or will have it in a moment. Late answers are dropped.

const STEP_ASKED = 0.2, PAUSE_OF_HAND = 80, SHARE = 6, LONGEST_WAIT = 250, LONGEST_HOPE = 6000;
const NOT_OF_THE_STRIP = ["event", "opened", "lanes", "scale"];

class Pictures {
  constructor(host) {
    this.host = host;
    this.query = [];   // the View's other fields, as the picture on its way has them
    this.hopes = [];   // queries that the page has asked Python for and that are drawn before it answers
    this.drawn = 0;
    this.isFirstDrawn = new Promise(done => { this.firstIsDrawn = done; });
    this.asker = new Asker();
    this.stripAsker = new Asker();
    this.ahead = new Ahead(this.asker, () => this.likely());
    this.heard = { "dateline:view": event => { if (this.hope(event.detail)) event.preventDefault(); },
      "dateline:soon": event => { this.foreseen = event.detail; this.ahead.soon(); } };
    for (const [name, act] of Object.entries(this.heard)) document.addEventListener(name, act);
  }

  forget() {
    for (const [name, act] of Object.entries(this.heard)) document.removeEventListener(name, act);
    clearTimeout(this.askTimer);
    clearTimeout(this.hopeTimer);
    this.ahead.drop();
    this.asker.dropAll();
    this.stripAsker.dropAll();
  }

  get course() { return this.host.course; }
  get screen() { return this.host.screen; }
  get isUnderWay() { return this.asker.flying.size > 0; }
  get library() { return plotly(this.host.root, this.host.data.library); }

  // ---- which ----

  /** Python's fields of the View. Those that were drawn before it said so are not drawn again; else Python wins. */
  take(said, saidBefore, isOtherRecord) {
    const at = this.hopes.findIndex(one => same(one, said));
    if (at >= 0) this.hopes.splice(0, at + 1);
    else if (isOtherRecord || !same(said, saidBefore)) this.hopes = [];
    if (this.hopes.length) return;
    clearTimeout(this.hopeTimer);
    if (isOtherRecord || !same(said, this.query)) this.becomes(said);
  }

  /** The page is about to ask Python for these fields of the View: their picture comes first. Whether one is drawn. */
  hope(changes) {
    if (!this.screen.picture || "page" in changes) return false;
    const query = changedPairs(this.query, changes);
    if (same(query, this.query)) return this.isUnderWay;
    this.becomes(query);
    this.hopes.push(query);
    clearTimeout(this.hopeTimer);
    this.hopeTimer = setTimeout(() => { this.hopes = []; this.becomes(sortedPairs(this.host.data.query)); this.ask(); }, LONGEST_HOPE);
    this.ask();
    return true;
  }

  /** Another query: what is on its way, and the titles that tooltips know, mean nothing any more. */
  becomes(query) {
    this.query = query;
    this.asker.dropAll();
    this.host.focus.tip.forget();
  }

  /** The addresses that are likely to be asked for next: of the filter under the pointer, else of a step of the wheel. */
  likely() {
    if (!this.screen.picture) return [];
    if (this.foreseen) return [this.address("timeline", this.course.wanted, changedPairs(this.query, this.foreseen))];
    return this.course.likely().map(span => this.address("timeline", span));
  }

  address(figure, span = this.course.wanted, pairs = this.query) {
    const { data, root, frame, isDark } = this.host;
    const url = new URL(`picture/${encodeURIComponent(data.key)}`, root);
    const query = pairs.filter(([name]) => figure === "timeline" || !NOT_OF_THE_STRIP.includes(name));
    for (const [name, value] of query) url.searchParams.append(name, value);
    if (figure === "timeline" && span) {
      const [start, end] = snapped(span);
      url.searchParams.append("start", isoOf(start));
      url.searchParams.append("end", isoOf(end));
    }
    const width = Math.max(240, Math.min(4000, Math.floor(frame.clientWidth / 20) * 20));
    for (const [name, value] of [["figure", figure], ["w", width], ["dark", isDark ? 1 : 0]]) url.searchParams.append(name, value);
    return url.href;
  }

  /** The most important titles of a bin, or null where they cannot be had: a tooltip does without. */
  async titlesOf(bin) {
    const { data, root } = this.host, url = new URL(`titles/${encodeURIComponent(data.key)}`, root);
    for (const [name, value] of this.query) if (!["event", "opened", "scale"].includes(name)) url.searchParams.append(name, value);
    for (const [name, value] of [["lane", bin.lane], ["from", isoOf(bin.span[0])], ["to", isoOf(bin.span[1])], ["time", bin.hasTime]]) url.searchParams.append(name, value);
    try { return (await fetched(url.href)).titles; } catch { return null; }
  }

  // ---- when ----

  /**
   * Ask for the picture of the window as it is now, and draw it. While as many as may be are under way nothing more is
   * asked: the window as it is when one of them has come is asked for then. So pictures keep coming under a moving hand.
   */
  async ask() {
    const { host } = this;
    if (host.isGone || !host.frame.clientWidth || this.asker.isFull) return;
    clearTimeout(this.askTimer);
    const url = this.address("timeline");
    if (url === this.asked && !host.patience.isTroubled) return;
    this.ahead.drop(url);
    this.asked = url;
    this.askedSpan = this.course.wanted;
    host.patience.begin();
    try {
      const [Plotly, picture] = await Promise.all([this.library, this.asker.ask(url), this.drawn ? null : fonts()]);
      if (host.isGone) return;
      if (picture && await this.isItsTurn(picture)) await this.shown(Plotly, picture);
      if (this.address("timeline") !== this.asked) this.ask();
      else if (url === this.asked) host.patience.end();
    } catch (mistake) {
      if (host.isGone) return;
      this.screen.settle();
      host.patience.complain(mistake);
    }
  }

  /** Marks are drawn for half a window on either side: a drag needs the next picture after a step, or when it pauses. */
  askUnderWay(isResting) {
    clearTimeout(this.askTimer);
    if (isResting || this.isFar()) this.ask();
    else this.askTimer = setTimeout(() => this.ask(), PAUSE_OF_HAND);
  }

  isFar() {
    const { span, scale } = this.course;
    if (!span || !this.askedSpan) return span !== this.askedSpan;
    const [from, to] = placesOf(scale, span), [start, end] = placesOf(scale, this.askedSpan);
    return Math.abs(from - start) + Math.abs(to - end) > 2 * STEP_ASKED * (end - start);
  }

  /**
   * Wait while the hand moves and the last picture was drawn only just now: drawing gets a part of the time, movement
   * the rest. False if a later picture has come meanwhile, or the host is gone.
   */
  async isItsTurn(picture) {
    this.next = picture;
    const share = Math.min(LONGEST_WAIT, SHARE * this.screen.cost);
    const isEarly = now => now - this.course.movedAt < PAUSE_OF_HAND && now - this.screen.drawnAt < share;
    while (isEarly(performance.now()) && this.next === picture) await new Promise(requestAnimationFrame);
    return this.next === picture && !this.host.isGone;
  }

  async shown(Plotly, picture) {
    const { host, course, screen } = this, { meta } = picture;
    const range = course.span ? placesOf(meta.scale, course.span) : null, onTheWay = course.gliding ? screen.range : null;
    await screen.show(Plotly, picture, range, host.frame.clientWidth);
    if (onTheWay) screen.move(onTheWay);
    this.drawn += 1;
    host.told(picture, this.drawn);
    this.firstIsDrawn();
    document.dispatchEvent(new CustomEvent("dateline:drawn"));
    if (host.patience.isTroubled) this.askStrip();
    host.patience.calm();
    this.ahead.soon();
  }

  /** The strip of the whole record. */
  async askStrip() {
    const { host } = this;
    if (host.isGone || !host.frame.clientWidth) return;
    const url = this.address("overview");
    if (url === this.askedStrip) return;
    this.askedStrip = url;
    try {
      const [Plotly, picture] = await Promise.all([this.library, this.stripAsker.ask(url), this.isFirstDrawn]);
      if (picture && !host.isGone) await host.overview.show(Plotly, picture, host.frame.clientWidth);
      host.strip.classList.add("dateline-ready");
    } catch { this.askedStrip = null; }
  }
}
