// The filters: real checkboxes, fields and a slider. What is typed or ticked shows at once; Python answers with counts.

import { draw, rootOf } from "./element_tree.js";
import { Outbox } from "./messages_to_python.js";

const SHOWN = 8, SHOWN_PLAIN = 5, ANSWER_MS = 4000, DRAW_AFTER_MS = 60, SEND_AFTER_MS = 350, FOLLOW_MS = 120;
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/** How many choices of a group stand there before "more": those that have a mark of their own are looked for. */
const shownOf = group => group.choices.some(choice => choice.mark) ? SHOWN : SHOWN_PLAIN;
const keyOf = group => group.header ? "x:" + group.header : group.field;

function tickedValues(root, group) {
  const waiting = root._waiting[keyOf(group)];
  const values = group.choices.filter(choice => choice.on).map(choice => choice.value);
  if (!waiting) return values;
  if (isSame(waiting.values, values) || (Date.now() - waiting.since > ANSWER_MS && !Outbox.isRunning())) {
    delete root._waiting[keyOf(group)];
    return values;
  }
  return waiting.values;   // asked for and not yet answered: the hand is ahead of the page
}

function choiceRow(group, choice, isOn, hasSomeOn) {
  const box = ["input", { type: "checkbox", checked: isOn, "data-field": keyOf(group), "data-value": JSON.stringify(choice.value) }];
  const sign = choice.mark ?? ["span", { class: "box", "aria-hidden": "true" }];
  const state = isOn ? " on" : hasSomeOn ? " off" : "";
  return ["li", { key: String(choice.value) }, ["label", { class: "choice" + (choice.mark ? " marked" : "") + state, title: choice.title ?? choice.label },
    box, sign, ["span", { class: "name" }, choice.label], ["span", { class: "count" }, choice.count.toLocaleString("en")]]];
}

function groupTree(root, group) {
  const on = tickedValues(root, group), find = root._find[keyOf(group)] ?? "";
  const has = choice => on.some(value => isSame(value, choice.value));
  const isOpen = root._open[keyOf(group)];
  const fits = choice => choice.label.toLocaleLowerCase().includes(find.toLocaleLowerCase());
  const matching = group.choices.filter(choice => isOpen ? fits(choice) : true);
  const shown = isOpen ? matching.slice(0, 100) : matching.filter((choice, place) => place < shownOf(group) || has(choice));
  const rows = shown.map(choice => choiceRow(group, choice, has(choice), on.length > 0));
  const hidden = group.choices.length - shownOf(group);
  const finder = isOpen && ["input", { type: "search", class: "find", "data-find": "", "data-field": keyOf(group), value: find,
    placeholder: "Find", "aria-label": "Find in " + group.title, autocomplete: "off" }];
  const more = hidden > 0 && ["button", { type: "button", class: "more", "data-field": keyOf(group), "aria-expanded": String(!!isOpen) },
    isOpen ? "fewer" : hidden + " more"];
  return [finder, ["ul", {}, ...rows], more].filter(Boolean);
}

function groupBox(root, group) {
  const inside = groupTree(root, group);
  const on = tickedValues(root, group).length;
  if (group.isOpen) return ["fieldset", { key: keyOf(group), class: "group" }, ["legend", {}, group.title], ...inside];
  return ["details", { key: keyOf(group), class: "group", ...(on ? { open: true } : {}) },
    ["summary", {}, group.title, ["span", { class: "count" }, on ? on + " on" : String(group.choices.length)]],
    ["fieldset", {}, ["legend", { class: "unseen" }, group.title], ...inside]];
}

function asOfBox(days) {
  if (!days || days.stops.length < 2) return [];
  const hand = document.activeElement?.id === "as-of" && days.stops[+document.activeElement.value] ? +document.activeElement.value : days.at;
  days = { ...days, at: hand };   // while it is dragged the hand is ahead of the page
  const last = days.stops.length - 1;
  return [["fieldset", { key: "asof", class: "group" }, ["legend", {}, "As of"],
    ["label", { for: "as-of" }, ["output", { id: "as-of-words", for: "as-of" }, days.stops[days.at].label]],
    ["input", { id: "as-of", type: "range", min: 0, max: last, step: 1, value: days.at, "aria-label": "As of",
      "aria-valuetext": days.stops[days.at].label }],
    ["p", { class: "quiet" }, days.at === last ? "everything reported so far" : "later reports are hidden"]]];
}

function periodBox(period) {
  const field = (name, label, hint) => ["label", {}, ["span", {}, label],
    ["input", { type: "text", "data-date": "", "data-field": name, value: period[name], placeholder: hint, autocomplete: "off",
      ...(period.problem?.field === name ? { "aria-describedby": "period-problem", class: "wrong" } : {}) }]];
  const problem = period.problem ? [["p", { id: "period-problem", class: "problem", role: "alert" }, period.problem.words]] : [];
  return ["details", { key: "period", class: "group period", ...(period.since || period.until || period.problem ? { open: true } : {}) },
    ["summary", {}, "Dates"],
    ["div", { class: "pair" }, field("since", "From", "2019"), field("until", "To", "6 January 2022")], ...problem];
}

