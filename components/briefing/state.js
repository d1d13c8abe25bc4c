// Where the briefing stands: one slide, one part of it, blank or not. Whoever moves it calls these; whoever shows it
// listens to "change".

export class Briefing extends EventTarget {
  constructor(deck, partsOf) {
    super();
    this.deck = deck;
    this.partsOf = partsOf;   // slide number -> how many parts it has on this screen
    this.state = { slide: 1, part: 1, blank: false };
    this.home = 1;   // the last slide of the story that was shown: where to go on after one of the reserve
  }

  get count() { return this.deck.slides.length; }
  /** The last slide that is told without being asked for; those after it are the reserve. */
  get last() { return this.deck.main || this.count; }
  get isInReserve() { return this.state.slide > this.last; }
  get current() { return this.deck.slides[this.state.slide - 1]; }

  /** Go to a slide and a part; what is beyond the ends stops there. `from` says who asked, for those who pass it on. */
  goto(slide, part = 1, from = "here") {
    const target = Math.min(Math.max(Math.trunc(slide) || 1, 1), this.count);
    const count = this.partsOf(target);
    this.set({ slide: target, part: part === "last" ? count : Math.min(Math.max(Math.trunc(part) || 1, 1), count), blank: false }, from);
  }

  next(from) {
    const { slide, part } = this.state;
    if (part < this.partsOf(slide)) this.goto(slide, part + 1, from);
    else if (this.isInReserve) this.goto(this.home, 1, from);
    else if (slide < this.last) this.goto(slide + 1, 1, from);
    else this.goto(slide, part, from);
  }

  previous(from) {
    const { slide, part } = this.state;
    if (part > 1) this.goto(slide, part - 1, from);
    else if (this.isInReserve) this.goto(this.home, 1, from);
    else if (slide > 1) this.goto(slide - 1, "last", from);
    else this.goto(1, 1, from);
  }

  blank(from) { this.set({ ...this.state, blank: !this.state.blank }, from); }

  set(state, from = "here") {
    const before = this.state;
    if (before.slide === state.slide && before.part === state.part && before.blank === state.blank) return;
    this.state = state;
    if (!this.isInReserve) this.home = state.slide;
    this.dispatchEvent(new CustomEvent("change", { detail: { ...state, from } }));
  }

  /** The slide of an event, or the last slide before it in the story; the first slide where there is none. */
  slideOf(event) { return this.deck.slides.find(slide => slide.id && slide.id === event)?.number ?? 1; }
}
