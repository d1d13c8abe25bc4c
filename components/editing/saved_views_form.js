// Saves what is on screen as a view with a name, and changes the names of the others.

import { button, node } from "./form_elements.js";
import { Outbox } from "../widgets/messages_to_python.js";

class Views {
  constructor(element) {
    this.element = element;
    this.outbox = new Outbox();
    this.said = node("p", { class: "said", role: "status" });
    this.place = node("div", {});
    this.opener = button("Save this view", () => this.openNew(), { class: "plain" });
    this.changer = button("Change them", () => this.place.childElementCount ? this.close() : this.openAll(), { class: "plain" });
    element.append(node("div", {}, this.opener, this.changer), this.place, this.said);
  }

  take(data) {
    this.data = data;
    this.opener.hidden = !!data.now;
    this.changer.hidden = !data.views.length;
    const { outcome } = data;
    if (!outcome || !this.turn || outcome.turn !== this.turn) return;
    this.turn = 0;
    this.said.replaceChildren(outcome.says);
    if (outcome.kind === "saved") this.close();
  }

  close() {
    const isFocused = this.place.contains(document.activeElement);
    this.place.replaceChildren();
    if (isFocused) (this.opener.hidden ? this.changer : this.opener).focus();
  }

  field(label, value, most, placeholder) { return node("input", { type: "text", "aria-label": label, value, maxlength: most, placeholder, autocomplete: "off" }); }

  openNew() {
    const name = this.field("Name of the view", "", 80, "Name: 5–6 January by source"), note = this.field("Note on the view", "", 1000, "Note");
    const form = node("form", { "aria-label": "Save this view", onsubmit: event => { event.preventDefault(); this.send({ do: "save", name: name.value, note: note.value }); }, onkeydown: event => this.onKey(event) },
      name, note, node("p", { class: "acts" }, node("button", { class: "button first" }, "Save"), button("Cancel", () => this.close())));
    this.said.replaceChildren();
    this.place.replaceChildren(form);
    name.focus();
  }

  openAll() {
    this.said.replaceChildren();
    this.place.replaceChildren(...this.data.views.map(view => this.makeEditor(view)));
    this.place.querySelector("input").focus();
  }

  makeEditor(view) {
    const name = this.field(`Name of “${view.name}”`, view.name, 80), note = this.field(`Note on “${view.name}”`, view.note, 1000, "Note");
    const send = (what, more = {}) => this.send({ do: what, of: view.name, ...more });
    const save = () => send("rename", { name: name.value, note: note.value });
    return node("form", { "aria-label": `Change “${view.name}”`, onsubmit: event => { event.preventDefault(); save(); }, onkeydown: event => this.onKey(event) },
      name, note, node("p", { class: "acts" }, node("button", { class: "button first" }, "Save"),
        button("Make it what is on screen", () => send("update"), { class: "plain" }), button("Take away", () => send("remove"), { class: "plain" })));
  }

  onKey(event) { if (event.key === "Escape") { event.stopPropagation(); this.close(); } }

  send(message) {
    this.turn = Date.now();
    this.said.replaceChildren("Saving …");
    this.outbox.post("save", { name: "", note: "", of: "", ...message, turn: this.turn });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let element = parentElement.querySelector(":scope > .views-form");
  if (!element) {
    element = node("div", { class: "views-form sheet", "data-testid": "views-form" });
    element._views = new Views(element);
    parentElement.append(element);
  }
  element._views.outbox.connect(setTriggerValue);
  element._views.take(data);
}
