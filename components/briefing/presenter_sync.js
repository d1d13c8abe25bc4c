// Two windows of one briefer, this one and the presenter's: each tells the other where it stands. The slides are shown
// by this window, so it decides; the presenter's asks. Both find each other again after a reload of either.

const MOVES = new Set(["next", "previous", "first", "last", "blank", "jump"]);

export class WindowPair {
  constructor(name, isPresenter) {
    this.isPresenter = isPresenter;
    this.isConnected = false;   // whether the other window is there
    this.channel = new BroadcastChannel(`dateline-briefing-${name}`);
    addEventListener("pagehide", () => this.send({ left: true }));
  }

  join(briefing, actions) {
    this.channel.onmessage = ({ data }) => {
      if (data.isPresenter === this.isPresenter) return;
      this.isConnected = !data.left;
      if (data.hello) this.send({ state: briefing.state });
      if (this.isPresenter && data.state) briefing.set(data.state, "pair");
      if (!this.isPresenter && MOVES.has(data.act)) actions[data.act](data.number);
    };
    briefing.addEventListener("change", () => { if (!this.isPresenter) this.send({ state: briefing.state }); });
    this.send(this.isPresenter ? { hello: true } : { hello: true, state: briefing.state });
  }

  send(message) { this.channel.postMessage({ ...message, isPresenter: this.isPresenter }); }
}

/** A name for this tab's pair of windows, the same after a reload. */
export function pairName() {
  const name = sessionStorage.getItem("dateline.pair") ?? Array.from(crypto.getRandomValues(new Uint32Array(3)), part => part.toString(36)).join("");
  sessionStorage.setItem("dateline.pair", name);
  return name;
}
