// The bins of a picture of counts: which one is under the pointer, which comes next for the keys, what each is called.

const RESTING = 140, TIP_LETTERS = 90, ASIDE = 10;
const BY_KEY = "Enter goes in", BY_TAP = "Tap again to go in";

const countWords = count => count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;

/** What can be walked through in a picture of counts: its bins, and the events that stand among them as themselves. */
class Bins {
  constructor(meta) {
    const { lanes, periods, cells } = meta.bins, rowOf = new Map(lanes.map(([value], row) => [value, row]));
    this.bins = cells.map(([row, period, count]) => {
      const [value, name, top, floor] = lanes[row], [start, end, first, last, when, hasTime] = periods[period];
      return { id: `bin:${start}:${end}:${hasTime}:${value}`, hasTime, span: [start, end], first, last, x: (first + last) / 2, row, lane: value, top, floor,
        y: floor - 8, count, label: `${countWords(count)}, ${[when, name].filter(Boolean).join(", ")}`, when, name };
    });
    const rowAt = ({ lane, y }) => { const row = rowOf.get(lane) ?? 0; return y < (lanes[row]?.[2] ?? 0) ? row - 0.5 : row; };   // what runs on stands above
    this.all = [...this.bins, ...meta.events.map(event => ({ ...event, row: rowAt(event) }))];
  }

  /** The bin whose lane and period this is, however low its bar. */
  at(place, y) {
    const under = this.bins.filter(bin => place >= bin.first && place < bin.last && y >= bin.top && y <= bin.floor + 4);
    return under.reduce((best, bin) => !best || bin.last - bin.first < best.last - best.first ? bin : best, null);   // the hour before its day
  }

  /** The bins of a lane that have a part between two places. */
  within([from, to], y) { return this.bins.filter(bin => bin.last > from && bin.first < to && y >= bin.top && y <= bin.floor + 4); }

  find(id) { return this.all.find(one => one.id === id) ?? null; }

  /** The next in the same lane (step -1 or 1), or what stands nearest in a lane above or below; from nowhere, the middle. */
  next(id, step, isAcross, range) {
    const seen = this.all.filter(one => one.x >= range[0] && one.x <= range[1]), from = seen.find(one => one.id === id);
    const nearest = (some, place) => some.reduce((best, one) => !best || Math.abs(one.x - place) < Math.abs(best.x - place) ? one : best, null);
    if (!from) return nearest(seen, (range[0] + range[1]) / 2);
    if (isAcross) {
      const rows = [...new Set(seen.map(one => one.row))].filter(row => (row - from.row) * step > 0).sort((a, b) => (a - b) * step);
      return nearest(seen.filter(one => one.row === rows[0]), from.x);
    }
    return nearest(seen.filter(one => one.row === from.row && (one.x - from.x) * step > 0), from.x);
  }
}

/** What is said of the bin under the pointer or in focus: how many, when, where; then the most important titles. */
class Tip {
  constructor(frame, titlesOf, goInto) {
    this.frame = frame;
    this.titlesOf = titlesOf;
    this.known = new Map();
    this.shade = made("div", "bin", frame, { "aria-hidden": "true" });
    this.box = made("div", "tip", frame, { "aria-hidden": "true", "data-testid": "tip" });
    this.box.addEventListener("mousedown", event => event.preventDefault());   // the chart keeps the focus
    this.box.addEventListener("click", () => goInto(this.bin));
    this.hide();
  }

  /** box: left, top, right and bottom of the bin in pixels of the frame. hint: a last line. `said` is told when the titles are known. */
  show(bin, box, { hint = "", said = () => {} } = {}) {
    Object.assign(this.shade.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` });
    if (this.bin?.id === bin.id) return;
    this.hide();
    this.bin = bin;
    this.hint = hint;
    this.write(bin, this.known.get(bin.id));
    this.shade.hidden = this.box.hidden = false;
    this.stand(box);
    if (this.known.has(bin.id)) return said(this.known.get(bin.id));
    this.timer = setTimeout(() => this.fetch(bin, box, said), RESTING);
  }

  async fetch(bin, box, said) {
    const known = this.known, titles = await this.titlesOf(bin);
    if (!titles) return;
    known.set(bin.id, titles);
    if (this.bin?.id !== bin.id) return;
    this.write(bin, titles);
    this.stand(box);
    said(titles);
  }

  write(bin, titles) {
    this.box.replaceChildren();
    made("strong", "tip-count", this.box).textContent = countWords(bin.count);
    made("span", "tip-when", this.box).textContent = [bin.when, bin.name].filter(Boolean).join(" · ");
    const list = titles?.length && made("ul", "tip-titles", this.box);
    for (const [title, date] of titles ?? []) {
      const line = made("li", "tip-title", list);
      made("span", "tip-words", line).textContent = title.length > TIP_LETTERS ? `${title.slice(0, TIP_LETTERS)}…` : title;
      if (date !== bin.when) made("span", "tip-when", line).textContent = ` ${date}`;
    }
    if (titles && bin.count > titles.length) made("span", "tip-more", this.box).textContent = `and ${(bin.count - titles.length).toLocaleString("en")} more`;
    this.box.classList.toggle("dateline-tapped", this.hint === BY_TAP);   // what says "tap again" may be tapped itself
    if (this.hint) made("span", "tip-hint", this.box).textContent = this.hint;
  }

  /** Beside the bin, where there is room for it in the frame; else under it, or over it in the last lanes. */
  stand(box) {
    const { offsetWidth: width, offsetHeight: height } = this.box, { clientWidth: room, clientHeight: foot } = this.frame;
    const sides = [box.right + ASIDE, box.left - ASIDE - width], aside = sides.find(left => left >= 0 && left + width <= room);
    const left = aside ?? Math.max(0, Math.min((box.left + box.right - width) / 2, room - width));
    const top = aside !== undefined ? box.top : box.bottom + ASIDE + height <= foot ? box.bottom + ASIDE : box.top - ASIDE - height;
    Object.assign(this.box.style, { left: `${left}px`, top: `${top}px` });
  }

  hide() {
    clearTimeout(this.timer);
    this.bin = null;
    this.shade.hidden = this.box.hidden = true;
  }

  /** Other filters, other titles. */
  forget() { this.known = new Map(); this.hide(); }
}
