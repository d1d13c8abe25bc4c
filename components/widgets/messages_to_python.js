// What the hand asks of Python. The chart on the page hears it at once; Python hears it when no run of the page is under
// way, for what Streamlit is sent during the first run can be lost. What waits is joined: the latest word of each kind.

const MAX_RUN_MS = 4000, PICTURE_FIRST_MS = 150;

export class Outbox {
  constructor() { this.waiting = new Map(); }

  connect(send) { this.send = send; }

  post(name, value) {
    const before = this.waiting.get(name), isMapping = [before, value].every(message => message && typeof message === "object" && !Array.isArray(message));
    this.waiting.set(name, isMapping ? { ...before, ...value } : value);
    if (name === "go" && Outbox.foretell(value)) this.afterPicture(); else this.flushSoon();
  }

  flushSoon() {
    this.stopWaiting?.();
    this.pending ??= this.whenStill(() => this.flush());
  }

  /** A picture is on its way: Python's run would take the processor from it, so it comes first, or has a moment for it. */
  afterPicture() {
    this.stopWaiting?.();
    const flush = () => this.flushSoon(), timer = setTimeout(flush, PICTURE_FIRST_MS);
    document.addEventListener("dateline:drawn", flush, { once: true });
    this.stopWaiting = () => { clearTimeout(timer); document.removeEventListener("dateline:drawn", flush); this.stopWaiting = null; };
  }

  flush() {
    this.pending = null;
    // Streamlit runs one part of the page for all that it hears at once: the parts speak in turn.
    if (document.datelineSpeaks) { setTimeout(() => this.flushSoon()); return; }
    document.datelineSpeaks = true;
    const messages = [...this.waiting];
    this.waiting.clear();
    for (const [name, value] of messages) this.send(name, value);
    setTimeout(() => { document.datelineSpeaks = false; });
  }

  /** Act now if the page is still, else when its run has ended. A run that is very long is not waited for; the page's
   * first always is. */
  whenStill(action) {
    const page = document.querySelector(".stApp");
    const isStill = () => { const is = !Outbox.isRunning(); document.datelineHasRun ||= is; return is; };
    if (isStill()) return action();
    let isDone = false;
    const finish = () => { if (isDone) return; isDone = true; observer.disconnect(); clearTimeout(timer); action(); };
    const observer = new MutationObserver(() => isStill() && finish());
    const timer = setTimeout(() => document.datelineHasRun && finish(), MAX_RUN_MS);
    observer.observe(page, { attributes: true, attributeFilter: ["data-test-script-state"] });
    return finish;
  }

  /** Whether a run of the page is under way. */
  static isRunning() { return /running|rerunRequested/.test(document.querySelector(".stApp")?.dataset.testScriptState ?? ""); }

  /** Tell the chart which fields of the View are about to change. Whether it draws a picture for them now. */
  static foretell(changes) { return !document.dispatchEvent(new CustomEvent("dateline:view", { detail: changes, cancelable: true })); }

  /** Tell the chart which fields of the View may change next; null when none. */
  static foresee(changes) { document.dispatchEvent(new CustomEvent("dateline:soon", { detail: changes })); }
}
