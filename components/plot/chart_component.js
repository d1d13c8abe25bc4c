// The host: one chart that mounts once and stays. It makes the elements, takes what Python says, and joins the parts:
// the window (viewport.js), the pictures of it (picture_schedule.js), what is in focus (focus.js), the hand (gestures.js).

import { Outbox } from "../widgets/messages_to_python.js";
import { rgbOf } from "./colors.js";
import { makeElement } from "./plot_elements.js";
import { Focus } from "./focus.js";
import { Gestures } from "./gestures.js";
import { Hint } from "./wheel_hint.js";
import { exportImage } from "./image_export.js";
import { ZOOM_STEP } from "./keys.js";
import { Lines } from "./link_arrows.js";
import { DateMover } from "./move_dates.js";
import { Measure } from "./measure_time_between.js";
import { Overview } from "./overview.js";
import { PictureError } from "./picture_requests.js";
import { Pictures } from "./picture_schedule.js";
import { PlotlyChart } from "./plotly_chart.js";
import { sortPairs } from "./link_parameters.js";
import { SheetClearance } from "./sheet_clearance.js";
import { isoOf, isSameSpan, momentsOf, stretchWords } from "./time.js";
import { Toolbar } from "./toolbar.js";
import { Viewport } from "./viewport.js";
import { WaitingNotice } from "./loading_message.js";

const KEYS = "Arrow keys move the window or walk from event to event, + and - zoom, 0 shows the whole, M measures.";
const CELL_KEYS = "Arrow keys walk from cell to cell, Enter goes there on the timeline.";

class Host {
  constructor(parent, root) {
    this.root = root;
    this.outbox = new Outbox();
    this.build(parent);
    this.watch(parent);
  }

  // ---- the elements ----

  build(parent) {
    this.top = makeElement("div", "host", parent);
    this.toolbar = new Toolbar(this.top, { whole: () => this.viewport.showWhole(), dense: () => this.viewport.glideTo(this.chart.picture?.meta.dense),
      less: () => this.zoomAroundFocus(ZOOM_STEP), more: () => this.zoomAroundFocus(1 / ZOOM_STEP), go: changes => { this.pictures.expect(changes); this.send("go", changes); } });
    this.frame = makeElement("div", "frame", this.top);
    this.element = makeElement("div", "chart", this.frame, { tabindex: "0", role: "application", "aria-roledescription": "timeline",
      "aria-label": "Timeline, being drawn", "data-testid": "timeline", "data-drawn": "0" });
    this.chart = new PlotlyChart(this.element);
    this.viewport = new Viewport(this);
    this.focus = new Focus(this);
    this.waiting = new WaitingNotice(this.frame, () => this.pictures.request());
    this.hint = new Hint(this.frame);
    this.lines = new Lines(this);
    this.measure = new Measure(this);
    this.mover = new DateMover(this);
    this.clearance = new SheetClearance(this);
    this.note = makeElement("p", "note", this.top);
    this.strip = makeElement("div", "overview", this.top, { "data-testid": "overview", role: "group", "aria-label": "The whole record, and the window on it" });
    this.announcement = makeElement("div", "said", this.top, { "aria-live": "polite" });
    this.overview = new Overview(this.strip, { window: (span, isDone) => this.viewport.fromStrip(span, isDone) });
    this.pictures = new Pictures(this);
    this.gestures = new Gestures(this.element, this);
  }

  watch(parent) {
    this.sizes = new ResizeObserver(() => this.widthChanged());
    addEventListener("resize", this.heightListener = () => { clearTimeout(this.sizeTimer); this.sizeTimer = setTimeout(() => this.data && this.pictures.request(), 120); });
    this.sizes.observe(this.frame);
    const page = parent.closest(".stApp") ?? document.body;
    this.exportListener = request => exportImage(this, request.detail).catch(error => {
      this.note.textContent = `The picture could not be made. ${error instanceof PictureError ? error.message : "Try another size."}`;
    });
    addEventListener("dateline:picture", this.exportListener);
    this.themes = new MutationObserver(() => this.themeChanged());
    for (const element of [document.documentElement, document.body, page, parent.parentElement].filter(Boolean))
      this.themes.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
  }

  dispose() {
    this.isGone = true;
    removeEventListener("dateline:picture", this.exportListener);
    this.sizes.disconnect();
    removeEventListener("resize", this.heightListener);
    this.themes.disconnect();
    for (const part of [this.gestures, this.hint, this.waiting, this.pictures, this.viewport, this.focus, this.clearance, this.mover]) part.dispose();
    clearTimeout(this.sizeTimer);
    this.chart.Plotly?.purge(this.element);
    this.chart.Plotly?.purge(this.overview.plot);
  }

  // ---- what Python says, and is told ----

  /** New data from a rerun. Only what Python changed is taken; the window under the hand is never lost. */
  update(data, send) {
    const before = this.data;
    this.data = data;
    this.outbox.connect(send);
    this.toolbar.showSwitches(data.switches ?? []);
    this.element.setAttribute("aria-roledescription", data.named.toLowerCase());
    this.focus.update(data.event, before?.event);
    this.lines.update(data.lines, data.event);
    this.viewport.update(data.window ?? null, !before);
    if (before && data.event && data.event !== before.event && data.at) this.viewport.reveal(data.at);
    this.pictures.update(sortPairs(data.query), before && sortPairs(before.query), before?.key !== data.key);
    if (!before) this.isDark = this.looksDark();
    this.pictures.request();
    this.pictures.requestStrip();
  }

