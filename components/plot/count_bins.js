// The bins of a picture of counts: which one is under the pointer, which comes next for the keys, what each is called.

export const countWords = count => count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;

/** What can be walked through in a picture of counts: its bins, and the events that stand among them as themselves. */
export class Bins {
  constructor(meta) {
    const { lanes, periods, cells } = meta.bins, rowOf = new Map(lanes.map(([value], row) => [value, row]));
    this.bins = cells.map(([row, period, count]) => {
      const [value, name, top, floor] = lanes[row], [start, end, first, last, when, hasTime] = periods[period];
      return { id: `bin:${start}:${end}:${hasTime}:${value}`, hasTime, span: [start, end], first, last, x: (first + last) / 2, row, lane: value, top, floor,
        y: floor - 8, count, label: `${countWords(count)}, ${[when, name].filter(Boolean).join(", ")}`, when, name };
    });
    const rowOfEvent = ({ lane, y }) => { const row = rowOf.get(lane) ?? 0; return y < (lanes[row]?.[2] ?? 0) ? row - 0.5 : row; };   // what runs on stands above
    this.all = [...this.bins, ...meta.events.map(event => ({ ...event, row: rowOfEvent(event) }))];
  }

  /** The bin whose lane and period this is, however low its bar. */
  binAt(place, y) {
    const candidates = this.bins.filter(bin => place >= bin.first && place < bin.last && y >= bin.top && y <= bin.floor + 4);
    return candidates.reduce((best, bin) => !best || bin.last - bin.first < best.last - best.first ? bin : best, null);   // the hour before its day
  }

  /** The bins of a lane that have a part between two places. */
  binsBetween([from, to], y) { return this.bins.filter(bin => bin.last > from && bin.first < to && y >= bin.top && y <= bin.floor + 4); }

  find(id) { return this.all.find(item => item.id === id) ?? null; }

  /** The next in the same lane (step -1 or 1), or what stands nearest in a lane above or below; from nowhere, the middle. */
  next(id, step, isAcross, range) {
    const visible = this.all.filter(item => item.x >= range[0] && item.x <= range[1]), from = visible.find(item => item.id === id);
    const nearest = (items, place) => items.reduce((best, item) => !best || Math.abs(item.x - place) < Math.abs(best.x - place) ? item : best, null);
    if (!from) return nearest(visible, (range[0] + range[1]) / 2);
    if (isAcross) {
      const rows = [...new Set(visible.map(item => item.row))].filter(row => (row - from.row) * step > 0).sort((a, b) => (a - b) * step);
      return nearest(visible.filter(item => item.row === rows[0]), from.x);
    }
    return nearest(visible.filter(item => item.row === from.row && (item.x - from.x) * step > 0), from.x);
  }
}
