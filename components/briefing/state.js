// Where the briefing stands: one slide, one part of it, hidden by a colour or not, and what is pointed to. Whoever moves
// it calls these; whoever shows it listens to "change", and to "point" for what is pointed to alone.

export class Briefing extends EventTarget {
  constructor(deck, partsOf) {
    super();
    this.deck = deck;
    this.partsOf = partsOf;   // slide number -> how many parts it has on this screen
    this.state = { slide: 1, part: 1, blank: "", point: "" };
    this.home = 1;   // the last slide of the story that was shown: where to go on after one of the reserve
    this.isHeld = () => false;   // whether it is in other hands, so that this window only looks on
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
    this.set({ ...this.state, slide: target, part: part === "last" ? count : Math.min(Math.max(Math.trunc(part) || 1, 1), count) }, from);
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

  /** Hide the slide behind a colour, or show it again. It stays hidden, whatever slide it is, until this is asked again. */
  blank(color = "black", from = "here") { this.set({ ...this.state, blank: this.state.blank === color ? "" : color }, from); }

  /** Point to a place in the slide, "" for none. */
  point(place, from = "here") { this.set({ ...this.state, point: place }, from); }

  set(state, from = "here") {
    const before = this.state, isSame = before.slide === state.slide && before.part === state.part && before.blank === state.blank;
    if (isSame && before.point === state.point) return;
    if (from === "here" && this.isHeld()) { this.dispatchEvent(new CustomEvent("held")); return; }
    this.state = isSame || from !== "here" ? state : { ...state, point: "" };   // what was pointed to is gone
    if (!this.isInReserve) this.home = state.slide;
    this.dispatchEvent(new CustomEvent(isSame ? "point" : "change", { detail: { ...this.state, from } }));
  }

  /** The slide of an event, or the last slide before it in the story; the first slide where there is none. */
  slideOf(event) { return this.deck.slides.find(slide => slide.id && slide.id === event)?.number ?? 1; }
}
