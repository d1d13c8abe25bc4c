// The picture on the screen: asks the server for it, draws it with Plotly in one element that is never made anew, and
// moves what is drawn while a better picture is on its way.

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };
const MOST_ASKED = 2;

let library = null;
function plotly(root, path) {
  library ??= new Promise((done, failed) => {
    if (window.Plotly) return done(window.Plotly);
    const url = new URL(path, root).href;
    const early = [...document.scripts].find(script => script.src === url);   // put into the page's head by the server
    const script = early ?? document.createElement("script");
    const again = setInterval(() => window.Plotly && finish(done, window.Plotly), 50);   // it may have come before we listen
    const finish = (how, what) => { clearInterval(again); how(what); };
    script.addEventListener("load", () => finish(done, window.Plotly));
    script.addEventListener("error", () => { library = null; script.remove(); finish(failed, new Trouble("The drawing code did not come: the server does not answer.")); });
    if (!early) { script.src = url; document.head.append(script); }
  });
  return library;
}

async function fonts() {
  const sizes = ["400 14px", "600 14px", "700 14px"].map(style => document.fonts.load(`${style} "Source Sans"`));
  await Promise.allSettled(sizes);   // text that is measured before its font has come is measured wrong
  await document.fonts.ready;
}

/** A mistake that has a sentence for the viewer. */
class Trouble extends Error {}

/** Asks for pictures, a few at a time. Answers that come after a later one are dropped. */
class Asker {
  constructor() { this.turn = 0; this.shown = 0; this.flying = new Set(); this.kept = new Map(); this.ahead = new Map(); }

  get isFull() { return this.flying.size >= MOST_ASKED; }

  /** The picture of this address, or null when a later one has been taken meanwhile. Throws Trouble. */
  async ask(url) {
    const turn = ++this.turn, stop = new AbortController();
    this.flying.add(stop);
    try {
      const picture = this.kept.get(url) ?? await this.ahead.get(url)?.picture ?? await fetched(url, stop.signal);
      if (stop.signal.aborted) return null;
      this.keep(url, picture);
      if (turn < this.shown) return null;
      this.shown = turn;
      return picture;
    } catch (mistake) {
      if (stop.signal.aborted || turn < this.shown) return null;
      throw mistake;
    } finally {
      this.flying.delete(stop);
    }
  }

  /** What was asked for means nothing any more: it is another record, or another choice of events. */
  dropAll() {
    for (const stop of this.flying) stop.abort();
    this.flying.clear();
  }

  /** Have this picture come at low priority, in case it is asked for. Never throws. */
  async askAhead(url) {
    if (this.kept.has(url) || this.ahead.has(url)) return;
    const stop = new AbortController(), picture = fetched(url, stop.signal, "low").catch(() => null);
    this.ahead.set(url, { stop, picture });
    const come = await picture;
    this.ahead.delete(url);
    if (come) this.keep(url, come);
  }

  /** Drop what was to come ahead, but for these. */
  dropAhead(but) {
    for (const [url, { stop }] of this.ahead) if (!but.includes(url)) { stop.abort(); this.ahead.delete(url); }
  }

  keep(url, picture) {
    this.kept.delete(url);
    this.kept.set(url, picture);
    if (this.kept.size > 40) this.kept.delete(this.kept.keys().next().value);
  }
}

async function fetched(url, signal, priority = "high") {
  let answer;
  try { answer = await fetch(url, { signal, priority, credentials: "same-origin" }); }
  catch (mistake) {
    if (signal.aborted) throw mistake;
    throw new Trouble("The server does not answer, so this is the last picture that came.");
  }
  if (!answer.ok) {
    const said = answer.headers.get("content-type")?.startsWith("text/plain") && answer.status < 500 ? (await answer.text()).trim() : "";
    throw new Trouble(said || "The server could not draw this picture.");
  }
  try { return await answer.json(); }
  catch (mistake) {
    if (signal.aborted) throw mistake;
    throw new Trouble("The answer of the server broke off.");
  }
}

const axes = layout => Object.keys(layout).filter(name => /^[xy]axis\d*$/.test(name));

