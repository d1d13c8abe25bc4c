// How the record is shown: a form beside the chart. What was changed in it is sent, and stays until that is saved.

import { button, isWriting, keyed, node } from "./form_elements.js";
import { Row } from "./appearance_form_row.js";
import { Outbox } from "../widgets/messages_to_python.js";

const isSame = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const KINDS = { categories: ["color", "dark_color", "shape"], metrics: ["label", "unit"] };

class Shown {
  constructor(element) {
    this.element = element;
    this.outbox = new Outbox();
    this.said = node("p", { class: "said", role: "status" });
    this.why = node("input", { type: "text", autocomplete: "off", "aria-label": "Why, for the journal", placeholder: "Why (stands in the journal)" });
    this.saver = button(keyed("Save", "Ctrl ↵"), () => this.save(), { class: "button first" });
    this.undo = button("Undo", () => this.do("undo"), { class: "plain", "aria-keyshortcuts": "Control+Z" });
    this.redo = button("Redo", () => this.do("redo"), { class: "plain" });
    this.form = node("form", { class: "form shown-form", "data-testid": "shown-form", "aria-label": "How it is shown", onsubmit: event => { event.preventDefault(); this.save(); }, onkeydown: event => this.onFormKey(event), oninput: () => this.look() });
    element.append(this.form);
    document.addEventListener("keydown", event => this.onKey(event));
  }

  take(data) {
    const isDone = this.told(data.outcome), isFirst = !this.data;
    if (isFirst || isDone || (!this.isSending && !this.isDirty)) { this.data = data; this.build(); }
    this.now = data;
    for (const [name, element] of [["undo", this.undo], ["redo", this.redo]]) { element.hidden = !data[name]; element.title = data[name]; }
    this.look();
  }

  build() {
    const held = this.element.contains(document.activeElement) && document.activeElement, isOpen = this.form.querySelector("details")?.open;
    const { fields, values, usual, zones, lanes } = this.data;
    this.inputs = new Map(fields.map(([name, , , isLong]) => [name, node(isLong ? "textarea" : "input", { id: `shown-${name}`, rows: isLong ? 4 : null, type: isLong ? null : "text", value: values[name] ?? "", placeholder: usual[name] ?? "", list: name === "zone" ? "shown-zones" : null, autocomplete: "off" })]));
    this.inputs.set("lanes", node("select", { id: "shown-lanes" }, node("option", { value: "" }, "by category, as usual"), lanes.map(([value, label]) => node("option", { value, selected: value === values.lanes }, label))));
    this.inputs.get("lanes").value = values.lanes ?? "";
    const field = (name, label, means) => node("div", { class: `field long`, "data-field": name }, node("label", { for: `shown-${name}` }, label, means && node("span", {}, means)), this.inputs.get(name));
    this.rows = { categories: this.makeRows("categories"), metrics: this.makeRows("metrics") };
    this.lists = Object.fromEntries(Object.entries(this.rows).map(([kind, rows]) => [kind, node("ol", { class: "shown-rows", "aria-label": kind === "metrics" ? "Figures" : "Categories" }, rows.map(row => row.element))]));
    this.form.replaceChildren(...[
      node("h2", {}, "How it is shown"), node("datalist", { id: "shown-zones" }, zones.map(value => node("option", { value }))),
      node("div", { class: "fields" }, fields.slice(0, 4).map(([name, label, means]) => field(name, label, means)), field("lanes", "Lanes", "the column that makes them at first")),
      this.rows.categories.length && node("h3", {}, "Categories"), this.rows.categories.length && node("p", { class: "hint" }, "In the order of their lanes. Another name is written into every row that says the old one."), this.lists.categories,
      this.rows.metrics.length && node("h3", {}, "Figures"), this.rows.metrics.length && node("p", { class: "hint" }, "In the order of their cards."), this.lists.metrics,
      node("details", { open: isOpen }, node("summary", {}, "About, licence, credit"), node("div", { class: "fields" }, fields.slice(4).map(([name, label, means]) => field(name, label, means)))),
      this.why, node("div", { class: "foot-of-form" }, this.said, node("p", { class: "acts" }, this.saver, this.undo, this.redo)),
    ].filter(Boolean));
    this.why.value = "";
    const label = held && held.getAttribute("aria-label"), same = held && (held.id ? document.getElementById(held.id) : [...this.form.querySelectorAll("[aria-label]")].find(one => one.getAttribute("aria-label") === label));
    (same || (held && held.isConnected && held))?.focus?.({ preventScroll: true });   // the hand stays where it was
  }

  makeRows(kind) {
    return this.data[kind].map(entry => new Row(kind, entry, this.data.shapes, { move: (row, step) => this.move(kind, row, step), drop: (row, before) => this.drop(kind, row, before), changed: () => this.look() }));
  }

