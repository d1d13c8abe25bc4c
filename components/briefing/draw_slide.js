// A slide as elements: the headline, the text, what is disputed, the figures as of then, the timeline along the foot.

import { el, isWeb, makeSign, SVG } from "./elements.js";
import { drawStrip } from "./timeline_strip.js";

/** One part of a slide. part: { headline, text, items, cards, of, at }; what is missing in it is left out. */
export function drawSlide(deck, slide, part) {
  const look = slide.look, colors = look ? [look.light, look.dark] : null;
  return el("section", { class: `slide ${slide.kind}`, colors },
    el("header", {}, el("span", { class: "name" }, slide.kind === "title" ? "" : deck.title),
      deck.handling && el("b", { class: "handling" }, deck.handling),
      el("span", { class: "number" }, `${slide.number} / ${deck.slides.length}`)),
    el("div", { class: "main" }, ...drawMain(deck, slide, part)),
    el("aside", {}, ...drawAside(slide, part)),
    drawStrip(deck, slide));
}

function drawMain(deck, slide, part) {
  const of = part.of > 1 ? el("span", { class: "of" }, `${part.at} of ${part.of}`) : null;
  const headline = el(slide.kind === "title" ? "h1" : "h2", { dir: "auto" }, part.headline || deck.title);
  const text = part.text && el("p", { class: "text", dir: "auto" }, part.text);
  if (slide.kind === "title") return [headline, deck.subtitle && el("p", { class: "subtitle", dir: "auto" }, deck.subtitle), text,
    ...slide.remarks.map(remark => el("p", { class: "remark" }, remark)),
    el("p", { class: "meta" }, el("b", {}, deck.asof), [deck.credit, deck.licence].some(Boolean) && el("span", { dir: "auto" }, [deck.credit, deck.licence].filter(Boolean).join(" · ")))];
  if (slide.kind === "chart") return [el("p", { class: "date" }, slide.known || ""), headline, makeDrawing(slide.drawing)];
  if (slide.kind !== "event") return [el("p", { class: "date" }, slide.known || "", of), headline, text, ...drawItems(part.items ?? [])];
  return [el("p", { class: "date" }, slide.look && makeSign(slide.look), el("span", { dir: "auto" }, slide.date),
    slide.look?.name && el("span", { class: "category", dir: "auto" }, slide.look.name), of), headline, text, drawMeta(slide)];
}

/** A chart as it came, on light and on dark ground; which of the two is seen, the style says. */
function makeDrawing({ width, height, alt, light, dark }) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", `0 0 ${width} ${height}`], ["role", "img"], ["aria-label", alt], ["class", "drawing"]]) svg.setAttribute(name, value);
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

function drawMeta(slide) {
  const remarks = [slide.said_by && el("span", {}, "Said by ", el("b", { dir: "auto" }, slide.said_by)),
    slide.reported && el("span", {}, `reported ${slide.reported}`), slide.grade && el("span", {}, `grade ${slide.grade}`)];
  return el("p", { class: "meta" }, ...remarks.filter(Boolean));
}

/** What is disputed: runs of items, each under the title of its kind. */
function drawItems(items) {
  const lists = [];
  for (const item of items) {
    if (lists.at(-1)?._title !== item.title) {
      const list = el("div", { class: "dispute" }, el("h3", {}, item.title), el("ul"));
      list._title = item.title;
      lists.push(list);
    }
    lists.at(-1).lastChild.append(el("li", { dir: "auto" }, item.text, item.slide ? el("span", { class: "at", "data-goto": item.slide }, ` ${item.slide}`) : null));
  }
  return lists;
}

function drawAside(slide, part) {
  const own = part.at === 1 || !part.of ? slide.figure : null;
  const cards = (part.cards ?? slide.cards).filter(card => !(slide.figure && card.event === slide.id));
  const figure = slide.figure && el("div", { class: "card own" }, el("span", { class: "label", dir: "auto" }, slide.figure.label),
    el("span", { class: "value" }, slide.figure.value, slide.figure.unit && el("small", {}, slide.figure.unit)),
    slide.figure.total && el("span", { class: "change" }, `${slide.figure.total} in all`),
    slide.figure.change && el("span", { class: "change" }, slide.figure.change),
    el("span", { class: "said", dir: "auto" }, [slide.figure.source, slide.figure.said].filter(Boolean).join(" · ")));
  const others = cards.map(card => el("div", { class: "card" }, el("span", { class: "label", dir: "auto" }, card.label),
    el("span", { class: "value" }, card.value), card.rise && el("span", { class: "change" }, card.rise),
    card.spread && el("span", { class: "change" }, card.spread),
    el("span", { class: "said", dir: "auto" }, [card.source, card.said].filter(Boolean).join(" · "))));
  return [drawPicture(own !== undefined && part.at > 1 ? null : slide.picture), figure, ...others].filter(Boolean);
}

function drawPicture(picture) {
  if (!picture || !isWeb(picture.url)) return null;
  const image = el("img", { alt: picture.alt || picture.caption, referrerpolicy: "no-referrer", decoding: "async" });
  const under = [picture.caption, picture.credit].filter(Boolean).join(" · ");
  const frame = el("figure", {}, image, under && el("figcaption", { dir: "auto" }, under));
  image.addEventListener("error", () => frame.classList.add("broken"));
  image.src = picture.url;
  return frame;
}
