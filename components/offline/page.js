// The page of the one file: filters, cards, timeline, chosen event, table, sources, and the way into the briefing.

import { el } from "../briefing/slide_elements.js";
import { ZOOM_STEP } from "../plot/keys.js";
import { shapeOf, svgElement } from "./draw_timeline.js";
import { widths } from "./layout.js";
import { record } from "./page_data.js";
import { Timeline } from "./timeline.js";

const chosenCategories = new Set();
let words = [], chosenId = "";

const byId = new Map(record.chart.events.map(event => [event.id, event]));
const passes = event => (!chosenCategories.size || chosenCategories.has(event.category)) && words.every(word => event.words.includes(word));
const foldText = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function makeSign(category, size = 15) {
  const style = record.chart.styles[category], svg = svgElement("svg", { width: size, height: size, viewBox: "-8 -8 16 16", "aria-hidden": "true", class: "sign" });
  svg.append(shapeOf(style, 0, 0, false));
  return svg;
}

// ---- filters ----

function showFilters() {
  const box = document.getElementById("categories"), find = document.getElementById("words");
  const counts = new Map();
  for (const { category } of record.chart.events) counts.set(category, (counts.get(category) ?? 0) + 1);
  for (const { value, name } of record.categories) {
    if (!counts.has(value)) continue;
    const button = el("button", { type: "button", class: "category", "aria-pressed": "false" }, makeSign(value), el("span", {}, name), el("b", {}, String(counts.get(value))));
    button.addEventListener("click", () => {
      if (!chosenCategories.delete(value)) chosenCategories.add(value);
      button.setAttribute("aria-pressed", String(chosenCategories.has(value)));
      applyFilters();
    });
    box.append(button);
  }
  box.hidden = counts.size < 2;
  find.addEventListener("input", () => { words = foldText(find.value).split(/\s+/).filter(Boolean); applyFilters(); });
}

function applyFilters() {
  timeline.filter(passes);
  showRows();
}

// ---- the chosen event ----

function choose(id) {
  chosenId = id === chosenId ? "" : id;
  timeline.choose(chosenId);
  const panel = document.getElementById("panel"), event = byId.get(chosenId);
  panel.replaceChildren(...(event ? details(event) : [el("p", { class: "quiet" }, "Choose an event: click its mark, or its row in the table.")]));
  for (const row of document.querySelectorAll("#events tr[data-id]")) row.toggleAttribute("aria-current", row.dataset.id === chosenId);
}

function details(event) {
  const close = el("button", { type: "button", class: "plain" }, "Close");
  close.addEventListener("click", () => choose(event.id));
  return [el("p", { class: "when" }, makeSign(event.category), event.when), el("h2", {}, event.title), event.figure && el("p", { class: "big" }, event.figure),
    ...event.text.split(/\n+/).filter(Boolean).map(part => el("p", {}, part)),
    el("dl", {}, ...event.facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    ...event.links.map(([name, href]) => el("p", {}, el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, name))), close];
}

// ---- cards, table, sources ----

function showCards() {
  document.getElementById("cards").append(...record.cards.map(card => {
    const button = el("button", { type: "button", class: "card" }, el("span", { class: "quiet" }, card.label), el("span", { class: "figure" }, card.value),
      el("span", { class: "quiet" }, card.said), ...card.more.map(line => el("span", { class: "quiet" }, line)));
    button.addEventListener("click", () => byId.has(card.event) && choose(card.event));
    return el("li", {}, button);
  }));
}

function showRows() {
  const events = record.chart.events.filter(passes), all = record.chart.events.length;
  document.getElementById("count").textContent = events.length === all ? `${all} ${all === 1 ? "event" : "events"}` : `${events.length} of ${all} events`;
  document.querySelector("#events tbody").replaceChildren(...events.map(event => {
    const name = el("button", { type: "button", class: "plain" }, event.title);
    const row = el("tr", { "data-id": event.id, "aria-current": event.id === chosenId }, el("td", { class: "quiet" }, event.when), el("td", {}, makeSign(event.category), name),
      el("td", {}, event.figure), el("td", { class: "far" }, event.source));
    row.addEventListener("click", () => { if (!String(getSelection())) { choose(event.id); document.getElementById("chart").scrollIntoView({ block: "nearest" }); } });
    return row;
  }));
}

function showSources() {
  document.getElementById("sources").append(...record.sources.map(({ name, count, links }) => el("li", {}, el("b", {}, name || "nobody named"), ` ${count} `,
    ...links.map(href => el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, new URL(href).hostname)))));
}

// ---- light and dark ----

function followShade() {
  const button = document.getElementById("shade"), system = matchMedia("(prefers-color-scheme: dark)");
  const set = isDark => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    button.textContent = isDark ? "Light" : "Dark";
  };
  set(system.matches);
  system.addEventListener("change", () => set(system.matches));
  button.addEventListener("click", () => set(document.documentElement.dataset.theme !== "dark"));
}

// ---- the briefing ----

/** Slides over the whole screen, or the page: each has a style of its own, and only one of them is on. */
function setMode(name) {
  const isBriefing = name === "briefing";
  document.documentElement.dataset.mode = name;
  document.getElementById("page-style").media = isBriefing ? "not all" : "screen";
  document.getElementById("slide-style").media = isBriefing ? "all" : "print";
}

async function showBriefing() {
  setMode("briefing");
  await window.openBriefing(chosenId);
}

function leave(event) {
  setMode("page");
  history.replaceState(null, "", "#");
  if (byId.has(event) && event !== chosenId) choose(event);
  document.getElementById("brief").focus();
}

document.getElementById("brief").addEventListener("click", showBriefing);
addEventListener("briefing-left", ({ detail }) => leave(detail));
addEventListener("briefing-asked", showBriefing);
addEventListener("keydown", event => {
  if (event.key !== "b" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input") || document.documentElement.dataset.mode === "briefing") return;
  event.stopImmediatePropagation();
  showBriefing();
});

followShade();
const timeline = new Timeline(document.getElementById("chart"), record.chart, choose);
for (const [id, action] of Object.entries({ whole: () => timeline.showWhole(), less: () => timeline.zoomBy(ZOOM_STEP), more: () => timeline.zoomBy(1 / ZOOM_STEP) }))
  document.getElementById(id).addEventListener("click", action);
showFilters();
showCards();
showRows();
showSources();
document.fonts.ready.then(() => { widths.clear(); timeline.pack(); timeline.draw(); });
