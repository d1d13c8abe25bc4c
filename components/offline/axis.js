// The axis: moments to pixels of the window and back, and what is written along it.

const MINUTE = 60, HOUR = 3600, DAY = 86400, MONTH = 2629800, YEAR = 31557600;
const SHORT = MONTHS.map(name => name.slice(0, 3));
const STEPS = [["second", 1, 1], ["second", 5, 5], ["second", 15, 15], ["minute", 1, 60], ["minute", 5, 300], ["minute", 15, 900],
  ["hour", 1, HOUR], ["hour", 3, 3 * HOUR], ["hour", 6, 6 * HOUR], ["hour", 12, 12 * HOUR], ["day", 1, DAY], ["day", 2, 2 * DAY],
  ["day", 7, 7 * DAY], ["month", 1, MONTH], ["month", 3, 3 * MONTH], ["month", 6, 6 * MONTH], ["year", 1, YEAR], ["year", 2, 2 * YEAR],
  ["year", 5, 5 * YEAR], ["year", 10, 10 * YEAR], ["year", 20, 20 * YEAR], ["year", 50, 50 * YEAR], ["year", 100, 100 * YEAR],
  ["year", 500, 500 * YEAR], ["year", 1000, 1000 * YEAR], ["year", 5000, 5000 * YEAR]];
const APART = { second: 84, minute: 70, hour: 70, day: 76, month: 76, year: 56 };

/** Places from `first` to `last` on so many pixels. */
class Axis {
  constructor(scale, [first, last], room) { Object.assign(this, { scale, first, last, room }); }
  at(place) { return (place - this.first) / (this.last - this.first) * this.room; }
  pixel(moment) { return this.at(placeOf(this.scale, moment)); }
  place(pixel) { return this.first + pixel / this.room * (this.last - this.first); }
  moment(pixel) { return momentOf(this.scale, this.place(pixel)); }
}

const utc = (year, month = 0, day = 1) => { const date = new Date(0); date.setUTCFullYear(year, month, day); return date.getTime() / 1000; };

/** The calendar's round moments of a step from start to before end, at most a few hundred. */
function* roundMoments([unit, step], start, end) {
  const date = new Date(start * 1000);
  if (unit === "year") {   // people count from 1: there is no year 0, and 500 BCE is the year -499
    for (let count = Math.floor(date.getUTCFullYear() / step) - 1, left = 400; left--; count++) {
      const moment = utc(count > 0 ? count * step : count * step + 1);
      if (moment >= end) return;
      if (moment >= start) yield moment;
    }
  } else if (unit === "month") {
    for (let month = date.getUTCFullYear() * 12 + Math.floor(date.getUTCMonth() / step) * step, left = 400; left--; month += step) {
      const moment = utc(Math.floor(month / 12), ((month % 12) + 12) % 12);
      if (moment >= end) return;
      if (moment >= start) yield moment;
    }
  } else {
    const length = step * { second: 1, minute: MINUTE, hour: HOUR, day: DAY }[unit], offset = unit === "day" && step % 7 === 0 ? 4 * DAY : 0;
    for (let moment = Math.ceil((start - offset) / length) * length + offset, left = 400; moment < end && left--; moment += length) yield moment;
  }
}

/** A tick's label: no more than the tick before it left unsaid. */
function tickWords(moment, unit, named) {
  const date = new Date(moment * 1000), year = date.getUTCFullYear(), isNewYear = !named || named.getUTCFullYear() !== year;
  const told = words => isNewYear ? `${words} ${yearWords(year)}` : words, month = SHORT[date.getUTCMonth()];
  if (unit === "year") return yearWords(year);
  if (unit === "month") return isNewYear && date.getUTCMonth() === 0 ? yearWords(year) : told(month);
  const day = told(`${date.getUTCDate()} ${month}`);
  if (unit === "day") return day;
  const clock = `${padded(date.getUTCHours())}:${padded(date.getUTCMinutes())}${unit === "second" ? `:${padded(date.getUTCSeconds())}` : ""}`;
  if (named && moment - moment % DAY === named.getTime() / 1000 - (named.getTime() / 1000) % DAY) return clock;
  return moment % DAY ? `${day}, ${clock}` : day;
}

/** What to write along the axis, left to right: {pixel, label, isFold}; no two labels touch, and `named` folds take their room. */
function ticksOf(axis, chart, width, namedFolds) {
  const folds = namedFolds.map(fold => {
    const left = axis.pixel(fold.start), right = axis.pixel(fold.end), seen = [Math.max(left, 0), Math.min(right, axis.room)];
    const pixel = seen[0] < seen[1] ? (seen[0] + seen[1]) / 2 : -1e6;
    return { pixel, label: fold.words, half: width(fold.words) / 2, isFold: true };
  });
  const edges = [chart.whole[0], ...chart.folds.flatMap(fold => [fold.start, fold.end]), chart.whole[1]], wanted = [];
  for (let at = 0; at < edges.length; at += 2) wanted.push(...inSegment(axis, edges[at], edges[at + 1]));
  let reached = -1e9, named = null;
  const found = wanted.sort((a, b) => a.pixel - b.pixel).map(({ pixel, moment, unit }) => {
    const label = tickWords(moment, unit, named), half = width(label) / 2;
    const isFree = pixel - half >= reached + 16 && !folds.some(fold => pixel - half < fold.pixel + fold.half + 6 && pixel + half > fold.pixel - fold.half - 6);
    if (!isFree || pixel < 0 || pixel + half > axis.room + 16) return { pixel, label: "" };
    reached = pixel + half;
    named = new Date(moment * 1000);
    return { pixel, label };
  });
  return [...found, ...folds];
}

function inSegment(axis, first, last) {
  const start = Math.max(first, axis.moment(0)), end = Math.min(last, axis.moment(axis.room));
  if (start >= end) return [];
  const perSecond = (axis.pixel(last) - axis.pixel(first)) / (last - first);
  let at = STEPS.findIndex(([unit, , seconds]) => seconds * perSecond >= APART[unit]);
  if (at < 0) at = STEPS.length - 1;
  for (const least = Math.max(at - 4, 0), fitting = at; at >= least; at--) {
    const found = [...roundMoments(STEPS[at], start, end)].map(moment => ({ pixel: axis.pixel(moment), moment, unit: STEPS[at][0] }));
    if (found.length) return at === fitting ? found : found.slice(0, 1);
  }
  return [];
}
