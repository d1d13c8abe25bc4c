// The cells of a calendar: which one is under the pointer, which comes next for the keys, what each is called. A cell is
// entered like a bin of counts, but on the timeline; what it holds is told by category, and is known already.

import { countWords } from "./count_bins.js";

export class Cells {
  constructor(meta) {
    this.leadsToTimeline = true;
    this.all = meta.cells.map(([first, top, last, floor, count, start, end, when, by]) => ({
      id: `cell:${start}:${end}`, isCell: true, span: [start, end], first, last, top, floor, count, when, x: (first + last) / 2, y: (top + floor) / 2,
      lines: by.map(([category, many]) => [category || "No category", many.toLocaleString("en")]),
      label: [`${countWords(count)}, ${when}`, ...by.map(([category, many]) => `${category || "no category"} ${many}`)].join(". ") }));
  }

  binAt(place, y) { return this.all.find(cell => place >= cell.first - 1 && place <= cell.last + 1 && y >= cell.top - 1 && y <= cell.floor + 1) ?? null; }

  /** The cells near a finger that is between two places, at a height. */
  binsBetween([from, to], y) { return this.all.filter(cell => cell.last > from && cell.first < to && y >= cell.top - 6 && y <= cell.floor + 6); }

  find(id) { return this.all.find(cell => cell.id === id) ?? null; }

  /** The next in the same row (step -1 or 1) or, up and down, in the same column; else the one before or after in time. */
  next(id, step, isAcross) {
    const at = this.all.findIndex(cell => cell.id === id), from = this.all[at];
    if (!from) return this.all[step < 0 ? this.all.length - 1 : 0] ?? null;
    const along = cell => (isAcross ? cell.y - from.y : cell.x - from.x) * step, aside = cell => Math.abs(isAcross ? cell.x - from.x : cell.y - from.y);
    const ahead = this.all.filter(cell => along(cell) > 1 && aside(cell) < 2).sort((a, b) => along(a) - along(b));
    return ahead[0] ?? this.all[at + step] ?? null;
  }
}
