// What the briefer points to: a ring over the slide that everybody sees. A place is told as the way to an element of the
// slide and thousandths across and down it, so that it is the same thing on a screen of any size.

import { el } from "./slide_elements.js";

const HOLD_MS = { mouse: 250, touch: 400, pen: 300 }, STILL_PX = 12;

/** The place in the slide that lies under these pixels. */
function placeAt(stage, x, y) {
  const slide = stage.querySelector(".slide"), under = document.elementsFromPoint(x, y).find(element => slide.contains(element)) ?? slide;
  const target = under.closest("svg") ?? under, way = [], { left, top, width, height } = target.getBoundingClientRect();
  for (let element = target; element !== slide; element = element.parentElement) way.unshift([...element.parentElement.children].indexOf(element));
  const thousandths = (from, length, at) => Math.round(1000 * Math.min(Math.max((at - from) / (length || 1), 0), 1));
  return `${way.slice(0, 12).join(".")}@${thousandths(left, width, x)},${thousandths(top, height, y)}`;
}

/** Draw the ring at a place, or take it away. */
export function showPoint(stage, place) {
  const slide = stage.querySelector(".slide"), old = stage.querySelector(":scope > .point");
  if (!place || !slide) { old?.remove(); return; }
  const ring = old ?? stage.appendChild(el("i", { class: "point", "aria-hidden": "true" }));
  const [way, at] = place.split("@"), [across, down] = at.split(",").map(Number);
  let target = slide;
  for (const index of way ? way.split(".") : []) target = target.children[Number(index)] ?? target;
  const box = target.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  ring.style.left = `${box.left - frame.left + box.width * across / 1000}px`;
  ring.style.top = `${box.top - frame.top + box.height * down / 1000}px`;
}

/** Points where the mouse or the finger is held, and follows the mouse while it is switched on. */
export class Highlighter {
  constructor(stage, point) {
    this.stage = stage;
    this.point = point;   // told of each place, and of ""
    this.isOn = this.isHolding = false;
    stage.addEventListener("pointerdown", event => this.pressed(event));
    stage.addEventListener("pointermove", event => this.moved(event));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) stage.addEventListener(type, () => this.released());
    stage.addEventListener("click", event => { if (this.wasHolding) { this.wasHolding = false; event.stopPropagation(); } }, true);
  }

  /** Follow the mouse from now on, or no longer. */
  toggle() {
    this.isOn = !this.isOn;
    document.body.classList.toggle("pointing", this.isOn);
    if (this.isOn && this.last) this.aim(this.last); else this.clear();
  }

  pressed(event) {
    clearTimeout(this.timer);
    this.start = event;
    this.wasHolding = false;
    if (event.isPrimary && event.button === 0) this.timer = setTimeout(() => { this.isHolding = true; this.aim(this.start); }, HOLD_MS[event.pointerType] ?? HOLD_MS.mouse);
  }

  moved(event) {
    this.last = event;
    if (!this.isHolding && this.start && Math.hypot(event.clientX - this.start.clientX, event.clientY - this.start.clientY) > STILL_PX) clearTimeout(this.timer);
    if (this.isHolding || (this.isOn && event.pointerType === "mouse")) this.aim(event);
  }

  released() {
    clearTimeout(this.timer);
    this.start = null;
    if (this.isHolding) { this.isHolding = false; this.wasHolding = true; if (!this.isOn) this.clear(); }
  }

  /** Once for each picture of the screen: a mouse tells more than anybody sees. */
  aim(event) {
    const { clientX, clientY } = event;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.point(placeAt(this.stage, clientX, clientY)));
  }

  clear() {
    cancelAnimationFrame(this.frame);
    this.point("");
  }
}
