// On paper, and as PDF: each part of each slide on a page of its own, with headings and links that lead somewhere.

import { el, isWeb } from "./slide_elements.js";
import { SlideFitter } from "./fit_slides.js";

const PAGE = [1280, 720];

/** Before the browser prints, lay all the pages; after it, take them away. */
export function preparePrint(deck) {
  let paper = null;
  addEventListener("beforeprint", () => { paper?.remove(); paper = layPages(deck); });
  addEventListener("afterprint", () => { paper?.remove(); paper = null; });
}

/** Every page of a deck, in the document. */
export function layPages(deck) {
  const box = el("div", { class: "stage trial" }), paper = el("div", { class: "paper" });
  box.style.width = `${PAGE[0]}px`;
  box.style.height = `${PAGE[1]}px`;
  document.body.append(box, paper);
  const fitter = new SlideFitter(deck, box);
  for (const slide of deck.slides.slice(0, deck.main)) {   // the reserve is for who asks
    fitter.parts(slide.number).forEach((_, index) => {
      const page = el("div", { class: "stage", id: index ? null : `page-${slide.number}` });
      paper.append(page);
      fitter.draw(slide.number, index + 1, page);
      link(page, slide, deck.main);
    });
  }
  box.remove();
  return paper;
}

/** What leads to a slide leads to its page; who says so leads to where it can be read. */
function link(page, slide, last) {
  for (const element of page.querySelectorAll("[data-goto]")) if (Number(element.dataset.goto) <= last) wrap(element, `#page-${element.dataset.goto}`, `Slide ${element.dataset.goto}`);
  const said = isWeb(slide.url) && page.querySelector(".meta b");
  if (said) wrap(said, slide.url);
}

/** Put a link around an element, or into one that is drawn at a place of its own. */
function wrap(element, href, label) {
  const anchor = el("a", { href, "aria-label": label });
  anchor.append(...element.childNodes);
  element.append(anchor);
}
