// Alt moves a date by whole steps of its own precision: the mark, or the end of a span, goes with the pointer, or with the
// arrow keys while Alt is held, and the server says in words when it would be. Letting go saves, Esc leaves it as it was.

import { makeElement } from "./elements.js";
import { fetchPicture } from "./picture_requests.js";
import { momentOf, placeOf } from "./time.js";

const SVG = "http://www.w3.org/2000/svg", END_PX = 9, WIDE_PX = 30, BAR_PX = 14, AWAY_PX = 10, WAIT_MS = 6000, SAID_MS = 9000;
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
  hover(x, y, isAlt) {
    const target = isAlt && this.isOn && this.chart.targetAt(x, y), isThere = !!target && !target.id.startsWith("more:");
    this.host.element.classList.toggle("dateline-movable", isThere);
    this.host.element.classList.toggle("dateline-movable-end", isThere && this.partAt(target, x) !== "whole");
  }

  /** Take hold of the mark at a point, or of its end; whether there is one. */
  hold(x, y) {
    const target = this.isOn && this.chart.targetAt(x, y);
    if (!target || target.id.startsWith("more:")) return false;
    this.begin(target.id, this.partAt(target, x), "pointer");
    this.from = momentOf(this.scale, this.chart.placeAt(x));
    return true;
  }

  /** Which part of a mark is under the pointer: near the end of a wide one, that end. */
  partAt({ id, isText }, x) {
    const box = this.markOf(id), { left, width } = this.chart.area;
    if (!box || isText || box.right - box.left < WIDE_PX) return "whole";
    if (x <= box.left + END_PX && box.left >= left) return "start";
    return x >= box.right - END_PX && box.right <= left + width ? "end" : "whole";
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
    this.copy(id);
  }

  /** Ask when it would be; one question at a time, and then the latest. */
  ask() {
    this.isStale = true;
    this.asking ??= this.answers(this.turn).finally(() => { this.asking = null; });
  }

  async answers(turn) {
    while (this.isStale && turn === this.turn) {
      this.isStale = false;
      const { id, part, by, key } = this.held, url = new URL(`moved/${encodeURIComponent(key)}`, this.host.root);
      const shift = by === "keys" ? { steps: this.steps } : { by: this.by };
      url.search = [this.host.data.moves, new URLSearchParams({ event: id, part, ...shift })].filter(Boolean).join("&");
      try { this.answer = await fetchPicture(url.href); }
      catch (error) { this.answer = { refusal: error.message }; }
      if (turn === this.turn) this.show();
    }
  }

  show() {
    const { words, refusal } = this.answer;
    if (refusal) this.ghost.firstChild?.removeAttribute("transform"); else this.place();
    this.say(refusal ?? words, refusal ? "" : HOW[this.held.by], !!refusal);
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
    this.held = { ...held, by: "nobody" };
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
    this.held = this.answer = this.asking = this.mark = null;
    this.isSaved = this.isStale = false;
    this.ghost.replaceChildren();
    this.box.hidden = true;
    this.host.element.classList.remove("dateline-movable", "dateline-movable-end");
  }

  // ---- how it is shown ----

  /** The box around an event's mark, without its title; null where it is not drawn. */
  markOf(id) {
    const boxes = this.chart.targets.filter(target => target.id === id), marks = boxes.filter(box => !box.isText), all = marks.length ? marks : boxes;
    return all.length ? { left: Math.min(...all.map(box => box.left)), right: Math.max(...all.map(box => box.right)), top: Math.min(...all.map(box => box.top)), bottom: Math.max(...all.map(box => box.bottom)) } : null;
  }

  /** A copy of the mark, which goes where the date would be. */
  copy(id) {
    this.mark = this.markOf(id);
    const group = document.createElementNS(SVG, "g"), from = this.host.frame.getBoundingClientRect();
    for (const node of this.chart.nodesOf(id)) {
      const copy = node.cloneNode(true), matrix = node.getScreenCTM();
      copy.setAttribute("transform", `matrix(${[matrix.a, matrix.b, matrix.c, matrix.d, matrix.e - from.left, matrix.f - from.top].join(" ")})`);
      group.append(copy);
    }
    this.ghost.replaceChildren(group);
  }

  /** The copy where the answer says; one end of it stays where only the other is moved. */
  place() {
    const { from, at } = this.answer, group = this.ghost.firstChild;
    if (!this.mark || !group) return;
    const pixels = moments => moments.map(moment => moment === null ? null : this.chart.pixelOf(placeOf(this.scale, moment)));
    const [was, shall] = [pixels(from), pixels(at)], isBar = this.mark.right - this.mark.left > BAR_PX && ![...was, ...shall].includes(null) && was[1] > was[0];
    if (!isBar) return group.setAttribute("transform", `translate(${(shall[0] ?? shall[1]) - (was[0] ?? was[1])} 0)`);
    const stretch = Math.max(0.02, (shall[1] - shall[0]) / (was[1] - was[0]));
    group.setAttribute("transform", `translate(${shall[0] - was[0] * stretch} 0) scale(${stretch} 1)`);
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

  /** Above the copy, or below it where there is no room; where nothing is drawn of it, at the top. */
  placeBox() {
    const { box, ghost } = this, { clientWidth: room, clientHeight: foot } = this.host.frame, from = this.host.frame.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box, around = ghost.firstChild?.childElementCount ? ghost.firstChild.getBoundingClientRect() : null;
    const mark = around ? { left: around.left - from.left, right: around.right - from.left, top: around.top - from.top, bottom: around.bottom - from.top } : this.mark;
    const { left: first, width: length } = this.chart.area, middle = mark ? (Math.max(first, mark.left) + Math.min(first + length, mark.right)) / 2 : room / 2;
    const above = mark ? mark.top - AWAY_PX - height : 0, top = above >= 0 || !mark ? above : Math.min(mark.bottom + AWAY_PX, foot - height);
    Object.assign(box.style, { left: `${Math.max(0, Math.min(middle - width / 2, room - width))}px`, top: `${top}px` });
  }
}
