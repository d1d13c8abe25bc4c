// Alt moves a date by whole steps of its own precision: the mark, or the end of a span, goes with the pointer, or with the
// arrow keys while Alt is held, and the server says in words when it would be. Letting go saves, Esc leaves it as it was.

import { makeElement } from "./plot_elements.js";
import { fetchPicture } from "./picture_requests.js";
import { momentOf, placeOf } from "./time.js";

const SVG = "http://www.w3.org/2000/svg", END_PX = 9, WIDE_PX = 30, BAR_PX = 12, AWAY_PX = 10, WAIT_MS = 6000, SAID_MS = 9000;
const HOW = { pointer: "Let go to save, Esc leaves it.", keys: "Let go of Alt to save, Esc leaves it." };
const NOBODY = "The record cannot be changed here any more. Reload the page.";

export class DateMover {
  constructor(host) {
    this.host = host;
    this.ghost = host.frame.appendChild(document.createElementNS(SVG, "svg"));
    this.ghost.setAttribute("class", "dateline-ghost");
    this.ghost.setAttribute("aria-hidden", "true");
    this.box = makeElement("p", "moving", host.frame, { "data-testid": "moving", hidden: "" });
    this.listeners = { keydown: event => this.onKey(event), keyup: event => this.onKeyUp(event), blur: () => this.held && this.leave(), pointerdown: () => this.held || this.clear() };
    for (const [name, listener] of Object.entries(this.listeners)) addEventListener(name, listener, true);
    this.clear();
  }

  dispose() {
    clearTimeout(this.timer);
    for (const [name, listener] of Object.entries(this.listeners)) removeEventListener(name, listener, true);
  }

  get chart() { return this.host.chart; }
  /** Whether dates may be changed here; on any other page Alt means nothing. */
  get isOn() { return typeof this.host.data?.moves === "string" && !!this.chart.picture && !this.host.viewport.isFixed; }

  // ---- the pointer ----

  /** The pointer with Alt is here: whether it has something to take hold of. */
  hover(x, y, isAlt) { this.host.element.classList.toggle("dateline-movable", isAlt && this.isOn && !!this.idAt(x, y)); }

  idAt(x, y) {
    const id = this.chart.targetAt(x, y)?.id;
    return id?.startsWith("more:") ? "" : id;
  }

  /** Take hold of the mark at a point, or of its end; whether there is one. */
  hold(x, y) {
    const id = this.isOn && this.idAt(x, y);
    if (!id) return false;
    this.begin(id, "", "pointer");
    this.pressed = x;
    this.from = momentOf(this.scale, this.chart.placeAt(x));
    return true;
  }

  /** Which part is under a pixel of a span from one to another: near the end of a wide one, that end. */
  partAt(x, [first, last]) {
    if (first === null || last === null || last - first < WIDE_PX) return "whole";
    return Math.abs(x - first) <= END_PX ? "start" : Math.abs(x - last) <= END_PX ? "end" : "whole";
  }

  /** The pointer has gone here. */
  carry(x) {
    if (!this.held) return;
    this.by = Math.round(momentOf(this.scale, this.chart.placeAt(x)) - this.from);
    this.ask();
  }

  // ---- the keys ----

  onKey(event) {
    if (event.key === "Escape" && this.held) { event.preventDefault(); event.stopImmediatePropagation(); return this.leave(); }
    if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    if (!this.host.element.contains(document.activeElement) || !this.isOn || !(this.held ? this.held.by === "keys" : this.host.data.event)) return;
    event.preventDefault();   // else the browser goes back a page
    event.stopImmediatePropagation();
    if (!this.held) this.begin(this.host.data.event, event.shiftKey ? "end" : "whole", "keys");
    this.steps += event.key === "ArrowLeft" ? -1 : 1;
    this.ask();
  }

  onKeyUp(event) {
    if (event.key !== "Alt" || this.held?.by !== "keys") return;
    event.preventDefault();
    this.drop();
  }

  // ---- what is held ----

  begin(id, part, by) {
    this.clear();
    this.held = { id, part, by, key: this.host.data.key };
    this.scale = this.chart.picture.meta.scale;
    this.steps = this.by = 0;
    this.host.focus.tooltip.hide();
    this.host.element.classList.add("dateline-moving-mark");
  }

  /** Ask when it would be; one question at a time, and then the latest. */
  ask() {
    this.isStale = true;
    this.asking ??= this.answers(this.turn).finally(() => { this.asking = null; });
  }

  async answers(turn) {
    const { held } = this;   // its shift goes on meanwhile
    if (!held.part) {
      const { from } = await this.answerOf(held, { part: "whole", steps: 0 });
      held.part = from ? this.partAt(this.pressed, this.pixelsOf(from)) : "whole";
    }
    while (this.isStale && turn === this.turn) {
      this.isStale = false;
      const answer = await this.answerOf(held, { part: held.part, ...held.by === "keys" ? { steps: this.steps } : { by: this.by } });
      if (turn === this.turn) this.show(answer, held);
    }
  }

  /** What the server says; {refusal} where it cannot be. */
  async answerOf({ id, key }, asked) {
    const url = new URL(`moved/${encodeURIComponent(key)}`, this.host.root);
    url.search = [this.host.data.moves, new URLSearchParams({ event: id, ...asked })].filter(Boolean).join("&");
    try { return await fetchPicture(url.href); } catch (error) { return { refusal: error.message }; }
  }

