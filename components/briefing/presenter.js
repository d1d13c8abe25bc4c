// The presenter's window: this slide and the next, the notes, the clock, the time of the whole and of each section, who
// follows; and the hands: everything that the room's window does, a telephone that drives, another person who takes over.

import { el } from "./slide_elements.js";
import { Highlighter, showPoint } from "./highlight.js";
import { showCode } from "./dialogs_and_button_bar.js";
import { SectionClock } from "./section_clock.js";
import { showNotes } from "./show_notes.js";

const clockWords = seconds => `${seconds < 0 ? "−" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.floor(Math.abs(seconds) % 60)).padStart(2, "0")}`;

const TOOLS = [["previous", "‹ Back"], ["next", "Next ›"], ["blank", "Black"], ["white", "White"], ["play", "Play"], ["highlight", "Point"], ["full", "Full"], ["shade", "Shade"],
  ["share", "Share"], ["remote", "Phone"], ["invite", "Hand over"], ["take", "Take back"]];
const ON_LINE = new Set(["share", "remote", "invite", "take"]);

export function showPresenter(briefing, fitter, actions, notes, pair) {
  const now = el("div", { class: "stage" }), next = el("div", { class: "stage" }), told = el("div", { class: "notes", tabindex: "0" });
  const where = el("b", { class: "where" }), live = el("p", { class: "followed", role: "status", hidden: true });
  const hidden = el("p", { class: "hidden", role: "status" });
  const times = showTimes(briefing), tools = makeTools(actions, notes);
  document.body.classList.add("presenter");
  document.body.append(el("main", { class: "presenting" },
    el("div", { class: "now" }, now, hidden), el("div", { class: "beside" }, times, live, el("h2", {}, "Next"), next, el("div", { class: "ways" }, ...tools, where)),
    el("div", { class: "told" }, el("h2", {}, "Notes"), told)));
  const highlighter = new Highlighter(now, place => actions.point(place));
  actions.highlight = () => highlighter.toggle();
  briefing.addEventListener("point", () => showPoint(now, briefing.state.point));
  notes.addEventListener("change", () => showNotes(told, notes, briefing.current));
  notes.addEventListener("key", ({ detail }) => pair.send({ act: "keep", value: detail }));   // the room's window opens rooms with it
  pair.addEventListener("status", ({ detail }) => showStatus(detail, { live, tools, actions }));
  pair.addEventListener("answer", ({ detail }) => showCode(detail));
  return () => {
    const { slide, part, blank, point } = briefing.state;
    fitter.draw(slide, part, now);
    showPoint(now, point);
    now.classList.toggle("away", !!blank);
    hidden.textContent = blank && `The room sees a ${blank} screen. ${blank === "black" ? "B" : "W"} shows the slide again.`;
    drawNext(briefing, fitter, next);
    where.textContent = `${slide} / ${briefing.last}`;
    showNotes(told, notes, briefing.current);
  };
}

/** The slide, or the part of one, that comes next. */
export function drawNext(briefing, fitter, box) {
  const { slide, part } = briefing.state, count = fitter.parts(slide).length;
  if (slide === briefing.last && part >= count) box.replaceChildren(el("p", { class: "end" }, "The end"));
  else if (part < count) fitter.draw(slide, part + 1, box);
  else fitter.draw(briefing.isInReserve ? briefing.home : slide + 1, 1, box);
}

function makeTools(actions, notes) {
  return TOOLS.filter(([act]) => notes.root || !ON_LINE.has(act)).map(([act, label]) => {
    const button = el("button", { type: "button", "data-act": act, hidden: act === "take" }, label);
    button.addEventListener("click", () => { actions[act](); button.blur(); });
    return button;
  });
}

/** What the room's window says of itself: both are light or dark together, and only this one says who follows. */
function showStatus({ shade, isPlaying, live, isInOtherHands }, box) {
  box.actions.setShade(shade);
  document.body.classList.toggle("playing", isPlaying);
  box.live.hidden = !live;
  box.live.textContent = live?.words ?? "";
  box.live.classList.toggle("urgent", !!live?.isUrgent);
  for (const button of box.tools) {
    if (button.dataset.act === "take") button.hidden = !isInOtherHands;
    if (button.dataset.act === "invite") button.hidden = isInOtherHands;
    if (button.dataset.act === "play") button.textContent = isPlaying ? "Stop" : "Play";
  }
}

/** The clock, the time gone by and left, and that of the section, each over or under. */
export function showTimes(briefing) {
  const began = () => Number(sessionStorage.getItem("dateline.began")) || restart();
  const restart = () => { sessionStorage.setItem("dateline.began", Date.now()); return Date.now(); };
  const sections = new SectionClock(briefing.deck), planned = sections.sections.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  const clock = el("b"), elapsed = el("b"), left = el("b"), section = el("p", { class: "section", hidden: !planned });
  const length = el("input", { type: "number", min: 1, max: 600, value: sessionStorage.getItem("dateline.minutes") ?? (planned || 20), "aria-label": "Minutes that the briefing may take" });
  const reset = el("button", { type: "button" }, "Reset");
  let ticked = Date.now();
  const tick = () => {
    const seconds = Math.floor((Date.now() - began()) / 1000), rest = (Number(length.value) || 0) * 60 - seconds;
    sections.spend(briefing.state.slide, (Date.now() - ticked) / 1000);
    ticked = Date.now();
    clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    elapsed.textContent = clockWords(seconds);
    left.textContent = clockWords(rest);
    left.classList.toggle("over", rest < 0);
    showSection(section, sections.at(briefing.state.slide));
  };
  length.addEventListener("input", () => { sessionStorage.setItem("dateline.minutes", length.value); tick(); });
  reset.addEventListener("click", () => { restart(); sections.restart(); tick(); reset.blur(); });
  tick();
  setInterval(tick, 500);
  return el("div", { class: "times" }, el("p", {}, el("span", {}, "Clock"), clock), el("p", {}, el("span", {}, "Elapsed"), elapsed, reset),
    el("p", {}, el("span", {}, "Left of ", length, " min"), left), section);
}

function showSection(box, section) {
  box.hidden = !section;
  if (!section) return;
  const isOver = section.left < 0, whole = Math.round(section.over);
  const trend = whole > 0 ? `${clockWords(whole)} over` : whole < 0 ? `${clockWords(-whole)} under` : "on time";
  box.replaceChildren(el("span", { dir: "auto" }, section.title), el("small", { class: whole > 0 && "over" }, trend),
    el("b", { class: isOver && "over" }, clockWords(Math.trunc(section.left))));
}
