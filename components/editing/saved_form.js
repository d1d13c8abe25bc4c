// What all forms of the desk do alike: their keys, sending what was written once, waiting for the answer, and saying it.

import { button, keyed, node } from "./form_elements.js";

const PATIENCE_MS = 30_000;

/** A form has `isDirty`, whether there is something to be saved, and `message`, what is sent beside the row. */
export class SavedForm {
  /** send: what is done with what was written. close: when it is not wanted any more. saves: the name of its button. */
  constructor(data, send, close, saves) {
    Object.assign(this, { data, send, close, fields: [] });
    this.said = node("p", { class: "said", role: "status" });
    this.saver = button(keyed(saves, "Ctrl ↵"), () => this.save(), { class: "button first" });
  }

  /** The element, with its buttons at the end: what is missing in it is known from then on. */
  frame(id, label, ...content) {
    this.element = node("form", { class: "form", "data-testid": id, "aria-label": label, onsubmit: event => { event.preventDefault(); this.save(); }, onkeydown: event => this.onKey(event) },
      ...content, this.said, node("p", { class: "acts" }, this.saver, button("Cancel", () => this.close())));
    this.look();
  }

  look() { if (this.element) this.saver.disabled = !this.isDirty || this.isSending; }

  onKey(event) {
    if (event.key === "Escape") { event.stopPropagation(); if (!this.isDirty || confirm("Leave what you wrote?")) this.close(); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(); }
  }

  save() {
    if (!this.isDirty || this.isSending) return;
    this.isSending = true;
    this.turn = Date.now();
    this.look();
    this.said.replaceChildren("Saving …");
    setTimeout(turn => this.giveUp(turn), PATIENCE_MS, this.turn);
    const { row, event, seen } = this.data;
    this.send({ turn: this.turn, row, id: event, seen, ...this.message });
  }

  /** No answer has come: it may be sent again, for what is saved already is not saved twice. */
  giveUp(turn) {
    if (!this.isSending || this.turn !== turn) return;
    this.isSending = false;
    this.said.replaceChildren("There is no answer yet. Save again; what you wrote is still here.");
    this.look();
  }

  /** What became of it. Whether the form is done. */
  told(outcome) {
    if (!outcome || outcome.turn !== this.turn || !this.isSending) return false;
    this.isSending = false;
    if (outcome.kind === "saved") return true;
    this.said.replaceChildren(outcome.says);
    const of = header => this.fields.find(field => field.column.header === header);
    for (const { column, message } of outcome.problems ?? []) {
      const field = of(column);
      if (field) field.say(message, false); else this.said.append(` ${message}`);
    }
    if (outcome.problems?.length) of(outcome.problems[0].column)?.input.focus();
    if (outcome.conflict) of(outcome.conflict.column)?.dispute(outcome.conflict.theirs, () => this.save());
    this.look();
    return false;
  }
}
