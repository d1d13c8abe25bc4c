// Figures as they are shown: cards, the one large figure of a slide, columns that grow, tables, charts as they came.

import { el, isWeb, joined, SVG } from "./slide_elements.js";

/** A figure with who said it, and when, where that is not said already. */
export function drawCard(card, className = "card") {
  const isSaid = card.label.toLowerCase().includes((card.unit ?? "").toLowerCase());
  return el("div", { class: className, "data-dead": card.is_of_the_dead },
    el("span", { class: "label" }, el("bdi", {}, card.label)),
    el("span", { class: "value" }, el("bdi", {}, card.value), card.unit && !isSaid && el("small", {}, card.unit)),
    ...[card.total, card.change ?? card.rise, card.spread].filter(Boolean).map(words => el("span", { class: "change" }, words)),
    el("span", { class: "said" }, joined([card.source, card.said])), card.note && el("span", { class: "said" }, el("bdi", {}, card.note)));
}

/** The figure that is the whole of its slide. */
export function drawOwnFigure(figure) {
  const change = [figure.total, figure.change].filter(Boolean).join(" · ");
  return el("div", { class: "fact" },
    el("h2", {}, el("span", { class: "value", dir: "auto" }, figure.value), el("span", { class: "what", dir: "auto" }, figure.label,
      figure.unit && !figure.label.toLowerCase().includes(figure.unit.toLowerCase()) && el("small", {}, figure.unit))),
    change && el("p", { class: "change" }, change), (figure.source || figure.said) && el("p", { class: "change" }, joined([figure.source, figure.said])));
}

export function drawPicture(picture) {
  if (!picture || !isWeb(picture.url)) return null;
  const image = el("img", { alt: picture.alt || picture.caption, referrerpolicy: "no-referrer", decoding: "async" });
  const under = joined([picture.caption, picture.credit]);
  const frame = el("figure", {}, image, under && el("figcaption", {}, under));
  image.addEventListener("error", () => frame.classList.add("broken"));
  image.src = picture.url;
  return frame;
}

/** A column for each claim, as high as its number, with its words above and its day below. */
export function drawGrowths(growths) {
  return el("div", { class: `growths of${growths.length}` }, ...growths.map(growth => {
    const top = Math.max(...growth.points.map(point => point[2]), 0), low = Math.min(...growth.points.map(point => point[2]), 0);
    const bars = growth.points.map(([day, worded, number]) => {
      const bar = el("i");
      bar.style.height = `${Math.max(100 * (number - low) / (top - low || 1), 1).toFixed(2)}%`;
      return el("li", {}, el("div", {}, el("b", { dir: "auto" }, worded), bar), el("span", {}, day));
    });
    const last = growth.of > growth.points.length ? `${growth.points.length} of ${growth.of}` : "";
    return el("div", { class: "growth" }, el("h3", {}, el("bdi", {}, growth.label), el("small", {}, joined([growth.source, last]))), el("ol", { dir: "ltr" }, ...bars));
  }));
}

export function drawTable({ heads, rows }) {
  const line = (tag, cells) => el("tr", {}, ...cells.map(cell => el(tag, { dir: "auto", title: cell }, cell)));
  return el("table", {}, el("thead", {}, line("th", heads)), el("tbody", {}, ...rows.map(cells => line("td", cells))));
}

/** A chart as it came, on light and on dark ground; which of the two is seen, the style says. */
export function drawDrawing({ width, height, alt, light, dark }) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", `0 0 ${width} ${height}`], ["role", "img"], ["aria-label", alt], ["class", "drawing"], ["preserveAspectRatio", "xMinYMid meet"]]) svg.setAttribute(name, value);
  for (const [name, elements] of [["on-light", light], ["on-dark", dark]]) {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", name);
    group.append(...elements.filter(([tag]) => tag === "path" || tag === "text").map(makeShape));
    svg.append(group);
  }
  return svg;
}

function makeShape([tag, { text, ...attributes }]) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
