// The picture on the screen: drawn by Plotly in one element that is never made anew, and moved while a better picture is
// on its way.

import { Motion } from "./motion.js";

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };

const axisNames = layout => Object.keys(layout).filter(name => /^[xy]axis\d*$/.test(name));

const LETTERS = { lt: "<", gt: ">", amp: "&" };

/** The lines of a text that was written for Plotly, as plain text, and whether each is bold. Its words were escaped there. */
const linesOf = text => text.split("<br>").map(line => ({ isBold: line.startsWith("<b>"),
  words: line.replace(/<\/?[bi]>/g, "").replace(/&(lt|gt|amp);/g, (_, name) => LETTERS[name]) }));

/** A Plotly element that shows one picture after another. */
export class PlotlyChart {
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
      dragmode: false, hovermode: false, uirevision: "dateline" };
    for (const axis of axisNames(layout)) layout[axis] = { ...layout[axis], fixedrange: true };
    if (range && layout.xaxis) layout.xaxis = { ...layout.xaxis, range, autorange: false };
    this.Plotly = Plotly;
    this.boxes = null;
    return this.busy = this.busy.catch(() => {}).then(() => this.draw(picture, layout));
  }

  async draw(picture, layout) {
    const begin = performance.now();
    this.resetMotion();
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
    this.motion.show(range);
    this.movedRange = [...range];
    this.boxes = null;
  }

  /** Plotly draws anew what has been moved, with ticks that fit. */
  settle() {
    const range = this.movedRange, isElsewhere = this.motion?.isElsewhere(range);
    this.resetMotion();
    if (isElsewhere) this.Plotly.relayout(this.element, { "xaxis.range": range });
  }

  resize(width) {
    if (!this.axis || width === this.element.layout.width) return;
    const range = this.range;
    this.resetMotion();
    this.Plotly.relayout(this.element, { width, "xaxis.range": range });
  }

  resetMotion() {
    this.motion?.restore();
    this.motion = this.movedRange = this.boxes = null;
  }

  get axis() { return this.element._fullLayout?.xaxis; }
  /** The places at the left and right edge of what is seen. */
  get range() { return this.movedRange ?? this.axis?.range.map(Number); }
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

  /** The marks of an event as they are drawn. */
  marksOf(id) { return [...this.element.querySelectorAll(".trace.scatter .point")].filter(node => this.target(node)?.id === id); }

  /** What is said of an event, or of what gave way: its lines of words, and the box around all that is drawn of it. */
  toldOf(id) {
    for (const trace of this.element.data ?? []) {
      const at = trace.hovertext && trace.customdata?.findIndex(entry => entry?.[0] === id);
      if (!(at >= 0)) continue;
      const text = typeof trace.hovertext === "string" ? trace.hovertext : trace.hovertext[at];
      return text ? { lines: linesOf(text), box: this.boxAround(id) } : null;
    }
    return null;
  }

  boxAround(id) {
    const boxes = this.targets.filter(target => target.id === id), { left, width } = this.area;
    return { left: Math.max(left, Math.min(...boxes.map(box => box.left))), right: Math.min(left + width, Math.max(...boxes.map(box => box.right))),
      top: Math.min(...boxes.map(box => box.top)), bottom: Math.max(...boxes.map(box => box.bottom)) };
  }

  /** The smallest target under a point of the element, a few pixels around it included. */
  targetAt(x, y, room = 4) {
    const under = this.targets.filter(box => x >= box.left - room && x <= box.right + room && y >= box.top - room && y <= box.bottom + room);
    const size = box => (box.right - box.left) * (box.bottom - box.top);
    return under.sort((a, b) => size(a) - size(b))[0] ?? null;
  }
}
