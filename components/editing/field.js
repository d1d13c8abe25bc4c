// One column in the form: where one writes, what it is understood as at each key, and what else may be written.

import { button, node } from "./form_elements.js";

const WAIT_MS = 60;
let count = 0;

export class Field {
  constructor(column, zone, onChange) {
    this.column = column;
    this.zone = zone;
    this.onChange = onChange;
    this.before = column.value;
    this.name = `desk-${++count}`;
    this.hint = node("small", { class: "hint", id: `${this.name}-hint`, "aria-live": "polite" });
    this.input = this.makeInput();
    const label = node("label", { for: this.name }, column.header, column.means && node("span", {}, column.means));
    this.element = node("div", { class: `field ${column.is_long ? "long" : ""}`, "data-column": column.header }, label, this.holder ?? this.input, this.hint);
  }

  makeInput() {
    const { column } = this;
    const attributes = { id: this.name, value: column.value, "aria-describedby": this.hint.id, autocomplete: "off", oninput: () => this.changed(), placeholder: column.ours === "date" ? "2022-01-05, 2022-01-05~, 1990/2019" : null };
    if (column.ours === "grade") return this.makeGrade(attributes);
    if (column.is_long) return node("textarea", { ...attributes, rows: Math.min(8, Math.max(2, Math.ceil(column.value.length / 60))) });
    const input = node("input", { ...attributes, type: "text", list: column.options.length ? `${this.name}-list` : null });
    if (column.options.length) this.holder = node("span", { class: "held" }, input, node("datalist", { id: `${this.name}-list` }, column.options.map(value => node("option", { value }))));
    return input;
  }

  /** Two choices, each with its words; what is no grade stays to be seen. */
  makeGrade(attributes) {
    const input = node("input", { ...attributes, type: "text", size: 4 });
    const choice = (words, place, label) => {
      const select = node("select", { "aria-label": label, onchange: () => { this.pick(place, select.value); } },
        node("option", { value: "" }, "—"), Object.entries(words).map(([mark, says]) => node("option", { value: mark }, `${mark} ${says}`)));
      return select;
    };
    this.choices = [choice(this.column.reliability, 0, "How reliable the source is"), choice(this.column.credibility, 1, "How credible the claim is")];
    this.holder = node("span", { class: "grade" }, input, this.choices);
    this.follow(input.value);
    return input;
  }

  follow(text) { this.choices?.forEach((select, place) => { select.value = text.trim().toUpperCase()[place] ?? ""; }); }

  pick(place, mark) {
    const marks = [...this.choices].map(select => select.value);
    marks[place] = mark;
    this.set(marks.join(""));
  }

  get value() { return this.input.value; }
  get isChanged() { return this.value !== this.before; }

  set(text) { this.input.value = text; this.changed(); }

  changed() {
    this.follow(this.value);
    this.onChange();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  /** How the cell is understood now; an answer that comes late is dropped. */
  async ask() {
    const { ours } = this.column, text = this.value;
    if (!["date", "end", "reported", "value", "grade", "url", "media", "importance", "sequence", "kind", "latitude", "longitude", "id", "title"].includes(ours)) return;
    try {
      const query = new URLSearchParams({ column: ours, text: text.slice(0, 2000), zone: this.zone });
      const answer = await fetch(`./understood?${query}`);
      if (!answer.ok || text !== this.value) return;
      const { good, says, offers } = await answer.json();
      if (text === this.value) this.say(says, good, offers);
    } catch { this.say("", true); }  // the server says it when it is saved
  }

  say(text, isGood, offers = []) {
    this.input.setAttribute("aria-invalid", String(!isGood));
    this.hint.classList.toggle("bad", !isGood);
    this.hint.replaceChildren(text, ...offers.map(offer => button(`Write ${offer}`, () => { this.set(offer); this.input.focus(); }, { class: "offer" })));
  }

  /** Somebody else changed the cell meanwhile: both are there to choose from. */
  dispute(theirs, onMine) {
    this.say("", false);
    this.hint.replaceChildren(`It says “${theirs}” now. `,
      button("Keep that", () => { this.before = theirs; this.set(theirs); }, { class: "offer" }),
      button("Write mine", () => { this.before = theirs; onMine(); }, { class: "offer" }));
  }
}
