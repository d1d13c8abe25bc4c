// The form: all columns of a row, or of a new one; what was changed in it is sent, and it stays until that is saved.

import { Field } from "./field.js";
import { button, node } from "./form_elements.js";
import { SavedForm } from "./saved_form.js";

const FIRST = ["date", "end", "title", "text", "category", "source", "reported", "grade", "metric", "value", "unit", "place", "actors", "importance"];
const HEADS = { edit: "Edit", add: "A new event", duplicate: "A new event like this", withdraw: "Withdraw this row", merge: "Merge with another event" };

export class Form extends SavedForm {
  /** mode: edit, add, duplicate, withdraw or merge. */
  constructor(mode, data, send, close) {
    super(data, send, close, { withdraw: "Withdraw", merge: "Merge" }[mode] ?? "Save");
    this.mode = mode;
    this.why = node("input", { type: "text", id: "desk-why", autocomplete: "off", "aria-label": mode === "withdraw" ? "Why it no longer holds" : "Why, for the journal", placeholder: mode === "withdraw" ? "Why it no longer holds" : "Why (stands in the journal)", oninput: () => this.look() });
    this.other = mode === "merge" && node("input", { type: "text", list: "desk-others", autocomplete: "off", "aria-label": "The event that tells the same", placeholder: "The event that tells the same", oninput: () => this.look() });
    this.fields = ["withdraw", "merge"].includes(mode) ? [] : this.makeFields();
    this.frame("desk-form", HEADS[mode], node("h2", {}, HEADS[mode]), this.isNew ? this.makeLine() : "", this.other ? this.makeOther() : "", this.lay(), this.why);
  }

  get isNew() { return this.mode === "add" || this.mode === "duplicate"; }

  makeFields() {
    const { reliability, credibility, zone } = this.data;
    return this.data.columns.map(column => {
      const isBare = this.mode === "add" || (this.mode === "duplicate" && column.ours === "id");
      const field = new Field({ ...column, value: isBare ? "" : column.value, reliability, credibility }, zone, () => this.look());
      if (this.isNew) field.before = "";
      return field;
    });
  }

  /** What is filled, and what is always asked, first; the others behind a click. */
  lay() {
    if (!this.fields.length) return "";
    const rank = field => { const place = FIRST.indexOf(field.column.ours); return place < 0 ? 99 : place; };
    const isFirst = field => field.value || FIRST.slice(0, 8).includes(field.column.ours) || field.column.header === this.data.openAt;
    const sorted = [...this.fields].sort((one, other) => rank(one) - rank(other));
    this.grid = node("div", { class: "fields" }, sorted.filter(isFirst).map(field => field.element));
    const others = sorted.filter(field => !isFirst(field));
    this.others = node("div", { class: "fields" }, others.map(field => field.element));
    const more = node("details", {}, node("summary", {}, others.length ? `More columns (${others.length})` : "Add a column"), this.others, this.makeAdder());
    return [this.grid, more];
  }

  /** A column that the file does not have yet. */
  makeAdder() {
    const list = node("datalist", { id: "desk-missing" }, this.data.missing.map(value => node("option", { value })));
    const name = node("input", { type: "text", list: "desk-missing", placeholder: "Name of a new column", "aria-label": "Name of a new column", autocomplete: "off" });
    const add = button("Add a column", () => {
      const header = name.value.trim().replace(/\s+/g, " ");
      if (!header || this.fields.some(field => field.column.header.toLowerCase() === header.toLowerCase())) return;
      const { reliability, credibility, zone, missing } = this.data;
      const ours = missing.includes(header) ? header : "";
      const field = new Field({ header, ours, value: "", means: "a new column", form: "", options: [], is_long: false, reliability, credibility }, zone, () => this.look());
      this.fields.push(field);
      this.grid.append(field.element);
      name.value = "";
      field.input.focus();
    });
    return node("p", { class: "adder" }, name, list, add);
  }

  /** All of an event in one line. */
  makeLine() {
    const hint = node("small", { class: "hint", "aria-live": "polite" });
    const take = async text => {
      const answer = await fetch(`./understood?${new URLSearchParams({ column: "one line", text: text.slice(0, 2000) })}`);
      if (!answer.ok || text !== this.line.value) return;
      const { says, good, cells } = await answer.json();
      hint.classList.toggle("bad", !good);
      hint.replaceChildren(says);
      for (const field of this.fields) if (field.column.ours in cells && cells[field.column.ours] !== field.value) field.set(cells[field.column.ours]);
    };
    this.line = node("input", { type: "text", class: "line", autocomplete: "off", "aria-label": "The event in one line", placeholder: "5 Jan 2022 Dismissed // source", oninput: () => { take(this.line.value).catch(() => { hint.replaceChildren(""); }); } });
    return node("div", { class: "field long" }, this.line, hint);
  }

  /** Which event tells the same. */
  makeOther() {
    const list = node("datalist", { id: "desk-others" }, this.data.others.map(([value, title]) => node("option", { value }, title)));
    const says = "This one takes what only the other says; the other is withdrawn, and keeps its cells.";
    return node("div", { class: "field long" }, this.other, list, node("small", { class: "hint" }, says));
  }

  get cells() {
    const changed = this.fields.filter(field => field.isChanged);
    return Object.fromEntries(changed.map(field => [field.column.header, [field.before, field.value]]));
  }

  get isDirty() { return Object.keys(this.cells).length > 0 || (this.mode === "withdraw" && this.why.value.trim() !== "") || (this.other && this.other.value.trim() !== ""); }

  focus() {
    const wanted = this.fields.find(field => field.column.header === this.data.openAt);
    (wanted?.input ?? this.line ?? (this.other || null) ?? this.fields.find(field => field.column.ours === "date")?.input ?? this.why).focus({ preventScroll: true });
    for (const field of this.fields) if (field.value || field.column.header === this.data.openAt) field.ask();
  }

  get message() {
    return { do: this.isNew ? "add" : this.mode, before: this.data.withdrawn, cells: this.cells, why: this.why.value, other: this.other ? this.other.value : "" };
  }

  onKey(event) {
    super.onKey(event);
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input.line")) { event.preventDefault(); this.save(); }
  }
}
