// The picture as SVG. Text is only ever set as text.

import { ticksOf } from "./axis.js";
import { shorten, widthOf } from "./layout.js";
import { drawing } from "./page_data.js";

const SVG = "http://www.w3.org/2000/svg";

export function svgElement(tag, attributes = {}, ...inside) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** The lanes, the axis, the folds, the eras and the events on a stage {axis, chart, left, top, height, bands, ages, chosen, isDark}. */
export function drawTimeline(stage) {
  const { axis, chart, left, bands, top, height, eras } = stage;
  const clip = svgElement("clipPath", { id: "plot" }, svgElement("rect", { x: 0, y: -top, width: axis.room, height: height + top + 40 }));
  const plot = svgElement("g", { "clip-path": "url(#plot)" });
  const back = svgElement("g", {}, ...bands.map((band, index) => svgElement("rect", { x: 0, y: band.top, width: axis.room, height: band.bottom - band.top, class: index % 2 ? "band other" : "band" })));
  plot.append(...eras.map(era => drawEra(era, height)));
  const width = text => widthOf(text, drawing.axisSize), ticks = ticksOf(axis, chart, width, chart.folds);
  plot.append(...ticks.filter(tick => !tick.isFold).map(tick => svgElement("line", { x1: tick.pixel, x2: tick.pixel, y1: 0, y2: height, class: "grid" })));
  const items = bands.flatMap(band => band.items);
  plot.append(...items.flatMap(item => drawBar(item, stage)), ...chart.folds.flatMap(fold => drawFold(fold, axis, height)));
  if (chart.known) plot.append(...drawAsOf(chart.known, axis, height));
  plot.append(...items.flatMap(item => drawMark(item, stage)), ...eras.map(drawEraName), ...items.filter(item => item.label).map(drawLabel));
  const labelled = marks => marks.filter(tick => tick.label && tick.pixel >= -1 && tick.pixel <= axis.room + 1);
  const above = labelled(ticksOf(axis, chart, width, [])).map(tick => svgElement("text", { x: tick.pixel, y: -9, class: "tick", "text-anchor": "middle" }, tick.label));
  const below = labelled(ticks).map(tick => svgElement("text", { x: tick.pixel, y: height + 19, class: tick.isFold ? "tick fold" : "tick", "text-anchor": "middle" }, tick.label));
  return svgElement("g", { transform: `translate(${left},${top})` }, clip, back, plot, ...above, ...below, ...bands.flatMap(band => drawLaneName(band, stage)));
}

function drawEra(era, height) {
  const fill = `url(#${gradientFor("era", era.body)})`;
  return svgElement("g", {}, svgElement("rect", { x: era.body.left, y: 0, width: Math.max(era.body.right - era.body.left, 1), height, fill, class: "era-wash" }),
    svgElement("rect", { x: era.body.left, y: era.y - drawing.eraStrip / 2, width: Math.max(era.body.right - era.body.left, 1), height: drawing.eraStrip, fill, class: "era-strip" }));
}

const drawEraName = era => svgElement("text", { x: era.text, y: era.y + 4.5, class: "era" }, era.name);

function drawLaneName(band, { left, chart, isNarrow }) {
  const y = isNarrow ? band.top + drawing.pad + drawing.header / 2 - 2 : (band.top + band.bottom) / 2, x = isNarrow ? 8 : -16, room = isNarrow ? 240 : left - 34;
  const name = svgElement("text", { x: isNarrow ? 22 : -28, y: y + 5, class: "lane", "text-anchor": isNarrow ? "start" : "end" }, shorten(band.lane.name, room, drawing.nameSize, 600));
  return band.lane.category === null ? [name] : [name, shapeOf(chart.styles[band.lane.category], x, y, false)];
}

/** A category's mark: a path around nothing, put where it belongs. */
export function shapeOf(style, x, y, isHollow) {
  return svgElement("path", { d: style.path, transform: `translate(${x},${y})`, class: `mark ${style.name}${isHollow ? " hollow" : ""}` });
}

