// Asks the server for pictures, and keeps those that came.

const MAX_UNDER_WAY = 2, MAX_STORED = 40;

/** A mistake that has a sentence for the viewer. */
export class PictureError extends Error {}

/** Asks for pictures, a few at a time. Answers that come after a later one are dropped. */
export class PictureRequests {
  constructor() { this.turn = 0; this.latestShown = 0; this.underWay = new Set(); this.cache = new Map(); this.prefetching = new Map(); }

  get isFull() { return this.underWay.size >= MAX_UNDER_WAY; }

  /** The picture of this address, or null when a later one has been taken meanwhile. Throws PictureError. */
  async get(url) {
    const turn = ++this.turn, controller = new AbortController();
    this.underWay.add(controller);
    try {
      const picture = this.cache.get(url) ?? await this.prefetching.get(url)?.picture ?? await fetchPicture(url, controller.signal);
      if (controller.signal.aborted) return null;
      this.store(url, picture);
      if (turn < this.latestShown) return null;
      this.latestShown = turn;
      return picture;
    } catch (error) {
      if (controller.signal.aborted || turn < this.latestShown) return null;
      throw error;
    } finally {
      this.underWay.delete(controller);
    }
  }

  /** What was asked for means nothing any more: it is another record, or another choice of events. */
  cancelAll() {
    for (const controller of this.underWay) controller.abort();
    this.underWay.clear();
  }

  /** Have this picture come at low priority, in case it is asked for. Never throws. */
  async prefetch(url) {
    if (this.cache.has(url) || this.prefetching.has(url)) return;
    const controller = new AbortController(), picture = fetchPicture(url, controller.signal, "low").catch(() => null);
    this.prefetching.set(url, { controller, picture });
    const arrived = await picture;
    this.prefetching.delete(url);
    if (arrived) this.store(url, arrived);
  }

  /** Drop what was to come ahead, but for these. */
  cancelPrefetch(except) {
    for (const [url, { controller }] of this.prefetching) if (!except.includes(url)) { controller.abort(); this.prefetching.delete(url); }
  }

  store(url, picture) {
    this.cache.delete(url);
    this.cache.set(url, picture);
    if (this.cache.size > MAX_STORED) this.cache.delete(this.cache.keys().next().value);
  }
}

export async function fetchPicture(url, signal, priority = "high") {
  let response;
  try { response = await fetch(url, { signal, priority, credentials: "same-origin" }); }
  catch (error) {
    if (signal?.aborted) throw error;
    throw new PictureError("The server does not answer, so this is the last picture that came.");
  }
  if (!response.ok) {
    const refusal = response.headers.get("content-type")?.startsWith("text/plain") && response.status < 500 ? (await response.text()).trim() : "";
    throw new PictureError(refusal || "The server could not draw this picture.");
  }
  try { return await response.json(); }
  catch (error) {
    if (signal?.aborted) throw error;
    throw new PictureError("The answer of the server broke off.");
  }
}
