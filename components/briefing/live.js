// A briefing that others follow. The briefer's window tells the server where it stands; a follower's hears of it and goes
// there, until its viewer looks around alone. What is shown is in the browser: without a network the briefer goes on.

const HOLD_ON_MS = [500, 1000, 2000, 4000];
const me = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(36)).join("");

/** Takes part in a room, if the address names one or this tab drove one before. `root` is the app's own address. */
class Live {
  constructor(briefing, root, asked) {
    this.briefing = briefing;
    this.root = root;
    this.kept = `dateline.live ${location.pathname}${location.search}`;
    this.line = el("p", { class: "live", role: "status", hidden: true });
    document.body.append(this.line);
    const [room, secret] = (asked.get("drive") ?? "").split(".");
    const driven = secret ? { room, secret } : this.remembered();
    if (asked.get("live")) this.follow(asked.get("live"));
    else if (driven?.room && driven?.secret) this.drive(driven);
    briefing.addEventListener("change", ({ detail }) => this.changed(detail.from));
    addEventListener("online", () => this.send());
  }

  remembered() { try { return JSON.parse(sessionStorage.getItem(this.kept)); } catch { return null; } }
  get isDriving() { return !!this.secret; }
  get isFollowing() { return !!this.room && !this.secret && !this.isAlone; }
  changed(from) { if (this.isDriving) { if (from !== "live") this.send(); } else if (this.room && from !== "live") this.lookAround(); }

  // ---- the briefer ----

  /** Open a room, if there is none yet, and show how to follow. */
  async share() {
    if (this.room && !this.isDriving) return;
    if (!this.isDriving) {
      const answer = await this.ask("live", { link: location.href.split("#")[0] });
      if (!answer) return this.say("The briefing cannot be shared now: the server does not answer.", true);
      if (!answer.room) return this.say(answer.refusal, true);
      this.drive(answer, true);
    }
    this.openShare();
  }

  /** Drive a room: one that is new begins where this screen is, any other goes on where it was. */
  drive(known, isNew = false) {
    Object.assign(this, { room: known.room, secret: known.secret, link: known.follow ?? new URL(`live/${known.room}`, this.root).href, code: known.code });
    sessionStorage.setItem(this.kept, JSON.stringify({ room: this.room, secret: this.secret, follow: this.link, code: this.code }));
    this.followers = 0;
    this.listen(true);
    if (isNew) this.send();
  }

  /** Tell where the briefing stands: the latest only, one at a time, again until it has been heard. */
  async send() {
    if (!this.isDriving || this.isGone) return;
    if (this.isSending) { this.isStale = true; return; }
    this.isSending = true;
    clearTimeout(this.again);
    do {
      this.isStale = false;
      const { slide, part, blank } = this.briefing.state;
      const answer = await this.ask(`live/${this.room}`, { slide, part, blank, by: me });
      if (answer?.refusal) { this.isSending = false; return this.gone(answer.refusal); }
      this.isHeard = !!answer;
      if (answer) Object.assign(this, { followers: answer.followers, turn: answer.turn, failures: 0 });
    } while (this.isStale && this.isHeard);
    this.isSending = false;
    if (!this.isHeard) this.again = setTimeout(() => this.send(), HOLD_ON_MS[Math.min(this.failures = (this.failures ?? 0) + 1, HOLD_ON_MS.length) - 1]);
    this.tell();
  }

  /** The server's answer; {refusal} where it said no; null where there was none. */
  async ask(path, body, method = "POST") {
    try {
      const headers = { "Content-Type": "application/json", ...(this.secret ? { Authorization: `Bearer ${this.secret}` } : {}) };
      const answer = await fetch(new URL(path, this.root), { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(8000) });
      if (answer.ok) return answer.status === 204 ? {} : await answer.json();
      return answer.status < 500 ? { refusal: (await answer.text()).trim() } : null;
    } catch { return null; }
  }

  async stop() {
    await this.ask(`live/${this.room}`, {}, "DELETE");
    this.gone("Nobody can follow any more.");
  }

