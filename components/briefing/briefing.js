// Puts the briefing together: the deck in the page, the state, the stage, and everything that moves it.

import { deckOfPage, el, isWeb } from "./slide_elements.js";
import { SlideFitter } from "./fit_slides.js";
import { Highlighter, showPoint } from "./highlight.js";
import { listenToKeys, listenToSwipes, recordKeys } from "./keys.js";
import { openOverview } from "./overview.js";
import { makeBar, openHelp, openPanel } from "./dialogs_and_button_bar.js";
import { showPresenter } from "./presenter.js";
import { pairName, WindowPair } from "./presenter_sync.js";
import { showRemote } from "./remote.js";
import { Briefing } from "./state.js";


/** What the address asks for after its #: `slide`, `present`, `live`, `drive`, `remote`, `guest`, `print`. */
export const addressHash = () => new URLSearchParams(location.hash.slice(1));

const KEPT = ["live", "drive", "remote", "guest", "present"];   // of the address, for a reload

/**
 * Show the briefing, and give it. page: what differs between a briefing that the app serves and one in a file:
 *   isShown()  whether the keys are the briefing's
 *   leave(briefing)  go back to the timeline
 *   firstEvent()  the event to begin at, before any that the address names; "" for none
 *   canChoose  whether which slides are told can be chosen here
 *   notes(address)  where the notes are
 *   keeper(notes)  what keeps a choice in the file; it may be left out
 *   connect(briefing, actions, address, notes, pair)  add what needs a server; address: what stood after its # before slides were shown
 */
