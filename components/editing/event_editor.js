// Under the chosen event: edit, duplicate, withdraw, add, undo, and what was changed before.

import { button, isWriting, keyed, node } from "./form_elements.js";
import { Form } from "./form.js";
import { RemarkForm } from "./remark_form.js";
import { SplitForm } from "./split_form.js";
import { Outbox } from "../widgets/messages_to_python.js";

class Desk {
  constructor(element) {
    this.element = element;
    this.outbox = new Outbox();   // what is sent while the page is being drawn can be lost
    this.bar = node("p", { class: "bar" });
    this.place = node("div", {});
    this.steps = node("div", { class: "steps" });
    this.notice = node("p", { class: "notice", role: "status", hidden: true });
    element.append(this.notice, this.bar, this.place, this.steps);
    document.addEventListener("keydown", event => this.onKey(event));
    document.addEventListener("dateline:move", event => this.move(event));
  }

  take(data, send) {
    Object.assign(this, { data, send });
    if (this.form?.told(data.outcome)) this.close(data.outcome);
    else if (this.moved && data.outcome?.turn === this.moved.turn) this.moveTold(data.outcome);
    else if (!this.form && data.outcome?.turn && data.outcome.turn === this.turn) this.tell(data.outcome);
    if (data.openAt && data.openAt + data.row !== this.opened) { this.opened = data.openAt + data.row; this.open("edit"); }
    this.draw();
  }

  draw() {
    const { event, row, withdrawn, undo, redo, steps } = this.data, isThere = Boolean(row);
    this.bar.hidden = Boolean(this.form);
    this.element.dataset.event = event;
    this.bar.replaceChildren(...[
      isThere && button(keyed("Edit", "E"), () => this.open("edit"), { "aria-keyshortcuts": "E" }),
      button(keyed("Add an event", "A"), () => this.open("add"), { "aria-keyshortcuts": "A" }),
      isThere && event && button("Duplicate", () => this.open("duplicate"), { class: "plain" }),
      isThere && event && button(keyed("Remark", "Q"), () => this.open("remark"), { class: "plain", "aria-keyshortcuts": "Q" }),
      isThere && event && !withdrawn && button("Withdraw", () => this.open("withdraw"), { class: "plain" }),
      isThere && event && !withdrawn && this.data.others.length > 0 && button("Merge", () => this.open("merge"), { class: "plain", title: "Another event tells the same" }),
      isThere && event && !withdrawn && button("Split", () => this.open("split"), { class: "plain", title: "It tells two things" }),
      isThere && withdrawn && button("Restore", () => this.do("restore"), { class: "plain" }),
      undo && button("Undo", () => this.do("undo"), { class: "plain", title: undo, "aria-keyshortcuts": "Control+Z" }),
      redo && button("Redo", () => this.do("redo"), { class: "plain", title: redo }),
    ].filter(Boolean));
    this.steps.replaceChildren(...(isThere && steps.length ? [this.history(steps)] : []));
  }

  history(steps) {
    const line = ({ column, before, after }) => node("li", {}, `${column}: `, before && node("del", {}, before), before && after && " ", after && node("ins", {}, after));
    const rows = steps.map(step => node("li", {},
      node("b", {}, step.isNew ? "Added" : step.isUndo ? "Taken back" : "Changed"), ` ${step.when}, ${step.who}`, step.why && node("q", {}, step.why),
      node("ul", {}, step.isNew ? [] : step.changes.map(line))));
    const details = node("details", { "data-testid": "history", open: this.isHistoryOpen, ontoggle: () => { this.isHistoryOpen = details.open; } },
      node("summary", {}, `History (${steps.length})`), node("ol", {}, rows));
    return details;
  }

  open(mode) {
    if (this.form?.isDirty) return this.form.focus();
    this.notice.hidden = true;
    const send = message => this.send(message), close = () => this.close();
    const Own = { remark: RemarkForm, split: SplitForm }[mode];
    this.form = Own ? new Own(this.data, send, close) : new Form(mode, this.data, send, close);
    this.place.replaceChildren(this.form.element);
    this.draw();
    this.element.closest(".st-key-panel")?.parentElement?.scrollTo(0, 0);   // it stands where the event stood
    const { top } = this.form.element.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.7) this.form.element.scrollIntoView({ block: "start" });
    this.form.focus();
  }

  close(outcome) {
    this.form = null;
    this.place.replaceChildren();
    this.draw();
    if (outcome) this.tell(outcome);
    this.bar.querySelector("button")?.focus({ preventScroll: true });
  }

  tell(outcome) {
    this.turn = 0;
    this.notice.hidden = !outcome.says;
    this.notice.replaceChildren(outcome.says);
  }

  do(what) {
    const { row, event, seen, withdrawn } = this.data;
    this.turn = Date.now();
    this.send({ do: what, turn: this.turn, row, id: event, seen, before: withdrawn });
  }

  /** An event was moved on the chart: its cells are saved as those of the form are. */
  move(event) {
    if (!this.element.isConnected || !this.data) return;
    event.preventDefault();
    const { told, ...message } = event.detail;
    if (this.form?.isDirty) return told({ kind: "refused", says: "Save or leave what you write first." });
    if (this.form) this.close();
    this.moved = { turn: Date.now(), told };
    this.send({ do: "edit", turn: this.moved.turn, why: "moved on the chart", ...message });
  }

  moveTold(outcome) {
    this.moved.told(outcome);
    this.moved = null;
    this.tell(outcome);
  }

  onKey(event) {
    if (!this.element.isConnected || !this.data || isWriting(event.target) || this.form) return;
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isUndo && event.shiftKey && this.data.redo) this.do("redo");
    else if (isUndo && !event.shiftKey && this.data.undo) this.do("undo");
    else if (isPlain && event.key.toLowerCase() === "e" && this.data.row) this.open("edit");
    else if (isPlain && event.key.toLowerCase() === "a") this.open("add");
    else if (isPlain && event.key.toLowerCase() === "q" && this.data.event) this.open("remark");
    else return;
    event.preventDefault();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let element = parentElement.querySelector(":scope > .desk");
  if (!element) {
    element = node("div", { class: "desk sheet", "data-testid": "desk" });
    element._desk = new Desk(element);
    parentElement.append(element);
  }
  element._desk.outbox.connect(setTriggerValue);
  element._desk.take(data, message => element._desk.outbox.post("save", message));
}
