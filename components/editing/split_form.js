// One event made two: what the second is called and when it was, which figures and words go with it, and why.

import { Field } from "./field.js";
import { node } from "./form_elements.js";
import { SavedForm } from "./saved_form.js";

const MOST_SHOWN = 60;
const ASKED = ["date", "end", "title", "id"];   // of the second event, where the file has the column
const FIGURE = ["metric", "value", "unit"];

export class SplitForm extends SavedForm {
  constructor(data, send, close) {
    super(data, send, close, "Split");
    const { reliability, credibility, zone, columns } = data, columnOf = ours => columns.find(column => column.ours === ours);
    const asked = ASKED.map(columnOf).filter(column => column && (column.value || column.ours !== "end"));
    this.fields = asked.map(column => new Field({ ...column, value: column.ours === "id" ? "" : column.value, is_long: column.ours === "title", reliability, credibility }, zone, () => this.look()));
    const figure = FIGURE.map(columnOf).filter(column => column?.value), text = [columnOf("text")].filter(column => column?.value);
    this.ticks = [figure, text].filter(group => group.length).map(group => this.makeTick(group));
    this.why = node("input", { type: "text", id: "desk-why", autocomplete: "off", "aria-label": "Why, for the journal", placeholder: "Why (stands in the journal)", oninput: () => this.look() });
    this.frame("split-form", "Split this event", node("h2", {}, "The second event"), node("div", { class: "fields" }, this.fields.map(field => field.element)),
      this.ticks.length ? node("fieldset", { class: "ticks" }, node("legend", {}, "Goes with it, and no longer with the first"), this.ticks.map(tick => tick.element)) : "",
      node("small", { class: "hint" }, "All other cells stand in both; one undo takes back both."), this.why);
  }

  makeTick(group) {
    const box = node("input", { type: "checkbox", onchange: () => this.look() }), words = group.map(column => column.value).join(" ");
    const said = `${group.length > 1 ? "The figure" : group[0].header}: ${words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words}`;
    return { box, headers: group.map(column => column.header), element: node("label", { class: "tick" }, box, said) };
  }

  get isDirty() { return this.fields.some(field => field.isChanged) || this.ticks.some(tick => tick.box.checked) || this.why.value.trim() !== ""; }

  focus() {
    this.fields[0]?.input.focus({ preventScroll: true });
    for (const field of this.fields) if (field.value) field.ask();
  }

  get message() {
    const headersOf = isTaken => this.ticks.filter(tick => tick.box.checked === isTaken).flatMap(tick => tick.headers);
    const cells = Object.fromEntries(this.fields.map(field => [field.column.header, ["", field.value]]));
    return { do: "split", cells, taken: headersOf(true), left: headersOf(false), why: this.why.value };
  }
}
