// Which picture is wanted, and when it is asked for and shown: that of the window as it is, of the View as Python has it
// or will have it in a moment. Late answers are dropped.

import { loadFonts, loadPlotly } from "./load_plotly.js";
import { fetchPicture, PictureRequests } from "./picture_requests.js";
import { Prefetcher } from "./prefetch.js";
import { changePairs, isSame, sortPairs } from "./link_parameters.js";
import { isoOf, placesOf, snapSpan } from "./time.js";

const FAR_SHARE = 0.2, PAUSE_MS = 80, DRAWING_SHARE = 6, MAX_WAIT_MS = 250, EXPECT_MS = 6000;
const SCROLLED_WIDTH = 600, MIN_HEIGHT = 320, AROUND_PX = 226, HEIGHT_STEP = 20;   // of the page around the chart: page.css
const NOT_OF_STRIP = ["event", "opened", "lanes", "scale"];

/** Pixels for the chart that leave what stands above and below it on the first screen; 0 where one scrolls anyway. In
 *  coarse steps, so that viewers share their pictures. */
function roomFor(width) {
  return width < SCROLLED_WIDTH ? 0 : Math.max(MIN_HEIGHT, Math.floor((innerHeight - AROUND_PX) / HEIGHT_STEP) * HEIGHT_STEP);
}

export class Pictures {
  constructor(host) {
    this.host = host;
    this.query = [];   // the View's other fields, as the picture on its way has them
    this.expected = [];   // queries that the page has asked Python for and that are drawn before it answers
    this.drawnCount = 0;
    this.firstDrawing = new Promise(resolve => { this.resolveFirstDrawing = resolve; });
    this.requests = new PictureRequests();
    this.stripRequests = new PictureRequests();
    this.prefetcher = new Prefetcher(this.requests, () => this.likelyAddresses());
    this.listeners = { "dateline:view": event => { if (this.expect(event.detail)) event.preventDefault(); },
      "dateline:soon": event => { this.likelyChanges = event.detail; this.prefetcher.startSoon(); } };
    for (const [name, listener] of Object.entries(this.listeners)) document.addEventListener(name, listener);
  }

  dispose() {
    for (const [name, listener] of Object.entries(this.listeners)) document.removeEventListener(name, listener);
    clearTimeout(this.requestTimer);
    clearTimeout(this.expectTimer);
    this.prefetcher.stop();
    this.requests.cancelAll();
    this.stripRequests.cancelAll();
  }

  get viewport() { return this.host.viewport; }
  get chart() { return this.host.chart; }
  get isUnderWay() { return this.requests.underWay.size > 0; }
  get library() { return loadPlotly(this.host.root, this.host.data.library); }

  // ---- which ----

  /** Python's fields of the View. Those that were drawn before it said so are not drawn again; else Python wins. */
  update(query, queryBefore, isOtherRecord) {
    const answered = this.expected.findIndex(other => isSame(other, query));
    if (answered >= 0) this.expected.splice(0, answered + 1);
    else if (isOtherRecord || !isSame(query, queryBefore)) this.expected = [];
    if (this.expected.length) return;
    clearTimeout(this.expectTimer);
    if (isOtherRecord || !isSame(query, this.query)) this.setQuery(query);
  }

  /** The page is about to ask Python for these fields of the View: their picture comes first. Whether one is drawn. */
  expect(changes) {
    if (!this.chart.picture || "page" in changes || "recorded" in changes) return false;
    const query = changePairs(this.query, changes);
    if (isSame(query, this.query)) return this.isUnderWay;
    this.setQuery(query);
    this.expected.push(query);
    clearTimeout(this.expectTimer);
    this.expectTimer = setTimeout(() => { this.expected = []; this.setQuery(sortPairs(this.host.data.query)); this.request(); }, EXPECT_MS);
    this.request();
    return true;
  }

  /** Another query: what is on its way, and the titles that tooltips know, mean nothing any more. */
  setQuery(query) {
    this.query = query;
    this.requests.cancelAll();
    this.host.focus.tooltip.clear();
  }

  /** The addresses that are likely to be asked for next: of the filter under the pointer, else of a step of the wheel. */
  likelyAddresses() {
    if (!this.chart.picture) return [];
    if (this.likelyChanges) return [this.address("chart", this.viewport.pictureSpan, changePairs(this.query, this.likelyChanges))];
    return this.viewport.likelySpans().map(span => this.address("chart", span));
  }

  /** Where the picture of the chart is, or of the "overview": which chart it is, the View's own fields say. */
  address(what, span = this.viewport.pictureSpan, pairs = this.query) {
    const { data, root, frame, isDark } = this.host, isChart = what === "chart";
    const figure = isChart ? pairs.find(([name]) => name === "chart")?.[1] ?? "timeline" : what;
    const url = new URL(`picture/${encodeURIComponent(data.key)}`, root);
    const query = pairs.filter(([name]) => name !== "chart" && (isChart || !NOT_OF_STRIP.includes(name)));
    for (const [name, value] of query) url.searchParams.append(name, value);
    if (isChart && span) {
      const [start, end] = snapSpan(span);
      url.searchParams.append("start", isoOf(start));
      url.searchParams.append("end", isoOf(end));
    }
    const width = Math.max(240, Math.min(4000, Math.floor(frame.clientWidth / 20) * 20));
    for (const [name, value] of [["figure", figure], ["w", width], ["dark", isDark ? 1 : 0]]) url.searchParams.append(name, value);
    if (isChart && roomFor(width)) url.searchParams.append("h", roomFor(width));
    return url.href;
  }