const gradients = new Map();
/** The id of a gradient that fades as this body does; made once for each look. */
function gradientFor(name, { left, right, leftFull, rightFull }) {
  const part = value => Math.round(100 * Math.max(0, Math.min(1, (value - left) / Math.max(right - left, 1))));
  const [full, end] = [part(leftFull), part(rightFull)], id = `fade-${name}-${full}-${end}`;
  if (!gradients.has(id)) {
    const stop = (offset, opacity) => svgElement("stop", { offset: `${offset}%`, "stop-opacity": opacity, class: `stop ${name}` });
    gradients.set(id, svgElement("linearGradient", { id }, stop(0, full ? 0 : 1), stop(full, 1), stop(end, 1), stop(100, end < 100 ? 0 : 1)));
    document.getElementById("fades").append(gradients.get(id));
  }
  return id;
}

function drawBar({ event, body, y }, { chart, chosen }) {
  if (!body.isBar) return [];
  const name = chart.styles[event.category].name, width = Math.max(body.right - body.left, 1);
  const parts = [svgElement("rect", { x: body.left, y: y - drawing.bar / 2, width, height: drawing.bar, fill: `url(#${gradientFor(name, body)})`, class: event.isSet ? "bar set" : "bar" })];
  const box = { x: body.left + .5, y: y - drawing.bar / 2 + .5, width: Math.max(width - 1, 1), height: drawing.bar - 1 };
  if (event.isUncertain && body.leftFull === body.left && body.rightFull === body.right) parts.push(svgElement("rect", { ...box, class: `unsure ${name}` }));
  if (event.isSet) parts.push(svgElement("line", { x1: body.leftFull, x2: body.rightFull, y1: y, y2: y, class: `whisker ${name}` }));
  if (body.hasEdge) parts.push(svgElement("rect", { x: body.left, y: y - drawing.bar / 2, width: 3, height: drawing.bar, class: `edge ${name}` }));
  if (event.id === chosen) parts.push(svgElement("rect", { x: box.x - 3, y: box.y - 4, width: box.width + 6, height: box.height + 8, class: "chosen" }));
  return parts;
}

function drawMark(item, { chart, chosen }) {
  const { event, body, y } = item;
  if (item.label && item.text > body.left && item.text < body.mark + 8 && item.text + item.width > body.mark) return [];
  const parts = event.id === chosen && !body.isBar ? [svgElement("circle", { cx: body.mark, cy: y, r: 13, class: "chosen" })] : [];
  return [...parts, shapeOf(chart.styles[event.category], body.mark, y, event.isUncertain)];
}

const drawLabel = item => svgElement("text", { x: item.text, y: item.y + 5, class: item.weight > 400 ? "label key" : "label" }, item.label);

function drawFold(fold, axis, height) {
  const left = axis.pixel(fold.start) + 4, right = axis.pixel(fold.end) - 4;
  if (right < 0 || left > axis.room) return [];
  const raggedEdge = x => { let path = `M${x},0`; for (let y = 0, turn = 1; y < height; y += drawing.tooth, turn = -turn) path += `L${x + drawing.zigzag / 2 * turn},${Math.min(y + drawing.tooth, height)}`; return path; };
  return [svgElement("rect", { x: left, y: 0, width: Math.max(right - left, 1), height, class: "gap" }), svgElement("path", { d: raggedEdge(left), class: "torn" }), svgElement("path", { d: raggedEdge(right), class: "torn" })];
}

function drawAsOf({ at: moment, words }, axis, height) {
  const x = axis.pixel(moment), isLeft = x > axis.room - widthOf(words, drawing.axisSize, 600) - 8;
  return [svgElement("line", { x1: x, x2: x, y1: 0, y2: height, class: "known" }),
    svgElement("text", { x, y: -26, class: "known-words", "text-anchor": isLeft ? "end" : "start" }, words)];
}
