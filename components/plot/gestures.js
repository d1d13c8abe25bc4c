// The hand on the chart: wheel, drag, pinch, click. It only says what was meant:
//   hold(x, y)  carry(x)  drop(isDone): with Alt, of what can be moved by itself
//   zoom(factor, x)  pan(pixels)  dragTo(places, pixels)  click(x, y, kind)  doubleClick(x, y, kind)  release()  hover(x, y, kind)  wheelPassed()

const CLICK_SLOP = 4, DOUBLE_CLICK_MS = 350, PAUSE_MS = 250;
export const WHEEL_FACTOR = 0.0022;       // how far a pixel of the wheel goes in
const WHEEL_UNIT = [1, 16, 400];   // pixels, lines, pages

export class Gestures {
  constructor(element, handlers) {
    this.element = element;
    this.handlers = handlers;
    this.pointers = new Map();
    this.press = null;
    this.lastClick = { time: 0, x: 0, y: 0 };
    this.wheel = { time: 0, isOurs: false };
    const options = { capture: true, passive: false };
    element.addEventListener("wheel", event => this.wheelOnChart(event), options);
    window.addEventListener("wheel", this.wheelListener = event => this.wheelOnPage(event), { capture: true, passive: true });
    for (const [kind, listener] of Object.entries({ pointerdown: this.down, pointermove: this.moved, pointerup: this.up, pointercancel: this.up }))
      element.addEventListener(kind, listener.bind(this), options);
  }

  dispose() { window.removeEventListener("wheel", this.wheelListener, { capture: true }); }
  get isDown() { return this.pointers.size > 0; }

  pointOf(event) {
    const box = this.element.getBoundingClientRect();
    return { x: Math.floor(event.clientX) - box.left, y: Math.floor(event.clientY) - box.top };   // a wheel's are whole
  }

  // A scroll of the page that runs over the chart goes on being a scroll of the page until the wheel has rested.
  wheelOnPage(event) {
    if (!this.element.contains(event.target)) Object.assign(this.wheel, { time: event.timeStamp, isOurs: false });
  }

  // The wheel is the page's, but for what can only be meant for the chart: Ctrl or ⌘, a pinch, a movement to the side, and
  // a chart that was entered with the keyboard.
  wheelOnChart(event) {
    const { x, y } = this.pointOf(event), unit = WHEEL_UNIT[event.deltaMode] ?? 1;
    const [across, down] = event.shiftKey && !event.deltaX ? [event.deltaY * unit, 0] : [event.deltaX * unit, event.deltaY * unit];
    const isAcross = Math.abs(across) > Math.abs(down), zooms = event.ctrlKey || event.metaKey || this.element.matches(":focus-visible");
    if (event.timeStamp - this.wheel.time > PAUSE_MS) this.wheel.isOurs = this.handlers.isInside(x, y) && (isAcross || zooms);
    this.wheel.time = event.timeStamp;
    if (!this.wheel.isOurs && !event.ctrlKey && !event.metaKey) return this.handlers.wheelPassed();
    event.preventDefault();
    if (isAcross) return this.handlers.pan(-across);
    if (zooms) this.handlers.zoom(Math.exp(Math.max(-150, Math.min(150, down)) * (event.ctrlKey && Math.abs(down) < 50 ? 0.01 : WHEEL_FACTOR)), x);
  }

  down(event) {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const point = this.pointOf(event);
    if (!this.pointers.size && !this.handlers.isInside(point.x, point.y)) return this.downOutside(point);
    this.pointers.set(event.pointerId, point);
    try { this.element.setPointerCapture(event.pointerId); } catch { /* a made-up pointer of a test has none to capture */ }
    this.press = { ...point, hasMoved: this.pointers.size > 1, isOutside: false, places: [...this.pointers.values()].map(pointer => this.handlers.placeAt(pointer.x)) };
    this.press.isHeld = event.altKey && this.pointers.size === 1 && event.pointerType === "mouse" && this.handlers.hold(point.x, point.y);
    if (this.pointers.size > 1) this.handlers.grab();
  }

  downOutside(point) { this.press = { ...point, hasMoved: false, isOutside: true }; }

  moved(event) {
    const point = this.pointOf(event);
    if (!this.pointers.has(event.pointerId)) return this.press || this.handlers.hover(point.x, point.y, event.pointerType, event.altKey);
    this.pointers.set(event.pointerId, point);
    if (!this.press.hasMoved) {
      if (Math.hypot(point.x - this.press.x, point.y - this.press.y) < CLICK_SLOP) return;
      this.press.hasMoved = true;
      if (!this.press.isHeld) this.handlers.grab();
    }
    event.stopPropagation();
    if (this.press.isHeld) return this.handlers.carry(point.x);
    this.handlers.dragTo(this.press.places, [...this.pointers.values()].map(pointer => pointer.x));
  }

  up(event) {
    const press = this.press;
    this.pointers.delete(event.pointerId);
    if (this.pointers.size) {   // one finger of two is left: go on from where it is
      this.press = { ...press, places: [...this.pointers.values()].map(pointer => this.handlers.placeAt(pointer.x)) };
      return;
    }
    this.press = null;
    if (!press) return;
    if (press.isHeld) this.handlers.drop(press.hasMoved && event.type === "pointerup");
    if (press.isHeld && press.hasMoved) return;
    if (press.hasMoved) return this.handlers.release();
    if (event.type === "pointerup") this.click(event, press);
  }

  click(event, press) {
    const { x, y } = this.pointOf(event), last = this.lastClick;
    const isDouble = event.timeStamp - last.time < DOUBLE_CLICK_MS && Math.hypot(x - last.x, y - last.y) < 8;
    this.lastClick = isDouble ? { time: 0, x: 0, y: 0 } : { time: event.timeStamp, x, y };
    if (isDouble && !press.isOutside) this.handlers.doubleClick(x, y, event.pointerType);
    else this.handlers.click(x, y, event.pointerType);
  }
}
