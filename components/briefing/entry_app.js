// The entry of a briefing that the app serves: others may follow it, and it hears when the events have changed.

import { addressHash, startBriefing } from "./briefing.js";
import { ChangeNotice, takeStoredEvent } from "./change_notice.js";
import { deckOfPage } from "./slide_elements.js";
import { Keeper } from "./keep_choice.js";
import { LiveRoom } from "./live_room.js";
import { Notes } from "./notes.js";
import { preparePrint } from "./print.js";

/** The app's own address. */
const ROOT = new URL(document.documentElement.dataset.root, location.href.split(/[?#]/)[0]).href;

const WANTS_PAPER = addressHash().has("print");

/** Back to the timeline, at the event of this slide: out of the frame that lies over it, or to its own address. */
function leave(briefing) {
  const event = briefing.current.id || new URLSearchParams(location.search).get("event") || "";
  if (window.parent !== window) { window.parent.postMessage({ dateline: "leave", event }, location.origin); return; }
  const view = new URLSearchParams(location.search);
  if (event) view.set("event", event);
  for (const name of ["against", "page"]) view.delete(name);
  location.assign(`${ROOT}${view.size ? `?${view}` : ""}`);
}

function connect(briefing, actions, address, notes, pair) {
  if (!address.has("present")) {
    const live = actions.live = new LiveRoom(briefing, ROOT, address, notes);
    live.addEventListener("change", () => { pair.tell?.(); showCount(live); actions.showLive?.(live); });
    actions.showLive?.(live);
    if (live.secret && live.role === "owner" && address.has("remote")) notes.load(live.room, live.secret);
  }
  actions.changeNotice = new ChangeNotice(briefing);
}

/** How many follow, on the bar's button, which is seen only when it is asked for. */
function showCount({ status, followers, isLost, isReached }) {
  const button = document.querySelector('.bar [data-act="share"]');
  if (button) button.textContent = status ? `Share · ${isLost || isReached === false ? "!" : followers}` : "Share";
}

// Loaded anew over a page of which it was a part, Back changes the address alone: then that page is to be loaded.
addEventListener("popstate", () => { if (!location.href.slice(ROOT.length).startsWith("briefing")) location.reload(); });

preparePrint(deckOfPage());
startBriefing({ isShown: () => true, leave, firstEvent: takeStoredEvent, canChoose: true, notes: address => new Notes(ROOT, address), keeper: notes => new Keeper(ROOT, notes), connect })
  .then(briefing => {
    if (!WANTS_PAPER) return;
    addEventListener("afterprint", () => leave(briefing), { once: true });
    window.print();
  });
