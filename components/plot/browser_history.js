// The page's history: which of the entries that Streamlit adds are one step of the Back button.

/** The page's history. Streamlit adds an entry for every window that Python is told; those of one gesture share one. */
export class BrowserHistory {
  constructor() {
    this.announced = [];   // what Python has been told and has not yet written into the address
    this.pushState = history.pushState;
    history.pushState = (...entry) => this.write(...entry);
  }

  dispose() { history.pushState = this.pushState; }

  announce(start, gesture) {
    this.announced.push({ start, isSame: !!gesture && gesture === this.gesture });
    this.gesture = gesture;
  }

  write(state, title, url) {
    const start = new URL(url, location.href).searchParams.get("start") ?? "";
    const written = this.announced.splice(0, 1 + this.announced.findIndex(entry => entry.start === start));   // Python may skip some
    if (written.length && written.every(entry => entry.isSame)) history.replaceState(state, title, url);
    else this.pushState.call(history, state, title, url);
  }
}
