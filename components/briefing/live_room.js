// A briefing that others follow. The briefer's window tells the server where it stands; a follower's hears of it and goes
// there, until its viewer looks around alone. What is shown is in the browser: without a network the briefer goes on.

import { el } from "./elements.js";
import { openPanel } from "./panels.js";

const RETRY_MS = [500, 1000, 2000, 4000];
const WINDOW_ID = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(36)).join("");

/** Takes part in a room, if the address names one or this tab drove one before. `root` is the app's own address. */
export class LiveRoom {
  constructor(briefing, root, address) {
    this.briefing = briefing;
    this.root = root;
    this.storageKey = `dateline.live ${location.pathname}${location.search}`;
    this.line = el("p", { class: "live", role: "status", hidden: true });
    document.body.append(this.line);
    const [room, secret] = (address.get("drive") ?? "").split(".");
    const known = secret ? { room, secret } : this.storedRoom();
    if (address.get("live")) this.follow(address.get("live"));
    else if (known?.room && known?.secret) this.drive(known);
    briefing.addEventListener("change", ({ detail }) => this.positionChanged(detail.from));
    addEventListener("online", () => this.send());
  }

  storedRoom() { try { return JSON.parse(sessionStorage.getItem(this.storageKey)); } catch { return null; } }
  get isDriving() { return !!this.secret; }
  positionChanged(from) { if (this.isDriving) { if (from !== "live") this.send(); } else if (this.room && from !== "live") this.lookAround(); }

  // ---- the briefer ----

  /** Open a room, if there is none yet, and show how to follow. */
  async share() {
    if (this.room && !this.isDriving) return;
    if (!this.isDriving) {
      const response = await this.fetchJson("live", { link: location.href.split("#")[0] });
      if (!response) return this.showLine("The briefing cannot be shared now: the server does not answer.", true);
      if (!response.room) return this.showLine(response.refusal, true);
      this.drive(response, true);
    }
    this.openShare();
  }

  /** Drive a room: one that is new begins where this screen is, any other goes on where it was. */
  drive(known, isNew = false) {
    Object.assign(this, { room: known.room, secret: known.secret, link: known.follow ?? new URL(`live/${known.room}`, this.root).href, code: known.code });
    sessionStorage.setItem(this.storageKey, JSON.stringify({ room: this.room, secret: this.secret, follow: this.link, code: this.code }));
    this.followers = 0;
    this.listen(true);
    if (isNew) this.send();
  }

  /** Tell where the briefing stands: the latest only, one at a time, again until it has been heard. */
  async send() {
    if (!this.isDriving || this.isLeaving) return;
    if (this.isSending) { this.isStale = true; return; }
    this.isSending = true;
    clearTimeout(this.retryTimer);
    do {
      this.isStale = false;
      const { slide, part, blank } = this.briefing.state;
      const response = await this.fetchJson(`live/${this.room}`, { slide, part, blank, by: WINDOW_ID });
      if (response?.refusal) { this.isSending = false; return this.leaveRoom(response.refusal); }
      this.isReached = !!response;
      if (response) Object.assign(this, { followers: response.followers, turn: response.turn, failures: 0 });
    } while (this.isStale && this.isReached);
    this.isSending = false;
    if (!this.isReached) this.retryTimer = setTimeout(() => this.send(), RETRY_MS[Math.min(this.failures = (this.failures ?? 0) + 1, RETRY_MS.length) - 1]);
    this.showState();
  }

  /** The server's answer; {refusal} where it said no; null where there was none. */
  async fetchJson(path, body, method = "POST") {
    try {
      const headers = { "Content-Type": "application/json", ...(this.secret ? { Authorization: `Bearer ${this.secret}` } : {}) };
      const response = await fetch(new URL(path, this.root), { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(8000) });
      if (response.ok) return response.status === 204 ? {} : await response.json();
      return response.status < 500 ? { refusal: (await response.text()).trim() } : null;
    } catch { return null; }
  }

