// On paper: each part of each slide on a page of its own.

import { el } from "./elements.js";
import { SlideFitter } from "./fit_slides.js";

const PAGE = [1280, 720];

export function preparePrint(deck) {
  let paper = null;
  addEventListener("beforeprint", () => {
    paper?.remove();
    const box = el("div", { class: "stage trial" });
    box.style.width = `${PAGE[0]}px`;
    box.style.height = `${PAGE[1]}px`;
    paper = el("div", { class: "paper" });
    document.body.append(box, paper);
    const fitter = new SlideFitter(deck, box);
    for (const slide of deck.slides) {
      fitter.parts(slide.number).forEach((_, index) => {
        const page = el("div", { class: "stage" });
        paper.append(page);
        fitter.draw(slide.number, index + 1, page);
      });
    }
    box.remove();
  });
  addEventListener("afterprint", () => { paper?.remove(); paper = null; });
}
