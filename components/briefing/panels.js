// What can be opened over the slide: the overview and the keys; and the buttons, which hide when the hand rests.
function openPanel(name, title, ...inside) {
  const close = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const panel = el("dialog", { class: `panel ${name}`, "aria-label": title }, el("header", {}, el("h2", {}, title), close), ...inside);
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => panel.remove());
  panel.addEventListener("cancel", event => event.stopPropagation());
  panel.addEventListener("keydown", event => {
    event.stopPropagation();
    if ((name === "overview" && event.key === "o") || (name === "help" && event.key === "?")) panel.close();
  });
  document.body.append(panel);
  panel.showModal();
  return panel;
}

function openOverview(briefing) {
  const panel = openPanel("overview", "All slides");
  const grid = el("ol");
  for (const slide of briefing.deck.slides) {
    const button = el("button", { type: "button", colors: slide.look && [slide.look.light, slide.look.dark], "aria-current": slide.number === briefing.state.slide && "true" },
      el("span", { class: "number" }, `${slide.number}`), el("span", { class: "date" }, slide.look && sign(slide.look), slide.date),
      el("b", { dir: "auto" }, slide.headline || briefing.deck.title));
    button.addEventListener("click", () => { panel.close(); briefing.goto(slide.number); });
    grid.append(el("li", {}, button));
  }
  panel.append(grid);
  const buttons = [...grid.querySelectorAll("button")];
  buttons[briefing.state.slide - 1].focus();
  grid.addEventListener("keydown", event => {
    const wide = Math.max(Math.round(grid.clientWidth / buttons[0].offsetWidth), 1);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: wide, ArrowUp: -wide, PageDown: wide, PageUp: -wide }[event.key];
    const at = buttons.indexOf(document.activeElement);
    const there = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : step ? at + step : null;
    if (there === null) return;
    event.preventDefault();
    buttons[Math.min(Math.max(there, 0), buttons.length - 1)].focus();
  });
}

function openHelp() {
  const rows = HELP.map(([keys, does]) => el("div", {}, el("dt", {}, ...keys.split(" ").map(key => key === "or" ? " or " : el("kbd", {}, key))), el("dd", {}, does)));
  openPanel("help", "Keys", el("dl", {}, ...rows));
}

const BUTTONS = [["leave", "Timeline", "Back to the timeline (Esc)"], ["previous", "‹", "Back (←)"], ["next", "›", "Next (→)"], ["overview", "Slides", "All slides (O)"],
  ["play", "Play", "Play by itself, and stop (P)"], ["notes", "Notes", "Presenter’s window, with the notes (N)"],
  ["share", "Share", "Let others follow (L)"], ["blank", "Blank", "Blank the screen (B)"],
  ["shade", "Shade", "Light or dark (T)"], ["full", "Full", "Full screen (F)"], ["help", "Keys", "Keys (?)"]];

function makeBar(acts) {
  const bar = el("nav", { class: "bar", "aria-label": "Briefing" });
  for (const [act, glyph, title] of BUTTONS) {
    const button = el("button", { type: "button", title, "aria-label": title, "data-act": act }, glyph);
    button.addEventListener("click", () => { acts[act](); if (act !== "overview" && act !== "help") button.blur(); });
    bar.append(button);
    if (act === "play") bar.append(makeInterval());
  }
  let timer = 0;
  const wake = () => {
    document.body.classList.add("awake");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.remove("awake"), 2500);
  };
  for (const happening of ["pointermove", "pointerdown"]) addEventListener(happening, wake);
  wake();
  return bar;
}

function makeInterval() {
  const choices = [5, 10, 15, 20, 30, 60].map(seconds => el("option", { value: seconds, selected: seconds === 15 }, `${seconds} s`));
  return el("select", { "aria-label": "Seconds for each slide when it plays by itself", class: "interval" }, ...choices);
}
