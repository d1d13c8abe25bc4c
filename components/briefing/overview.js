// The overview of all slides: to go to one, and to choose which are told. What is chosen stands in the link, so that
// the same link tells the same story; the slides are made anew by the server, for what is known at each depends on it.

import { el, makeSign } from "./slide_elements.js";
import { openPanel } from "./dialogs_and_button_bar.js";
import { viewChoice } from "./saved_view_choice.js";

const CAN_HIDE = ["summary", "timeline", "map", "growth", "chart", "closing", "sources"];
const MOST_BYTES = 5000;

/** What the briefer chose so far, as the page tells it: { events, hidden, sections, summary, closing }. */
function choiceOf(deck) {
  const own = deck.choice ? JSON.parse(deck.choice) : {}, main = deck.slides.slice(0, deck.main);
  return { hidden: [], sections: [], summary: [], closing: [], ...own, events: main.filter(slide => slide.kind === "event").map(slide => slide.id) };
}

/** The choice as a link holds it; what says nothing is left out. */
function choiceText(choice) {
  const parts = {};
  for (const name of ["events", "hidden", "sections", "summary", "closing"]) if (choice[name].length) parts[name] = choice[name];
  return Object.keys(parts).length ? JSON.stringify(parts) : "";
}

/** keeper: what keeps a choice in the file, where that may be. */
export function openOverview(briefing, canChoose = false, keeper = null) {
  const panel = openPanel("overview", "All slides"), { deck } = briefing, chooser = new Chooser(deck, () => draw());
  const said = el("p", { class: "how" }), list = el("ol"), foot = el("div", { class: "own-words" });
  panel.append(said, list, foot);
  const goto = slide => { panel.close(); briefing.goto(slide.number); };
  function draw(focus = document.activeElement?.dataset?.key) {
    const told = chooser.told(), waiting = chooser.waiting();
    said.replaceChildren(el("span", {}, `${told.length} told, ${waiting.length} in reserve. ${chooser.isChanged ? "" : deck.how}`), ...(canChoose ? chooser.buttons() : []));
    list.replaceChildren(...told.flatMap((slide, index) => [canChoose ? chooser.heading(slide) : null, cardOf(slide, index + 1, true)]).filter(Boolean),
      el("li", { class: "divider" }, el("h3", {}, waiting.length ? `In reserve: ${waiting.length}` : "Nothing is in reserve")), ...waiting.map(slide => cardOf(slide, slide.number, false)));
    [...list.querySelectorAll("[data-key]")].find(button => button.dataset.key === focus)?.focus();
  }
  function cardOf(slide, number, isTold) {
    const isCurrent = slide.number === briefing.state.slide;
    const button = el("button", { type: "button", class: "open-it", "data-key": `${slide.number}`, "aria-current": isCurrent && "true" }, el("span", { class: "number" }, `${chooser.isChanged && isTold ? number : slide.number}`),
      el("span", { class: "date" }, slide.look && makeSign(slide.look), el("bdi", {}, slide.date || (slide.kind === "event" ? "" : slide.kind))), el("b", { dir: "auto" }, slide.headline || deck.title));
    button.addEventListener("click", () => goto(slide));
    return el("li", { class: isTold ? "card-of is-told" : "card-of", colors: slide.look && [slide.look.light, slide.look.dark] }, button, canChoose ? chooser.tools(slide, isTold) : null);
  }
  if (canChoose) foot.append(...chooser.ownWords());
  if (canChoose) keeper?.ask().then(answer => { if (answer && panel.isConnected) { chooser.offer(keeper, answer); draw(); } });
  draw(`${briefing.state.slide}`);
  list.addEventListener("keydown", event => moveFocus(event, list));
}

function moveFocus(event, list) {
  const buttons = [...list.querySelectorAll(".open-it")], focused = buttons.indexOf(event.target);
  if (focused < 0) return;
  const top = buttons[focused].getBoundingClientRect().top, columns = Math.max(buttons.filter(button => Math.abs(button.getBoundingClientRect().top - top) < 4).length, 1);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: columns, PageUp: -columns }[event.key];
  const target = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : step ? focused + step : null;
  if (target === null) return;
  event.preventDefault();
  buttons[Math.min(Math.max(target, 0), buttons.length - 1)].focus();
}

/** What is ticked, in which order, under which headings; until it is told it changes nothing. */
class Chooser {
  constructor(deck, draw) {
    this.deck = deck;
    this.draw = draw;
    this.choice = choiceOf(deck);
    this.isChanged = false;
    this.dragged = "";
    this.keeper = this.kept = null;
    this.byId = new Map(deck.slides.filter(slide => slide.kind === "event").map(slide => [slide.id, slide]));
  }

  /** From now on it can be kept in the file. */
  offer(keeper, kept) { Object.assign(this, { keeper, kept }); }

  change(choice) {
    this.choice = { ...this.choice, ...choice };
    this.isChanged = true;
    this.draw();
  }

  /** The slides that are told, in their order: those of no event stay where they are. */
  told() {
    const fixed = this.deck.slides.filter(slide => slide.kind !== "event" && (slide.number <= this.deck.main || CAN_HIDE.includes(slide.kind)) && !this.choice.hidden.includes(slide.kind) && this.isUsual(slide));
    const before = fixed.filter(slide => ["title", "summary", "changes", "timeline"].includes(slide.kind)), after = fixed.filter(slide => !before.includes(slide));
    return [...before, ...this.choice.events.map(id => this.byId.get(id)).filter(Boolean), ...after];
  }

  /** Of several charts only the first is told; what was hidden before is there again. */
  isUsual(slide) { return slide.number <= this.deck.main || (JSON.parse(this.deck.choice || "{}").hidden ?? []).includes(slide.kind); }

