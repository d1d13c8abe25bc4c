// The strip under the chart: the whole record, true to scale, with the window on it to drag, stretch, or draw anew.

const LEAST_WIDE = 10, HANDLES = ["start", "end"];

class Overview {
  /** meant: window(span, isDone) is told the span of moments that the hand asks for. */
  constructor(element, meant) {
    this.element = element;
    this.meant = meant;
    this.plot = made("div", "overview-plot", element);
    this.window = made("div", "overview-window", element);
    this.screen = new Screen(this.plot, { isStatic: true });
    this.handles = HANDLES.map(side => this.handle(side));
    this.span = null;
    this.grip = null;
    for (const [kind, act] of Object.entries({ pointerdown: this.down, pointermove: this.moved, pointerup: this.up, pointercancel: this.up }))
      element.addEventListener(kind, act.bind(this));
  }

  handle(side) {
    const handle = made("div", `overview-handle overview-${side}`, this.window);
    for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-valuenow": "0", "aria-label": side === "start" ? "Start of the window" : "End of the window" }))
      handle.setAttribute(name, value);
    handle.addEventListener("keydown", event => this.key(event, side));
    return handle;
  }

  get scale() { return this.screen.picture?.meta.scale; }
  momentAt(x) { return momentOf(this.scale, this.screen.placeAt(x)); }
  pixelOf(moment) { return this.screen.pixelOf(placeOf(this.scale, moment)); }

  async show(Plotly, picture, width) {
    await this.screen.show(Plotly, picture, null, width);
    this.plot.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    this.place(this.span);
  }

  /** Put the window where it is on the strip; however short, it stays wide enough to take hold of. */
  place(span) {
    this.span = span;
    if (!span || !this.scale || !this.screen.axis) return;
    const { left, width } = this.screen.area;
    const edges = span.map(moment => Math.max(left, Math.min(left + width, this.pixelOf(moment))));
    const lacking = Math.max(0, LEAST_WIDE - (edges[1] - edges[0]));
    const from = Math.max(left, Math.min(edges[0] - lacking / 2, left + width - LEAST_WIDE));
    this.window.style.transform = `translateX(${from}px)`;
    this.window.style.width = `${edges[1] - edges[0] + lacking}px`;
    this.shown = { from, to: from + edges[1] - edges[0] + lacking };
    const whole = this.screen.picture.meta.whole;
    this.handles.forEach((handle, at) => {
      const said = { "aria-valuemin": whole[0], "aria-valuemax": whole[1], "aria-valuenow": Math.round(span[at]), "aria-valuetext": momentWords(span[at], span[1] - span[0]) };
      for (const [name, value] of Object.entries(said)) handle.setAttribute(name, value);
    });
  }

  down(event) {
    if (!this.scale || !this.span || (event.pointerType === "mouse" && event.button !== 0)) return;
    const x = this.at(event), side = HANDLES.find(name => event.target.classList?.contains(`dateline-overview-${name}`));
    const isOn = x >= this.shown.from && x <= this.shown.to;
    this.grip = { kind: side ?? (isOn ? "body" : "new"), x, span: this.span, hasMoved: false };
    try { this.element.setPointerCapture(event.pointerId); } catch { /* a made-up pointer of a test has none to capture */ }
    if (event.pointerType === "mouse") event.preventDefault();
    if (side) event.target.focus({ preventScroll: true });
  }

  moved(event) {
    if (!this.grip) return;
    const x = this.at(event);
    if (!this.grip.hasMoved && Math.abs(x - this.grip.x) < 3) return;
    this.grip.hasMoved = true;
    this.meant.window(this.wanted(x), false);
  }

  up(event) {
    const grip = this.grip;
    this.grip = null;
    if (!grip) return;
    if (grip.hasMoved) return this.meant.window(null, true);
    if (grip.kind === "new" && event.type === "pointerup") this.centre(this.momentAt(this.at(event)), grip.span);
  }

  /** The span that the hand asks for while it holds on at x. */
  wanted(x) {
    const { kind, span } = this.grip, by = this.momentAt(x) - this.momentAt(this.grip.x);
    if (kind === "body") return this.within([span[0] + by, span[1] + by]);
    const fixed = kind === "start" ? span[1] : kind === "end" ? span[0] : this.momentAt(this.grip.x);
    const moving = kind === "start" ? span[0] + by : kind === "end" ? span[1] + by : this.momentAt(x);
    return [Math.min(fixed, moving), Math.max(fixed, moving)];
  }

  centre(moment, span) {
    const half = (span[1] - span[0]) / 2;
    this.meant.window(this.within([moment - half, moment + half]), true);
  }

  /** The same length, moved back inside the record. */
  within(span) {
    const whole = this.screen.picture.meta.whole, length = span[1] - span[0];
    if (length >= whole[1] - whole[0]) return [...whole];
    const start = Math.max(whole[0], Math.min(span[0], whole[1] - length));
    return [start, start + length];
  }

  key(event, side) {
    const step = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1 }[event.key];
    const whole = this.screen.picture?.meta.whole, at = HANDLES.indexOf(side);
    if (!whole || !this.span || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    const span = [...this.span];
    const area = this.screen.area, pixels = Math.max(this.pixelOf(span[1]) - this.pixelOf(span[0]), 0.05 * area.width);
    if (step !== undefined) span[at] = this.momentAt(this.pixelOf(span[at]) + step * (event.shiftKey ? 5 : 1) * pixels * 2.5);
    else span[at] = event.key === "Home" ? (at ? span[0] : whole[0]) : (at ? whole[1] : span[1]);
    if (span[1] > span[0]) this.meant.window(span, true);
  }

  at(event) { return event.clientX - this.element.getBoundingClientRect().left; }
}
