// A telephone that drives: the slide that the room sees, the notes, the next slide, the clock, and two large buttons.

import { el } from "./slide_elements.js";
import { Highlighter, showPoint } from "./highlight.js";
import { listenToSwipes } from "./keys.js";
import { showCode } from "./dialogs_and_button_bar.js";
import { drawNext, showTimes } from "./presenter.js";
import { showNotes } from "./show_notes.js";

const SMALL = [["blank", "Black"], ["white", "White"], ["overview", "Slides"], ["invite", "Hand over"], ["take", "Take back"], ["giveBack", "Give back"]];

export function showRemote(briefing, fitter, actions, notes) {
  const now = el("div", { class: "stage" }), next = el("div", { class: "stage" }), told = el("div", { class: "notes", tabindex: "0" });
  const where = el("b", { class: "where" }), state = el("p", { class: "followed", role: "status" });
  const makeButton = (act, label) => {
    const button = el("button", { type: "button", "data-act": act }, label);
    button.addEventListener("click", async () => { const answer = await actions[act](); if (answer?.title) showCode(answer); });
    return button;
  };
  const small = SMALL.map(([act, label]) => makeButton(act, label)), large = [makeButton("previous", "‹ Back"), makeButton("next", "Next ›")];
  document.body.classList.add("driving");
  document.body.append(el("main", { class: "remote" },
    el("header", {}, where, showTimes(briefing)),
    el("div", { class: "slides" }, now, el("div", { class: "coming" }, el("h2", {}, "Next"), next)),
    state, told, el("div", { class: "small" }, ...small), el("div", { class: "large" }, ...large)));
  const highlighter = new Highlighter(now, place => actions.point(place));
  listenToSwipes(now, actions, { isPointing: () => highlighter.isHolding || highlighter.wasHolding });
  briefing.addEventListener("point", () => showPoint(now, briefing.state.point));
  notes.addEventListener("change", () => showNotes(told, notes, briefing.current));
  actions.showLive = live => {
    const isGuest = live.role === "guest", isHeld = briefing.isHeld();
    state.textContent = live.status?.words ?? (live.room ? "The briefer has taken it back. You follow now." : live.lineText ?? "");
    state.classList.toggle("urgent", !!live.status?.isUrgent || !live.secret);
    for (const button of [...small, ...large]) {
      const { act } = button.dataset;
      button.hidden = { invite: isGuest || isHeld || !live.secret, take: !isHeld, giveBack: !isGuest }[act] ?? false;
      button.disabled = act !== "take" && act !== "overview" && (isHeld || !live.secret);
    }
  };
  return () => {
    const { slide, part, blank, point } = briefing.state;
    fitter.draw(slide, part, now);
    showPoint(now, point);
    now.classList.toggle("away", !!blank);
    drawNext(briefing, fitter, next);
    where.textContent = `${slide} / ${briefing.last}${blank ? ` · ${blank}` : ""}`;
    for (const button of small) button.setAttribute("aria-pressed", String(!!blank && button.dataset.act === (blank === "black" ? "blank" : "white")));
    showNotes(told, notes, briefing.current);
  };
}
