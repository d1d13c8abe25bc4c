// Movement between two pictures. What Plotly has drawn is slid and stretched by transforms, which costs a fraction of a
// frame; marks and letters keep their shape. Plotly itself takes over again with the next picture, or when all rests.

const FAR = 1e7;

/** Every element of one drawing that goes with the axis, and where it stood. */
class Motion {
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
    this.ticks = [...element.querySelectorAll(".xtick > *, .gridlayer > .x > *")].map(node => [node, ...placed(node)]);
    this.notes = this.onTheAxis("annotations", ".annotation").map(([node, note]) => [node, this.axis.l2p(Number(note.x))]);
    this.shapes = this.onTheAxis("shapes", ".shapelayer path");
  }

  clipOf(plot) {
    const name = /url\(["']?#([^"')]+)/.exec(plot.getAttribute("clip-path") ?? "")?.[1];
    return name ? this.element.querySelector(`#${CSS.escape(name)} > rect`) : null;
  }

  /** Elements of a list of the layout that stand at places of the x axis, with what the layout says of each. */
  onTheAxis(list, selector) {
    const said = this.element.layout[list] ?? [];
    return [...this.element.querySelectorAll(selector)].map(node => [node, said[Number(node.dataset.index)]]).filter(([, one]) => one?.xref === "x");
  }

  /** Show these places. All of it happens between two frames, and nothing is measured. */
  to([from, to]) {
    const [first, last] = this.first, stretch = (last - first) / (to - from), slide = (first - from) / (to - from) * this.width;
    if (!(stretch > 0) || Math.abs(slide) > FAR) return;
    const isStretched = Math.abs(stretch - 1) > 1e-9;
    const at = x => x * stretch + slide;
    this.set(this.plot, `translate(${this.left + slide},${this.top}) scale(${stretch},1)`);
    if (this.clip) this.set(this.clip, `translate(${-slide / stretch},0) scale(${1 / stretch},1)`);
    if (isStretched || this.wasStretched) {
      for (const node of this.points) this.set(node, `${this.kept(node)} scale(${1 / stretch},1)`);
      for (const [node, x] of this.texts) this.set(node, `${this.kept(node)} translate(${x - x / stretch},0) scale(${1 / stretch},1)`);
    }
    this.wasStretched = isStretched;
    const seen = x => x >= -1 && x <= this.width + 1;
    for (const [node, x, y] of this.ticks) this.stand(node, `translate(${at(x - this.left) + this.left},${y})`, seen(at(x - this.left)));
    for (const [node, x] of this.notes) this.stand(node, `translate(${at(x) - x},0)`, seen(at(x)));
    for (const [node, shape] of this.shapes) this.shape(node, shape, at, stretch);
  }

  /** Whether these places are half a pixel or more from where the drawing was made for. */
  isElsewhere(range) {
    const pixel = (this.first[1] - this.first[0]) / this.width;
    return range.some((place, at) => Math.abs(place - this.first[at]) > pixel / 2);
  }

  shape(node, shape, at, stretch) {
    const [x0, x1] = [shape.x0, shape.x1].map(place => this.axis.l2p(Number(place))), middle = (x0 + x1) / 2;
    if (shape.type === "rect") this.set(node, `translate(${at(0) + this.left - this.left * stretch},0) scale(${stretch},1)`);
    else this.set(node, `translate(${at(middle) - middle},0)`);
  }

  kept(node) { if (!this.before.has(node)) this.before.set(node, node.getAttribute("transform")); return this.before.get(node) ?? ""; }
  set(node, transform) { this.kept(node); node.setAttribute("transform", transform); }
  stand(node, transform, isSeen) { this.set(node, transform); node.style.visibility = isSeen ? "" : "hidden"; }

  /** All as Plotly left it; what follows in the same moment is never seen apart. */
  undo() {
    for (const [node, transform] of this.before) {
      if (transform === null) node.removeAttribute("transform"); else node.setAttribute("transform", transform);
      node.style.visibility = "";
    }
  }
}

function placed(node) {
  const [, x, y] = /translate\(\s*([-\d.e]+)[ ,]+([-\d.e]+)/.exec(node.getAttribute("transform") ?? "") ?? [null, 0, 0];
  return [Number(x), Number(y)];
}
