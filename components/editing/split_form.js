// One event made two: what the second is called and when it was, which figures and words go with it, and why.

import { Field } from "./field.js";
import { button, keyed, node } from "./form_elements.js";

const PATIENCE_MS = 30_000, MOST_SHOWN = 60;
const ASKED = ["date", "end", "title", "id"];   // of the second event, where the file has the column
const FIGURE = ["metric", "value", "unit"];

export class SplitForm {
  /** send: what is done with what was written. close: when it is not wanted any more. */
  constructor(data, send, close) {
    Object.assign(this, { data, send, close });
    const { reliability, credibility, zone, columns } = data, columnOf = ours => columns.find(column => column.ours === ours);
    const asked = ASKED.map(columnOf).filter(column => column && (column.value || column.ours !== "end"));
    this.fields = asked.map(column => new Field({ ...column, value: column.ours === "id" ? "" : column.value, is_long: column.ours === "title", reliability, credibility }, zone, () => this.look()));
    const figure = FIGURE.map(columnOf).filter(column => column?.value), text = [columnOf("text")].filter(column => column?.value);
    this.ticks = [figure, text].filter(group => group.length).map(group => this.makeTick(group));
    this.why = node("input", { type: "text", id: "desk-why", autocomplete: "off", "aria-label": "Why, for the journal", placeholder: "Why (stands in the journal)" });
    this.said = node("p", { class: "said", role: "status" });
    this.saver = button(keyed("Split", "Ctrl ↵"), () => this.save(), { class: "button first" });
    this.element = node("form", { class: "form", "data-testid": "split-form", "aria-label": "Split this event", onsubmit: event => { event.preventDefault(); this.save(); }, onkeydown: event => this.onKey(event) },
      node("h2", {}, "The second event"), node("div", { class: "fields" }, this.fields.map(field => field.element)),
      this.ticks.length ? node("fieldset", { class: "ticks" }, node("legend", {}, "Goes with it, and no longer with the first"), this.ticks.map(tick => tick.element)) : "",
      node("small", { class: "hint" }, "All other cells stand in both; one undo takes back both."), this.why, this.said,
      node("p", { class: "acts" }, this.saver, button("Cancel", () => this.close())));
    this.look();
  }

  makeTick(group) {
    const box = node("input", { type: "checkbox", onchange: () => this.look() }), words = group.map(column => column.value).join(" ");
    const said = `${group.length > 1 ? "The figure" : group[0].header}: ${words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words}`;
    return { box, headers: group.map(column => column.header), element: node("label", { class: "tick" }, box, said) };
  }

  get isDirty() { return this.fields.some(field => field.isChanged) || this.ticks.some(tick => tick.box.checked) || this.why.value.trim() !== ""; }
  look() { if (this.saver) this.saver.disabled = !this.isDirty || this.isSending; }

  focus() {
    this.fields[0]?.input.focus({ preventScroll: true });
    for (const field of this.fields) if (field.value) field.ask();
  }

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
    setTimeout(turn => { if (this.isSending && this.turn === turn) this.told({ turn, says: "There is no answer yet. Save again; what you wrote is still here." }); }, PATIENCE_MS, this.turn);
    const { row, event, seen } = this.data, headersOf = isTaken => this.ticks.filter(tick => tick.box.checked === isTaken).flatMap(tick => tick.headers);
    const cells = Object.fromEntries(this.fields.map(field => [field.column.header, ["", field.value]]));
    this.send({ do: "split", turn: this.turn, row, id: event, seen, cells, taken: headersOf(true), left: headersOf(false), why: this.why.value });
  }

  /** What became of it. Whether the form is done. */
  told(outcome) {
    if (!outcome || outcome.turn !== this.turn || !this.isSending) return false;
    this.isSending = false;
    this.said.replaceChildren(outcome.says);
    for (const { column, message } of outcome.problems ?? []) {
      const field = this.fields.find(one => one.column.header === column);
      if (field) field.say(message, false); else this.said.append(` ${message}`);
    }
    this.look();
    return outcome.kind === "saved";
  }
}
