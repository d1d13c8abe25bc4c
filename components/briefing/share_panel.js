// What is shown of a room that can be followed: the code and the link for followers, and the buttons of whoever drives.

import { el } from "./slide_elements.js";
import { openPanel } from "./dialogs_and_button_bar.js";

function makeCopyButton(label, text) {
  const button = el("button", { type: "button" }, label);
  button.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; } catch { prompt("Copy this link:", text); }
  });
  return button;
}

/** For the room to take a picture of; the same key, or the next slide, takes it away again. */
export function toggleSharePanel(live) {
  const open = document.querySelector("dialog.share");
  if (open) { open.close(); return; }
  const stop = el("button", { type: "button" }, "Stop sharing");
  const drives = `${location.href.split("#")[0]}#drive=${live.room}.${live.secret}`;
  const panel = openPanel("share", "Follow this briefing", live.code && el("img", { src: live.code, alt: "The link as a QR code", class: "code" }),
    el("p", { class: "follow-link" }, live.link), live.advice && el("p", { class: "advice" }, live.advice),
    el("p", { class: "buttons" }, makeCopyButton("Copy the link", live.link), makeCopyButton("Copy the link that drives", drives), stop),
    el("p", { class: "quiet" }, "Whoever opens the link sees your slide. Keep the link that drives to yourself: with it another screen can go on for you."));
  stop.addEventListener("click", () => { panel.close(); live.stop(); });
  live.briefing.addEventListener("change", () => panel.close(), { once: true });
}
