// What somebody says of an event in public: a remark, a question, or the answer to one.

import { node } from "./form_elements.js";
import { SavedForm } from "./saved_form.js";

export class RemarkForm extends SavedForm {
  /** data: with `questions`, those that are open: { line, text }. */
  constructor(data, send, close) {
    super(data, send, close, "Save");
    this.kind = node("select", { "aria-label": "What it is" }, node("option", { value: "remark" }, "A remark"), node("option", { value: "question" }, "A question"),
      data.questions.map(({ line, text }) => node("option", { value: line }, `The answer to “${text}”`)));
    if (data.questions.length) this.kind.value = data.questions[0].line;
    this.text = node("textarea", { rows: 3, maxlength: 2000, "aria-label": "What you say, for everybody to read", placeholder: "Everybody can read it; the briefer’s notes are another column", oninput: () => this.look() });
    this.frame("remark-form", "A remark", node("h2", {}, "A remark for everybody"), this.kind, this.text);
  }

  get isDirty() { return this.text.value.trim() !== ""; }
  focus() { this.text.focus({ preventScroll: true }); }

  get message() {
    const kind = this.kind.value, isAnswer = !["remark", "question"].includes(kind);
    return { do: "remark", before: this.data.discussion, kind: isAnswer ? "answer" : kind, question: isAnswer ? kind : "", text: this.text.value };
  }
}
