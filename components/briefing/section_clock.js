// The time of each section, and whether it is over or under: a section begins at a slide that says how many minutes it has.

const STORED = "dateline.sections";

/** The sections of a deck: { first, seconds, title }; none where no slide says a time. */
const sectionsOf = deck => deck.slides.filter(slide => slide.minutes > 0)
  .map(slide => ({ first: slide.number, seconds: 60 * slide.minutes, title: slide.section || slide.headline || deck.title }));

/** Counts the time that is spent in each section, the same after a reload. */
export class SectionClock {
  constructor(deck) {
    this.sections = sectionsOf(deck);
    this.spent = this.stored();
  }

  stored() {
    try {
      const spent = JSON.parse(sessionStorage.getItem(STORED));
      return this.sections.map((_, index) => Number(spent?.[index]) || 0);
    } catch { return this.sections.map(() => 0); }
  }

  indexAt(slide) { return this.sections.findLastIndex(section => section.first <= slide); }

  /** So many seconds more were spent at a slide. */
  spend(slide, seconds) {
    const index = this.indexAt(slide);
    if (index < 0) return;
    this.spent[index] += seconds;
    sessionStorage.setItem(STORED, JSON.stringify(this.spent));
  }

  restart() {
    this.spent = this.sections.map(() => 0);
    sessionStorage.removeItem(STORED);
  }

  /** The section of a slide: its title, the seconds spent and left, and by how many the whole is over (under: below 0). */
  at(slide) {
    const index = this.indexAt(slide);
    if (index < 0) return null;
    const { title, seconds } = this.sections[index], spent = this.spent[index];
    const before = this.sections.slice(0, index).reduce((sum, section, at) => sum + this.spent[at] - section.seconds, 0);
    return { title, spent, left: seconds - spent, over: before + Math.max(spent - seconds, 0) };
  }
}
