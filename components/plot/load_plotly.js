// plotly.js and the fonts, waited for: both are fetched while the page starts.

import { PictureError } from "./picture_requests.js";

let library = null;
export function loadPlotly(root, path) {
  library ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const url = new URL(path, root).href;
    const scriptOfPage = [...document.scripts].find(script => script.src === url);   // put into the page's head by the server
    const script = scriptOfPage ?? document.createElement("script");
    const poll = setInterval(() => window.Plotly && finish(resolve, window.Plotly), 50);   // it may have come before we listen
    const finish = (settle, value) => { clearInterval(poll); settle(value); };
    script.addEventListener("load", () => finish(resolve, window.Plotly));
    script.addEventListener("error", () => { library = null; script.remove(); finish(reject, new PictureError("The drawing code did not come: the server does not answer.")); });
    if (!scriptOfPage) { script.src = url; document.head.append(script); }
  });
  return library;
}

export async function loadFonts() {
  const loads = ["400 14px", "600 14px", "700 14px"].map(style => document.fonts.load(`${style} "Source Sans"`));
  await Promise.allSettled(loads);   // text that is measured before its font has come is measured wrong
  await document.fonts.ready;
}
