// Elements of the form. Text is only ever set as text.

export function node(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...inside.flat().filter(part => part !== null && part !== undefined && part !== ""));
  return element;
}

export function button(label, onclick, attributes) {
  return node("button", { type: "button", class: "button", ...attributes, onclick }, label);
}

/** A text with the key that does the same, as small print. */
export function keyed(label, key) { return [label, node("kbd", { "aria-hidden": "true" }, key)]; }

/** Whether a key was meant for what one writes in. */
export function isWriting(target) {
  return Boolean(target?.closest?.("input, textarea, select, [contenteditable]"));
}
