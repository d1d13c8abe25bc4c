// The links of the chosen event: an arrow from it to each of the others, or back, over whichever picture there is. They
// come with the chosen event and are drawn here, so that a picture knows nothing of them.

import { placeOf } from "./time.js";

const SVG = "http://www.w3.org/2000/svg", FREE = 10, HEAD = 7, BEND = 0.18, MOST_BEND = 46, STEPS = 24, NEAR = 6, STUB = 46;

export class Lines {
  constructor(host) {
    this.host = host;
    this.lines = [];
    this.drawn = [];   // {line, points}
    this.box = host.frame.appendChild(document.createElementNS(SVG, "svg"));
    this.box.setAttribute("class", "dateline-links");
    this.box.setAttribute("aria-hidden", "true");
    this.box.dataset.testid = "links";
  }

  /** Python's, for the event that is chosen. */
  update(lines, event) { this.lines = lines ?? []; this.event = event; this.draw(); }

  /** Where an event stands; one that is not drawn, at the edge where its time lies, beside the chosen one. */
  ends(line) {
    const { chart, focus } = this.host, { left, top, width, height } = chart.area, { scale } = chart.picture.meta;
    const chosen = focus.events.find(event => event.id === this.event), other = focus.events.find(event => event.id === line.event);
    if (!chosen) return null;
    const [x, y] = [chart.pixelOf(chosen.x), chart.heightOf(chosen.y)];
    if (x < left - 1 || x > left + width + 1 || y > top + height) return null;
    if (other) {
      const at = chart.pixelOf(other.x);
      if (at >= left && at <= left + width) return [[x, y], [at, chart.heightOf(other.y)]];
      return [[x, y], [Math.max(left, Math.min(left + width, at)), chart.heightOf(other.y)]];
    }
    const moment = line.at[0] ?? line.at[1];
    const at = moment === null ? x - STUB : chart.pixelOf(placeOf(scale, moment));
    return [[x, y], [Math.max(left, Math.min(left + width, at)), y + STUB / 2]];
  }

  /** All of them as the window is now. */
  draw() {
    const { chart, frame, viewport } = this.host;
    this.box.replaceChildren();
    this.drawn = [];
    if (!this.lines.length || !chart.picture || !chart.axis || viewport.isFixed) return;
    this.box.setAttribute("viewBox", `0 0 ${frame.clientWidth} ${frame.clientHeight}`);
    const counts = {};   // of lines to the same event: each bends another way
    for (const line of this.lines) {
      const ends = this.ends(line), turn = counts[line.event] = (counts[line.event] ?? 0) + 1;
      if (!ends) continue;
      const points = curve(...ends, turn % 2 ? turn : -turn + 1);
      if (points.length < 2) continue;
      this.drawn.push({ line, points });
      this.box.append(path(`dateline-link dateline-link-${line.kind.replace(" ", "-")}`, points), arrow(line.isOwn ? points : [...points].reverse()));
    }
  }

  /** The line under a point of the frame, if any. */
  at(x, y) { return this.drawn.find(({ points }) => points.some(([a, b]) => Math.hypot(a - x, b - y) <= NEAR))?.line ?? null; }
}

/** The points of an arc from one place to another, free of the marks at both. side: 1, -1, 2, -2, …: how it bends. */
function curve([x, y], [toX, toY], side) {
  const length = Math.hypot(toX - x, toY - y);
  if (length < 2 * FREE + HEAD) return [];
  const bend = side * Math.min(MOST_BEND, BEND * length), middle = [(x + toX) / 2 + (toY - y) / length * bend, (y + toY) / 2 - (toX - x) / length * bend];
  const pointAt = t => [0, 1].map(axis => (1 - t) ** 2 * [x, y][axis] + 2 * t * (1 - t) * middle[axis] + t * t * [toX, toY][axis]);
  const free = FREE / length, count = Math.max(STEPS, Math.ceil(length / NEAR));
  return Array.from({ length: count + 1 }, (_, step) => pointAt(free + (1 - 2 * free) * step / count));
}

function path(name, points) {
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("class", name);
  line.setAttribute("d", `M${points.map(point => point.map(part => part.toFixed(1)).join(" ")).join("L")}`);
  return line;
}

/** The head of the arrow at the last of some points. */
function arrow(points) {
  const [x, y] = points.at(-1), [fromX, fromY] = points.at(-4) ?? points[0], angle = Math.atan2(y - fromY, x - fromX);
  return path("dateline-link", [-0.45, 0, 0.45].map(turn => turn ? [x - HEAD * Math.cos(angle + turn), y - HEAD * Math.sin(angle + turn)] : [x, y]));
}