  async stop() {
    await this.fetchJson(`live/${this.room}`, {}, "DELETE");
    this.leaveRoom("Nobody can follow any more.");
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
    this.showState();
  }

  comeBack() {
    this.isAlone = false;
    this.show();
    this.showState();
  }

  /** Show what the briefer shows. Another screen breaks long texts elsewhere: its last part stands for what is beyond. */
  show() {
    if (!this.briefersState?.turn) return;
    this.briefing.goto(this.briefersState.slide, this.briefersState.part, "live");
    this.briefing.set({ ...this.briefing.state, blank: this.briefersState.blank }, "live");
  }

  // ---- both ----

  listen(isBriefer) {
    this.stream?.close();
    const stream = this.stream = new EventSource(new URL(`live/${this.room}/events${isBriefer ? "?as=briefer" : ""}`, this.root));
    const onMessage = handle => ({ data }) => { this.isLost = false; this.retries = 0; handle(JSON.parse(data)); this.showState(); };
    stream.addEventListener("state", onMessage(state => this.stateArrived(state, isBriefer)));
    stream.addEventListener("followers", onMessage(({ count }) => { this.followers = count; }));
    stream.addEventListener("ended", () => this.leaveRoom("The briefing has ended. The slides stay here."));
    stream.addEventListener("error", () => {
      this.isLost = true;
      this.showState();
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => this.retry(isBriefer), RETRY_MS[Math.min(this.retries ?? 0, RETRY_MS.length - 1)]);
    });
  }

  /** The server refused the stream: for good where there is no such room, else only now. */
  async retry(isBriefer) {
    if (this.isLeaving || this.stream.readyState !== EventSource.CLOSED) return;
    this.retries = (this.retries ?? 0) + 1;
    let status = 0;
    try { status = (await fetch(new URL(`live/${this.room}`, this.root), { method: "HEAD", redirect: "manual" })).status; } catch { /* no network: once more */ }
    if (status === 404) this.leaveRoom("This briefing is not shared any more. The slides stay here.");
    else this.listen(isBriefer);
  }

  /** The stream may be behind what this window has told meanwhile: the briefer is never taken back by it. */
  stateArrived(state, isBriefer) {
    const isOld = state.turn <= Math.max(this.briefersState?.turn ?? 0, this.turn ?? 0);
    if (state.by === WINDOW_ID || (isBriefer && (this.isSending || isOld))) { this.briefersState = state; return; }
    this.briefersState = state;
    if (isBriefer ? state.turn > 0 : !this.isAlone) this.show();
  }

  leaveRoom(sentence) {
    this.stream?.close();
    sessionStorage.removeItem(this.storageKey);
    this.briefing.room = null;
    this.isLeaving = true;
    Object.assign(this, { room: null, secret: null, briefersState: null, turn: 0 });
    this.showLine(sentence, true);
    this.isLeaving = false;
  }

  /** The line at the foot: how many follow; or who is followed, with the way back to the briefer. */
  showState() {
    if (!this.room) return;
    if (this.isDriving) {
      const many = `Live · ${this.followers} ${this.followers === 1 ? "follower" : "followers"}`;
      return this.showLine(this.isReached === false || this.isLost ? "Live · no connection: you go on, followers catch up" : many, this.isReached === false);
    }
    if (!this.isAlone) return this.showLine(this.isLost ? "Following · no connection, trying again" : "Following the briefer", this.isLost);
    const back = el("button", { type: "button" }, `Back to the briefer${this.briefersState?.turn ? `, slide ${this.briefersState.slide}` : ""}`);
    back.addEventListener("click", () => this.comeBack());
    this.showLine("You look around by yourself.", true, back);
  }

  showLine(sentence, isUrgent = false, ...more) {
    const text = sentence + more.map(element => element.textContent).join("");
    if (this.lineText === text) return;
    this.lineText = text;
    this.line.hidden = false;
    this.line.classList.toggle("urgent", isUrgent);
    this.line.replaceChildren(sentence, ...more);
  }
}
