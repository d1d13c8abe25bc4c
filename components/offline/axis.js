// The axis: moments to pixels of the window and back, and what is written along it.

import { momentOf, MONTHS, padNumber, placeOf, yearWords } from "../plot/time.js";
import { drawing } from "./page_data.js";

const MINUTE = 60, HOUR = 3600, DAY = 86400;
const SHORT_MONTHS = MONTHS.map(name => name.slice(0, 3));

/** Places from `first` to `last` on so many pixels. */
export class Axis {
  constructor(scale, [first, last], room) { Object.assign(this, { scale, first, last, room }); }
  pixelOfPlace(place) { return (place - this.first) / (this.last - this.first) * this.room; }
  pixel(moment) { return this.pixelOfPlace(placeOf(this.scale, moment)); }
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
function tickWords(moment, unit, lastNamed) {
  const date = new Date(moment * 1000), year = date.getUTCFullYear(), isNewYear = !lastNamed || lastNamed.getUTCFullYear() !== year;
  const withYear = words => isNewYear ? `${words} ${yearWords(year)}` : words, month = SHORT_MONTHS[date.getUTCMonth()];
  if (unit === "year") return yearWords(year);
  if (unit === "month") return isNewYear && date.getUTCMonth() === 0 ? yearWords(year) : withYear(month);
  const day = withYear(`${date.getUTCDate()} ${month}`);
  if (unit === "day") return day;
  const clock = `${padNumber(date.getUTCHours())}:${padNumber(date.getUTCMinutes())}${unit === "second" ? `:${padNumber(date.getUTCSeconds())}` : ""}`;
  if (lastNamed && moment - moment % DAY === lastNamed.getTime() / 1000 - (lastNamed.getTime() / 1000) % DAY) return clock;
  return moment % DAY ? `${day}, ${clock}` : day;
}

/** What to write along the axis, left to right: {pixel, label, isFold}; no two labels touch, and `named` folds take their room. */
export function ticksOf(axis, chart, width, namedFolds) {
  const folds = namedFolds.map(fold => {
    const left = axis.pixel(fold.start), right = axis.pixel(fold.end), inView = [Math.max(left, 0), Math.min(right, axis.room)];
    const pixel = inView[0] < inView[1] ? (inView[0] + inView[1]) / 2 : -1e6;
    return { pixel, label: fold.words, half: width(fold.words) / 2, isFold: true };
  });
  const edges = [chart.whole[0], ...chart.folds.flatMap(fold => [fold.start, fold.end]), chart.whole[1]], wanted = [];
  for (let edge = 0; edge < edges.length; edge += 2) wanted.push(...ticksInSegment(axis, edges[edge], edges[edge + 1]));
  let lastPixel = -1e9, lastNamed = null;
  const written = wanted.sort((a, b) => a.pixel - b.pixel).map(({ pixel, moment, unit }) => {
    const label = tickWords(moment, unit, lastNamed), half = width(label) / 2;
    const isFree = pixel - half >= lastPixel + drawing.tickAir && !folds.some(fold => pixel - half < fold.pixel + fold.half + drawing.tickAir / 2 && pixel + half > fold.pixel - fold.half - drawing.tickAir / 2);
    if (!isFree || pixel < 0 || pixel + half > axis.room + drawing.right) return { pixel, label: "" };
    lastPixel = pixel + half;
    lastNamed = new Date(moment * 1000);
    return { pixel, label };
  });
  return [...written, ...folds];
}

function ticksInSegment(axis, first, last) {
  const start = Math.max(first, axis.moment(0)), end = Math.min(last, axis.moment(axis.room));
  if (start >= end) return [];
  const perSecond = (axis.pixel(last) - axis.pixel(first)) / (last - first);
  let step = drawing.steps.findIndex(([unit, , seconds]) => seconds * perSecond >= drawing.apart[unit]);
  if (step < 0) step = drawing.steps.length - 1;
  for (const least = Math.max(step - 4, 0), fitting = step; step >= least; step--) {
    const written = [...roundMoments(drawing.steps[step], start, end)].map(moment => ({ pixel: axis.pixel(moment), moment, unit: drawing.steps[step][0] }));
    if (written.length) return step === fitting ? written : written.slice(0, 1);
  }
  return [];
}
