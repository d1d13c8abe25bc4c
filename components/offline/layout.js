// Where everything stands: each event's body in pixels, its row in its lane, its label.

const ROW = 24, PAD = 7, BAR = 16, MARK = 16, NARROWEST = 14, FADE = 28, OPEN = 150, GAP = 10, AIR = 8, LONGEST = 380;
const pen = document.createElement("canvas").getContext("2d");
const measured = new Map();

/** Pixels of a text in the page's own font. */
function widthOf(text, size = 14, weight = 400) {
  const font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`, key = font + text;
  if (!measured.has(key)) { pen.font = font; measured.set(key, pen.measureText(text).width + 1); }
  return measured.get(key);
}

function fitted(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  let kept = Math.max(1, Math.floor(text.length * room / widthOf(text, size, weight)));
  while (kept > 3 && widthOf(text.slice(0, kept) + "…", size, weight) > room) kept--;
  return text.slice(0, kept).trimEnd() + "…";
}

/** From left to leftFull it fades in, from rightFull to right out. `mark` is where its mark stands; isBar, or the mark alone. */
function bodyOf(event, axis, chart) {
  const latest = axis.pixel(chart.recordEnd), { start, end } = event;
  let left = start === null ? null : axis.pixel(start), right = end === null ? null : axis.pixel(end);
  if (left === null && right === null) { left = axis.at(axis.scale.x[0]); right = axis.at(axis.scale.x.at(-1)); }
  else if (left === null) left = right - Math.min(OPEN, 0.16 * axis.room);
  else if (right === null) right = Math.max(latest, left + 64);
  if (start !== null && end !== null && right - left < NARROWEST) {
    const middle = (left + right) / 2;
    return { left: middle - MARK / 2, right: middle + MARK / 2, leftFull: left, rightFull: right, isBar: false, mark: middle };
  }
  const width = right - left, soft = Math.min(0.4 * width, FADE);
  const fadeOut = end === null ? Math.min(OPEN, 0.6 * width) : event.softEnd ? soft : 0;
  const fadeIn = start === null ? Math.min(0.9 * width, width - fadeOut) : event.softStart ? soft : 0;
  if (start !== null) left -= fadeIn / 2;
  if (end !== null) right += fadeOut / 2;
  const hasEdge = event.isInterval && start !== null && !fadeIn && right - left >= NARROWEST + 8;
  const mark = start === null ? right - MARK : event.isInterval && width >= 30 ? left + fadeIn / 2 + 14 : (left + right - (end === null ? fadeOut : 0)) / 2;
  return { left, right, leftFull: left + fadeIn, rightFull: right - fadeOut, isBar: true, hasEdge, mark };
}

/** The label's side and place: in the bar, right of it, or left of it; null where the window has no room for it. */
function labelOf(event, body, room) {
  const weight = event.importance >= 3 ? 600 : 400, tail = event.isUncertain ? "\u2009?" : "";
  const label = fitted(event.label, Math.min(LONGEST, 0.6 * room), 14, weight) + tail, width = widthOf(label, 14, weight);
  const inside = Math.max(body.left, 0) + (body.isBar ? Math.max(8, Math.min(body.mark + 12 - Math.max(body.left, 0), 26)) : 0);
  const within = { text: inside, from: body.left, to: Math.max(body.right, inside + width) };
  const right = { text: body.right + AIR, from: body.left, to: body.right + AIR + width };
  const left = { text: body.left - AIR - width, from: body.left - AIR - width, to: body.right };
  const fits = body.isBar && inside + width <= Math.min(body.right, room) - 4, covers = body.mark + 8 > inside && body.mark - 8 < inside + width;
  const order = fits && !covers ? [within, right, left] : [right, left, ...(body.isBar ? [within] : [])];
  const spots = order.filter(spot => spot.text >= 0 && spot.text + width <= room);
  return { label, weight, width, spots };
}

/** Each event of a lane put into the first row that has room for it and its label, in order of time. */
function packed(events, axis, chart) {
  const rows = [], row = new Map();
  for (const event of events) {
    const body = bodyOf(event, axis, chart), { spots } = labelOf(event, body, axis.room);
    const tries = spots.length ? spots : [{ from: body.left, to: body.right }];
    const isFree = (taken, spot) => taken.every(other => spot.to + GAP <= other.from || other.to + GAP <= spot.from);
    let at = 0, spot;
    while (!(spot = tries.find(one => isFree(rows[at] ??= [], one)))) at++;
    rows[at].push(spot);
    row.set(event.id, at);
  }
  return row;
}

/**
 * The lanes from `top` downwards. Rows are those of the whole record, less those that are empty here, so that no event
 * passes another while one zooms; a label that would touch its neighbour is left out until there is room.
 */
function arranged(lanes, usual, axis, chart, top, header) {
  return lanes.map(({ lane, events }, at) => {
    const bodies = events.map(event => ({ event, body: bodyOf(event, axis, chart) }));
    const near = bodies.filter(({ body }) => body.right > -0.5 * axis.room && body.left < 1.5 * axis.room);
    const used = [...new Set(near.map(({ event }) => usual[at].get(event.id)))].sort((a, b) => a - b);
    const rows = Math.max(used.length, 1), band = { lane, top, bottom: top + 2 * PAD + header + rows * ROW, shown: [] };
    const perRow = used.map(() => []);
    for (const { event, body } of near) perRow[used.indexOf(usual[at].get(event.id))].push({ event, body });
    perRow.forEach((row, place) => band.shown.push(...inRow(row, axis.room, top + PAD + header + place * ROW + ROW / 2)));
    top = band.bottom;
    return band;
  });
}

function inRow(row, room, y) {
  const taken = row.map(({ body }) => ({ from: body.left, to: body.right }));
  return row.map(({ event, body }, at) => {
    const { label, weight, width, spots } = labelOf(event, body, room);
    const isFree = spot => taken.every((other, place) => place === at || spot.to + 4 <= other.from || other.to + 4 <= spot.from);
    const isSeen = body.right > 0 && body.left < room, spot = isSeen ? spots.find(isFree) : null;
    if (spot) taken[at] = spot;
    return { event, body, y, weight, label: spot ? label : "", text: spot?.text ?? 0, from: spot?.from ?? body.left, to: spot?.to ?? body.right, width };
  });
}
