// The page of the one file: filters, cards, timeline, chosen event, table, sources, and the way into the briefing.

const record = JSON.parse(document.getElementById("record").textContent);
const chosenCategories = new Set();
let words = [], chosenId = "";

function made(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...inside.filter(part => part !== null && part !== undefined && part !== ""));
  return element;
}

const byId = new Map(record.chart.events.map(event => [event.id, event]));
const passes = event => (!chosenCategories.size || chosenCategories.has(event.category)) && words.every(word => event.words.includes(word));
const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function sign(category, size = 15) {
  const style = record.chart.styles[category], svg = drawn("svg", { width: size, height: size, viewBox: "-8 -8 16 16", "aria-hidden": "true", class: "sign" });
  svg.append(shapeOf(style, 0, 0, false));
  return svg;
}

// ---- filters ----

function filters() {
  const box = document.getElementById("categories"), find = document.getElementById("words");
  const counts = new Map();
  for (const { category } of record.chart.events) counts.set(category, (counts.get(category) ?? 0) + 1);
  for (const { value, name } of record.categories) {
    if (!counts.has(value)) continue;
    const button = made("button", { type: "button", class: "category", "aria-pressed": "false" }, sign(value), made("span", {}, name), made("b", {}, String(counts.get(value))));
    button.addEventListener("click", () => {
      chosenCategories.has(value) ? chosenCategories.delete(value) : chosenCategories.add(value);
      button.setAttribute("aria-pressed", String(chosenCategories.has(value)));
      apply();
    });
    box.append(button);
  }
  box.hidden = counts.size < 2;
  find.addEventListener("input", () => { words = folded(find.value).split(/\s+/).filter(Boolean); apply(); });
}

function apply() {
  timeline.filter(passes);
  rows();
}

// ---- the chosen event ----

function choose(id) {
  chosenId = id === chosenId ? "" : id;
  timeline.choose(chosenId);
  const panel = document.getElementById("panel"), event = byId.get(chosenId);
  panel.replaceChildren(...(event ? details(event) : [made("p", { class: "quiet" }, "Choose an event: click its mark, or its row in the table.")]));
  for (const row of document.querySelectorAll("#events tr[data-id]")) row.toggleAttribute("aria-current", row.dataset.id === chosenId);
}

function details(event) {
  const close = made("button", { type: "button", class: "plain" }, "Close");
  close.addEventListener("click", () => choose(event.id));
  return [made("p", { class: "when" }, sign(event.category), event.when), made("h2", {}, event.title), event.figure && made("p", { class: "big" }, event.figure),
    ...event.text.split(/\n+/).filter(Boolean).map(part => made("p", {}, part)),
    made("dl", {}, ...event.facts.flatMap(([name, value]) => [made("dt", {}, name), made("dd", {}, value)])),
    ...event.links.map(([name, href]) => made("p", {}, made("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, name))), close];
}

// ---- cards, table, sources ----

function cards() {
  document.getElementById("cards").append(...record.cards.map(card => {
    const button = made("button", { type: "button", class: "card" }, made("span", { class: "quiet" }, card.label), made("span", { class: "figure" }, card.value),
      made("span", { class: "quiet" }, card.said), ...card.more.map(line => made("span", { class: "quiet" }, line)));
    button.addEventListener("click", () => byId.has(card.event) && choose(card.event));
    return made("li", {}, button);
  }));
}

function rows() {
  const shown = record.chart.events.filter(passes), all = record.chart.events.length;
  document.getElementById("count").textContent = shown.length === all ? `${all} ${all === 1 ? "event" : "events"}` : `${shown.length} of ${all} events`;
  document.querySelector("#events tbody").replaceChildren(...shown.map(event => {
    const name = made("button", { type: "button", class: "plain" }, event.title);
    const row = made("tr", { "data-id": event.id, "aria-current": event.id === chosenId }, made("td", { class: "quiet" }, event.when), made("td", {}, sign(event.category), name),
      made("td", {}, event.figure), made("td", { class: "far" }, event.source));
    row.addEventListener("click", () => { if (!String(getSelection())) { choose(event.id); document.getElementById("chart").scrollIntoView({ block: "nearest" }); } });
    return row;
  }));
}

function sources() {
  document.getElementById("sources").append(...record.sources.map(({ name, count, links }) => made("li", {}, made("b", {}, name || "nobody named"), ` ${count} `,
    ...links.map(href => made("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, new URL(href).hostname)))));
}

// ---- light and dark ----

function shade() {
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
function mode(name) {
  const isBriefing = name === "briefing";
  document.documentElement.dataset.mode = name;
  document.getElementById("page-style").media = isBriefing ? "not all" : "screen";
  document.getElementById("slide-style").media = isBriefing ? "all" : "print";
}

async function brief() {
  mode("briefing");
  await window.openBriefing(chosenId);
}

function leave(event) {
  mode("page");
  history.replaceState(null, "", "#");
  if (byId.has(event) && event !== chosenId) choose(event);
  document.getElementById("brief").focus();
}

document.getElementById("brief").addEventListener("click", brief);
addEventListener("briefing-left", ({ detail }) => leave(detail));
addEventListener("briefing-asked", brief);
addEventListener("keydown", event => {
  if (event.key !== "b" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input") || document.documentElement.dataset.mode === "briefing") return;
  event.stopImmediatePropagation();
  brief();
});

shade();
const timeline = new Timeline(document.getElementById("chart"), record.chart, choose);
for (const [id, act] of Object.entries({ whole: () => timeline.whole(), less: () => timeline.zoomBy(ZOOM), more: () => timeline.zoomBy(1 / ZOOM) }))
  document.getElementById(id).addEventListener("click", act);
filters();
cards();
rows();
sources();
document.fonts.ready.then(() => { measured.clear(); timeline.pack(); timeline.paint(); });