  /** The most important titles of a bin, or null where they cannot be had: a tooltip does without. */
  async titlesOf(bin) {
    const { data, root } = this.host, url = new URL(`titles/${encodeURIComponent(data.key)}`, root);
    for (const [name, value] of this.query) if (!["event", "opened", "scale", "chart"].includes(name)) url.searchParams.append(name, value);
    for (const [name, value] of [["lane", bin.lane], ["from", isoOf(bin.span[0])], ["to", isoOf(bin.span[1])], ["time", bin.hasTime]]) url.searchParams.append(name, value);
    try { return (await fetchPicture(url.href)).titles; } catch { return null; }
  }

  // ---- when ----

  /**
   * Ask for the picture of the window as it is now, and draw it. While as many as may be are under way nothing more is
   * asked: the window as it is when one of them has come is asked for then. So pictures keep coming under a moving hand.
   */
  async request() {
    const { host } = this;
    if (host.isGone || !host.frame.clientWidth || this.requests.isFull) return;
    clearTimeout(this.requestTimer);
    const url = this.address("chart");
    if (url === this.requestedUrl && !host.waiting.hasFailed) return;
    this.prefetcher.stop(url);
    this.requestedUrl = url;
    this.requestedSpan = this.viewport.pictureSpan;
    host.waiting.begin();
    try {
      const [Plotly, picture] = await Promise.all([this.library, this.requests.get(url), this.drawnCount ? null : loadFonts()]);
      if (host.isGone) return;
      if (picture && await this.waitForTurn(picture)) await this.show(Plotly, picture);
      if (this.address("chart") !== this.requestedUrl) this.request();
      else if (url === this.requestedUrl) host.waiting.end();
    } catch (error) {
      if (host.isGone) return;
      this.chart.settle();
      host.waiting.showError(error);
    }
  }

  /** Marks are drawn for half a window on either side: a drag needs the next picture after a step, or when it pauses. */
  requestWhileMoving(isResting) {
    clearTimeout(this.requestTimer);
    if (isResting || this.isFar()) this.request();
    else this.requestTimer = setTimeout(() => this.request(), PAUSE_MS);
  }

  isFar() {
    const { span, scale } = this.viewport;
    if (!span || !this.requestedSpan) return span !== this.requestedSpan;
    const [from, to] = placesOf(scale, span), [start, end] = placesOf(scale, this.requestedSpan);
    return Math.abs(from - start) + Math.abs(to - end) > 2 * FAR_SHARE * (end - start);
  }

  /**
   * Wait while the hand moves and the last picture was drawn only just now: drawing gets a part of the time, movement
   * the rest. False if a later picture has come meanwhile, or the host is gone.
   */
  async waitForTurn(picture) {
    this.next = picture;
    const share = Math.min(MAX_WAIT_MS, DRAWING_SHARE * this.chart.cost);
    const isEarly = now => now - this.viewport.movedAt < PAUSE_MS && now - this.chart.drawnAt < share;
    while (isEarly(performance.now()) && this.next === picture) await new Promise(requestAnimationFrame);
    return this.next === picture && !this.host.isGone;
  }

  async show(Plotly, picture) {
    const { host, viewport, chart } = this, { meta } = picture;
    if (!isSame(meta.scale, viewport.meta?.scale) || meta.isFixed) viewport.stopGlide();   // it glides in other places
    const range = viewport.span && !meta.isFixed ? placesOf(meta.scale, viewport.span) : null, onTheWay = viewport.gliding ? chart.range : null;
    await chart.show(Plotly, picture, range, host.frame.clientWidth);
    if (onTheWay) chart.move(onTheWay);
    this.drawnCount += 1;
    host.pictureDrawn(picture, this.drawnCount);
    this.resolveFirstDrawing();
    const { searchParams } = new URL(this.requestedUrl), size = `${searchParams.get("w")}x${searchParams.get("h") ?? 0}`;
    document.dispatchEvent(new CustomEvent("dateline:drawn", { detail: { size } }));
    if (host.waiting.hasFailed) this.requestStrip();
    host.waiting.clearError();
    this.prefetcher.startSoon();
  }

  /** The strip of the whole record. */
  async requestStrip() {
    const { host } = this;
    if (host.isGone || !host.frame.clientWidth) return;
    const url = this.address("overview");
    if (url === this.requestedStrip) return;
    this.requestedStrip = url;
    try {
      const [Plotly, picture] = await Promise.all([this.library, this.stripRequests.get(url), this.firstDrawing]);
      if (picture && !host.isGone) await host.overview.show(Plotly, picture, host.frame.clientWidth);
      host.strip.classList.add("dateline-ready");
    } catch { this.requestedStrip = null; }
  }
}