  send(name, value) { if (!this.isGone) this.outbox.post(name, value); }

  // ---- what is on the screen ----

  /** A picture has been drawn; it is the count-th. */
  pictureDrawn({ meta }, count) {
    this.waiting.pictureDrawn(meta.height);
    this.element.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    this.element.setAttribute("aria-label", `${meta.alt ?? "Timeline."} ${meta.cells ? CELL_KEYS : meta.isFixed ? "" : KEYS}`.trim());
    this.note.textContent = (meta.notes ?? []).join(" ");
    this.element.classList.toggle("dateline-fixed", !!meta.isFixed);
    this.focus.pictureDrawn(meta);
    this.mover.pictureDrawn();
    this.windowMoved();
    this.element.dataset.madeFor = meta.window.map(isoOf).join("/");
    this.element.dataset.drawn = count;
    this.focus.continueWalk();
    this.clearance.clear();
  }

  /** All that hangs on where the window is: the strip, the ring, the buttons, the marks for tests. */
  windowMoved() {
    const { picture, axis, range } = this.chart;
    if (!picture || !axis) return;
    const span = this.viewport.isFixed ? this.viewport.span ?? picture.meta.whole : momentsOf(picture.meta.scale, range), { dense, crowd } = picture.meta;
    this.overview.place(span);
    this.focus.windowMoved();
    this.lines.draw();
    this.measure.place();
    this.element.dataset.window = span.map(isoOf).join("/");
    this.toolbar.showWindow({ isWhole: !this.viewport.span, dense: dense && stretchWords(crowd), isDense: !!this.viewport.span && isSameSpan(this.viewport.span, dense) });
  }

  /** To a stretch of time on the timeline, from a chart that is another. */
  leapTo([start, end]) {
    this.viewport.noteMovement();
    this.viewport.span = [start, end];
    const changes = { chart: "", start: isoOf(start), end: isoOf(end) };
    if (!this.pictures.expect(changes)) this.pictures.request();
    this.send("go", changes);
  }

  zoomAroundFocus(factor) { this.viewport.zoomBy(factor, this.focus.place); }

  // ---- what the hand means ----

  isInside(x, y) {
    if (!this.chart.axis) return false;
    const { left, top, width, height } = this.chart.area;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }

  get isHeld() { return this.gestures.isDown || !!this.overview.grip; }
  placeAt(x) { return this.chart.placeAt(x); }
  grab() { this.viewport.stopGlide(); clearTimeout(this.viewport.restTimer); this.element.classList.add("dateline-held"); }
  release() { this.element.classList.remove("dateline-held"); this.viewport.isDragged = false; this.pictures.request(); this.viewport.restSoon(); }
  zoom(factor, x) { return this.viewport.zoom(factor, x); }
  pan(pixels) { this.viewport.pan(pixels); }
  dragTo(places, pixels) { this.viewport.dragTo(places, pixels); }
  click(x, y, kind) { this.focus.click(x, y, kind); }
  hold(x, y) { return this.mover.hold(x, y); }
  carry(x) { this.mover.carry(x); }
  drop(isDone) { if (isDone) this.mover.drop(); else this.mover.leave(); }
  wheelPassed() { this.hint.show(); }
  doubleClick(x, y, kind) { this.focus.doubleClick(x, y, kind); }

  hover(x, y, kind, isAlt) {
    if (kind === "touch" || !this.chart.picture) return;
    this.mover.hover(x, y, isAlt);
    this.element.classList.toggle("dateline-over", this.focus.hover(x, y));
    this.viewport.pointer = this.isInside(x, y) ? x : undefined;
    this.pictures.prefetcher.startSoon();
  }

  // ---- the page around ----

  widthChanged() {
    const width = this.frame.clientWidth;
    if (!width || width === this.width) return;
    const isFirst = !this.width;
    this.width = width;
    if (!this.data) return;
    if (this.chart.picture) { this.chart.resize(width); this.overview.chart.resize(width); this.windowMoved(); this.overview.place(this.overview.span); }
    clearTimeout(this.sizeTimer);
    this.sizeTimer = setTimeout(() => { this.pictures.request(); this.pictures.requestStrip(); }, isFirst ? 0 : 120);
  }

  looksDark() {
    const background = getComputedStyle(this.top).getPropertyValue("--st-background-color").trim();
    const [red, green, blue] = rgbOf(background) ?? rgbOf(getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor) ?? [255, 255, 255];
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }

  themeChanged() {
    const isDark = this.looksDark();
    if (isDark === this.isDark || !this.data) return;
    this.isDark = isDark;
    this.pictures.request();
    this.pictures.requestStrip();
  }
}

/** Streamlit calls this once when the component mounts and again after each rerun that changed its data. */
export default function ({ data, parentElement, setTriggerValue }, root) {
  const host = parentElement._dateline ??= new Host(parentElement, root);
  host.update(data, setTriggerValue);
  return () => { host.dispose(); host.top.remove(); delete parentElement._dateline; };
}
