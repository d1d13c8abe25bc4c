// A briefing that others follow. Whoever drives tells the server where the briefing stands; a follower's window hears of it
// and goes there, until its viewer looks around alone. What is shown is in the browser: without a network the briefer goes on.

import { el } from "./slide_elements.js";
import { toggleSharePanel } from "./share_panel.js";

const RETRY_MS = [500, 1000, 2000, 4000], POINT_MS = 100, SHOWN_MS = 5000;
const WINDOW_ID = Array.from(crypto.getRandomValues(new Uint32Array(2)), part => part.toString(36)).join("");

/** Takes part in a room, if the address names one or this tab drove one before. `root` is the app's own address. */
export class LiveRoom extends EventTarget {
  constructor(briefing, root, address, notes) {
    super();
    Object.assign(this, { briefing, root, notes, role: "", driver: "owner" });
    this.storageKey = `dateline.live ${location.pathname}${location.search}`;
    this.line = el("p", { class: "live", role: "status", hidden: true });
    document.body.append(this.line);
    briefing.isHeld = () => !!this.secret && !this.isDriving;
    briefing.addEventListener("held", () => this.sayWhoDrives());
    briefing.addEventListener("change", ({ detail }) => this.positionChanged(detail.from));
    briefing.addEventListener("point", ({ detail }) => { if (detail.from !== "live") this.pointLater(); });
    addEventListener("online", () => this.send());
    const [room, secret] = (address.get("guest") ?? address.get("remote") ?? address.get("drive") ?? "").split(".");
    const known = secret ? { room, secret, role: address.has("guest") ? "guest" : "owner" } : this.storedRoom();
    if (address.get("live")) this.follow(address.get("live"));
    else if (known?.room && known?.secret) this.drive(known);
  }

  storedRoom() { try { return JSON.parse(sessionStorage.getItem(this.storageKey)); } catch { return null; } }
  get isDriving() { return !!this.secret && this.role === this.driver; }
  positionChanged(from) { if (this.secret) { if (from !== "live") this.send(); } else if (this.room && from !== "live") this.lookAround(); }

  // ---- who drives ----

  /** A room to be followed, if there is none yet; whether there is one now. */
  async open() {
    if (this.room) return !!this.secret;
    const { root, notes, briefing } = this;
    const response = await this.fetchJson("live", { link: new URL(location.href.split("#")[0], root).href }, "POST", notes.key);
    if (!response) this.showLine("The briefing cannot be shared now: the server does not answer.", true);
    else if (!response.room) this.showLine(response.refusal, true);
    else if (!briefing.room) this.drive({ ...response, role: "owner" }, true);
    return !!this.secret;
  }

  /** Show how to follow; asked again, take it away. */
  async share() {
    if (await this.open()) toggleSharePanel(this);
  }

  /** Drive a room: one that is new begins where this screen is, any other goes on where it was. */
  drive(known, isNew = false) {
    Object.assign(this, { room: known.room, secret: known.secret, role: known.role ?? "owner", link: known.follow ?? new URL(`live/${known.room}`, this.root).href, code: known.code, advice: known.advice });
    const { room, secret, role, link, code, advice } = this;
    sessionStorage.setItem(this.storageKey, JSON.stringify({ room, secret, role, follow: link, code, advice }));
    this.followers = 0;
    if (role === "guest") { this.take().then(() => { if (this.isDriving) this.listen(true); }); return; }
    this.listen(true);
    if (isNew) this.send();
  }

  /** A link for a telephone that drives, or for another person: for the presenter's eyes, so it is given, not shown. */
  async fetchLink(path, title, sentence) {
    if (!await this.open()) return { title, sentence: this.lineText };
    const response = await this.fetchJson(`live/${this.room}/${path}`, {});
    if (!response?.follow) return { title, sentence: response?.refusal ?? "The server does not answer." };
    return { title, sentence, link: response.follow, code: response.code, advice: response.advice };
  }

  remote() { return this.fetchLink("remote", "Drive by telephone", "Take a picture of this with your telephone: it shows your notes, the next slide and the clock. Keep it to yourself."); }
  invite() { return this.fetchLink("guest", "Hand over", "Whoever opens this drives from then on, and reads the notes meanwhile. You can take it back."); }

  /** Take it into one's own hand; `to` gives it back to the briefer. */
  async take(to) {
    const response = await this.fetchJson(`live/${this.room}/hand`, to ? { to } : {});
    if (response?.refusal) this.refused(response);
    else if (response) { this.turn = response.turn; this.setDriver(response.driver); }
  }

  setDriver(driver) {
    const before = this.driver;
    this.driver = driver;
    if (!this.secret || before === driver) return;
    if (this.role === "guest" && !this.isDriving) { this.followAgain(); return; }
    if (this.role === "guest") this.notes.load(this.room, this.secret);
    this.sayWhoDrives();
    this.dispatchEvent(new Event("change"));
  }

  /** A guest from whom it was taken back: the link that drove does so no more, and the notes are gone. */
  followAgain() {
    sessionStorage.removeItem(this.storageKey);
    Object.assign(this, { secret: null, role: "" });
    this.notes.forget();
    this.follow(this.room);
    this.showLine("The briefer has taken it back. You follow now.", true);
    this.hideLater();
  }

  get driverWords() {
    if (this.role === "guest") return "You drive now.";
    return this.isDriving ? "It is in your hand again." : "Handed over: another person drives.";
  }