  waiting() {
    const told = new Set(this.told());
    return this.deck.slides.filter(slide => !told.has(slide));
  }

  tools(slide, isTold) {
    const isEvent = slide.kind === "event", box = el("input", { type: "checkbox", checked: isTold, disabled: !isEvent && !CAN_HIDE.includes(slide.kind), "aria-label": `Tell “${slide.headline || this.deck.title}”` });
    box.addEventListener("change", () => this.tick(slide, box.checked));
    const tools = el("div", { class: "tools" }, el("label", {}, box, "tell"));
    if (isEvent && this.kept?.notes) tools.append(this.keeper.noteButton(slide));
    if (!isEvent || !isTold) return !isEvent && !CAN_HIDE.includes(slide.kind) ? null : tools;
    const [earlier, later, head] = [["‹", "Tell it earlier"], ["›", "Tell it later"], ["¶", "A heading before it"]].map(([glyph, title]) => el("button", { type: "button", title, "aria-label": `${title}: ${slide.headline}` }, glyph));
    earlier.addEventListener("click", () => this.move(slide.id, -1));
    later.addEventListener("click", () => this.move(slide.id, 1));
    head.addEventListener("click", () => this.change({ sections: [...this.choice.sections.filter(one => one[1] !== slide.id), ["New heading", slide.id, 0]] }));
    const handle = el("span", { class: "handle", draggable: "true", title: "Drag", "aria-hidden": "true" }, "⠿");
    handle.addEventListener("dragstart", event => { this.dragged = slide.id; event.dataTransfer.setData("text/plain", slide.id); });
    queueMicrotask(() => this.takeDrops(tools.parentElement, slide.id));
    tools.append(earlier, later, head, handle);
    return tools;
  }

  takeDrops(card, id) {
    card?.addEventListener("dragover", event => { if (this.dragged) event.preventDefault(); });
    card?.addEventListener("drop", event => {
      event.preventDefault();
      const dragged = this.dragged, events = this.choice.events.filter(one => one !== dragged);
      this.dragged = "";
      if (!dragged || dragged === id) return;
      const wasBefore = this.choice.events.indexOf(dragged) < this.choice.events.indexOf(id);
      events.splice(events.indexOf(id) + (wasBefore ? 1 : 0), 0, dragged);
      this.change({ events });
    });
  }

  tick(slide, isTold) {
    if (slide.kind !== "event") { this.change({ hidden: isTold ? this.choice.hidden.filter(kind => kind !== slide.kind) : [...this.choice.hidden, slide.kind] }); return; }
    const events = this.choice.events.filter(id => id !== slide.id);
    if (isTold) {   // where it belongs in time: before the first that is told and comes after it on the strip
      const places = new Map(this.deck.strip.marks.map((mark, index) => [mark.id, index]));
      const at = events.findIndex(id => places.get(id) > places.get(slide.id));
      events.splice(at < 0 ? events.length : at, 0, slide.id);
    }
    this.change({ events, sections: this.choice.sections.filter(one => events.includes(one[1])) });
  }

  move(id, step) {
    const events = [...this.choice.events], at = events.indexOf(id), to = at + step;
    if (to < 0 || to >= events.length) return;
    [events[at], events[to]] = [events[to], events[at]];
    this.change({ events });
  }

  /** The heading before a slide, and how long its section may take. */
  heading(slide) {
    const section = this.choice.sections.find(one => one[1] === slide.id);
    if (!section) return null;
    const title = el("input", { type: "text", value: section[0], maxlength: 240, "aria-label": "Heading" }), minutes = el("input", { type: "number", min: 0, max: 600, value: section[2] || "", "aria-label": "Minutes" });
    const gone = el("button", { type: "button", "aria-label": `Remove the heading “${section[0]}”` }, "×");
    const keep = () => { section[0] = title.value; section[2] = Number(minutes.value) || 0; this.isChanged = true; };
    title.addEventListener("input", keep);
    minutes.addEventListener("input", keep);
    gone.addEventListener("click", () => this.change({ sections: this.choice.sections.filter(one => one !== section) }));
    return el("li", { class: "heading" }, title, el("label", {}, minutes, "min"), gone);
  }

  ownWords() {
    return [["summary", "What happened, in your own words: a line each"], ["closing", "Where we stand, in your own words"]].map(([name, title]) => {
      const text = el("textarea", { rows: 4, "aria-label": title });
      text.value = this.choice[name].join("\n");
      text.addEventListener("input", () => { this.choice[name] = text.value.split("\n").map(line => line.trim()).filter(Boolean).slice(0, 6); this.isChanged = true; });
      return el("label", {}, title, text);
    });
  }

  buttons() {
    const tell = el("button", { type: "button", class: "tell" }, "Tell these"), reset = el("button", { type: "button" }, "As Dateline would"), note = el("span", { class: "refused", role: "status" });
    tell.addEventListener("click", () => {
      const text = choiceText(this.choice);
      if (new TextEncoder().encode(text).length > MOST_BYTES) note.textContent = "That is more than a link holds: choose fewer slides, or write shorter sentences.";
      else open(text);
    });
    reset.addEventListener("click", () => open(""));
    const own = this.kept ? [this.keeper.button(this.kept, () => choiceText(this.choice), note), viewChoice(this.kept.views)] : [];
    return [tell, ...own, reset, note].filter(Boolean);
  }
}

/** The briefing of this choice, at the address that says so. */
function open(text) {
  const query = new URLSearchParams(location.search);
  if (text) query.set("brief", text); else query.delete("brief");
  location.replace(`${location.pathname}${query.size ? `?${query}` : ""}#slide=1`);
  if (location.search === (query.size ? `?${query}` : "")) location.reload();
}
