// Puts the briefing together: the deck in the page, the state, the stage, and everything that moves it.
async function start() {
  const pressAgain = keepKeys();
  const deck = deckOf();
  const asked = new URLSearchParams(location.hash.slice(1)), isPresenter = asked.has("present");
  const name = asked.get("present") ?? pairName();
  shade(sessionStorage.getItem("dateline.shade") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  await document.fonts.load('600 20px "Source Sans"').catch(() => []);
  await document.fonts.ready;

  const trial = el("div", { class: "stage trial", "aria-hidden": "true" });
  document.body.append(trial);
  const fitter = new Fitter(deck, trial);
  const briefing = new Briefing(deck, number => fitter.parts(number).length);
  const pair = new Pair(name, isPresenter);
  const acts = makeActs(briefing, pair, name);
  const show = isPresenter ? showPresenter(briefing, fitter, acts) : showStage(briefing, fitter, acts);
  briefing.addEventListener("change", show);
  new ResizeObserver(() => { fitter.forget(); show(); }).observe(trial);
  if (appRoot()) preparePaper(deck);
  const typed = document.body.appendChild(el("output", { class: "typed" }));
  listenToKeys(acts, digits => { typed.textContent = digits ? `${digits} ⏎` : ""; }, isShown);
  const before = appRoot() && placeBefore();
  if (!isPresenter) briefing.goto(before ? briefing.slideOf(before) : Number(asked.get("slide")) || briefing.slideOf(new URLSearchParams(location.search).get("event")));
  show();
  pair.join(briefing, acts);
  if (!isPresenter && appRoot()) acts.live = new Live(briefing, appRoot(), asked);
  if (appRoot()) acts.newer = new Newer(briefing);
  window.briefing = briefing;
  pressAgain();
  document.body.dataset.ready = "";
}

function showStage(briefing, fitter, acts) {
  const stage = el("main", { class: "stage", tabindex: "-1", "aria-roledescription": "slide" });
  const said = el("p", { class: "spoken", "aria-live": "polite", role: "status" });
  document.body.append(stage, makeBar(acts), said);
  listenToSwipes(stage, acts);
  stage.addEventListener("click", event => {
    const there = event.target.closest("[data-goto]");
    if (there) briefing.goto(Number(there.dataset.goto));
    else if (briefing.state.blank) briefing.blank();
  });
  stage.focus();
  return () => {
    const { slide, part, blank } = briefing.state, now = briefing.current;
    fitter.paint(slide, part, stage);
    document.body.classList.toggle("blanked", blank);
    Object.assign(document.body.dataset, { slide, part });
    const words = [`Slide ${slide} of ${briefing.count}`, now.date, now.headline || briefing.deck.title].filter(Boolean).join(". ");
    stage.setAttribute("aria-label", words);
    said.textContent = blank ? "Blank" : words;
    history.replaceState(null, "", `#${briefing.room ? `live=${briefing.room}&` : ""}slide=${slide}`);
    prefetch(briefing.deck.slides[slide]);
  };
}

const prefetch = slide => { if (isWeb(slide?.picture?.url)) Object.assign(new Image(), { referrerPolicy: "no-referrer", src: slide.picture.url }); };

function shade(name) {
  document.documentElement.dataset.shade = name;
  sessionStorage.setItem("dateline.shade", name);
}

function makeActs(briefing, pair, name) {
  const isPresenter = pair.isPresenter;
  const moves = {
    next: () => briefing.next(), previous: () => briefing.previous(), first: () => briefing.goto(1), last: () => briefing.goto(briefing.count),
    blank: () => briefing.blank(), jump: number => briefing.goto(number),
  };
  const asking = Object.fromEntries(Object.keys(moves).map(act => [act, number => pair.isHeard ? pair.send({ act, number }) : moves[act](number)]));
  const acts = {
    ...(isPresenter ? asking : moves),
    full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {}),
    play: makePlayer(briefing),
    notes: () => { if (!isPresenter && !briefing.room) openPresenter(name); },   // who follows is not who briefs
    overview: () => openOverview(isPresenter ? { ...briefing, deck: briefing.deck, state: briefing.state, goto: number => (isPresenter && pair.isHeard ? pair.send({ act: "jump", number }) : briefing.goto(number)) } : briefing),
    shade: () => shade(document.documentElement.dataset.shade === "dark" ? "light" : "dark"),
    share: () => acts.live?.share(),
    again: () => acts.newer?.show(),
    help: openHelp,
    leave: () => isPresenter ? window.close() : leave(briefing),
  };
  return acts;
}

function makePlayer(briefing) {
  let timer = 0;
  const stop = () => { clearTimeout(timer); timer = 0; document.body.classList.remove("playing"); };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { briefing.next("play"); const { slide } = briefing.state; slide === briefing.count ? stop() : wait(); },
      1000 * Number(document.querySelector(".interval")?.value ?? 15));
  };
  briefing.addEventListener("change", () => { if (timer) wait(); });
  return () => { if (timer) stop(); else { document.body.classList.add("playing"); wait(); } };
}

function openPresenter(name) {
  const address = `${location.pathname}${location.search}#present=${name}`;
  if (!window.open(address, `dateline-presenter-${name}`, "popup,width=1100,height=720")) {
    openPanel("help", "The presenter’s window was held back", el("p", {}, "Allow this page to open windows, then press N again."));
  }
}

/** Back to the timeline, at the event of this slide: out of the frame that lies over it, or to its own address. */
function leave(briefing) {
  const event = briefing.current.id || new URLSearchParams(location.search).get("event") || "";
  if (!appRoot()) { dispatchEvent(new CustomEvent("briefing-left", { detail: event })); return; }
  if (window.parent !== window) { window.parent.postMessage({ dateline: "leave", event }, location.origin); return; }
  const view = new URLSearchParams(location.search);
  if (event) view.set("event", event);
  view.delete("against");
  location.assign(`${appRoot()}${view.size ? `?${view}` : ""}`);
}

/** The app's own address; none in a file that stands alone. */
function appRoot() {
  const way = document.documentElement.dataset.root;
  return way === undefined ? "" : new URL(way, location.href.split(/[?#]/)[0]).href;
}

const deckOf = () => JSON.parse(document.getElementById("deck").textContent);

/** In a file that stands alone the briefing lies beside the page, and only one of the two is shown. */
const isShown = () => !!appRoot() || document.documentElement.dataset.mode === "briefing";

/** Show the briefing of a file that stands alone, at the slide of an event. */
async function open(event) {
  document.documentElement.dataset.mode = "briefing";
  if (!window.briefing) await start();
  window.briefing.goto(event ? window.briefing.slideOf(event) : window.briefing.state.slide);
}

if (appRoot()) start();
else {
  preparePaper(deckOf());
  window.openBriefing = open;
  if (new URLSearchParams(location.hash.slice(1)).has("present")) dispatchEvent(new CustomEvent("briefing-asked"));
}
