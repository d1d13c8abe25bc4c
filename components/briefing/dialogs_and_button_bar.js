// What can be opened over the slide: the overview and the keys; and the buttons, which hide when the hand rests.

import { el } from "./slide_elements.js";
import { HELP } from "./keys.js";

export function openPanel(name, title, ...inside) {
  const close = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const panel = el("dialog", { class: `panel ${name}`, "aria-label": title }, el("header", {}, el("h2", {}, title), close), ...inside);
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => panel.remove());
  panel.addEventListener("cancel", event => event.stopPropagation());
  panel.addEventListener("keydown", event => {
    event.stopPropagation();
    if (event.key === { overview: "o", help: "?", share: "l" }[name]) panel.close();
  });
  document.body.append(panel);
  panel.showModal();
  return panel;
}

export function openHelp() {
  const rows = HELP.map(([keys, does]) => el("div", {}, el("dt", {}, ...keys.split(" ").map(key => key === "or" ? " or " : el("kbd", {}, key))), el("dd", {}, does)));
  openPanel("help", "Keys", el("dl", {}, ...rows));
}

/** A link that is for this window's eyes alone, as a code for a telephone and to be copied; or why there is none. */
export function showCode({ title, sentence, link, code, advice }) {
  document.querySelector("dialog.code-panel")?.close();
  const copy = el("button", { type: "button" }, "Copy the link");
  copy.addEventListener("click", async () => { try { await navigator.clipboard.writeText(link); copy.textContent = "Copied"; } catch { prompt("Copy this link:", link); } });
  openPanel("code-panel", title, code && el("img", { src: code, alt: "The link as a QR code", class: "code" }), el("p", {}, sentence),
    advice && el("p", { class: "advice" }, advice), link && el("p", { class: "buttons" }, copy));
}

const BUTTONS = [["leave", "Timeline", "Back to the timeline (Esc)"], ["previous", "‹", "Back (←)"], ["next", "›", "Next (→)"], ["overview", "Slides", "All slides (O)"],
  ["play", "Play", "Play by itself, and stop (P)"], ["notes", "Notes", "Presenter’s window, with the notes (N)"],
  ["share", "Share", "Let others follow (L)"], ["blank", "Black", "Black screen (B)"],
  ["shade", "Shade", "Light or dark (T)"], ["full", "Full", "Full screen (F)"], ["paper", "PDF", "Print, or save as PDF"], ["help", "Keys", "Keys (?)"]];
const FOOT_PX = 96, MOUSE_MS = 2500, FINGER_MS = 5000;

/** The buttons. They come where a mouse goes to the foot, or a finger touches the slide, and go by themselves. */
export function makeBar(actions) {
  const bar = el("nav", { class: "bar", "aria-label": "Briefing" });
  for (const [action, glyph, title] of BUTTONS) {
    const button = el("button", { type: "button", title, "aria-label": title, "data-act": action }, glyph);
    button.addEventListener("click", () => { actions[action](); if (action !== "overview" && action !== "help") button.blur(); });
    bar.append(button);
    if (action === "play") bar.append(makeInterval());
  }
  let timer = 0, hand = 0;
  const sleep = () => document.body.classList.remove("awake");
  const wake = wait => {
    document.body.classList.add("awake");
    clearTimeout(timer);
    timer = setTimeout(sleep, wait);
  };
  addEventListener("pointermove", event => {
    if (event.pointerType !== "mouse") return;
    document.body.classList.add("moved");   // the mouse is seen while it moves
    clearTimeout(hand);
    hand = setTimeout(() => document.body.classList.remove("moved"), MOUSE_MS);
    if (event.clientY > innerHeight - FOOT_PX) wake(MOUSE_MS); else if (!bar.contains(event.target)) sleep();
  });
  bar.addEventListener("pointerdown", () => wake(FINGER_MS));
  const toggle = () => document.body.classList.contains("awake") ? sleep() : wake(FINGER_MS);
  return { bar, toggle };
}

function makeInterval() {
  const choices = [5, 10, 15, 20, 30, 60].map(seconds => el("option", { value: seconds, selected: seconds === 15 }, `${seconds} s`));
  return el("select", { "aria-label": "Seconds for each slide when it plays by itself", class: "interval" }, ...choices);
}
