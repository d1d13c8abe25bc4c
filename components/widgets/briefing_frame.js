// Opens the briefing in a frame over the page: the page stays as it is under it, with a file that only this tab holds,
// and is back at once.

function isDark() {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
  const app = document.querySelector(".stApp");
  const parts = app ? getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number) : [red, green, blue];
  return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}

export function openBriefing(address, leave) {
  if (document.querySelector("iframe.briefing")) return;
  sessionStorage.setItem("dateline.shade", isDark() ? "dark" : "light");
  const frame = document.createElement("iframe"), before = document.activeElement;
  frame.className = "briefing";
  frame.title = "Briefing";
  frame.allow = "fullscreen";
  const target = new URL(address, location.href.split(/[?#]/)[0]);
  for (const [name, value] of new URLSearchParams(location.search)) target.searchParams.append(name, value);
  frame.src = target.href;
  const covered = [...document.body.children];
  const close = ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== location.origin || data?.dateline !== "leave") return;
    removeEventListener("message", close);
    for (const element of covered) element.inert = false;
    frame.remove();
    before?.focus?.({ preventScroll: true });
    leave(String(data.event));
  };
  addEventListener("message", close);
  frame.addEventListener("load", () => frame.contentWindow.focus());
  document.body.append(frame);
  for (const element of covered) element.inert = true;
}

const isTyping = target => target.closest?.("input, textarea, select, [contenteditable='true']");

if (!document.documentElement.dataset.briefs) {
  document.documentElement.dataset.briefs = "";
  document.addEventListener("keydown", event => {
    if (event.key?.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const button = document.querySelector("[data-brief]");
    if (!button || document.querySelector("iframe.briefing")) return;
    event.preventDefault();
    button.click();
  });
}