  move(kind, row, step) {
    const rows = this.rows[kind], at = rows.indexOf(row), to = at + step;
    if (to < 0 || to >= rows.length) return;
    rows.splice(at, 1);
    rows.splice(to, 0, row);
    this.lists[kind].replaceChildren(...rows.map(one => one.element));
    this.look();
  }

  drop(kind, name, before) {
    const rows = this.rows[kind], row = rows.find(one => one.name === name), to = rows.indexOf(before);
    if (row && row !== before) this.move(kind, row, to - rows.indexOf(row));
  }

  /** What is another than when the form was drawn: by path, before and after. */
  get changes() {
    const { values, order } = this.data, changes = [];
    const note = (path, before, after) => { if (!isSame(before || null, after || null)) changes.push({ path, before: before ?? null, after: after ?? null }); };
    for (const [name, input] of this.inputs) if (input.value.trim() !== (values[name] ?? "").trim()) note([name], values[name] ?? "", input.value.trim());
    for (const kind of Object.keys(KINDS)) {
      const rows = this.rows[kind], isMoved = !isSame(rows.map(row => row.name), this.data[kind].map(entry => entry.name));
      const touched = rows.filter(row => row.changes(KINDS[kind]).length);
      const isNew = touched.some(row => !order[kind].includes(row.name)), isRenamed = rows.some(row => row.isRenamed && order[kind].includes(row.name));
      if (isMoved || isNew) note([kind], order[kind], rows.map(row => row.newName));
      else if (isRenamed) note([kind], order[kind], order[kind].map(name => rows.find(row => row.name === name)?.newName ?? name));
      for (const row of touched) for (const [key, before, after] of row.changes(KINDS[kind])) note([kind, row.newName, key], row.isRenamed ? "" : before, after);
    }
    const hidden = [...order.hide.filter(name => !this.rows.categories.some(row => row.name === name)), ...this.rows.categories.filter(row => row.isHidden).map(row => row.newName)];
    if (!isSame([...hidden].sort(), [...order.hide].sort())) note(["hide"], order.hide, hidden);
    return changes;
  }

  get renamed() { return this.rows.categories.filter(row => row.isRenamed).map(row => [row.name, row.newName]); }
  get isDirty() { return !!this.data && (this.changes.length > 0 || this.renamed.length > 0); }

  look() { this.saver.disabled = this.isSending || !this.isDirty; }

  save() {
    if (!this.isDirty || this.isSending) return;
    this.post({ do: "show", changes: this.changes, renamed: this.renamed, why: this.why.value });
  }

  do(what) { this.post({ do: what }); }

  post(message) {
    this.isSending = true;
    this.turn = Date.now();
    this.said.replaceChildren(message.do === "show" ? "Saving …" : "");
    this.look();
    setTimeout(turn => { if (this.isSending && this.turn === turn) { this.isSending = false; this.said.replaceChildren("There is no answer yet. Save again; what you wrote is still here."); this.look(); } }, 30_000, this.turn);
    this.outbox.post("save", { ...message, turn: this.turn });
  }

  /** What became of it. Whether the form begins anew. */
  told(outcome) {
    if (!outcome || !this.isSending || outcome.turn !== this.turn) return false;
    this.isSending = false;
    this.said.replaceChildren(outcome.says);
    if (outcome.kind !== "conflict") return outcome.kind === "saved";
    this.said.append(" ", button("Keep that", () => this.settle(outcome, false), { class: "offer" }), button("Write mine", () => this.settle(outcome, true), { class: "offer" }));
    return false;
  }

  /** Somebody else changed the same value: it is theirs, or mine is written over it. */
  settle({ path, theirs }, isMine) {
    const [kind, name, key] = path;
    if (path.length === 1 && this.inputs.has(kind)) { this.data.values[kind] = theirs ?? ""; if (!isMine) this.inputs.get(kind).value = theirs ?? ""; }
    else if (path.length === 1) { this.data.order[kind] = theirs ?? []; if (!isMine) { this.data = this.now; this.build(); } }
    else this.rows[kind].find(row => row.name === name)?.settle(key, theirs ?? "", isMine);
    this.said.replaceChildren();
    this.look();
    if (isMine) this.save();
  }

  onFormKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(); }
    else if (event.key === "Enter" && event.target.localName === "input") event.preventDefault();   // one saves on purpose
  }

  onKey(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!isUndo || !this.element.isConnected || !this.now || isWriting(event.target) || this.isDirty || this.isSending) return;
    const what = event.shiftKey ? "redo" : "undo";
    if (!this.now[what]) return;
    event.preventDefault();
    this.do(what);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let element = parentElement.querySelector(":scope > .desk");
  if (!element) {
    element = node("div", { class: "desk sheet", "data-testid": "shown" });
    element._shown = new Shown(element);
    parentElement.append(element);
  }
  element._shown.outbox.connect(setTriggerValue);
  element._shown.take(data);
}
