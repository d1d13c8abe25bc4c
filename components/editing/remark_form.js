// What somebody says of an event in public: a remark, a question, or the answer to one.

import { button, keyed, node } from "./form_elements.js";

const PATIENCE_MS = 30_000;

export class RemarkForm {
  /** data: with `questions`, those that are open: { line, text }. send: what is done with what was written. */
  constructor(data, send, close) {
    Object.assign(this, { data, send, close });
    this.kind = node("select", { "aria-label": "What it is" }, node("option", { value: "remark" }, "A remark"), node("option", { value: "question" }, "A question"),
      data.questions.map(({ line, text }) => node("option", { value: line }, `The answer to “${text}”`)));
    if (data.questions.length) this.kind.value = data.questions[0].line;
    this.text = node("textarea", { rows: 3, maxlength: 2000, "aria-label": "What you say, for everybody to read", placeholder: "Everybody can read it; the briefer’s notes are another column", oninput: () => this.look() });
    this.said = node("p", { class: "said", role: "status" });
    this.saver = button(keyed("Save", "Ctrl ↵"), () => this.save(), { class: "button first" });
    this.element = node("form", { class: "form", "data-testid": "remark-form", "aria-label": "A remark", onsubmit: event => { event.preventDefault(); this.save(); }, onkeydown: event => this.onKey(event) },
      node("h2", {}, "A remark for everybody"), this.kind, this.text, this.said, node("p", { class: "acts" }, this.saver, button("Cancel", () => this.close())));
    this.look();
  }

  get isDirty() { return this.text.value.trim() !== ""; }
  look() { this.saver.disabled = !this.isDirty || this.isSending; }
  focus() { this.text.focus({ preventScroll: true }); }

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
    setTimeout(turn => { if (this.isSending && this.turn === turn) { this.isSending = false; this.said.replaceChildren("There is no answer yet. Save again; what you wrote is still here."); this.look(); } }, PATIENCE_MS, this.turn);
    const { row, event, seen, discussion } = this.data, kind = this.kind.value, isAnswer = !["remark", "question"].includes(kind);
    this.send({ do: "remark", turn: this.turn, row, id: event, seen, before: discussion, kind: isAnswer ? "answer" : kind, question: isAnswer ? kind : "", text: this.text.value });
  }

  /** What became of it. Whether the form is done. */
  told(outcome) {
    if (!outcome || outcome.turn !== this.turn || !this.isSending) return false;
    this.isSending = false;
    this.said.replaceChildren(outcome.says, ...(outcome.problems ?? []).map(({ message }) => ` ${message}`));
    this.look();
    return outcome.kind === "saved";
  }
}
