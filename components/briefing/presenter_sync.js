// Two windows of one briefer, the one that the room sees and the presenter's: each tells the other where it stands. The
// room's decides; the presenter's asks. Both find each other again after a reload of either.

const ACTS = new Set(["next", "previous", "first", "last", "blank", "white", "jump", "point", "play", "shade", "share", "remote", "invite", "take", "keep"]);

export class WindowPair extends EventTarget {
  constructor(name, isPresenter) {
    super();
    this.isPresenter = isPresenter;
    this.isConnected = false;   // whether the other window is there
    this.channel = new BroadcastChannel(`dateline-briefing-${name}`);
    addEventListener("pagehide", () => this.send({ left: true }));
  }

  /** status(): what the presenter's window shall know of the room's beside its slide: the shade, whether it plays, who follows. */
  join(briefing, actions, status) {
    this.tell = () => { if (!this.isPresenter) this.send({ state: briefing.state, status: status() }); };
    this.channel.onmessage = ({ data }) => {
      if (data.isPresenter === this.isPresenter) return;
      this.isConnected = !data.left;
      if (data.hello) this.tell();
      if (!this.isPresenter) { if (ACTS.has(data.act)) this.obey(actions, data); return; }
      if (data.state) briefing.set(data.state, "pair");
      if (data.status) this.dispatchEvent(new CustomEvent("status", { detail: data.status }));
      if (data.answer) this.dispatchEvent(new CustomEvent("answer", { detail: data.answer }));
    };
    for (const type of ["change", "point"]) briefing.addEventListener(type, () => this.tell());
    this.send({ hello: true });
    this.tell();
  }

  /** Do what the presenter's window asks; what comes of it, a link to be shown there alone, goes back to it. */
  async obey(actions, { act, value }) {
    const answer = await actions[act]?.(value);
    if (answer?.title) this.send({ answer });
  }

  send(message) { this.channel.postMessage({ ...message, isPresenter: this.isPresenter }); }
}

/** A name for this tab's pair of windows, the same after a reload. */
export function pairName() {
  const name = sessionStorage.getItem("dateline.pair") ?? Array.from(crypto.getRandomValues(new Uint32Array(3)), part => part.toString(36)).join("");
  sessionStorage.setItem("dateline.pair", name);
  return name;
}
