// The strip under the chart: the whole record, true to scale, with the window on it to drag, stretch, or draw anew.

import { makeElement } from "./plot_elements.js";
import { PlotlyChart } from "./plotly_chart.js";
import { momentOf, momentWords, placeOf } from "./time.js";

const MIN_WIDTH = 10, SIDES = ["start", "end"];

export class Overview {
  /** handlers: window(span, isDone) is told the span of moments that the hand asks for. */
  constructor(element, handlers) {
    this.element = element;
    this.handlers = handlers;
    this.plot = makeElement("div", "overview-plot", element);
    this.window = makeElement("div", "overview-window", element);
    this.chart = new PlotlyChart(this.plot, { isStatic: true });
    this.handles = SIDES.map(side => this.makeHandle(side));
    this.span = null;
    this.grip = null;
    for (const [kind, listener] of Object.entries({ pointerdown: this.down, pointermove: this.moved, pointerup: this.up, pointercancel: this.up }))
      element.addEventListener(kind, listener.bind(this));
  }

  makeHandle(side) {
    const handle = makeElement("div", `overview-handle overview-${side}`, this.window);
    for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-valuenow": "0", "aria-label": side === "start" ? "Start of the window" : "End of the window" }))
      handle.setAttribute(name, value);
    handle.addEventListener("keydown", event => this.key(event, side));
    return handle;
  }

  get scale() { return this.chart.picture?.meta.scale; }
  momentAt(x) { return momentOf(this.scale, this.chart.placeAt(x)); }
  pixelOf(moment) { return this.chart.pixelOf(placeOf(this.scale, moment)); }

  async show(Plotly, picture, width) {
    await this.chart.show(Plotly, picture, null, width);
    this.plot.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    this.place(this.span);
  }

  /** Put the window where it is on the strip; however short, it stays wide enough to take hold of. */
  place(span) {
    this.span = span;
    if (!span || !this.scale || !this.chart.axis) return;
    const { left, width } = this.chart.area;
    const edges = span.map(moment => Math.max(left, Math.min(left + width, this.pixelOf(moment))));
    const lacking = Math.max(0, MIN_WIDTH - (edges[1] - edges[0]));
    const from = Math.max(left, Math.min(edges[0] - lacking / 2, left + width - MIN_WIDTH));
    this.window.style.transform = `translateX(${from}px)`;
    this.window.style.width = `${edges[1] - edges[0] + lacking}px`;
    this.edges = { from, to: from + edges[1] - edges[0] + lacking };
    const whole = this.chart.picture.meta.whole;
    this.handles.forEach((handle, edge) => {
      const values = { "aria-valuemin": whole[0], "aria-valuemax": whole[1], "aria-valuenow": Math.round(span[edge]), "aria-valuetext": momentWords(span[edge], span[1] - span[0]) };
      for (const [name, value] of Object.entries(values)) handle.setAttribute(name, value);
    });
  }

  down(event) {
    if (!this.scale || !this.span || (event.pointerType === "mouse" && event.button !== 0)) return;
    const x = this.pixelAt(event), side = SIDES.find(name => event.target.classList?.contains(`dateline-overview-${name}`));
    const isOn = x >= this.edges.from && x <= this.edges.to;
    this.grip = { kind: side ?? (isOn ? "body" : "new"), x, span: this.span, hasMoved: false };
    try { this.element.setPointerCapture(event.pointerId); } catch { /* a made-up pointer of a test has none to capture */ }
    if (event.pointerType === "mouse") event.preventDefault();
    if (side) event.target.focus({ preventScroll: true });
  }

  moved(event) {
    if (!this.grip) return;
    const x = this.pixelAt(event);
    if (!this.grip.hasMoved && Math.abs(x - this.grip.x) < 3) return;
    this.grip.hasMoved = true;
    this.handlers.window(this.spanAt(x), false);
  }

  up(event) {
    const grip = this.grip;
    this.grip = null;
    if (!grip) return;
    if (grip.hasMoved) return this.handlers.window(null, true);
    if (grip.kind === "new" && event.type === "pointerup") this.centre(this.momentAt(this.pixelAt(event)), grip.span);
  }

  /** The span that the hand asks for while it holds on at x. */
  spanAt(x) {
    const { kind, span } = this.grip, by = this.momentAt(x) - this.momentAt(this.grip.x);
    if (kind === "body") return this.keepInside([span[0] + by, span[1] + by]);
    const fixed = kind === "start" ? span[1] : kind === "end" ? span[0] : this.momentAt(this.grip.x);
    const moving = kind === "start" ? span[0] + by : kind === "end" ? span[1] + by : this.momentAt(x);
    return [Math.min(fixed, moving), Math.max(fixed, moving)];
  }

  centre(moment, span) {
    const half = (span[1] - span[0]) / 2;
    this.handlers.window(this.keepInside([moment - half, moment + half]), true);
  }

  /** The same length, moved back inside the record. */
  keepInside(span) {
    const whole = this.chart.picture.meta.whole, length = span[1] - span[0];
    if (length >= whole[1] - whole[0]) return [...whole];
    const start = Math.max(whole[0], Math.min(span[0], whole[1] - length));
    return [start, start + length];
  }

  key(event, side) {
    const step = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1 }[event.key];
    const whole = this.chart.picture?.meta.whole, edge = SIDES.indexOf(side);
    if (!whole || !this.span || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    const span = [...this.span];
    const area = this.chart.area, pixels = Math.max(this.pixelOf(span[1]) - this.pixelOf(span[0]), 0.05 * area.width);
    if (step !== undefined) span[edge] = this.momentAt(this.pixelOf(span[edge]) + step * (event.shiftKey ? 5 : 1) * pixels * 2.5);
    else span[edge] = event.key === "Home" ? (edge ? span[0] : whole[0]) : (edge ? whole[1] : span[1]);
    if (span[1] > span[0]) this.handlers.window(span, true);
  }

  pixelAt(event) { return event.clientX - this.element.getBoundingClientRect().left; }
}
