// The chosen event in its panel: the keys that go on from it, the finger that lets it go, and the focus, which stays.

const SWIPE_PX = 60;
const KEYS = { Escape: ".close", ArrowLeft: ".before", ArrowUp: ".before", ArrowRight: ".after", ArrowDown: ".after" };
const eventOf = link => link?._go?.event;

/** Draw; where that takes away what was in focus, the event that is there now is, or the way into the one that was. */
export function keepFocus(root, draw) {
  listen(root);
  const had = root.contains(document.activeElement) ? document.activeElement : null;
  const before = root.querySelector("article.event")?._key;
  draw();
  const shown = root.querySelector("article.event")?._key;
  if (shown && shown !== before) document.dispatchEvent(new CustomEvent("dateline:event-shown"));
  if (!had || root.contains(document.activeElement)) return;
  const article = root.querySelector("article.event");
  const wayIn = [...root.querySelectorAll("a[data-acts]")].find(link => eventOf(link) === before);
  (article ?? wayIn ?? root.querySelector("a[data-acts], button"))?.focus({ preventScroll: true });
}

function listen(root) {
  if (root._hasEventKeys) return;
  root._hasEventKeys = true;
  root.addEventListener("keydown", event => {
    const article = event.target.closest("article.event"), way = article?.querySelector(KEYS[event.key]);
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    event.stopPropagation();
    way.click();
  });
  let start = null;
  root.addEventListener("touchstart", ({ touches, target }) => {
    const isAtTop = !target.closest(".st-key-panel")?.parentElement?.scrollTop;
    start = touches.length === 1 && isAtTop && target.closest("article.event") ? touches[0] : null;
  }, { passive: true });
  root.addEventListener("touchend", ({ changedTouches: [end], target }) => {
    const isDown = start && end.clientY - start.clientY > SWIPE_PX && Math.abs(end.clientX - start.clientX) < end.clientY - start.clientY;
    start = null;
    const close = isDown && getComputedStyle(target.closest(".st-key-panel").parentElement).position === "fixed" && root.querySelector(".event .close");
    if (close) close.click();
  }, { passive: true });
}
