// The timeline as a picture to take away: drawn anew on light ground at a size of its own, with what a picture needs
// where there is no page around it: title, moment, handling label, sources. The font travels in it.

import { loadFonts, loadPlotly } from "./load_plotly.js";
import { fetchPicture, PictureError } from "./picture_requests.js";
import { placesOf } from "./time.js";

const PRINT_WIDTH = 1600, PRINT_SCALE = 3, MIN_WIDTH = 720, MAX_PIXELS = 16000, EDGE_PX = 32;
const PAPER = "#fbfaf6", INK = "#1d2127", GREY = "#59626d", SIGNAL = "#b5431c", FACE = '"Source Sans", sans-serif';
const SVG_NAMES = "http://www.w3.org/2000/svg";

/** Make the picture of what a host shows, and hand it over as a file. form: png or svg; size: screen or print. */
export async function exportImage(host, { form, size }) {
  const isPrint = size === "print", width = isPrint ? PRINT_WIDTH : Math.max(MIN_WIDTH, host.frame.clientWidth);
  const scale = isPrint ? PRINT_SCALE : Math.max(1, devicePixelRatio);
  const captions = host.data.says ?? {};
  const drawing = await composePage(await drawAt(host, Math.floor(width / 20) * 20), captions);
  const text = new XMLSerializer().serializeToString(drawing);
  const svg = new Blob([text], { type: "image/svg+xml" });
  const file = form === "svg" ? svg : await rasterise(svg, drawing, scale);
  download(file, `${captions.stem || "timeline"}${isPrint && form === "png" ? "-print" : ""}.${form}`);
}

/** Plotly's own drawing of the window, on light ground. */
async function drawAt(host, width) {
  const url = new URL(host.pictures.address("chart"));
  url.searchParams.set("w", width);
  url.searchParams.set("dark", 0);
  url.searchParams.delete("h");   // a sheet is as high as it needs
  const [Plotly, picture] = await Promise.all([loadPlotly(host.root, host.data.library), fetchPicture(url.href), loadFonts()]);
  const height = picture.meta.height, layout = { ...picture.layout, width, height, autosize: false };
  if (host.viewport.span && !picture.meta.isFixed) layout.xaxis = { ...layout.xaxis, range: placesOf(picture.meta.scale, host.viewport.span), autorange: false };
  const text = await Plotly.toImage({ data: picture.data, layout }, { format: "svg", width, height, imageDataOnly: true });
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  return svg;
}

/** The drawing between its title and its sources. */
async function composePage(chart, captions) {
  const width = Number(chart.getAttribute("width")), room = width - 2 * EDGE_PX;
  const page = svgElement("svg", { xmlns: SVG_NAMES, role: "img", "font-family": FACE });
  const face = await fontFace();
  if (face) svgElement("style", {}, page).textContent = face;
  if (captions.title) svgElement("title", {}, page).textContent = captions.title;
  const ground = svgElement("rect", { width, fill: PAPER }, page);
  let y = drawBand(page, captions.handling, width, 0) + EDGE_PX / 2;
  y = drawLines(page, captions.title, { y, room, size: 30, weight: 700, fill: INK });
  y = drawLines(page, captions.subtitle, { y, room, size: 17, fill: GREY });
  y = drawLines(page, captions.asof, { y, room, size: 15, weight: 600, fill: SIGNAL }) + 12;
  chart.setAttribute("y", y);
  page.append(document.importNode(chart, true));
  y += Number(chart.getAttribute("height")) + 12;
  y = drawLines(page, captions.sources, { y, room, size: 13, fill: GREY });
  y = drawLines(page, captions.credit, { y, room, size: 13, fill: GREY }) + EDGE_PX / 2;
  y += drawBand(page, captions.handling, width, y);
  for (const [name, value] of [["width", width], ["height", Math.ceil(y)], ["viewBox", `0 0 ${width} ${Math.ceil(y)}`]]) page.setAttribute(name, value);
  ground.setAttribute("height", Math.ceil(y));
  return page;
}

function svgElement(name, attributes, parent) {
  const element = document.createElementNS(SVG_NAMES, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** The handling label across the picture; how high it is, nothing where there is none. */
function drawBand(page, label, width, y) {
  if (!label) return 0;
  svgElement("rect", { y, width, height: 30, fill: INK }, page);
  svgElement("text", { x: width / 2, y: y + 20, "text-anchor": "middle", "font-size": 15, "font-weight": 700, "letter-spacing": 1, fill: PAPER }, page).textContent = label;
  return 30;
}

/** Text broken into as many lines as it needs; where the next may begin. */
function drawLines(page, text, { y, room, size, weight = 400, fill }) {
  for (const line of text ? breakLines(text, room, `${weight} ${size}px ${FACE}`) : []) {
    y += size * 1.25;
    svgElement("text", { x: EDGE_PX, y, "font-size": size, "font-weight": weight, fill }, page).textContent = line;
  }
  return y;
}

function breakLines(text, room, font) {
  const pen = document.createElement("canvas").getContext("2d"), result = [];
  pen.font = font;
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > room) { result.push(line); line = word; } else line = longer;
    while (pen.measureText(line).width > room && line.length > 1) {   // a word that no line can hold
      let fits = line.length - 1;
      while (fits > 1 && pen.measureText(line.slice(0, fits)).width > room) fits--;
      result.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  return line ? [...result, line] : result;
}

/** The page's own font as a style for the picture: without it every program would choose another, and labels overlap. */
async function fontFace() {
  const rules = [...document.styleSheets].flatMap(sheet => { try { return [...sheet.cssRules]; } catch { return []; } });
  const rule = rules.find(candidate => candidate instanceof CSSFontFaceRule && candidate.style.getPropertyValue("font-family").includes("Source Sans") && !/italic/.test(candidate.style.getPropertyValue("font-style")));
  const source = rule?.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)?.[1];
  if (!source) return "";
  const answer = await fetch(new URL(source, rule.parentStyleSheet?.href ?? document.baseURI));
  if (!answer.ok) return "";
  const font = await new Promise(resolve => { const reader = new FileReader(); reader.onload = () => resolve(reader.result); answer.blob().then(blob => reader.readAsDataURL(blob)); });
  const weights = rule.style.getPropertyValue("font-weight") || "200 900";
  return `@font-face { font-family: "Source Sans"; font-weight: ${weights}; src: url("${font}"); }`;
}

/** The picture in points; fewer of them for each of its pixels where a browser could not hold so many. */
async function rasterise(svg, drawing, scale) {
  const width = Number(drawing.getAttribute("width")), height = Number(drawing.getAttribute("height"));
  const pixelRatio = Math.min(scale, MAX_PIXELS / width, MAX_PIXELS / height);
  const image = new Image(), url = URL.createObjectURL(svg);
  try {
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob(blob => blob ? resolve(blob) : reject(new PictureError("This browser could not make a picture so large.")), "image/png"));
  } finally { URL.revokeObjectURL(url); }
}

function download(file, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