  show(answer, held) {
    this.answer = answer;
    if (answer.refusal) this.ghost.replaceChildren(); else this.draw();
    this.say(answer.refusal ?? answer.words, answer.refusal ? "" : HOW[held.by], !!answer.refusal);
  }

  /** Leave all as it was. */
  leave() {
    this.clear();
    this.host.focus.announce("Left as it was.");
  }

  /** Let go: what was said last is saved. */
  async drop() {
    const { held, turn } = this;
    if (!held) return;
    this.held = { ...held, by: "nobody" };   // nothing moves it any more
    await this.asking;
    if (turn !== this.turn) return;
    const { words, refusal, row, seen, cells = {} } = this.answer ?? {};
    this.held = null;
    if (refusal) return this.refused(refusal);
    if (!Object.keys(cells).length) return this.clear();
    this.say(words, "Saving …");
    const detail = { row, id: held.id, seen, cells, told: outcome => this.told(turn, outcome, words) };
    this.timer = setTimeout(() => this.clear(), WAIT_MS);
    if (document.dispatchEvent(new CustomEvent("dateline:move", { detail, cancelable: true }))) this.refused(NOBODY);
  }

  /** What became of it. The mark stays where it was put until its new picture has come. */
  told(turn, outcome, words) {
    if (turn !== this.turn) return;
    if (outcome.kind !== "saved") return this.refused(outcome.says);
    this.isSaved = true;
    this.say(words, "Saved. Ctrl Z takes it back.");
  }

  pictureDrawn() { if (this.isSaved) this.clear(); else if (this.held) this.scale = this.chart.picture.meta.scale; }

  /** It goes back, and the sentence stays for a while. */
  refused(sentence) {
    this.clear();
    this.say(sentence, "", true);
    this.timer = setTimeout(() => this.clear(), SAID_MS);
  }

  clear() {
    clearTimeout(this.timer);
    this.turn = {};
    this.held = this.answer = this.asking = null;
    this.isSaved = this.isStale = false;
    this.ghost.replaceChildren();
    this.box.hidden = true;
    this.host.element.classList.remove("dateline-movable", "dateline-moving-mark");
  }

  // ---- how it is shown ----

  pixelsOf(moments) { return moments.map(moment => moment === null ? null : this.chart.pixelOf(placeOf(this.scale, moment))); }

  /** The mark where it would be, and from when to when that is; nothing where no mark is drawn of it. */
  draw() {
    const { held, chart, ghost, answer } = this, target = chart.targets.find(one => one.id === held.id);
    ghost.replaceChildren();
    if (!target) return;
    const [was, shall] = [answer.from, answer.at].map(moments => this.pixelsOf(moments)), { left, width } = chart.area;
    const [first, last] = [shall[0] ?? left, shall[1] ?? left + width].map(x => Math.max(left, Math.min(left + width, x)));
    const middle = (target.top + target.bottom) / 2, from = this.host.frame.getBoundingClientRect();
    const group = ghost.appendChild(document.createElementNS(SVG, "g")), bar = group.appendChild(document.createElementNS(SVG, "rect"));
    const sizes = { x: first, y: middle - BAR_PX / 2, width: Math.max(2, last - first), height: BAR_PX, rx: 2 };
    for (const [name, value] of Object.entries(sizes)) bar.setAttribute(name, value);
    for (const node of chart.marksOf(held.id)) {
      const copy = node.cloneNode(true), matrix = node.getScreenCTM(), x = matrix.e - from.left;
      copy.setAttribute("transform", `matrix(${[matrix.a, matrix.b, matrix.c, matrix.d, moved(x, was, shall), matrix.f - from.top].join(" ")})`);
      group.append(copy);
      const style = getComputedStyle(node), color = parseFloat(style.strokeWidth) >= 2 ? style.stroke : style.fill;
      group.style.color = color;
    }
  }

  say(words, hint = "", isBad = false) {
    const { box } = this;
    box.replaceChildren();
    makeElement("strong", "moving-words", box).textContent = words;
    if (hint) makeElement("span", "tip-when", box).textContent = hint;
    box.classList.toggle("dateline-bad", isBad);
    box.hidden = false;
    this.host.focus.announce(hint ? `${words}. ${hint}` : words);
    this.placeBox();
  }

  /** Above the mark, or below it where there is no room; where nothing is drawn of it, at the top. */
  placeBox() {
    const { box, ghost } = this, { clientWidth: room } = this.host.frame, from = this.host.frame.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box, bar = ghost.querySelector("rect")?.getBoundingClientRect();
    const middle = bar ? (bar.left + bar.right) / 2 - from.left : room / 2, above = bar ? bar.top - from.top - AWAY_PX - height : 0;
    const top = above >= 0 ? above : bar.bottom - from.top + AWAY_PX;
    Object.assign(box.style, { left: `${Math.max(0, Math.min(middle - width / 2, room - width))}px`, top: `${top}px` });
  }
}

/** Where a pixel of a span goes, when its ends go from some pixels to others; null is an open end. */
function moved(x, [first, last], [newFirst, newLast]) {
  if ([first, last, newFirst, newLast].includes(null) || last - first < 1) return x + (newFirst ?? newLast) - (first ?? last);
  return newFirst + (x - first) * (newLast - newFirst) / (last - first);
}
