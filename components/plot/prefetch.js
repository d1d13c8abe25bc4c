// Pictures that are fetched before anybody asks: those of the next step of the wheel, in and out, under the pointer.
// They are few, come one after the other, and stop when the view moves or when the server has enough to do.

const REST_OF_POINTER = 70, BUSY_ANSWER = 1000, LET_BE = 3000;

class Ahead {
  /** wanted() names the addresses that are likely to be asked for next, the likeliest first. */
  constructor(asker, wanted) {
    this.asker = asker;
    this.wanted = wanted;
    this.quietUntil = 0;
  }

  /** Fetch when the pointer has rested; what is under way for another place is dropped. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetchAll(), REST_OF_POINTER);
  }

  /** The view moves: nothing more is fetched, and what is under way is dropped but for the one that is wanted. */
  drop(wanted = "") {
    clearTimeout(this.timer);
    this.turn = null;
    this.asker.dropAhead([wanted]);
  }

  async fetchAll() {
    if (this.asker.flying.size || Sending.isRunning()) return this.soon();   // what is asked for comes first
    const turn = this.turn = {}, urls = this.wanted();
    this.asker.dropAhead(urls);
    for (const url of urls) {
      if (this.turn !== turn || performance.now() < this.quietUntil) return;
      const begin = performance.now();
      await this.asker.askAhead(url);
      if (performance.now() - begin > BUSY_ANSWER) this.quietUntil = performance.now() + LET_BE;
    }
  }
}
