// One category or figure in the form of how a record is shown.

import { button, node } from "./form_elements.js";

let dragged = "";

export class Row {
  /** entry: { name, and what is shown of it: color, dark_color, shape, label, unit; set: what the settings say; hidden }. */
  constructor(kind, entry, shapes, { move, drop, changed }) {
    Object.assign(this, { kind, entry, name: entry.name });
    this.before = { ...entry.set };
    const named = label => `${label}: ${entry.name}`;
    this.title = node("input", { type: "text", class: "name", value: entry.name, "aria-label": named("Name"), readonly: kind === "metrics", autocomplete: "off" });
    this.inputs = kind === "categories" ? {
      color: node("input", { type: "color", value: entry.color, title: "Colour on light", "aria-label": named("Colour on light") }),
      dark_color: node("input", { type: "color", value: entry.dark_color, title: "Colour on dark", "aria-label": named("Colour on dark") }),
      shape: node("select", { "aria-label": named("Shape") }, !shapes.includes(entry.shape) && node("option", { value: entry.shape, selected: true }, entry.shape), shapes.map(shape => node("option", { value: shape, selected: shape === entry.shape }, shape))),
    } : {
      label: node("input", { type: "text", value: entry.set.label ?? "", placeholder: entry.name, "aria-label": named("Label") }),
      unit: node("input", { type: "text", value: entry.set.unit ?? "", placeholder: "unit", "aria-label": named("Unit") }),
    };
    this.first = Object.fromEntries(Object.entries(this.inputs).map(([key, input]) => [key, input.value]));
    this.hide = kind === "categories" ? node("input", { type: "checkbox", "aria-label": named("Hide the lane") }) : null;
    if (this.hide) this.hide.checked = entry.hidden;
    const step = (glyph, by, label) => button(glyph, event => { move(this, by); event.currentTarget.focus(); }, { class: "step", "aria-label": named(label), title: label });
    const handle = node("span", { class: "handle", draggable: "true", "aria-hidden": "true", title: "Drag", ondragstart: event => { dragged = this.name; event.dataTransfer.setData("text/plain", this.name); } }, "⠿");
    this.element = node("li", { "data-name": entry.name, ondragover: event => { if (dragged) event.preventDefault(); }, ondrop: event => { event.preventDefault(); drop(dragged, this); dragged = ""; } },
      node("span", { class: "line" }, handle, this.title, step("↑", -1, "Move up"), step("↓", 1, "Move down")),
      node("span", { class: "line" }, Object.values(this.inputs), this.hide && node("label", { class: "hide" }, this.hide, "hide")));
    this.element.addEventListener("input", changed);
    this.element.addEventListener("change", changed);
  }

  get newName() { return this.title.value.trim().replace(/\s+/g, " "); }
  get isRenamed() { return this.newName !== this.name; }
  get isHidden() { return this.hide.checked; }

  /** [key, before, after] of what is another than it was. */
  changes(keys) {
    return keys.filter(key => this.inputs[key].value !== this.first[key]).map(key => [key, this.before[key] ?? "", this.inputs[key].value.trim()]);
  }

  /** Somebody else's value stands in the settings now. */
  settle(key, theirs, isMine) {
    this.before[key] = theirs;
    if (!isMine && theirs) { this.inputs[key].value = theirs; this.first[key] = theirs; }
  }
}
