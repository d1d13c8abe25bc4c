// The entry of the briefing in a file that stands alone: it lies beside the page, and only one of the two is shown.

import { addressHash, startBriefing } from "./briefing.js";
import { deckOfPage } from "./slide_elements.js";
import { preparePrint } from "./print.js";
import { NotesInDeck } from "./show_notes.js";

const isShown = () => document.documentElement.dataset.mode === "briefing";

/** Back to the page, at the event of this slide. */
function leave(briefing) {
  const event = briefing.current.id || new URLSearchParams(location.search).get("event") || "";
  dispatchEvent(new CustomEvent("briefing-left", { detail: event }));
}

/** Show the briefing, at the slide of an event. */
async function openBriefing(event) {
  document.documentElement.dataset.mode = "briefing";
  const briefing = window.briefing ?? await startBriefing({ isShown, leave, firstEvent: () => "", canChoose: false, notes: () => new NotesInDeck(), connect: () => {} });
  briefing.goto(event ? briefing.slideOf(event) : briefing.state.slide);
}

preparePrint(deckOfPage());
window.openBriefing = openBriefing;   // called by the page's own script
if (addressHash().has("present")) dispatchEvent(new CustomEvent("briefing-asked"));
