// Movement between two pictures. What Plotly has drawn is slid and stretched by transforms, which costs a fraction of a
// frame; marks and letters keep their shape. Plotly itself takes over again with the next picture, or when all rests.

const FAR = 1e7;

/** Every element of one drawing that goes with the axis, and where it stood. */
export class Motion {
  constructor(element) {
    this.element = element;
    this.axis = element._fullLayout.xaxis;
    this.first = this.axis.range.map(Number);
    this.before = new Map();
    this.plot = element.querySelector(".overplot > .xy");
    this.clip = this.clipOf(this.plot);
    this.left = this.axis._offset;
    this.top = element._fullLayout.yaxis._offset;
    this.width = this.axis._length;
    this.points = [...element.querySelectorAll(".overplot .points > .point")].filter(node => node.localName === "path");
    this.texts = [...element.querySelectorAll(".overplot .textpoint")].map(group => [group, Number(group.querySelector("text")?.getAttribute("x"))]);
    this.ticks = [...element.querySelectorAll(".xtick > *, .gridlayer > .x > *")].map(node => [node, ...translationOf(node)]);
    this.notes = this.elementsOnAxis("annotations", ".annotation").map(([node, note]) => [node, this.axis.l2p(Number(note.x))]);
    this.shapes = this.elementsOnAxis("shapes", ".shapelayer path");
  }

  clipOf(plot) {
    const name = /url\(["']?#([^"')]+)/.exec(plot.getAttribute("clip-path") ?? "")?.[1];
    return name ? this.element.querySelector(`#${CSS.escape(name)} > rect`) : null;
  }

  /** Elements of a list of the layout that stand at places of the x axis, with what the layout says of each. */
  elementsOnAxis(list, selector) {
    const entries = this.element.layout[list] ?? [];
    return [...this.element.querySelectorAll(selector)].map(node => [node, entries[Number(node.dataset.index)]]).filter(([, entry]) => entry?.xref === "x");
  }

  /** Show these places. All of it happens between two frames, and nothing is measured. */
  show([from, to]) {
    const [first, last] = this.first, stretch = (last - first) / (to - from), slide = (first - from) / (to - from) * this.width;
    if (!(stretch > 0) || Math.abs(slide) > FAR) return;
    const isStretched = Math.abs(stretch - 1) > 1e-9;
    const pixelNow = x => x * stretch + slide;
    this.set(this.plot, `translate(${this.left + slide},${this.top}) scale(${stretch},1)`);
    if (this.clip) this.set(this.clip, `translate(${-slide / stretch},0) scale(${1 / stretch},1)`);
    if (isStretched || this.wasStretched) {
      for (const node of this.points) this.set(node, `${this.transformBefore(node)} scale(${1 / stretch},1)`);
      for (const [node, x] of this.texts) this.set(node, `${this.transformBefore(node)} translate(${x - x / stretch},0) scale(${1 / stretch},1)`);
    }
    this.wasStretched = isStretched;
    const isInView = x => x >= -1 && x <= this.width + 1;
    for (const [node, x, y] of this.ticks) this.setOrHide(node, `translate(${pixelNow(x - this.left) + this.left},${y})`, isInView(pixelNow(x - this.left)));
    for (const [node, x] of this.notes) this.setOrHide(node, `translate(${pixelNow(x) - x},0)`, isInView(pixelNow(x)));
    for (const [node, shape] of this.shapes) this.moveShape(node, shape, pixelNow, stretch);
  }

  /** Whether these places are half a pixel or more from where the drawing was made for. */
  isElsewhere(range) {
    const pixel = (this.first[1] - this.first[0]) / this.width;
    return range.some((place, edge) => Math.abs(place - this.first[edge]) > pixel / 2);
  }

  moveShape(node, shape, pixelNow, stretch) {
    const [x0, x1] = [shape.x0, shape.x1].map(place => this.axis.l2p(Number(place))), middle = (x0 + x1) / 2;
    if (shape.type === "rect") this.set(node, `translate(${pixelNow(0) + this.left - this.left * stretch},0) scale(${stretch},1)`);
    else this.set(node, `translate(${pixelNow(middle) - middle},0)`);
  }

  transformBefore(node) { if (!this.before.has(node)) this.before.set(node, node.getAttribute("transform")); return this.before.get(node) ?? ""; }
  set(node, transform) { this.transformBefore(node); node.setAttribute("transform", transform); }
  setOrHide(node, transform, isSeen) { this.set(node, transform); node.style.visibility = isSeen ? "" : "hidden"; }

  /** Everything as Plotly left it; what follows in the same moment is never seen apart. */
  restore() {
    for (const [node, transform] of this.before) {
      if (transform === null) node.removeAttribute("transform"); else node.setAttribute("transform", transform);
      node.style.visibility = "";
    }
  }
}

function translationOf(node) {
  const [, x, y] = /translate\(\s*([-\d.e]+)[ ,]+([-\d.e]+)/.exec(node.getAttribute("transform") ?? "") ?? [null, 0, 0];
  return [Number(x), Number(y)];
}