/** A Plotly element that shows one picture after another. */
class Screen {
  constructor(element, { isStatic = false } = {}) {
    this.element = element;
    this.config = { ...CONFIG, staticPlot: isStatic };
    this.picture = null;
    this.drawnAt = this.cost = 0;   // when the last picture was drawn, and how long that took: milliseconds
    this.busy = Promise.resolve();
  }

  /** Draw the picture, showing these places (or its own) on an element this wide. */
  show(Plotly, picture, range, width) {
    const layout = { ...picture.layout, width, height: picture.meta?.height ?? picture.layout.height, autosize: false,
      dragmode: false, uirevision: "dateline" };
    for (const axis of axes(layout)) layout[axis] = { ...layout[axis], fixedrange: true };
    if (range && layout.xaxis) layout.xaxis = { ...layout.xaxis, range, autorange: false };
    this.Plotly = Plotly;
    this.boxes = null;
    return this.busy = this.busy.catch(() => {}).then(() => this.draw(picture, layout));
  }

  async draw(picture, layout) {
    const begin = performance.now();
    this.still();
    this.picture = picture;
    await this.Plotly.react(this.element, picture.data, layout, this.config);
    this.drawnAt = performance.now();
    this.cost = this.drawnAt - begin;
  }

  /** Show these places within this frame; the labels stay where they belong until the next picture packs them anew. */
  move(range) {
    if (!this.axis) return;
    if (!this.motion) this.Plotly.Fx?.unhover(this.element);
    this.motion ??= new Motion(this.element);
    this.motion.to(range);
    this.moved = [...range];
    this.boxes = null;
  }

  /** Plotly draws anew what has been moved, with ticks that fit. */
  settle() {
    const range = this.moved, isElsewhere = this.motion?.isElsewhere(range);
    this.still();
    if (isElsewhere) this.Plotly.relayout(this.element, { "xaxis.range": range });
  }

  resize(width) {
    if (!this.axis || width === this.element.layout.width) return;
    const range = this.range;
    this.still();
    this.Plotly.relayout(this.element, { width, "xaxis.range": range });
  }

  still() {
    this.motion?.undo();
    this.motion = this.moved = this.boxes = null;
  }

  get axis() { return this.element._fullLayout?.xaxis; }
  /** The places at the left and right edge of what is seen. */
  get range() { return this.moved ?? this.axis?.range.map(Number); }
  /** Pixels from the left of the element to a place, and back. */
  pixelOf(place) {
    const [first, last] = this.range;
    return this.axis._offset + (place - first) / (last - first) * this.axis._length;
  }

  placeAt(pixel) {
    const [first, last] = this.range;
    return first + (pixel - this.axis._offset) / this.axis._length * (last - first);
  }

  heightOf(y) { const axis = this.element._fullLayout.yaxis; return axis._offset + axis.l2p(y); }

  /** Left, top, width, height of the area inside the axes, in pixels of the element. */
  get area() {
    const { xaxis, yaxis } = this.element._fullLayout;
    return { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
  }

  /** What can be chosen and where it stands: {id, left, top, right, bottom, curve, point, isText}. */
  get targets() {
    return this.boxes ??= [...this.element.querySelectorAll(".point, .textpoint")].map(node => this.target(node)).filter(Boolean);
  }

  target(node) {
    const point = node.__data__, trace = node.closest(".trace")?.__data__?.[0]?.trace;
    const id = trace?.customdata?.[point?.i]?.[0];
    if (id === undefined || id === null) return null;
    const box = node.getBoundingClientRect(), from = this.element.getBoundingClientRect();
    return { id: String(id), left: box.left - from.left, top: box.top - from.top, right: box.right - from.left,
      bottom: box.bottom - from.top, curve: trace.index, point: point.i, isText: node.classList.contains("textpoint") };
  }

  /** The smallest target under a point of the element, a few pixels around it included. */
  targetAt(x, y, room = 4) {
    const under = this.targets.filter(box => x >= box.left - room && x <= box.right + room && y >= box.top - room && y <= box.bottom + room);
    const size = box => (box.right - box.left) * (box.bottom - box.top);
    return under.sort((a, b) => size(a) - size(b))[0] ?? null;
  }
}
