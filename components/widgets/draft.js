// A report beside its rows. What is done shows at once; Python is told of it, step by step, and answers with the rows.

import { draw, rootOf } from "./element_tree.js";

const FIELDS = [["title", "What happened"], ["date", "When"], ["source", "Who says so"], ["place", "Where"], ["value", "Figure"], ["unit", "Of what"]];
const SAID = { keep: "kept ✓", drop: "discarded", "": "to decide" };
const isTyping = element => element?.matches?.("input, textarea, select, [contenteditable]");

const rowOf = (root, id) => root._data.rows.find(row => row.id === id);
const decisionOf = (root, row) => root._ahead.get(row.id) ?? row.decision;

function send(root, step) {
  root._steps.push(step);
  root._outbox.post("steps", [...root._steps]);
}

function decide(root, id, decision) {
  const row = rowOf(root, id);
  if (!row || (decision === "keep" && Object.keys(row.problems).length)) return;
  root._ahead.set(id, decision);
  send(root, { do: "decide", id, decision });
  choose(root, nextOpen(root, id));
}

/** The next row that is not decided, in the order of the page; the row itself where there is none. */
function nextOpen(root, id) {
  const rows = root._data.rows, place = rows.findIndex(row => row.id === id);
  const later = [...rows.slice(place + 1), ...rows.slice(0, place)];
  return (later.find(row => !decisionOf(root, row)) ?? rows[place]).id;
}

function walk(root, by) {
  const rows = root._data.rows, place = rows.findIndex(row => row.id === root._at);
  const next = rows[Math.min(Math.max(place + by, 0), rows.length - 1)];
  if (next) choose(root, next.id);
}

function choose(root, id) {
  root._at = id;
  root._isEditing = false;
  render(root);
  root.querySelector(".row.at")?.scrollIntoView({ block: "nearest" });
  root.querySelector(".report .on")?.scrollIntoView({ block: "nearest" });
}

function edit(root) {
  root._isEditing = true;
  render(root);
  const field = root.querySelector(".row.at input");
  field?.focus();
  field?.select();
}

const key = (name, words) => ["span", { class: "key" }, ["kbd", {}, name], " " + words];

function cellsOf(root, row) {
  return ["div", { class: "cells" }, ...FIELDS.map(([name, label]) => ["label", { key: name }, ["span", {}, label],
    ["input", { type: "text", value: row.cells[name], "data-field": name, autocomplete: "off", ...(row.problems[name] ? { class: "wrong" } : {}) }],
    ...(row.problems[name] ? [["em", { class: "problem", role: "alert" }, row.problems[name]]] : [])])];
}

function rowTree(root, row) {
  const decision = decisionOf(root, row), isAt = row.id === root._at, isOpen = isAt && root._isEditing;
  const problems = Object.values(row.problems);
  const acts = ["span", { class: "acts" },
    ["button", { type: "button", "data-value": "keep", class: "plain" }, key("Y", "keep")],
    ["button", { type: "button", "data-value": "drop", class: "plain" }, key("N", "discard")],
    ["button", { type: "button", "data-value": "edit", class: "plain" }, key("E", "change")]];
  return ["li", { key: String(row.id), class: "row" + (isAt ? " at" : "") + (decision ? " is-" + decision : ""), "data-event": String(row.id), "aria-current": isAt ? "true" : "false" },
    ["div", { class: "when" }, ["b", {}, row.date], ["span", { class: "quiet" }, row.when]],
    ["div", {}, ["p", { class: "topic" }, ["strong", { dir: "auto" }, row.title], isAt ? acts : ["span", { class: "quiet" }, SAID[decision]]],
      ...(isOpen ? [cellsOf(root, row)] : []),
      ["p", { class: "quiet", dir: "auto" }, "“" + row.quotation + "”"], ["p", { class: "quiet" }, row.facts],
      ...(row.why || row.standing || problems.length ? [["p", { class: "why" }, [row.why, row.standing, ...(isOpen ? [] : problems)].filter(Boolean).join(" ")]] : [])]];
}

