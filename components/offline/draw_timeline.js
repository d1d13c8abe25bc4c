// The picture as SVG. Text is only ever set as text.

const SVG_NS = "http://www.w3.org/2000/svg";

function drawn(tag, attributes = {}, ...inside) {
  const element = document.createElementNS(SVG_NS, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** The lanes, the axis, the folds, the eras and the events on a stage {axis, chart, left, top, height, bands, ages, chosen, isDark}. */
function painted(stage) {
  const { axis, chart, left, bands, top, height, ages } = stage;
  const clip = drawn("clipPath", { id: "plot" }, drawn("rect", { x: 0, y: -top, width: axis.room, height: height + top + 40 }));
  const plot = drawn("g", { "clip-path": "url(#plot)" });
  const back = drawn("g", {}, ...bands.map((band, at) => drawn("rect", { x: 0, y: band.top, width: axis.room, height: band.bottom - band.top, class: at % 2 ? "band other" : "band" })));
  plot.append(...ages.map(age => wash(age, height)));
  const width = text => widthOf(text, 13), ticks = ticksOf(axis, chart, width, chart.folds);
  plot.append(...ticks.filter(tick => !tick.isFold).map(tick => drawn("line", { x1: tick.pixel, x2: tick.pixel, y1: 0, y2: height, class: "grid" })));
  const shown = bands.flatMap(band => band.shown);
  plot.append(...shown.flatMap(one => barOf(one, stage)), ...chart.folds.flatMap(fold => tornOf(fold, axis, height)));
  if (chart.known) plot.append(...knownOf(chart.known, axis, height));
  plot.append(...shown.flatMap(one => markOf(one, stage)), ...ages.map(ageName), ...shown.filter(one => one.label).map(labelText));
  const named = found => found.filter(tick => tick.label && tick.pixel >= -1 && tick.pixel <= axis.room + 1);
  const above = named(ticksOf(axis, chart, width, [])).map(tick => drawn("text", { x: tick.pixel, y: -9, class: "tick", "text-anchor": "middle" }, tick.label));
  const below = named(ticks).map(tick => drawn("text", { x: tick.pixel, y: height + 19, class: tick.isFold ? "tick fold" : "tick", "text-anchor": "middle" }, tick.label));
  return drawn("g", { transform: `translate(${left},${top})` }, clip, back, plot, ...above, ...below, ...bands.flatMap(band => laneName(band, stage)));
}

function wash(age, height) {
  const fill = `url(#${fadeFor("era", age.body)})`;
  return drawn("g", {}, drawn("rect", { x: age.body.left, y: 0, width: Math.max(age.body.right - age.body.left, 1), height, fill, class: "era-wash" }),
    drawn("rect", { x: age.body.left, y: age.y - 10, width: Math.max(age.body.right - age.body.left, 1), height: 20, fill, class: "era-strip" }));
}

const ageName = age => drawn("text", { x: age.text, y: age.y + 4.5, class: "era" }, age.name);

function laneName(band, { left, chart, isNarrow }) {
  const y = isNarrow ? band.top + PAD + 9 : (band.top + band.bottom) / 2, x = isNarrow ? 8 : -16, room = isNarrow ? 240 : left - 34;
  const name = drawn("text", { x: isNarrow ? 22 : -28, y: y + 5, class: "lane", "text-anchor": isNarrow ? "start" : "end" }, fitted(band.lane.name, room, 14, 600));
  return band.lane.category === null ? [name] : [name, shapeOf(chart.styles[band.lane.category], x, y, false)];
}

/** A category's mark: a path around nothing, put where it belongs. */
function shapeOf(style, x, y, isHollow) {
  return drawn("path", { d: style.path, transform: `translate(${x},${y})`, class: `mark ${style.name}${isHollow ? " hollow" : ""}` });
}

const fades = new Map();
/** The id of a gradient that fades as this body does; made once for each look. */
function fadeFor(name, { left, right, leftFull, rightFull }) {
  const part = value => Math.round(100 * Math.max(0, Math.min(1, (value - left) / Math.max(right - left, 1))));
  const [full, end] = [part(leftFull), part(rightFull)], id = `fade-${name}-${full}-${end}`;
  if (!fades.has(id)) {
    const stop = (offset, opacity) => drawn("stop", { offset: `${offset}%`, "stop-opacity": opacity, class: `stop ${name}` });
    fades.set(id, drawn("linearGradient", { id }, stop(0, full ? 0 : 1), stop(full, 1), stop(end, 1), stop(100, end < 100 ? 0 : 1)));
    document.getElementById("fades").append(fades.get(id));
  }
  return id;
}

function barOf({ event, body, y }, { chart, chosen }) {
  if (!body.isBar) return [];
  const name = chart.styles[event.category].name, width = Math.max(body.right - body.left, 1);
  const found = [drawn("rect", { x: body.left, y: y - BAR / 2, width, height: BAR, fill: `url(#${fadeFor(name, body)})`, class: event.isSet ? "bar set" : "bar" })];
  const box = { x: body.left + .5, y: y - BAR / 2 + .5, width: Math.max(width - 1, 1), height: BAR - 1 };
  if (event.isUncertain && body.leftFull === body.left && body.rightFull === body.right) found.push(drawn("rect", { ...box, class: `unsure ${name}` }));
  if (event.isSet) found.push(drawn("line", { x1: body.leftFull, x2: body.rightFull, y1: y, y2: y, class: `whisker ${name}` }));
  if (body.hasEdge) found.push(drawn("rect", { x: body.left, y: y - BAR / 2, width: 3, height: BAR, class: `edge ${name}` }));
  if (event.id === chosen) found.push(drawn("rect", { x: box.x - 3, y: box.y - 4, width: box.width + 6, height: box.height + 8, class: "chosen" }));
  return found;
}

function markOf(one, { chart, chosen }) {
  const { event, body, y } = one;
  if (one.label && one.text > body.left && one.text < body.mark + 8 && one.text + one.width > body.mark) return [];
  const found = event.id === chosen && !body.isBar ? [drawn("circle", { cx: body.mark, cy: y, r: 13, class: "chosen" })] : [];
  return [...found, shapeOf(chart.styles[event.category], body.mark, y, event.isUncertain)];
}

const labelText = one => drawn("text", { x: one.text, y: one.y + 5, class: one.weight > 400 ? "label key" : "label" }, one.label);

function tornOf(fold, axis, height) {
  const left = axis.pixel(fold.start) + 4, right = axis.pixel(fold.end) - 4;
  if (right < 0 || left > axis.room) return [];
  const edge = x => { let path = `M${x},0`; for (let y = 0, turn = 1; y < height; y += 7, turn = -turn) path += `L${x + 2.5 * turn},${Math.min(y + 7, height)}`; return path; };
  return [drawn("rect", { x: left, y: 0, width: Math.max(right - left, 1), height, class: "gap" }), drawn("path", { d: edge(left), class: "torn" }), drawn("path", { d: edge(right), class: "torn" })];
}

function knownOf({ at, words }, axis, height) {
  const x = axis.pixel(at), isLeft = x > axis.room - widthOf(words, 13, 600) - 8;
  return [drawn("line", { x1: x, x2: x, y1: 0, y2: height, class: "known" }),
    drawn("text", { x, y: -26, class: "known-words", "text-anchor": isLeft ? "end" : "start" }, words)];
}
