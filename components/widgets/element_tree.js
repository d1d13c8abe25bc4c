// Draws a tree of plain elements and updates it in place. Text is only ever set as text; nothing else gets in.

import { openBriefing } from "./briefing_frame.js";
import { Outbox } from "./messages_to_python.js";

const SVG = "http://www.w3.org/2000/svg";
const TAGS = new Set(("a article aside b bdi br button caption cite code dd del details div dl dt em fieldset figcaption " +
  "figure footer h1 h2 h3 h4 header hr i img input ins kbd label legend li main mark nav ol output p pre q s section small span strong " +
  "sub summary sup table tbody td tfoot th thead time tr u ul").split(" "));
const SHAPES = new Set("svg g path circle rect polygon polyline line title".split(" "));
const ATTRIBUTES = new Set(("alt aria-busy aria-controls aria-current aria-describedby aria-expanded aria-hidden aria-keyshortcuts aria-label " +
  "aria-labelledby aria-live aria-pressed aria-selected aria-sort class colspan cx cy d data-testid data-event " +
  "aria-valuetext autocomplete data-date data-field data-find data-value data-words datetime dir disabled enterkeyhint fill fill-opacity focusable for height id lang " +
  "loading max maxlength min open placeholder points r role rx scope step stroke " +
  "stroke-dasharray stroke-linecap stroke-linejoin stroke-width tabindex title type viewBox width x x1 x2 y y1 y2").split(" "));

const isWeb = text => /^https?:\/\//i.test(text);
const isOnThisPage = text => text.startsWith("?") || text.startsWith("#");

function setAttribute(element, key, value) {
  if (key === "href" && (isWeb(value) || isOnThisPage(value))) {
    element.setAttribute("href", value);
    if (isWeb(value)) { element.target = "_blank"; element.rel = "noopener noreferrer nofollow"; }
  } else if (key === "src" && isWeb(value)) {
    element.referrerPolicy = "no-referrer";
    if (element.getAttribute("src") !== value) element.setAttribute("src", value);
  } else if (key === "checked") {
    element.checked = value;
  } else if (key === "value") {
    if (document.activeElement !== element && element.value !== String(value)) element.value = value;   // never under the hand
  } else if (key === "colors") {
    element.style.setProperty("--light", value[0]);
    element.style.setProperty("--dark", value[1]);
  } else if (key === "go" || key === "keep" || key === "copy" || key === "brief" || key === "upload") {
    if (key === "brief") element.dataset.brief = "";
    element["_" + key] = value;
    element.dataset.acts = "";
  } else if (key === "take" && /^export\/[\w-]{8,128}\/[a-z]+$/.test(value)) {
    element._take = value;
    element.target = "_blank";   // a refusal is a sentence of its own; the page stays
    element.rel = "noopener";
    aimExport(element);
  } else if (key === "outside" && value.startsWith("?")) {   // out of the frame that this page stands in
    element.href = location.pathname + value;
    element.target = "_blank";
    element.rel = "noopener";
  } else if (key === "way" && /^sign-(?:in|out)$/.test(value)) {   // and back to what is on screen when it is clicked
    element.href = "./" + value;
    element.onclick = () => { element.href = `./${value}?back=${encodeURIComponent(location.pathname + location.search)}`; };
  } else if (key === "tell") {
    element._tell = value;
    element.dataset.acts = "";
  } else if (ATTRIBUTES.has(key)) {
    const text = value === true ? "" : String(value);
    if (value === false) element.removeAttribute(key);
    else if (element.getAttribute(key) !== text) element.setAttribute(key, text);
  }
}

/** A file of what is on screen: the address says it, also after a zoom that has drawn nothing here anew. */
function aimExport(element) {
  element.href = "./" + element._take + location.search;
}

function setAttributes(element, attributes) {
  for (const old of element._attributes ?? []) if (!(old in attributes)) {
    element.removeAttribute(old);
    delete element["_" + old];
  }
  element._attributes = Object.keys(attributes);
  for (const [key, value] of Object.entries(attributes)) setAttribute(element, key, value);
}

function createElement(tag) {
  if (SHAPES.has(tag)) return document.createElementNS(SVG, tag);
  return document.createElement(TAGS.has(tag) ? tag : "span");
}

export function draw(parent, nodes) {
  nodes.forEach((node, place) => {
    const old = parent.childNodes[place];
    if (typeof node === "string") {
      if (old?.nodeType === Node.TEXT_NODE) { if (old.data !== node) old.data = node; return; }
      const text = document.createTextNode(node);
      return old ? old.replaceWith(text) : parent.append(text);
    }
    const [tag, attributes, ...inside] = node;
    let element = old;
    if (old?.localName !== tag || old?._key !== attributes.key) {
      element = createElement(tag);
      element._key = attributes.key;
      if (old) old.replaceWith(element); else parent.append(element);
    }
    setAttributes(element, attributes);
    draw(element, inside);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}

async function copyLink(button, query) {
  const link = new URL(query, location.href.split(/[?#]/)[0]).href;
  try { await navigator.clipboard.writeText(link); }
  catch {  // no clipboard on a plain http address: the old way
    const field = document.createElement("textarea");
    field.value = link;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const words = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = words; }, 1600);
}

/** A menu closes by Escape, by a choice, and by a click anywhere else. */
function closeMenus(root) {
  const close = menu => { menu.open = false; };
  root.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && event.target.closest("details.drop[open]");
    if (!menu) return;
    event.stopPropagation();
    close(menu);
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", event => {
    for (const menu of root.querySelectorAll("details.take[open]")) {
      if (!menu.contains(event.target) || event.target.closest("a, button")) close(menu);
    }
  });
}

function listen(root) {
  closeMenus(root);
  for (const name of ["pointerdown", "focusin", "pointerover"]) root.addEventListener(name, event => {
    const element = event.target.closest("a");
    if (element?._take) aimExport(element);
  });
  root.addEventListener("click", event => {
    const element = event.target.closest("[data-acts]");
    if (!element || !root.contains(element)) return;
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (element.localName === "a" && opensElsewhere) return;
    if (event.target.closest("a:not([data-acts])")) return;   // a link of its own inside a row
    if (element.localName === "tr" && String(getSelection())) return;   // reading, not choosing
    event.preventDefault();
    if (element._copy !== undefined) copyLink(element, element._copy);
    if (element._tell) dispatchEvent(new CustomEvent("dateline:" + element._tell[0], { detail: element._tell[1] }));
    if (element._upload) document.querySelector(".st-key-upload input[type=file]")?.click();
    if (element._brief) openBriefing(element._brief, shown => root._outbox.post("go", shown ? { event: shown, page: "" } : { page: "" }));
    if (element._keep) root._outbox.post("keep", element._keep);
    if (element._go) root._outbox.post("go", element._go);
  });
}

export function rootOf(parentElement, className) {
  let root = parentElement.querySelector(":scope > ." + className);
  if (!root) {
    root = document.createElement("div");
    root.className = className;
    root._outbox = new Outbox();
    parentElement.append(root);
    listen(root);
  }
  return root;
}
