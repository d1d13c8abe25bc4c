// What the wheel does, said quietly the first time that it runs over the chart.

import { makeElement } from "./plot_elements.js";

const SHOWN_MS = 2600, STORE = "dateline.wheel";

export class Hint {
  constructor(frame) {
    this.box = makeElement("div", "hint", frame, { "aria-hidden": "true" });
    this.box.textContent = `${/Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl"} and the wheel zoom`;
    this.isKnown = isStored();
  }

  dispose() { clearTimeout(this.timer); }

  show() {
    if (this.isKnown) return;
    this.isKnown = true;
    try { localStorage.setItem(STORE, "1"); } catch { /* a private window keeps nothing */ }
    this.box.classList.add("dateline-on");
    this.timer = setTimeout(() => this.box.classList.remove("dateline-on"), SHOWN_MS);
  }
}

function isStored() { try { return !!localStorage.getItem(STORE); } catch { return false; } }
