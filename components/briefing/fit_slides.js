// Fits a slide to a screen: type shrinks to a floor that the last row can read, then the slide breaks into parts.
const STEPS = [[1, 1], [0.92, 0.94], [0.84, 0.88], [0.76, 0.82], [0.68, 0.77], [0.6, 0.74]];   // headline, text
const FLOOR = STEPS.at(-1);
const SHORT = 80;   // letters of a headline that is said again on further parts
const MOST_PARTS = 90;

class Fitter {
  constructor(deck, box) {
    this.deck = deck;
    this.box = box;   // an element of the screen's size, in which slides are tried
    this.kept = new Map();
  }

  forget() { this.kept.clear(); }

  /** The parts of a slide on this screen, at least one: { headline, text, items, cards, steps, at, of }. */
  parts(number) {
    const size = `${number} ${this.box.clientWidth} ${this.box.clientHeight}`;
    if (!this.kept.has(size)) this.kept.set(size, this.broken(this.deck.slides[number - 1]));
    return this.kept.get(size);
  }

  /** A slide painted, its type as large as fits, its last cards left out where there is no room for them. */
  paint(number, part, box) {
    const slide = this.deck.slides[number - 1], parts = this.parts(number), chosen = parts[Math.min(part, parts.length) - 1];
    const painted = paintSlide(this.deck, slide, chosen);
    this.size(painted, chosen.steps);
    box.replaceChildren(painted);
    fitCards(painted.querySelector("aside"));
    clearStrip(painted.querySelector(".strip"));
    return painted;
  }

  size(painted, [headline, text]) {
    painted.style.setProperty("--headline", headline);
    painted.style.setProperty("--text", text);
  }

  broken(slide) {
    const whole = { headline: slide.headline, text: slide.text, items: itemsOf(slide), cards: slide.cards, at: 1, of: 1 };
    const tried = slide.kind === "closing" ? { ...whole, of: 2 } : whole;   // its cards may make a second part of it
    const steps = STEPS.find(steps => this.fits(slide, tried, steps));
    const parts = steps ? [{ ...whole, steps }] : this.split(slide, whole);
    if (slide.kind === "closing") this.dealCards(slide, parts);
    return parts.map((part, at) => ({ ...part, at: at + 1, of: parts.length }));
  }

  fits(slide, part, steps) {
    const painted = paintSlide(this.deck, slide, part);
    this.size(painted, steps);
    this.box.replaceChildren(painted);
    const main = painted.querySelector(".main");
    const isIn = main.scrollHeight <= main.clientHeight + 1 && main.scrollWidth <= main.clientWidth + 1;
    this.box.replaceChildren();
    return isIn;
  }

  split(slide, whole) {
    const trial = { ...whole, text: "", items: [], of: 9 };
    const letters = [...whole.headline];
    let room = letters.length;
    if (!this.fits(slide, trial, FLOOR) || letters.length > 240) {
      room = most(Math.min(letters.length, 240), count => this.fits(slide, { ...trial, headline: letters.slice(0, count).join("") + "…", text: "…" }, FLOOR));
    }
    const headline = room < letters.length ? letters.slice(0, room).join("").replace(/\s+\S{0,20}$/, "") + "…" : whole.headline;
    const rest = room < letters.length ? "…" + whole.headline.slice(headline.length - 1).trimStart() + "\n" : "";
    const frame = { ...trial, headline };
    return whole.items.length ? this.splitItems(slide, frame, whole.items) : this.splitText(slide, frame, (rest + (whole.text || "")).trim());
  }

  splitText(slide, first, text) {
    const parts = [], letters = [...first.headline];
    const later = letters.length > SHORT ? { ...first, headline: `${letters.slice(0, SHORT).join("").replace(/\s+\S{0,20}$/, "")}…` } : first;
    let left = text.match(/\S+\s*/g) ?? [""];
    while (left.length && parts.length < MOST_PARTS) {
      const frame = parts.length ? later : first;
      let count = most(left.length, count => this.fits(slide, { ...frame, text: left.slice(0, count).join("") }, FLOOR));
      if (!count) {   // one word that no slide can hold
        const letters = [...left[0]], room = Math.max(most(letters.length, n => this.fits(slide, { ...frame, text: letters.slice(0, n).join("") }, FLOOR)), 1);
        left = [letters.slice(0, room).join(""), letters.slice(room).join(""), ...left.slice(1)].filter(Boolean);
        count = 1;
      } else if (count < left.length) {
        const end = left.slice(0, count).findLastIndex(word => /[.!?…]["”’)]?\s*$/.test(word));
        if (end + 1 > 0.55 * count) count = end + 1;
      }
      parts.push({ ...frame, text: left.slice(0, count).join("").trimEnd(), steps: FLOOR });
      left = left.slice(count);
    }
    if (left.length) parts.at(-1).text = parts.at(-1).text.replace(/\s*\S+\s*$/, " …");
    return parts.length ? parts : [{ ...first, steps: FLOOR }];
  }

  splitItems(slide, frame, items) {
    const parts = [], steps = STEPS[3];
    for (let left = items; left.length;) {
      const count = Math.max(most(left.length, count => this.fits(slide, { ...frame, items: left.slice(0, count) }, steps)), 1);
      parts.push({ ...frame, items: left.slice(0, count), steps });
      left = left.slice(count);
    }
    return parts.length ? parts : [{ ...frame, steps }];
  }

  /** The closing's cards dealt out over its parts, and over further ones where they are more. */
  dealCards(slide, parts) {
    let left = slide.cards;
    for (let at = 0; at < parts.length || left.length; at += 1) {
      if (at >= parts.length) parts.push({ ...parts[0], items: [] });
      const painted = paintSlide(this.deck, slide, { ...parts[at], cards: left });
      this.box.replaceChildren(painted);
      const shown = left.length ? Math.max(fitCards(painted.querySelector("aside"), false), 1) : 0;
      parts[at].cards = left.slice(0, shown);
      left = left.slice(shown);
    }
    if (parts.every(part => part.cards.length < slide.cards.length) && parts[0].cards.length === slide.cards.length) return;
    for (const part of parts) if (!part.cards.length) part.cards = parts[0].cards;
    this.box.replaceChildren();
  }
}

/** The largest count for which `holds`, 0 where even 1 does not. */
function most(limit, holds) {
  let low = 0, high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle; else high = middle - 1;
  }
  return low;
}

const itemsOf = slide => slide.disputes.flatMap(dispute => dispute.doubts.map(doubt => ({ title: dispute.title, ...doubt })));

/** Take away the last cards until the column fits, and say how many went; gives how many cards are left. */
function fitCards(aside, isSaid = true) {
  const cards = [...aside.querySelectorAll(".card")];
  const isOver = () => aside.scrollHeight > aside.clientHeight + 1 || aside.scrollWidth > aside.clientWidth + 1;
  let gone = 0, said = null;
  while (isOver() && cards.length) {
    cards.pop().remove();
    gone += 1;
    if (isSaid) {
      said ??= aside.appendChild(el("p", { class: "further" }));
      said.textContent = `and ${gone} more ${gone === 1 ? "figure" : "figures"}`;
    }
  }
  return cards.length;
}
