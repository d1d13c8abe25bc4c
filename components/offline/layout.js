// Where everything stands: each event's body in pixels, its row in its lane, its label.

import { drawing } from "./page_data.js";

const pen = document.createElement("canvas").getContext("2d");
export const widths = new Map();

/** Pixels of a text in the page's own font. */
export function widthOf(text, size = drawing.labelSize, weight = 400) {
  const font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`, key = font + text;
  if (!widths.has(key)) { pen.font = font; widths.set(key, pen.measureText(text).width + 1); }
  return widths.get(key);
}

export function shorten(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  let length = Math.max(1, Math.floor(text.length * room / widthOf(text, size, weight)));
  while (length > 3 && widthOf(text.slice(0, length) + "…", size, weight) > room) length--;
  return text.slice(0, length).trimEnd() + "…";
}

/** From left to leftFull it fades in, from rightFull to right out. `mark` is where its mark stands; isBar, or the mark alone. */
export function bodyOf(event, axis, chart) {
  const latest = axis.pixel(chart.recordEnd), { start, end } = event;
  let left = start === null ? null : axis.pixel(start), right = end === null ? null : axis.pixel(end);
  if (left === null && right === null) { left = axis.pixelOfPlace(axis.scale.x[0]); right = axis.pixelOfPlace(axis.scale.x.at(-1)); }
  else if (left === null) left = right - Math.min(drawing.open, 0.16 * axis.room);
  else if (right === null) right = Math.max(latest, left + 64);
  if (start !== null && end !== null && right - left < drawing.narrowest) {
    const middle = (left + right) / 2;
    return { left: middle - drawing.mark / 2, right: middle + drawing.mark / 2, leftFull: left, rightFull: right, isBar: false, mark: middle };
  }
  const width = right - left, soft = Math.min(0.4 * width, drawing.soft);
  const fadeOut = end === null ? Math.min(drawing.open, 0.6 * width) : event.softEnd ? soft : 0;
  const fadeIn = start === null ? Math.min(0.9 * width, width - fadeOut) : event.softStart ? soft : 0;
  if (start !== null) left -= fadeIn / 2;
  if (end !== null) right += fadeOut / 2;
  const hasEdge = event.isInterval && start !== null && !fadeIn && right - left >= drawing.narrowest + 8;
  const mark = start === null ? right - drawing.mark : event.isInterval && width >= drawing.roomForMark ? left + fadeIn / 2 + drawing.roomForMark / 2 - 1 : (left + right - (end === null ? fadeOut : 0)) / 2;
  return { left, right, leftFull: left + fadeIn, rightFull: right - fadeOut, isBar: true, hasEdge, mark };
}

/** The label's side and place: in the bar, right of it, or left of it; null where the window has no room for it. */
function labelOf(event, body, room) {
  const weight = event.importance >= 3 ? 600 : 400;
  const label = shorten(event.label, Math.min(drawing.longest, 0.6 * room), drawing.labelSize, weight), width = widthOf(label, drawing.labelSize, weight);
  const inside = Math.max(body.left, 0) + (body.isBar ? Math.max(drawing.inside, Math.min(body.mark + drawing.afterMark - Math.max(body.left, 0), 26)) : 0);
  const within = { text: inside, from: body.left, to: Math.max(body.right, inside + width) };
  const right = { text: body.right + drawing.beside, from: body.left, to: body.right + drawing.beside + width };
  const left = { text: body.left - drawing.beside - width, from: body.left - drawing.beside - width, to: body.right };
  const fits = body.isBar && inside + width <= Math.min(body.right, room) - drawing.inside, covers = body.mark + 8 > inside && body.mark - 8 < inside + width;
  const order = fits && !covers ? [within, right, left] : [right, left, ...(body.isBar ? [within] : [])];
  const spots = order.filter(spot => spot.text >= 0 && spot.text + width <= room);
  return { label, weight, width, spots };
}

/** Each event of a lane put into the first row that has room for it and its label, in order of time. */
export function packRows(events, axis, chart) {
  const rows = [], rowOf = new Map();
  for (const event of events) {
    const body = bodyOf(event, axis, chart), { spots } = labelOf(event, body, axis.room);
    const tries = spots.length ? spots : [{ from: body.left, to: body.right }];
    const isFree = (stretches, spot) => stretches.every(other => spot.to + drawing.gap <= other.from || other.to + drawing.gap <= spot.from);
    let index = 0, spot;
    while (!(spot = tries.find(candidate => isFree(rows[index] ??= [], candidate)))) index++;
    rows[index].push(spot);
    rowOf.set(event.id, index);
  }
  return rowOf;
}

/**
 * The lanes from `top` downwards. Rows are those of the whole record, less those that are empty here, so that no event
 * passes another while one zooms; a label that would touch its neighbour is left out until there is room.
 */
export function arrangeLanes(lanes, usualRows, axis, chart, top, header) {
  return lanes.map(({ lane, events }, index) => {
    const bodies = events.map(event => ({ event, body: bodyOf(event, axis, chart) }));
    const near = bodies.filter(({ body }) => body.right > -0.5 * axis.room && body.left < 1.5 * axis.room);
    const used = [...new Set(near.map(({ event }) => usualRows[index].get(event.id)))].sort((a, b) => a - b);
    const rows = Math.max(used.length, 1), band = { lane, top, bottom: top + 2 * drawing.pad + header + rows * drawing.row, items: [] };
    const perRow = used.map(() => []);
    for (const { event, body } of near) perRow[used.indexOf(usualRows[index].get(event.id))].push({ event, body });
    perRow.forEach((row, place) => band.items.push(...labelsInRow(row, axis.room, top + drawing.pad + header + place * drawing.row + drawing.row / 2)));
    top = band.bottom;
    return band;
  });
}

function labelsInRow(row, room, y) {
  const stretches = row.map(({ body }) => ({ from: body.left, to: body.right }));
  return row.map(({ event, body }, index) => {
    const { label, weight, width, spots } = labelOf(event, body, room);
    const isFree = spot => stretches.every((other, otherIndex) => otherIndex === index || spot.to + drawing.gap <= other.from || other.to + drawing.gap <= spot.from);
    const isSeen = body.right > 0 && body.left < room, spot = isSeen ? spots.find(isFree) : null;
    if (spot) stretches[index] = spot;
    return { event, body, y, weight, label: spot ? label : "", text: spot?.text ?? 0, from: spot?.from ?? body.left, to: spot?.to ?? body.right, width };
  });
}