  openShare() {
    const copy = (label, text) => {
      const button = el("button", { type: "button" }, label);
      button.addEventListener("click", async () => {
        try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; } catch { prompt("Copy this link:", text); }
      });
      return button;
    };
    const stop = el("button", { type: "button" }, "Stop sharing");
    const drives = `${location.href.split("#")[0]}#drive=${this.room}.${this.secret}`;
    const panel = openPanel("share", "Follow this briefing", this.code && el("img", { src: this.code, alt: "The link as a QR code", class: "code" }),
      el("p", { class: "follow-link" }, this.link), el("p", { class: "buttons" }, copy("Copy the link", this.link), copy("Copy the link that drives", drives), stop),
      el("p", { class: "quiet" }, "Whoever opens the link sees your slide. Keep the link that drives to yourself: with it another screen can go on for you."));
    stop.addEventListener("click", () => { panel.close(); this.stop(); });
  }

  // ---- who follows ----

  follow(room) {
    this.room = this.briefing.room = room;   // kept in the address, for a reload
    this.isAlone = false;
    this.listen(false);
  }

  lookAround() {
    this.isAlone = true;
    this.tell();
  }

  comeBack() {
    this.isAlone = false;
    this.show();
    this.tell();
  }

  /** Show what the briefer shows. Another screen breaks long texts elsewhere: its last part stands for what is beyond. */
  show() {
    if (!this.last?.turn) return;
    this.briefing.goto(this.last.slide, this.last.part, "live");
    this.briefing.set({ ...this.briefing.state, blank: this.last.blank }, "live");
  }

  // ---- both ----

  listen(isBriefer) {
    this.stream?.close();
    const stream = this.stream = new EventSource(new URL(`live/${this.room}/events${isBriefer ? "?as=briefer" : ""}`, this.root));
    const heard = act => ({ data }) => { this.isLost = false; this.retries = 0; act(JSON.parse(data)); this.tell(); };
    stream.addEventListener("state", heard(state => this.heard(state, isBriefer)));
    stream.addEventListener("followers", heard(({ count }) => { this.followers = count; }));
    stream.addEventListener("ended", () => this.gone("The briefing has ended. The slides stay here."));
    stream.addEventListener("error", () => {
      this.isLost = true;
      this.tell();
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => this.retry(isBriefer), HOLD_ON_MS[Math.min(this.retries ?? 0, HOLD_ON_MS.length - 1)]);
    });
  }

  /** The server refused the stream: for good where there is no such room, else only now. */
  async retry(isBriefer) {
    if (this.isGone || this.stream.readyState !== EventSource.CLOSED) return;
    this.retries = (this.retries ?? 0) + 1;
    let status = 0;
    try { status = (await fetch(new URL(`live/${this.room}`, this.root), { method: "HEAD", redirect: "manual" })).status; } catch { /* no network: once more */ }
    if (status === 404) this.gone("This briefing is not shared any more. The slides stay here.");
    else this.listen(isBriefer);
  }

  /** The stream may be behind what this window has told meanwhile: the briefer is never taken back by it. */
  heard(state, isBriefer) {
    const isOld = state.turn <= Math.max(this.last?.turn ?? 0, this.turn ?? 0);
    if (state.by === me || (isBriefer && (this.isSending || isOld))) { this.last = state; return; }
    this.last = state;
    if (isBriefer ? state.turn > 0 : !this.isAlone) this.show();
  }

  gone(sentence) {
    this.stream?.close();
    sessionStorage.removeItem(this.kept);
    this.briefing.room = null;
    this.isGone = true;
    Object.assign(this, { room: null, secret: null, last: null, turn: 0 });
    this.say(sentence, true);
    this.isGone = false;
  }

  /** The line at the foot: how many follow; or who is followed, with the way back to the briefer. */
  tell() {
    if (!this.room) return;
    if (this.isDriving) {
      const many = `Live · ${this.followers} ${this.followers === 1 ? "follower" : "followers"}`;
      return this.say(this.isHeard === false || this.isLost ? "Live · no connection: you go on, followers catch up" : many, this.isHeard === false);
    }
    if (!this.isAlone) return this.say(this.isLost ? "Following · no connection, trying again" : "Following the briefer", this.isLost);
    const back = el("button", { type: "button" }, `Back to the briefer${this.last?.turn ? `, slide ${this.last.slide}` : ""}`);
    back.addEventListener("click", () => this.comeBack());
    this.say("You look around by yourself.", true, back);
  }

  say(sentence, isUrgent = false, ...more) {
    const text = sentence + more.map(one => one.textContent).join("");
    if (this.said === text) return;
    this.said = text;
    this.line.hidden = false;
    this.line.classList.toggle("urgent", isUrgent);
    this.line.replaceChildren(sentence, ...more);
  }
}
