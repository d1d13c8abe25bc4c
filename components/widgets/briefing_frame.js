// Opens the briefing in a frame over the page: the page stays as it is under it, and is back at once. For the browser it
// is a page of its own: it has its address, a reload stays in it, Back leaves it, Forward is there again.

// The one briefing of this page, whichever copy of this code speaks. opened: { address, leave }, what was opened last, for
// Forward. shown: { frame, home, uncover() }. chosenEvent: at which event it was left, until the page has its address again.
const now = window.datelineBriefing ??= { opened: null, shown: null, chosenEvent: null };

function isDark() {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
  const app = document.querySelector(".stApp");
  const parts = app ? getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number) : [red, green, blue];
  return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}

export function openBriefing(address, leave) {
  if (now.shown) return;
  now.opened = { address, leave };
  const home = location.href, target = addressOf(address);
  show(target, home);
  history.pushState({ ...history.state, datelineHome: home }, "", target.href.split("#")[0]);
}

/** Where the briefing of what is on screen is; what only this viewer may know stands after its #. */
function addressOf(address) {
  const target = new URL(address, location.href.split(/[?#]/)[0]);
  for (const [name, value] of new URLSearchParams(location.search)) target.searchParams.append(name, value);
  return target;
}

function show(target, home) {
  sessionStorage.setItem("dateline.shade", isDark() ? "dark" : "light");
  const frame = document.createElement("iframe"), base = document.createElement("base"), before = document.activeElement, title = document.title;
  frame.className = "briefing";
  frame.title = "Briefing";
  frame.allow = "fullscreen";
  frame.src = target.href;
  frame.addEventListener("load", () => { document.title = frame.contentDocument?.title || title; frame.contentWindow.focus(); });
  base.href = new URL(".", home).href;   // what the page under it asks for is where it was
  const covered = [...document.body.children];
  document.head.append(base);
  document.body.append(frame);
  for (const element of covered) element.inert = true;
  const uncover = () => {
    for (const element of covered) element.inert = false;
    frame.remove();
    base.remove();
    document.title = title;
    before?.focus?.({ preventScroll: true });
  };
  now.shown = { frame, home, uncover };
}

function hide() {
  now.shown?.uncover();
  now.shown = null;
}

/** The frame tells at which slide it is, which is kept in the address, and when it is left. */
function hear({ source, origin, data }) {
  if (!now.shown || source !== now.shown.frame.contentWindow || origin !== location.origin) return;
  if (data?.dateline === "slide") history.replaceState(history.state, "", location.href.split("#")[0] + data.hash);
  if (data?.dateline !== "leave") return;
  now.chosenEvent = String(data.event);
  hide();
  history.back();
}

/** Back, Forward, or the way back that was begun here. */
function move(event) {
  const isBriefing = !!event.state?.datelineHome, isHome = now.shown || now.chosenEvent !== null;
  if (!isBriefing && !isHome) return;
  event.stopImmediatePropagation();   // Streamlit knows only its own pages
  if (isBriefing) {
    if (now.opened) show(new URL(location.href), event.state.datelineHome); else location.reload();
    return;
  }
  hide();
  if (now.chosenEvent !== null) now.opened?.leave(now.chosenEvent);
  now.chosenEvent = null;
}

const isTyping = target => target.closest?.("input, textarea, select, [contenteditable='true']");

function listenForB(event) {
  if (event.key?.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const button = document.querySelector('[data-brief][aria-keyshortcuts="b"]');
  if (!button || document.querySelector("iframe.briefing")) return;
  event.preventDefault();
  button.click();
}

if (!document.documentElement.dataset.briefs) {
  document.documentElement.dataset.briefs = "";
  document.addEventListener("keydown", listenForB);
  addEventListener("message", hear);
  addEventListener("popstate", move, true);
}
