// Keys and clickers. What a key means is one table; digits gather until Enter.

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", " ": "next", PageDown: "next",
  ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
  Home: "first", End: "last", b: "blank", ".": "blank", f: "full", p: "play", n: "notes", o: "overview",
  t: "shade", l: "share", r: "again", "?": "help", Escape: "leave", F5: "full",
};
export const HELP = [
  ["→ Space PageDown Enter", "next"], ["← PageUp", "back"], ["Home End", "first, last"], ["12 Enter", "go to slide 12"],
  ["B or .", "blank the screen"], ["F", "full screen"], ["P", "play by itself, and stop"], ["N", "the presenter’s window, with the notes"],
  ["O", "all slides"], ["L", "let others follow, live"], ["R", "the events as they are now, if they have changed"], ["T", "light or dark"], ["?", "these keys"], ["Esc", "back to the timeline"],
];

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

/** A finger drawn across the screen goes on, or back. */
export function listenToSwipes(target, actions) {
  let start = null;
  target.addEventListener("pointerdown", event => { start = event.pointerType === "mouse" ? null : { x: event.clientX, y: event.clientY }; });
  target.addEventListener("pointerup", event => {
    if (!start) return;
    const x = event.clientX - start.x, y = event.clientY - start.y;
    start = null;
    if (Math.abs(x) > 40 && Math.abs(x) > 1.5 * Math.abs(y)) (x < 0 ? actions.next : actions.previous)();
  });
}
