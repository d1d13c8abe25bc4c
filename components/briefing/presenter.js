// The presenter's window: this slide and the next, the notes, the clock, the time gone by and the time left.

import { el } from "./elements.js";

const clockWords = seconds => `${seconds < 0 ? "−" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.floor(Math.abs(seconds) % 60)).padStart(2, "0")}`;

export function showPresenter(briefing, fitter, actions) {
  const now = el("div", { class: "stage" }), next = el("div", { class: "stage" }), notes = el("div", { class: "notes", tabindex: "0" });
  const where = el("b", { class: "where" }), title = el("h2", {}, "Next");
  const times = showTimes();
  const back = el("button", { type: "button" }, "‹ Back"), on = el("button", { type: "button" }, "Next ›"), dark = el("button", { type: "button" }, "Blank");
  back.addEventListener("click", () => actions.previous());
  on.addEventListener("click", () => actions.next());
  dark.addEventListener("click", () => actions.blank());
  document.body.classList.add("presenter");
  document.body.append(el("main", { class: "presenting" },
    el("div", { class: "now" }, now), el("div", { class: "beside" }, times, title, next, el("div", { class: "ways" }, back, on, dark, where)),
    el("div", { class: "told" }, el("h2", {}, "Notes"), notes)));
  const show = () => {
    const { slide, part, blank } = briefing.state, isLast = slide === briefing.last && part >= fitter.parts(slide).length;
    fitter.draw(slide, part, now);
    now.classList.toggle("blanked", blank);
    if (isLast) next.replaceChildren(el("p", { class: "end" }, "The end"));
    else if (part < fitter.parts(slide).length) fitter.draw(slide, part + 1, next);
    else fitter.draw(briefing.isInReserve ? briefing.home : slide + 1, 1, next);
    where.textContent = `${slide} / ${briefing.last}${blank ? " · blank" : ""}`;
    notes.textContent = briefing.current.notes || "No notes for this slide.";
    notes.scrollTop = 0;
  };
  return show;
}

function showTimes() {
  const began = () => Number(sessionStorage.getItem("dateline.began")) || restart();
  const restart = () => { sessionStorage.setItem("dateline.began", Date.now()); return Date.now(); };
  const clock = el("b"), elapsed = el("b"), left = el("b");
  const length = el("input", { type: "number", min: 1, max: 600, value: sessionStorage.getItem("dateline.minutes") ?? 20, "aria-label": "Minutes that the briefing may take" });
  const reset = el("button", { type: "button" }, "Reset");
  const tick = () => {
    const seconds = Math.floor((Date.now() - began()) / 1000), rest = (Number(length.value) || 0) * 60 - seconds;
    clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    elapsed.textContent = clockWords(seconds);
    left.textContent = clockWords(rest);
    left.classList.toggle("over", rest < 0);
  };
  length.addEventListener("input", () => { sessionStorage.setItem("dateline.minutes", length.value); tick(); });
  reset.addEventListener("click", () => { restart(); tick(); reset.blur(); });
  tick();
  setInterval(tick, 500);
  return el("div", { class: "times" }, el("p", {}, el("span", {}, "Clock"), clock), el("p", {}, el("span", {}, "Elapsed"), elapsed, reset),
    el("p", {}, el("span", {}, "Left of ", length, " min"), left));
}
