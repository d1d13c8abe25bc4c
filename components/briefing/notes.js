// The briefer's notes. They are in no page: whoever may read them fetches them by a key, and nobody else is given them.

const STORED_KEY = "dateline.briefer";

/** The notes of the briefing at this address, asked of the app. `root` is the app's own address. */
export class Notes extends EventTarget {
  constructor(root, address) {
    super();
    this.root = root;
    this.bySlide = {};
    this.sentence = "";   // why there are none
    this.place = location.href.split("#")[0].slice(root.length).replace(/^briefing/, "notes");
    if (address.get("notes")) sessionStorage.setItem(`${STORED_KEY} ${location.pathname}`, address.get("notes"));
  }

  of(slide) { return this.bySlide[slide.number] ?? ""; }
  get key() { return sessionStorage.getItem(`${STORED_KEY} ${location.pathname}`) ?? sessionStorage.getItem(STORED_KEY) ?? ""; }

  /** Fetch them: by what this tab holds, or by a room that is driven and its secret. */
  async load(room = "", secret = "") {
    const target = new URL(this.place, this.root), key = secret || this.key;
    if (room) target.searchParams.set("room", room);
    try {
      const response = await fetch(target, { method: "POST", headers: key ? { Authorization: `Bearer ${key}` } : {}, signal: AbortSignal.timeout(20_000) });
      this.isRefused = response.status === 401;
      const driven = this.isRefused && !room && this.drivenRoom();
      if (driven?.secret) return this.load(driven.room, driven.secret);
      this.bySlide = response.ok ? await response.json() : {};
      this.sentence = response.ok ? "" : (await response.text()).trim();
    } catch { this.sentence = "The notes cannot be fetched: the server does not answer."; }
    return this.dispatchEvent(new Event("change"));
  }

  /** The room that this tab drives, or that drove when this window was opened. */
  drivenRoom() { try { return JSON.parse(sessionStorage.getItem(`dateline.live ${location.pathname}${location.search}`)); } catch { return null; } }

  forget() {
    this.bySlide = {};
    this.sentence = "Notes are with whoever drives.";
    this.dispatchEvent(new Event("change"));
  }

  /** The briefer's key, as it was typed here, or in the other window. */
  keep(key) { sessionStorage.setItem(STORED_KEY, key); }

  use(key) {
    this.keep(key);
    this.dispatchEvent(new CustomEvent("key", { detail: key }));
    return this.load();
  }
}
