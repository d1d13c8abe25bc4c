// The entry of a briefing that the app serves: others may follow it, and it hears when the events have changed.

import { deckOfPage, startBriefing } from "./briefing.js";
import { ChangeNotice, takeStoredEvent } from "./change_notice.js";
import { LiveRoom } from "./live_room.js";
import { preparePrint } from "./print.js";

/** The app's own address. */
const ROOT = new URL(document.documentElement.dataset.root, location.href.split(/[?#]/)[0]).href;

/** Back to the timeline, at the event of this slide: out of the frame that lies over it, or to its own address. */
function leave(briefing) {
  const event = briefing.current.id || new URLSearchParams(location.search).get("event") || "";
  if (window.parent !== window) { window.parent.postMessage({ dateline: "leave", event }, location.origin); return; }
  const view = new URLSearchParams(location.search);
  if (event) view.set("event", event);
  view.delete("against");
  location.assign(`${ROOT}${view.size ? `?${view}` : ""}`);
}

function connect(briefing, actions, address) {
  if (!address.has("present")) actions.live = new LiveRoom(briefing, ROOT, address);
  actions.changeNotice = new ChangeNotice(briefing);
}

preparePrint(deckOfPage());
startBriefing({ isShown: () => true, leave, firstEvent: takeStoredEvent, canChoose: true, connect });
