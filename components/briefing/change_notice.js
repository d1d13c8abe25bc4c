// Whether the file has changed since this briefing was opened: said in a line that goes by itself, shown when it is asked for.
const LOOK_MS = 10_000, SAY_MS = 12_000, PLACE = "dateline.again";

/** Looks for a newer file of the same address. A briefing that is told never changes under the hand that tells it. */
class Newer {
  constructor(briefing) {
    this.briefing = briefing;
    const button = el("button", { type: "button" }, "Show it (R)");
    button.addEventListener("click", () => this.show());
    this.line = el("p", { class: "live newer", role: "status", hidden: true }, "The events have changed.", button);
    document.body.append(this.line);
    this.look();
    addEventListener("focus", () => this.look());
    setInterval(() => { if (!document.hidden) this.look(); }, LOOK_MS);
  }

  /** The tag of the page as it is now; null where there is no answer, so that a lost network changes nothing. */
  async tag() {
    if (!navigator.onLine) return null;
    try {
      const answer = await fetch(location.href.split("#")[0], { method: "HEAD", cache: "no-cache", signal: AbortSignal.timeout(8000) });
      return answer.ok ? answer.headers.get("ETag") : null;
    } catch { return null; }
  }

  async look() {
    const tag = await this.tag();
    if (!tag) return;
    const known = this.line.dataset.known;
    this.line.dataset.known = tag;
    if (!known || known === tag) return;
    this.line.hidden = false;
    setTimeout(() => { this.line.hidden = true; }, SAY_MS);
  }

  /** Open it anew at the same event, where the server answers. */
  async show() {
    if (!await this.tag()) return;
    sessionStorage.setItem(PLACE, this.briefing.current.id ?? "");
    location.reload();
  }
}

/** The event at which a briefing stood when it was opened anew; once. */
function placeBefore() {
  const event = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  return event;
}
