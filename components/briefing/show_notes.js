// The notes of a slide, on the screen of whoever may read them.

import { el } from "./slide_elements.js";

/** The notes of a file that stands alone, where they were taken along. */
export class NotesInDeck extends EventTarget {
  sentence = "";
  of(slide) { return slide.notes; }
  async load() { /* they are there */ }
}

/** Show the notes of a slide; where they are kept from this window, why, and a field for the briefer's key. */
export function showNotes(box, notes, slide) {
  const text = notes.of(slide);
  box.scrollTop = 0;
  box.classList.toggle("none", !text);
  if (text || !notes.isRefused) return box.replaceChildren(text || notes.sentence || "No notes for this slide.");
  const field = el("input", { type: "password", autocomplete: "off", "aria-label": "The briefer’s key", placeholder: "The briefer’s key" });
  const form = el("form", { class: "key" }, field, el("button", {}, "Show the notes"));
  form.addEventListener("submit", event => { event.preventDefault(); if (field.value) notes.use(field.value.trim()); });
  return box.replaceChildren(el("p", {}, notes.sentence), form);
}
