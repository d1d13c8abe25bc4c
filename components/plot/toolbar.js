// The bar above the chart: the buttons for the window, and the choices that Python offers.

import { makeElement, makePill } from "./plot_elements.js";

/** The buttons for the window at the right, and at the left the groups of choices that Python names. */
export class Toolbar {
  constructor(parent, handlers) {
    const bar = makeElement("div", "bar", parent);
    this.handlers = handlers;
    this.switches = makeElement("div", "switches", bar);
    const tools = makeElement("div", "tools", bar, { role: "group", "aria-label": "Window" });
    this.whole = makePill(tools, "Whole", handlers.whole, "Show the whole record");
    this.dense = makePill(tools, "", handlers.dense);
    this.dense.title = "Show where most of it happened";
    this.dense.hidden = true;
    makePill(tools, "−", handlers.less, "Zoom out");
    makePill(tools, "+", handlers.more, "Zoom in");
  }

  /** Which window is shown, and what the densest part is called, if there is one. */
  showWindow({ isWhole, dense, isDense }) {
    this.whole.setAttribute("aria-pressed", String(isWhole));
    this.dense.hidden = !dense;
    this.dense.textContent = dense ?? "";
    this.dense.setAttribute("aria-pressed", String(isDense));
  }

  showSwitches(groups) {
    const description = JSON.stringify(groups);
    if (description === this.shownGroups) return;
    this.shownGroups = description;
    const focusedChoice = document.activeElement?.dataset?.choice;
    this.switches.replaceChildren(...groups.map(group => this.makeGroup(group)));
    if (focusedChoice) this.switches.querySelector(`[data-choice="${CSS.escape(focusedChoice)}"]`)?.focus();
  }

  makeGroup({ name, choices }) {
    const group = makeElement("div", "switch", null, { role: "group", "aria-label": name });
    makeElement("span", "switch-name", group).textContent = name;
    for (const { label, go, on } of choices) {
      const button = makePill(group, label, () => {
        for (const other of group.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
        this.handlers.go(go);
      });
      button.setAttribute("aria-pressed", String(!!on));
      button.dataset.choice = `${name} ${label}`;
    }
    return group;
  }
}
