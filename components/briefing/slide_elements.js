// Makes the plain elements of a slide. Text is only ever set as text, addresses are only ever of the web.

export const SVG = "http://www.w3.org/2000/svg";
export const isWeb = text => /^https?:\/\//i.test(text ?? "");

/** The deck that stands in the page. */
export const deckOfPage = () => JSON.parse(document.getElementById("deck").textContent);

export function el(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "colors") { element.style.setProperty("--light", value[0]); element.style.setProperty("--dark", value[1]); }
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter(part => part !== null && part !== undefined && part !== false && part !== ""));
  return element;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/, LETTER = /\p{L}/u;

/** Whether a text begins with a letter that is read from right to left. */
export const isRightToLeft = text => RIGHT_TO_LEFT.test((text ?? "").match(LETTER)?.[0] ?? "");

/** Texts with points between them, none of which turns the order of another: "6 Jan 2022" stays so beside Arabic. */
export function joined(texts) {
  const parts = document.createDocumentFragment();
  texts.filter(Boolean).forEach((text, index) => parts.append(index ? " · " : "", el("bdi", {}, text)));
  return parts.childNodes.length ? parts : null;
}

export function makeSign(look) {
  const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", look.path);
  svg.append(path);
  const element = el("span", { class: "sign", colors: [look.light, look.dark] });
  element.append(svg);
  return element;
}
