// Whether the file has changed since this briefing was opened: said in a line that goes by itself, shown when it is asked for.

import { el } from "./slide_elements.js";

const CHECK_MS = 10_000, SHOWN_MS = 12_000, STORED_EVENT = "dateline.again";

/** Looks for a newer file of the same address. A briefing that is told never changes under the hand that tells it. */
export class ChangeNotice {
  constructor(briefing) {
    this.briefing = briefing;
    const button = el("button", { type: "button" }, "Show it (R)");
    button.addEventListener("click", () => this.reload());
    this.line = el("p", { class: "live newer", role: "status", hidden: true }, "The events have changed.", button);
    document.body.append(this.line);
    this.check();
    addEventListener("focus", () => this.check());
    setInterval(() => { if (!document.hidden) this.check(); }, CHECK_MS);
  }

  /** The tag of the page as it is now; null where there is no answer, so that a lost network changes nothing. */
  async tag() {
    if (!navigator.onLine) return null;
    try {
      const response = await fetch(location.href.split("#")[0], { method: "HEAD", cache: "no-cache", signal: AbortSignal.timeout(8000) });
      return response.ok ? response.headers.get("ETag") : null;
    } catch { return null; }
  }

  async check() {
    const tag = await this.tag();
    if (!tag) return;
    const known = this.line.dataset.known;
    this.line.dataset.known = tag;
    if (!known || known === tag) return;
    this.line.hidden = false;
    setTimeout(() => { this.line.hidden = true; }, SHOWN_MS);
  }

  /** Open it anew at the same event, where the server answers. */
  async reload() {
    if (!await this.tag()) return;
    sessionStorage.setItem(STORED_EVENT, this.briefing.current.id ?? "");
    location.reload();
  }
}

/** The event at which a briefing stood when it was opened anew; once. */
export function takeStoredEvent() {
  const event = sessionStorage.getItem(STORED_EVENT);
  sessionStorage.removeItem(STORED_EVENT);
  return event;
}
