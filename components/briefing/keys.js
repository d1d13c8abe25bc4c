// Keys, clickers and fingers. What a key means is one table; digits gather until Enter.

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", " ": "next", PageDown: "next",
  ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
  Home: "first", End: "last", b: "blank", ".": "blank", w: "white", h: "highlight", f: "full", p: "play", n: "notes", o: "overview",
  t: "shade", l: "share", r: "again", "?": "help", Escape: "leave", F5: "full",
};
export const HELP = [
  ["→ Space PageDown Enter", "next"], ["← PageUp", "back"], ["Home End", "first, last"], ["12 Enter", "go to slide 12"],
  ["B or .", "black screen, until you press it again"], ["W", "white screen"], ["H", "point with the mouse; or hold its button"], ["F", "full screen"],
  ["P", "play by itself, and stop"], ["N", "the presenter’s window, with the notes"],
  ["O", "all slides"], ["L", "let others follow, live"], ["R", "the events as they are now, if they have changed"], ["T", "light or dark"], ["?", "these keys"], ["Esc", "back to the timeline"],
];
const SWIPE_PX = 40;

export function listenToKeys(actions, showDigits, isListening = () => true) {
  let digits = "", timer = 0;
  const setDigits = text => {
    digits = text;
    clearTimeout(timer);
    if (digits) timer = setTimeout(() => setDigits(""), 4000);
    showDigits(digits);
  };
  addEventListener("keydown", event => {
    if (!isListening()) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest?.("input, select, textarea");
    if (field && event.key !== "Escape") return;
    if (event.key === "Enter" || event.key === " ") {
      if (event.target.closest?.("button, a[href]")) return;   // it presses what is in focus
    }
    if (/^[0-9]$/.test(event.key)) { setDigits((digits + event.key).slice(0, 5)); event.preventDefault(); return; }
    const action = event.key === "Enter" ? (digits ? "jump" : "next") : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    const number = Number(digits);
    setDigits("");
    actions[action]?.(number);
  });
}

/** Keeps the keys that are pressed before the slides are there; what it gives back presses them again. */
export function recordKeys() {
  const events = [], record = event => { events.push(event); };
  addEventListener("keydown", record);
  return () => {
    removeEventListener("keydown", record);
    for (const event of events) (event.target?.isConnected ? event.target : document.body).dispatchEvent(event);
  };
}

/**
 * A finger drawn across the screen goes on, or back; one that only touches it calls `tap`. The browser is told that it has
 * nothing to do with it, or it would end the swipe, or leave the page; on a screen that is zoomed in, fingers move it.
 */
export function listenToSwipes(target, actions, { tap = () => {}, isPointing = () => false } = {}) {
  const fingers = new Set();
  let start = null;
  const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.05;
  const lift = event => { fingers.delete(event.pointerId); };
  window.visualViewport?.addEventListener("resize", () => { target.style.touchAction = isZoomed() ? "auto" : ""; });
  target.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse") return;
    fingers.add(event.pointerId);
    start = fingers.size === 1 && !isZoomed() ? { x: event.clientX, y: event.clientY } : null;
  });
  target.addEventListener("pointercancel", event => { lift(event); start = null; });
  target.addEventListener("pointerup", event => {
    lift(event);
    if (!start || isPointing()) { start = null; return; }
    const x = event.clientX - start.x, y = event.clientY - start.y;
    start = null;
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 1.5 * Math.abs(y)) (x < 0 ? actions.next : actions.previous)();
    else if (Math.hypot(x, y) < SWIPE_PX / 4) tap(event);
  });
}
