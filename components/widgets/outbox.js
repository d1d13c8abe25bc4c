// What the hand asks of Python. The chart on the page hears it at once; Python hears it when no run of the page is under
// way, for what Streamlit is sent during the first run can be lost. What waits is joined: the latest word of each kind.
const LONGEST_RUN = 4000, PICTURE_FIRST = 150;

class Sending {
  constructor() { this.waiting = new Map(); }

  use(send) { this.send = send; }

  say(name, value) {
    const before = this.waiting.get(name), isMapping = [before, value].every(one => one && typeof one === "object" && !Array.isArray(one));
    this.waiting.set(name, isMapping ? { ...before, ...value } : value);
    if (name === "go" && Sending.foretell(value)) this.afterPicture(); else this.soon();
  }

  soon() {
    this.waitNoMore?.();
    this.later ??= this.whenStill(() => this.flush());
  }

  /** A picture is on its way: Python's run would take the processor from it, so it comes first, or has a moment for it. */
  afterPicture() {
    this.waitNoMore?.();
    const told = () => this.soon(), patience = setTimeout(told, PICTURE_FIRST);
    document.addEventListener("dateline:drawn", told, { once: true });
    this.waitNoMore = () => { clearTimeout(patience); document.removeEventListener("dateline:drawn", told); this.waitNoMore = null; };
  }

  flush() {
    this.later = null;
    // Streamlit runs one part of the page for all that it hears at once: the parts speak in turn.
    if (document.datelineSpeaks) { setTimeout(() => this.soon()); return; }
    document.datelineSpeaks = true;
    const all = [...this.waiting];
    this.waiting.clear();
    for (const [name, value] of all) this.send(name, value);
    setTimeout(() => { document.datelineSpeaks = false; });
  }

  /** Act now if the page is still, else when its run has ended; a run that is very long is not waited for. */
  whenStill(act) {
    const page = document.querySelector(".stApp"), isStill = () => !Sending.isRunning();
    if (isStill()) return act();
    let isDone = false;
    const finish = () => { if (isDone) return; isDone = true; seen.disconnect(); clearTimeout(patience); act(); };
    const seen = new MutationObserver(() => isStill() && finish());
    const patience = setTimeout(finish, LONGEST_RUN);
    seen.observe(page, { attributes: true, attributeFilter: ["data-test-script-state"] });
    return finish;
  }

  /** Whether a run of the page is under way. */
  static isRunning() { return /running|rerunRequested/.test(document.querySelector(".stApp")?.dataset.testScriptState ?? ""); }

  /** Tell the chart which fields of the View are about to change. Whether it draws a picture for them now. */
  static foretell(changes) { return !document.dispatchEvent(new CustomEvent("dateline:view", { detail: changes, cancelable: true })); }

  /** Tell the chart which fields of the View may change next; null when none. */
  static foresee(changes) { document.dispatchEvent(new CustomEvent("dateline:soon", { detail: changes })); }
}
