// From which of the saved views the slides are taken.

import { el } from "./slide_elements.js";

/** The choice of the saved views, from one of which the slides can be taken; null where there is none. */
export function viewChoice(views) {
  if (!views.length) return null;
  const now = new URLSearchParams(location.search).toString();
  const option = (value, label, title) => el("option", { value, title, selected: !!value && new URLSearchParams(value).toString() === now }, label);
  const choice = el("select", { "aria-label": "Slides of a saved view" }, option("", "Slides of a saved view …"), ...views.map(view => option(view.query, view.name, view.note)));
  choice.addEventListener("change", () => { if (choice.value) location.assign(`${location.pathname}?${choice.value}#slide=1`); });
  return choice;
}
