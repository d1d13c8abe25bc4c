// The host: one chart that mounts once and stays. It makes the elements, takes what Python says, and joins the parts:
// the window (viewport.js), the pictures of it (pictures.js), what is in focus (focus.js), the hand (gestures.js).

class Host {
  constructor(parent, root) {
    this.root = root;
    this.sending = new Sending();
    this.build(parent);
    this.watch(parent);
  }

  // ---- the elements ----

  build(parent) {
    this.top = made("div", "host", parent);
    this.bar = new Bar(this.top, { whole: () => this.course.whole(), dense: () => this.course.into(this.screen.picture?.meta.dense),
      less: () => this.nearer(ZOOM_STEP), more: () => this.nearer(1 / ZOOM_STEP), go: changes => this.tell("go", changes) });
    this.frame = made("div", "frame", this.top);
    this.chart = made("div", "chart", this.frame, { tabindex: "0", role: "application", "aria-roledescription": "timeline",
      "aria-label": "Timeline, being drawn", "data-testid": "timeline", "data-drawn": "0" });
    this.screen = new Screen(this.chart);
    this.course = new Course(this);
    this.focus = new Focus(this);
    this.patience = new Patience(this.frame, () => this.pictures.ask());
    this.note = made("p", "note", this.top);
    this.strip = made("div", "overview", this.top, { "data-testid": "overview", role: "group", "aria-label": "The whole record, and the window on it" });
    this.said = made("div", "said", this.top, { "aria-live": "polite" });
    this.overview = new Overview(this.strip, { window: (span, isDone) => this.course.fromStrip(span, isDone) });
    this.pictures = new Pictures(this);
    this.hand = new Hand(this.chart, this);
  }

  watch(parent) {
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.frame);
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
    this.themes.disconnect();
    for (const part of [this.hand, this.patience, this.pictures, this.course, this.focus]) part.forget();
    clearTimeout(this.sizeTimer);
    this.screen.Plotly?.purge(this.chart);
    this.screen.Plotly?.purge(this.overview.plot);
  }

  // ---- what Python says, and is told ----

  /** New data from a rerun. Only what Python changed is taken; the window under the hand is never lost. */
  take(data, send) {
    const before = this.data;
    this.data = data;
    this.sending.use(send);
    this.bar.offer(data.switches ?? []);
    this.focus.take(data.event, before?.event);
    this.course.take(data.window ?? null, !before);
    this.pictures.take(sortedPairs(data.query), before && sortedPairs(before.query), before?.key !== data.key);
    if (!before) this.isDark = this.darkness();
    this.pictures.ask();
    this.pictures.askStrip();
  }

  tell(name, value) { if (!this.isGone) this.sending.say(name, value); }

  // ---- what is on the screen ----

  /** A picture has been drawn; it is the count-th. */
  told({ meta }, count) {
    this.patience.drawn(meta.height);
    this.chart.querySelector(".plot-container")?.setAttribute("aria-hidden", "true");
    this.chart.setAttribute("aria-label", `${meta.alt ?? "Timeline."} Arrow keys move the window or walk from event to event, + and - zoom, 0 shows the whole.`);
    this.note.textContent = (meta.notes ?? []).join(" ");
    this.focus.drawn(meta);
    this.placed();
    this.chart.dataset.madeFor = meta.window.map(isoOf).join("/");
    this.chart.dataset.drawn = count;
    this.focus.continueWalk();
  }

  /** All that hangs on where the window is: the strip, the ring, the buttons, the marks for tests. */
  placed() {
    const { picture, axis, range } = this.screen;
    if (!picture || !axis) return;
    const span = momentsOf(picture.meta.scale, range), { dense, crowd } = picture.meta;
    this.overview.place(span);
    this.focus.placed();
    this.chart.dataset.window = span.map(isoOf).join("/");
    this.bar.say({ isWhole: !this.course.span, dense: dense && stretchWords(crowd), isDense: !!this.course.span && sameSpan(this.course.span, dense) });
  }

  nearer(factor) { this.course.zoomBy(factor, this.focus.place); }

  // ---- what the hand means ----

  isInside(x, y) {
    if (!this.screen.axis) return false;
    const { left, top, width, height } = this.screen.area;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }

  get isHeld() { return this.hand.isHeld || !!this.overview.grip; }
  placeAt(x) { return this.screen.placeAt(x); }
  hold() { this.course.stopGlide(); clearTimeout(this.course.restTimer); this.chart.classList.add("dateline-held"); }
  rest() { this.chart.classList.remove("dateline-held"); this.course.isDragged = false; this.pictures.ask(); this.course.restSoon(); }
  zoom(factor, x) { return this.course.zoom(factor, x); }
  pan(pixels) { this.course.pan(pixels); }
  squeeze(places, pixels) { this.course.squeeze(places, pixels); }
  click(x, y, kind) { this.focus.click(x, y, kind); }
  fit(x, y, kind) { this.focus.fit(x, y, kind); }

  hover(x, y, kind) {
    if (kind === "touch" || !this.screen.picture) return;
    this.chart.classList.toggle("dateline-over", this.focus.hover(x, y));
    this.course.pointer = this.isInside(x, y) ? x : undefined;
    this.pictures.ahead.soon();
  }

  // ---- the page around ----

  resized() {
    const width = this.frame.clientWidth;
    if (!width || width === this.width) return;
    const isFirst = !this.width;
    this.width = width;
    if (!this.data) return;
    if (this.screen.picture) { this.screen.resize(width); this.overview.screen.resize(width); this.placed(); this.overview.place(this.overview.span); }
    clearTimeout(this.sizeTimer);
    this.sizeTimer = setTimeout(() => { this.pictures.ask(); this.pictures.askStrip(); }, isFirst ? 0 : 120);
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
    this.pictures.ask();
    this.pictures.askStrip();
  }
}

/** Streamlit calls this once when the component mounts and again after each rerun that changed its data. */
export default function ({ data, parentElement, setTriggerValue }, root) {
  const host = parentElement._dateline ??= new Host(parentElement, root);
  host.take(data, setTriggerValue);
  return () => { host.forget(); host.top.remove(); delete parentElement._dateline; };
}
