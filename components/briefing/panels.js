// What can be opened over the slide: the overview and the keys; and the buttons, which hide when the hand rests.

import { el } from "./elements.js";
import { HELP } from "./keys.js";

export function openPanel(name, title, ...inside) {
  const close = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const panel = el("dialog", { class: `panel ${name}`, "aria-label": title }, el("header", {}, el("h2", {}, title), close), ...inside);
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => panel.remove());
  panel.addEventListener("cancel", event => event.stopPropagation());
  panel.addEventListener("keydown", event => {
    event.stopPropagation();
    if ((name === "overview" && event.key === "o") || (name === "help" && event.key === "?")) panel.close();
  });
  document.body.append(panel);
  panel.showModal();
  return panel;
}

export function openHelp() {
  const rows = HELP.map(([keys, does]) => el("div", {}, el("dt", {}, ...keys.split(" ").map(key => key === "or" ? " or " : el("kbd", {}, key))), el("dd", {}, does)));
  openPanel("help", "Keys", el("dl", {}, ...rows));
}

const BUTTONS = [["leave", "Timeline", "Back to the timeline (Esc)"], ["previous", "‹", "Back (←)"], ["next", "›", "Next (→)"], ["overview", "Slides", "All slides (O)"],
  ["play", "Play", "Play by itself, and stop (P)"], ["notes", "Notes", "Presenter’s window, with the notes (N)"],
  ["share", "Share", "Let others follow (L)"], ["blank", "Blank", "Blank the screen (B)"],
  ["shade", "Shade", "Light or dark (T)"], ["full", "Full", "Full screen (F)"], ["help", "Keys", "Keys (?)"]];

export function makeBar(actions) {
  const bar = el("nav", { class: "bar", "aria-label": "Briefing" });
  for (const [action, glyph, title] of BUTTONS) {
    const button = el("button", { type: "button", title, "aria-label": title, "data-act": action }, glyph);
    button.addEventListener("click", () => { actions[action](); if (action !== "overview" && action !== "help") button.blur(); });
    bar.append(button);
    if (action === "play") bar.append(makeInterval());
  }
  let timer = 0;
  const showButtons = () => {
    document.body.classList.add("awake");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.remove("awake"), 2500);
  };
  for (const type of ["pointermove", "pointerdown"]) addEventListener(type, showButtons);
  showButtons();
  return bar;
}

function makeInterval() {
  const choices = [5, 10, 15, 20, 30, 60].map(seconds => el("option", { value: seconds, selected: seconds === 15 }, `${seconds} s`));
  return el("select", { "aria-label": "Seconds for each slide when it plays by itself", class: "interval" }, ...choices);
}