function render(root) {
  const { words, groups, days, period } = root._data;
  const open = groups.filter(group => group.isOpen), closed = groups.filter(group => !group.isOpen);
  draw(root, [
    ["label", { class: "search" }, ["span", { class: "unseen" }, "Words"],
      ["input", { type: "search", "data-words": "", value: words, placeholder: "Words, people, places", autocomplete: "off",
        enterkeyhint: "search", maxlength: 200 }]],
    ...open.map(group => groupBox(root, group)), ...asOfBox(days),
    ["div", { class: "others" }, ...closed.map(group => groupBox(root, group)), periodBox(period)],
  ]);
}

/** What a box asks for when it is on, or off: its group, the group's values, and the fields of the View that change. */
function changesOf(root, box, isOn) {
  const group = root._data.groups.find(candidate => keyOf(candidate) === box.dataset.field), value = JSON.parse(box.dataset.value);
  const others = tickedValues(root, group).filter(other => !isSame(other, value)), chosen = isOn ? [...others, value] : others;
  const values = group.choices.map(choice => choice.value).filter(offered => chosen.some(other => isSame(other, offered)));
  if (!group.header) return { group, values, changes: { [group.field]: values } };
  const own = root._data.groups.filter(other => other.header);
  return { group, values, changes: { where: own.flatMap(other => (other === group ? values : tickedValues(root, other)).map(ticked => [other.header, ticked])) } };
}

function tick(root, box) {
  const { group, values, changes } = changesOf(root, box, box.checked);
  root._waiting[keyOf(group)] = { values, since: Date.now() };
  render(root);
  root._outbox.post("go", changes);
}

/** The picture of a box that the pointer or the focus is on is fetched, in case it is ticked. */
function foresee(root, target) {
  const box = target?.closest("label.choice")?.querySelector("input[type=checkbox]");
  Outbox.foresee(box ? changesOf(root, box, !box.checked).changes : null);
}

/** The moment that is looked from: while it is dragged the chart follows at once, cards and lists as fast as they can. */
function listenAsOf(root) {
  let timer = null;
  const send = () => { timer = null; root._outbox.post("go", { asof: root._asof }); };
  root.addEventListener("change", ({ target }) => { if (target.id === "as-of") { clearTimeout(timer); send(); } });
  root.addEventListener("input", ({ target }) => {
    if (target.id !== "as-of") return;
    const { value, label } = root._data.days.stops[+target.value];
    root._asof = value;
    root.querySelector("#as-of-words").textContent = label;
    target.setAttribute("aria-valuetext", label);
    Outbox.foretell({ asof: value });
    timer ??= setTimeout(send, FOLLOW_MS);
  });
}

function listen(root) {
  let drawTimer = null, searchTimer = null;
  const stopTimers = () => { clearTimeout(drawTimer); clearTimeout(searchTimer); };
  const search = field => { stopTimers(); if (field.value.trim() !== root._data.words) root._outbox.post("go", { words: field.value.trim() }); };
  addEventListener("popstate", function follow() {   // Back and Forward change the words also under the hand
    if (!root.isConnected) return removeEventListener("popstate", follow);   // a file without events has no such field
    stopTimers();
    root.querySelector("[data-words]").value = new URLSearchParams(location.search).get("words") ?? "";
  });
  for (const name of ["pointerover", "focusin"]) root.addEventListener(name, ({ target }) => foresee(root, target));
  for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => foresee(root, null));
  root.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox") tick(root, target);
    else if ("words" in target.dataset) search(target);
    else if ("date" in target.dataset) root._outbox.post("period", { [target.dataset.field]: target.value });
  });
  root.addEventListener("input", ({ target }) => {
    if ("words" in target.dataset) {
      stopTimers();
      drawTimer = setTimeout(() => Outbox.foretell({ words: target.value.trim() }), DRAW_AFTER_MS);
      searchTimer = setTimeout(() => search(target), SEND_AFTER_MS);
    }
    if ("find" in target.dataset) { root._find[target.dataset.field] = target.value; render(root); }
  });
  root.addEventListener("keydown", event => { if (event.key === "Enter" && "words" in event.target.dataset) search(event.target); });
  root.addEventListener("click", ({ target }) => {
    if (!target.matches("button.more")) return;
    root._open[target.dataset.field] = !root._open[target.dataset.field];
    root._find[target.dataset.field] = "";
    render(root);
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "facets");
  if (!root._waiting) { Object.assign(root, { _waiting: {}, _open: {}, _find: {} }); listen(root); listenAsOf(root); }
  root._outbox.connect(setTriggerValue);
  root._data = data;
  render(root);
}
