// The chart as a picture to take away. The server draws it, as for a link or the command line: on light ground, with
// what a picture needs where there is no page around it. The browser makes points of it, for it has the fonts for all
// the letters that it shows.

import { PictureError } from "./picture_requests.js";

const PRINT_SCALE = 3, MAX_PIXELS = 16000;

/** Have the picture of what a host shows drawn, and hand it over as a file. form: png or svg; size: screen or print. */
export async function exportImage(host, { form, size }) {
  const isPrint = size === "print", stem = host.data.says?.stem || "timeline";
  const answer = await fetch(new URL(`export/${host.data.key}/svg${location.search}`, host.root));
  if (!answer.ok) throw new PictureError("The server did not draw it. Try again in a moment.");
  const text = await answer.text(), svg = new Blob([text], { type: "image/svg+xml" });
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const file = form === "svg" ? svg : await rasterise(svg, drawing, isPrint ? PRINT_SCALE : Math.max(1, devicePixelRatio));
  download(file, `${stem}${isPrint && form === "png" ? "-print" : ""}.${form}`);
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
