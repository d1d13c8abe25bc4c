// Pictures that are fetched before anybody asks: those of the next step of the wheel, in and out, under the pointer.
// They are few, come one after the other, and stop when the view moves or when the server has enough to do.

import { Outbox } from "../widgets/messages_to_python.js";

const REST_MS = 70, BUSY_MS = 1000, PAUSE_MS = 3000;

export class Prefetcher {
  /** likelyAddresses() names the addresses that are likely to be asked for next, the likeliest first. */
  constructor(requests, likelyAddresses) {
    this.requests = requests;
    this.likelyAddresses = likelyAddresses;
    this.quietUntil = 0;
  }

  /** Fetch when the pointer has rested; what is under way for another place is dropped. */
  startSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetchAll(), REST_MS);
  }

  /** The view moves: nothing more is fetched, and what is under way is dropped but for the one that is named. */
  stop(except = "") {
    clearTimeout(this.timer);
    this.turn = null;
    this.requests.cancelPrefetch([except]);
  }

  async fetchAll() {
    if (this.requests.underWay.size || Outbox.isRunning()) return this.startSoon();   // what is asked for comes first
    const turn = this.turn = {}, urls = this.likelyAddresses();
    this.requests.cancelPrefetch(urls);
    for (const url of urls) {
      if (this.turn !== turn || performance.now() < this.quietUntil) return;
      const begin = performance.now();
      await this.requests.prefetch(url);
      if (performance.now() - begin > BUSY_MS) this.quietUntil = performance.now() + PAUSE_MS;
    }
  }
}