export async function startBriefing(page) {
  const pressAgain = recordKeys(), address = addressHash(), isPresenter = address.has("present"), isRemote = address.has("remote") || address.has("guest");
  const name = address.get("present") ?? pairName(), notes = page.notes(address);
  setShade(sessionStorage.getItem("dateline.shade") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  await document.fonts.load('600 20px "Source Sans"').catch(() => []);
  await document.fonts.ready;

  const trial = document.body.appendChild(el("div", { class: "stage trial", "aria-hidden": "true" }));
  const deck = deckOfPage(), fitter = new SlideFitter(deck, trial);
  const briefing = new Briefing(deck, number => fitter.parts(number).length);
  const pair = new WindowPair(name, isPresenter), actions = makeActions(briefing, pair, name, page);
  actions.keep = key => notes.keep?.(key);
  actions.keeper = page.keeper?.(notes);
  const show = isPresenter ? showPresenter(briefing, fitter, actions, notes, pair) : isRemote ? showRemote(briefing, fitter, actions, notes) : showStage(briefing, fitter, actions);
  briefing.addEventListener("change", () => { show(); keepAddress(briefing, address); });
  new ResizeObserver(() => { fitter.clear(); show(); }).observe(trial);
  const digits = document.body.appendChild(el("output", { class: "typed" }));
  listenToKeys(actions, text => { digits.textContent = text ? `${text} ⏎` : ""; }, page.isShown);
  const event = page.firstEvent();
  if (!isPresenter) briefing.goto(event ? briefing.slideOf(event) : Number(address.get("slide")) || briefing.slideOf(new URLSearchParams(location.search).get("event")));
  show();
  page.connect(briefing, actions, address, notes, pair);
  keepAddress(briefing, address);
  pair.join(briefing, actions, () => ({
    shade: document.documentElement.dataset.shade, isPlaying: document.body.classList.contains("playing"),
    live: actions.live?.status ?? null, isInOtherHands: briefing.isHeld(),
  }));
  if (isPresenter) notes.load();
  window.briefing = briefing;   // for the console and the tests
  pressAgain();
  document.body.dataset.ready = "";
  return briefing;
}

/** Where it stands, in the address of this window and of the page that it lies over. */
function keepAddress(briefing, address) {
  const kept = KEPT.filter(name => address.has(name) && (name === "present" || briefing.room || name !== "live")).map(name => `${name}=${address.get(name)}&`);
  const hash = `#${kept.join("")}slide=${briefing.state.slide}`;
  history.replaceState(history.state, "", hash);
  if (window.parent !== window) window.parent.postMessage({ dateline: "slide", hash }, location.origin);
}

function showStage(briefing, fitter, actions) {
  const stage = el("main", { class: "stage", tabindex: "-1", "aria-roledescription": "slide" });
  const announcement = el("p", { class: "spoken", "aria-live": "polite", role: "status" }), { bar, toggle } = makeBar(actions);
  document.body.append(stage, bar, announcement);
  const highlighter = new Highlighter(stage, place => actions.point(place));
  actions.highlight = () => highlighter.toggle();
  listenToSwipes(stage, actions, { tap: event => { if (!event.target.closest("[data-goto], a")) toggle(); }, isPointing: () => highlighter.isHolding || highlighter.wasHolding });
  stage.addEventListener("click", event => {
    const target = event.target.closest("[data-goto]");
    if (target) briefing.goto(Number(target.dataset.goto));
  });
  briefing.addEventListener("point", () => showPoint(stage, briefing.state.point));
  stage.focus();
  return () => {
    const { slide, part, blank, point } = briefing.state, now = briefing.current;
    fitter.draw(slide, part, stage);
    showPoint(stage, point);
    document.body.classList.toggle("blanked", !!blank);
    Object.assign(document.body.dataset, { slide, part, blank });
    const words = [now.is_reserve ? `Slide ${slide}, in reserve` : `Slide ${slide} of ${briefing.last}`, now.date, now.headline || briefing.deck.title].filter(Boolean).join(". ");
    stage.setAttribute("aria-label", words);
    announcement.textContent = blank ? "Blank" : words;
    prefetchPicture(briefing.deck.slides[slide]);
  };
}

const prefetchPicture = slide => { if (isWeb(slide?.picture?.url)) Object.assign(new Image(), { referrerPolicy: "no-referrer", src: slide.picture.url }); };

function setShade(name) {
  document.documentElement.dataset.shade = name;
  sessionStorage.setItem("dateline.shade", name);
}

function makeActions(briefing, pair, name, page) {
  const isPresenter = pair.isPresenter;
  const moves = {
    next: () => briefing.next(), previous: () => briefing.previous(), first: () => briefing.goto(1), last: () => briefing.goto(briefing.last),
    blank: () => briefing.blank("black"), white: () => briefing.blank("white"), jump: number => briefing.goto(number), point: place => briefing.point(place),
    play: makePlayer(briefing, () => pair.tell()), shade: () => { setShade(document.documentElement.dataset.shade === "dark" ? "light" : "dark"); pair.tell(); },
  };
  const online = {
    share: () => actions.live?.share(), remote: () => actions.live?.remote(), invite: () => actions.live?.invite(),
    take: () => actions.live?.take(), giveBack: () => actions.live?.take("owner"),
  };
  const ask = act => value => pair.isConnected ? pair.send({ act, value }) : moves[act]?.(value);
  const actions = {
    ...moves, ...online, ...(isPresenter ? Object.fromEntries([...Object.keys(moves), ...Object.keys(online)].map(act => [act, ask(act)])) : {}),
    setShade,
    full: () => isPresenter ? askForFullScreen(pair) : toggleFullScreen(),
    notes: () => { if (!isPresenter && (!briefing.room || actions.live?.secret)) openPresenter(name); },   // who follows is not who briefs
    overview: () => openOverview(isPresenter ? { ...briefing, deck: briefing.deck, state: briefing.state, goto: number => actions.jump(number) } : briefing, !isPresenter && !briefing.room && page.canChoose, actions.keeper),
    paper: () => window.print(),
    again: () => actions.changeNotice?.reload(),
    help: openHelp,
    leave: () => isPresenter ? window.close() : page.leave(briefing),
  };
  if (!isPresenter) listenForFullScreen(pair);
  return actions;
}

const toggleFullScreen = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();

/** Only a window in which a key was pressed may fill the screen: the presenter's lends the room's its own press. */
function askForFullScreen(pair) {
  if (pair.isConnected && window.opener) window.opener.postMessage({ dateline: "full" }, { targetOrigin: location.origin, delegate: "fullscreen" });
  else toggleFullScreen()?.catch(() => {});
}

function listenForFullScreen(pair) {
  addEventListener("message", async ({ origin, data }) => {
    if (origin !== location.origin || data?.dateline !== "full") return;
    try { await toggleFullScreen(); } catch { pair.send({ answer: { title: "Full screen", sentence: "This browser fills the screen only for a key in the window itself: press F in the room’s window." } }); }
  });
}

function makePlayer(briefing, tell) {
  let timer = 0;
  const stop = () => { clearTimeout(timer); timer = 0; document.body.classList.remove("playing"); tell(); };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { briefing.next("play"); const { slide } = briefing.state; if (slide >= briefing.last) stop(); else wait(); },
      1000 * Number(document.querySelector(".interval")?.value ?? 15));
  };
  briefing.addEventListener("change", () => { if (timer) wait(); });
  return () => { if (timer) stop(); else { document.body.classList.add("playing"); wait(); tell(); } };
}

function openPresenter(name) {
  const address = `${location.pathname}${location.search}#present=${name}`;
  if (!window.open(address, `dateline-presenter-${name}`, "popup,width=1100,height=720")) {
    openPanel("help", "The presenter’s window was held back", el("p", {}, "Allow this page to open windows, then press N again."));
  }
}
