// Puts the briefing together: the deck in the page, the state, the stage, and everything that moves it.

import { el, isWeb } from "./elements.js";
import { SlideFitter } from "./fit_slides.js";
import { listenToKeys, listenToSwipes, recordKeys } from "./keys.js";
import { openOverview } from "./overview.js";
import { makeBar, openHelp, openPanel } from "./panels.js";
import { showPresenter } from "./presenter.js";
import { pairName, WindowPair } from "./presenter_sync.js";
import { Briefing } from "./state.js";

/** The deck that stands in the page. */
export const deckOfPage = () => JSON.parse(document.getElementById("deck").textContent);

/** What the address asks for after its #: `slide`, `present`, `live`, `drive`. */
export const addressHash = () => new URLSearchParams(location.hash.slice(1));

/**
 * Show the briefing, and give it. page: what differs between a briefing that the app serves and one in a file:
 *   isShown()  whether the keys are the briefing's
 *   leave(briefing)  go back to the timeline
 *   firstEvent()  the event to begin at, before any that the address names; "" for none
 *   canChoose  whether which slides are told can be chosen here
 *   connect(briefing, actions, address)  add what needs a server; address: what stood after its # before slides were shown
 */
export async function startBriefing(page) {
  const pressAgain = recordKeys(), address = addressHash(), isPresenter = address.has("present");
  const name = address.get("present") ?? pairName();
  setShade(sessionStorage.getItem("dateline.shade") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  await document.fonts.load('600 20px "Source Sans"').catch(() => []);
  await document.fonts.ready;

  const trial = document.body.appendChild(el("div", { class: "stage trial", "aria-hidden": "true" }));
  const deck = deckOfPage(), fitter = new SlideFitter(deck, trial);
  const briefing = new Briefing(deck, number => fitter.parts(number).length);
  const pair = new WindowPair(name, isPresenter), actions = makeActions(briefing, pair, name, page);
  const show = isPresenter ? showPresenter(briefing, fitter, actions) : showStage(briefing, fitter, actions);
  briefing.addEventListener("change", show);
  new ResizeObserver(() => { fitter.clear(); show(); }).observe(trial);
  const digits = document.body.appendChild(el("output", { class: "typed" }));
  listenToKeys(actions, text => { digits.textContent = text ? `${text} ⏎` : ""; }, page.isShown);
  const event = page.firstEvent();
  if (!isPresenter) briefing.goto(event ? briefing.slideOf(event) : Number(address.get("slide")) || briefing.slideOf(new URLSearchParams(location.search).get("event")));
  show();
  pair.join(briefing, actions);
  page.connect(briefing, actions, address);
  window.briefing = briefing;   // for the console and the tests
  pressAgain();
  document.body.dataset.ready = "";
  return briefing;
}

function showStage(briefing, fitter, actions) {
  const stage = el("main", { class: "stage", tabindex: "-1", "aria-roledescription": "slide" });
  const announcement = el("p", { class: "spoken", "aria-live": "polite", role: "status" });
  document.body.append(stage, makeBar(actions), announcement);
  listenToSwipes(stage, actions);
  stage.addEventListener("click", event => {
    const target = event.target.closest("[data-goto]");
    if (target) briefing.goto(Number(target.dataset.goto));
    else if (briefing.state.blank) briefing.blank();
  });
  stage.focus();
  return () => {
    const { slide, part, blank } = briefing.state, now = briefing.current;
    fitter.draw(slide, part, stage);
    document.body.classList.toggle("blanked", blank);
    Object.assign(document.body.dataset, { slide, part });
    const words = [now.is_reserve ? `Slide ${slide}, in reserve` : `Slide ${slide} of ${briefing.last}`, now.date, now.headline || briefing.deck.title].filter(Boolean).join(". ");
    stage.setAttribute("aria-label", words);
    announcement.textContent = blank ? "Blank" : words;
    history.replaceState(null, "", `#${briefing.room ? `live=${briefing.room}&` : ""}slide=${slide}`);
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
    blank: () => briefing.blank(), jump: number => briefing.goto(number),
  };
  const askOther = Object.fromEntries(Object.keys(moves).map(action => [action, number => pair.isConnected ? pair.send({ act: action, number }) : moves[action](number)]));
  const actions = {
    ...(isPresenter ? askOther : moves),
    full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {}),
    play: makePlayer(briefing),
    notes: () => { if (!isPresenter && !briefing.room) openPresenter(name); },   // who follows is not who briefs
    overview: () => openOverview(isPresenter ? { ...briefing, deck: briefing.deck, state: briefing.state, goto: askOther.jump } : briefing, !isPresenter && !briefing.room && page.canChoose),
    shade: () => setShade(document.documentElement.dataset.shade === "dark" ? "light" : "dark"),
    share: () => actions.live?.share(),
    again: () => actions.changeNotice?.reload(),
    help: openHelp,
    leave: () => isPresenter ? window.close() : page.leave(briefing),
  };
  return actions;
}

function makePlayer(briefing) {
  let timer = 0;
  const stop = () => { clearTimeout(timer); timer = 0; document.body.classList.remove("playing"); };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { briefing.next("play"); const { slide } = briefing.state; if (slide >= briefing.last) stop(); else wait(); },
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
