// Moments and places. A moment is seconds since 1970 in the proleptic Gregorian calendar, negative before; a place is
// where a picture puts it on its axis. Every picture brings its own scale: {t: [moments], x: [places]}, straight between.

export const MONTHS = ("January February March April May June July August September October November December").split(" ");

/** The shortest window, in seconds. */
export const MIN_SECONDS = 10;

function interpolate(from, to, value) {
  if (from.length < 2) return value;
  let low = 0, high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= value) low = middle; else high = middle;
  }
  const length = from[high] - from[low];
  return length ? to[low] + (value - from[low]) * (to[high] - to[low]) / length : to[low];
}

export const placeOf = (scale, moment) => interpolate(scale.t, scale.x, moment);
export const momentOf = (scale, place) => interpolate(scale.x, scale.t, place);
export const placesOf = (scale, span) => span.map(moment => placeOf(scale, moment));
export const momentsOf = (scale, span) => span.map(place => momentOf(scale, place));

export const padNumber = (number, length = 2) => String(number).padStart(length, "0");

/** "2022-01-06T14:30:00", and "-0043-03-15T00:00:00" for the years before 1 BCE. */
export function isoOf(moment) {
  const date = new Date(Math.round(moment) * 1000), year = date.getUTCFullYear();
  const day = `${year < 0 ? "-" : ""}${padNumber(Math.abs(year), 4)}-${padNumber(date.getUTCMonth() + 1)}-${padNumber(date.getUTCDate())}`;
  return `${day}T${padNumber(date.getUTCHours())}:${padNumber(date.getUTCMinutes())}:${padNumber(date.getUTCSeconds())}`;
}

export const yearWords = year => year <= 0 ? `${(1 - year).toLocaleString("en")} BCE` : year < 1000 ? `${year} CE` : String(year);

/** "5 January 2022, 14:30", as fine as a span of that many seconds needs. */
export function momentWords(moment, seconds) {
  const date = new Date(Math.round(moment) * 1000), year = date.getUTCFullYear();
  const named = yearWords(year);
  if (seconds > 40 * 31557600) return named;
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${named}`;
  return seconds > 4 * 86400 ? day : `${day}, ${padNumber(date.getUTCHours())}:${padNumber(date.getUTCMinutes())}`;
}

/** "5–6 January", "March–May 2019", "1990–2005": a stretch in as few words as name it; its end is exclusive. */
export function stretchWords([start, end]) {
  const [from, to] = [start, end - 1].map(moment => new Date(Math.round(moment) * 1000));
  const years = [from, to].map(date => yearWords(date.getUTCFullYear()));
  const months = [from, to].map(date => MONTHS[date.getUTCMonth()]), days = [from, to].map(date => date.getUTCDate());
  const joined = (a, b) => a === b ? `${a}` : `${a}–${b}`;
  if (end - start > 800 * 86400) return joined(...years);
  if (years[0] !== years[1]) return `${months[0]} ${years[0]} – ${months[1]} ${years[1]}`;
  if (end - start > 62 * 86400) return `${joined(...months)} ${years[0]}`;
  return months[0] === months[1] ? `${joined(...days)} ${months[0]}` : `${days[0]} ${months[0]} – ${days[1]} ${months[1]}`;
}

/** The span on a grid of a pixel or two, so that viewers who look at nearly the same share one picture. Whole hours stay. */
export function snapSpan([start, end], parts = 512) {
  if (start % 3600 === 0 && end % 3600 === 0) return [start, end];
  const grid = Math.max(1, 2 ** Math.floor(Math.log2((end - start) / parts)));
  const from = Math.round(start / grid) * grid;
  return [from, Math.max(from + grid, Math.round(end / grid) * grid)];
}

export const isSameSpan = (a, b) => a === b || (!!a && !!b && Math.abs(a[0] - b[0]) < 1 && Math.abs(a[1] - b[1]) < 1);