function pieceTree(root, [text, kind, rows], place) {
  const isOn = rows.includes(root._at);
  if (!kind && !rows.length) return ["span", { key: String(place) }, text];
  return ["span", { key: String(place), class: [kind, isOn ? "on" : "", rows.length ? "said" : ""].filter(Boolean).join(" "), ...(rows.length ? { "data-value": JSON.stringify(rows) } : {}) }, text];
}

function render(root) {
  const { paragraphs, rows } = root._data;
  draw(root, [
    ["section", { class: "report", "aria-label": "The report", tabindex: 0 },
      ...paragraphs.map((pieces, place) => ["p", { key: String(place), dir: "auto" }, ...pieces.map((piece, number) => pieceTree(root, piece, number))]),
      ["p", { class: "quiet legend" }, ["span", { class: "date" }, "dates"], " ", ["span", { class: "figure" }, "figures"], " ",
        ["span", { class: "who" }, "who and where"], " Click a sentence to see its row."]],
    ["section", { class: "rows", "aria-label": "The rows that it proposes" },
      ["p", { class: "quiet hand" }, key("J", "next"), key("K", "back"), key("Y", "keep"), key("N", "discard"), key("E", "change"), key("M", "merge with the next"), key("U", "undo")],
      ["ol", {}, ...rows.map(row => rowTree(root, row))]],
  ]);
}

/** What is typed in a field goes to Python when it is left, or with Enter. */
function leave(root, field) {
  const row = rowOf(root, root._at), name = field.dataset.field;
  if (!row || row.cells[name] === field.value) return;
  row.cells[name] = field.value;
  send(root, { do: "change", id: row.id, name, text: field.value });
}

function mergeWithNext(root) {
  const rows = root._data.rows, place = rows.findIndex(row => row.id === root._at);
  if (place < 0 || place + 1 >= rows.length) return;
  send(root, { do: "merge", id: rows[place].id, other: rows[place + 1].id });
}

function undo(root) {
  root._ahead.clear();
  send(root, { do: "undo" });
}

const ACTS = {
  j: root => walk(root, 1), k: root => walk(root, -1), arrowdown: root => walk(root, 1), arrowup: root => walk(root, -1),
  y: root => decide(root, root._at, "keep"), n: root => decide(root, root._at, "drop"), e: edit, m: mergeWithNext, u: undo,
};

function onKey(root, event) {
  if (!root.isConnected) return;
  if (isTyping(event.target)) {
    if (event.target.dataset.field && root.contains(event.target) && ["Enter", "Escape"].includes(event.key)) {
      if (event.key === "Enter") leave(root, event.target);
      root._isEditing = false;
      event.target.blur();
      render(root);
    }
    return;
  }
  if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== "z")) return;
  const act = event.ctrlKey ? undo : ACTS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act(root);
}

function listen(root) {
  document.addEventListener("keydown", event => onKey(root, event));
  root.addEventListener("focusout", event => { if (event.target.dataset?.field) leave(root, event.target); });
  root.addEventListener("click", event => {
    const button = event.target.closest(".acts button"), row = event.target.closest(".row"), piece = event.target.closest(".said");
    if (button) {
      if (button.dataset.value === "edit") edit(root); else decide(root, root._at, button.dataset.value);
    } else if (row && !isTyping(event.target)) choose(root, Number(row.dataset.event));
    else if (piece && !String(getSelection())) choose(root, JSON.parse(piece.dataset.value)[0]);
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "draft");
  root.classList.add("sheet");
  if (!root._ahead) { root._ahead = new Map(); root._steps = []; root._at = data.rows[0]?.id; listen(root); }
  root._outbox.connect((name, value) => { root._steps = []; setTriggerValue(name, value); });
  root._data = data;
  for (const [id, decision] of root._ahead) if (rowOf(root, id)?.decision === decision) root._ahead.delete(id);
  if (!rowOf(root, root._at)) root._at = data.rows[0]?.id;
  render(root);
}
