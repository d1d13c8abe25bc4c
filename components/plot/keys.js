// The keyboard on the chart. Left and right move the window while no event is in focus and walk from event to event while
// one is; up and down always walk (among counts from lane to lane); with shift, left and right always move the window.

const STEP = 0.2;
export const ZOOM_STEP = 1.6;

export function actionOfKey(event, hasFocus) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const walks = hasFocus && !event.shiftKey;
  switch (event.key) {
    case "ArrowLeft": return walks ? ["walk", -1] : ["shift", -STEP];
    case "ArrowRight": return walks ? ["walk", 1] : ["shift", STEP];
    case "ArrowUp": return ["walk", -1, true];
    case "ArrowDown": return ["walk", 1, true];
    case "PageUp": return ["shift", -0.9];
    case "PageDown": return ["shift", 0.9];
    case "+": case "=": return ["zoom", 1 / ZOOM_STEP];
    case "-": case "_": return ["zoom", ZOOM_STEP];
    case "0": return ["whole"];
    case "Home": return ["edge", -1];
    case "End": return ["edge", 1];
    case "Enter": return ["open"];
    case "m": case "M": return ["measure"];
    case "Escape": return ["letGo"];
    default: return null;
  }
}

/** The event to walk to from `id`, one step before or after it; from nowhere the one nearest the middle. */
export function neighbourOf(events, id, step, middle) {
  if (!events.length) return null;
  const index = events.findIndex(event => event.id === id);
  if (index >= 0) return events[index + step] ?? null;
  return events.reduce((best, event) => Math.abs(event.x - middle) < Math.abs(best.x - middle) ? event : best);
}
