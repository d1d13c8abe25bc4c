// The presenter's window: this slide and the next, the notes, the clock, the time gone by and the time left.
const clock = seconds => `${seconds < 0 ? "−" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.floor(Math.abs(seconds) % 60)).padStart(2, "0")}`;

function showPresenter(briefing, fitter, acts) {
  const now = el("div", { class: "stage" }), next = el("div", { class: "stage" }), notes = el("div", { class: "notes", tabindex: "0" });
  const where = el("b", { class: "where" }), title = el("h2", {}, "Next");
  const times = showTimes();
  const back = el("button", { type: "button" }, "‹ Back"), on = el("button", { type: "button" }, "Next ›"), dark = el("button", { type: "button" }, "Blank");
  back.addEventListener("click", () => acts.previous());
  on.addEventListener("click", () => acts.next());
  dark.addEventListener("click", () => acts.blank());
  document.body.classList.add("presenter");
  document.body.append(el("main", { class: "presenting" },
    el("div", { class: "now" }, now), el("div", { class: "beside" }, times, title, next, el("div", { class: "ways" }, back, on, dark, where)),
    el("div", { class: "told" }, el("h2", {}, "Notes"), notes)));
  const show = () => {
    const { slide, part, blank } = briefing.state, isLast = slide === briefing.count && part >= fitter.parts(slide).length;
    fitter.paint(slide, part, now);
    now.classList.toggle("blanked", blank);
    if (isLast) next.replaceChildren(el("p", { class: "end" }, "The end"));
    else if (part < fitter.parts(slide).length) fitter.paint(slide, part + 1, next);
    else fitter.paint(slide + 1, 1, next);
    where.textContent = `${slide} / ${briefing.count}${blank ? " · blank" : ""}`;
    notes.textContent = briefing.current.notes || "No notes for this slide.";
    notes.scrollTop = 0;
  };
  return show;
}

function showTimes() {
  const began = () => Number(sessionStorage.getItem("dateline.began")) || restart();
  const restart = () => { sessionStorage.setItem("dateline.began", Date.now()); return Date.now(); };
  const hour = el("b"), gone = el("b"), left = el("b");
  const length = el("input", { type: "number", min: 1, max: 600, value: sessionStorage.getItem("dateline.minutes") ?? 20, "aria-label": "Minutes that the briefing may take" });
  const again = el("button", { type: "button" }, "Reset");
  const tick = () => {
    const seconds = Math.floor((Date.now() - began()) / 1000), rest = (Number(length.value) || 0) * 60 - seconds;
    hour.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
    gone.textContent = clock(seconds);
    left.textContent = clock(rest);
    left.classList.toggle("over", rest < 0);
  };
  length.addEventListener("input", () => { sessionStorage.setItem("dateline.minutes", length.value); tick(); });
  again.addEventListener("click", () => { restart(); tick(); again.blur(); });
  tick();
  setInterval(tick, 500);
  return el("div", { class: "times" }, el("p", {}, el("span", {}, "Clock"), hour), el("p", {}, el("span", {}, "Elapsed"), gone, again),
    el("p", {}, el("span", {}, "Left of ", length, " min"), left));
}