  /** Said for a moment where the room looks on, and in the presenter's window for as long as it is so. */
  sayWhoDrives() {
    this.showLine(this.driverWords, true);
    this.hideLater();
  }

  /** What is pointed to changes with every move of the hand: the latest is enough. */
  pointLater() {
    if (!this.isDriving || this.pointTimer) return;
    this.pointTimer = setTimeout(() => { this.pointTimer = 0; this.send(); }, POINT_MS);
  }

  /** Tell where the briefing stands: the latest only, one at a time, again until it has been heard. */
  async send() {
    if (!this.isDriving || this.isLeaving) return;
    if (this.isSending) { this.isStale = true; return; }
    this.isSending = true;
    clearTimeout(this.retryTimer);
    do {
      this.isStale = false;
      const response = await this.fetchJson(`live/${this.room}`, { ...this.briefing.state, by: WINDOW_ID });
      if (response?.refusal) { this.isSending = false; this.refused(response); return; }
      this.isReached = !!response;
      if (response) Object.assign(this, { followers: response.followers, turn: response.turn, failures: 0 });
    } while (this.isStale && this.isReached);
    this.isSending = false;
    if (!this.isReached) this.retryTimer = setTimeout(() => this.send(), RETRY_MS[Math.min(this.failures = (this.failures ?? 0) + 1, RETRY_MS.length) - 1]);
    this.showState();
  }

  /** The server said no: another drives it now, or it is over. */
  refused({ refusal, status }) {
    if (this.role === "guest" && status !== 404) { this.followAgain(); return; }
    if (status !== 409) { this.leaveRoom(refusal); return; }
    this.setDriver("guest");
    this.show();
  }

  /** The server's answer; {refusal} where it said no; null where there was none. */
  async fetchJson(path, body, method = "POST", key = this.secret) {
    try {
      const headers = { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) };
      const response = await fetch(new URL(path, this.root), { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(8000) });
      if (response.ok) return response.status === 204 ? {} : await response.json();
      return response.status < 500 ? { refusal: (await response.text()).trim(), status: response.status } : null;
    } catch { return null; }
  }

  async stop() {
    await this.fetchJson(`live/${this.room}`, {}, "DELETE");
    this.leaveRoom("Nobody can follow any more.");
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
    const state = this.roomState;
    if (!state?.turn) return;
    this.briefing.goto(state.slide, state.part, "live");
    this.briefing.set({ ...this.briefing.state, blank: state.blank, point: state.point }, "live");
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
    const isOld = this.roomState && state.turn <= Math.max(this.roomState.turn, this.turn ?? 0);   // the first is never old
    this.roomState = state;
    if (isBriefer && !isOld) this.setDriver(state.driver);
    if (state.by === WINDOW_ID || (isBriefer && (this.isSending || isOld))) return;
    if (isBriefer ? state.turn > 0 : !this.isAlone) this.show();
  }

  leaveRoom(sentence) {
    const wasDriving = !!this.secret;
    this.stream?.close();
    sessionStorage.removeItem(this.storageKey);
    this.briefing.room = null;
    this.isLeaving = true;
    Object.assign(this, { room: null, secret: null, role: "", driver: "owner", roomState: null, turn: 0 });
    this.showLine(sentence, true);
    if (wasDriving) this.hideLater();
    this.isLeaving = false;
    this.dispatchEvent(new Event("change"));
  }

  /** How many follow, and what is wrong: for the presenter's window, and for the bar. */
  get status() {
    if (!this.secret) return null;
    const isCut = this.isReached === false || this.isLost;
    const many = `Live · ${this.followers} ${this.followers === 1 ? "follower" : "followers"}`;
    return { words: isCut ? "Live · no connection: you go on, followers catch up" : this.isDriving ? many : `${many} · ${this.driverWords}`, isUrgent: isCut || !this.isDriving };
  }

  /** Who follows is told so for a moment, and for as long as something is not as usual, with the way back to the briefer. */
  showState() {
    if (!this.room) return;
    this.dispatchEvent(new Event("change"));
    if (this.secret) return;
    if (this.isLost) { this.showLine("Following · no connection, trying again", true); return; }
    if (!this.isAlone) { if (!this.isSaying && this.showLine("Following the briefer")) this.hideLater(); return; }
    const back = el("button", { type: "button" }, `Back to the briefer${this.roomState?.turn ? `, slide ${this.roomState.slide}` : ""}`);
    back.addEventListener("click", () => this.comeBack());
    this.showLine("You look around by yourself.", true, back);
  }

  /** Say it on the slide; whether it was not said already. */
  showLine(sentence, isUrgent = false, ...more) {
    const text = sentence + more.map(element => element.textContent).join("");
    if (this.lineText === text && !this.line.hidden) return false;
    const isNew = this.lineText !== text;
    if (!isNew && !isUrgent) return false;
    clearTimeout(this.lineTimer);
    this.isSaying = false;
    this.lineText = text;
    this.line.hidden = false;
    this.line.classList.toggle("urgent", isUrgent);
    this.line.replaceChildren(sentence, ...more);
    return true;
  }

  hideLater() {
    clearTimeout(this.lineTimer);
    this.isSaying = true;
    this.lineTimer = setTimeout(() => { this.line.hidden = true; this.isSaying = false; }, SHOWN_MS);
  }
}
