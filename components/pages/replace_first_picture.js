// Takes away what the page showed first, as soon as the living page stands behind it, whole; until then nobody sees
// that being built. Whatever becomes of it, after a while it is shown.

(() => {
  const MOST_MS = 15_000, LOOK_MS = 40, PATIENCE_MS = 600;
  const first = document.getElementById("dateline-first");
  let drawnAt = 0;
  const chosen = chosenTheme();
  if (chosen) document.documentElement.style.colorScheme = chosen;

  /** The theme that was chosen in Streamlit's menu, where it is not the system's. */
  function chosenTheme() {
    try {
      const key = Object.keys(localStorage).find(name => name.startsWith("stActiveTheme"));
      const name = key ? JSON.parse(localStorage.getItem(key)).name : "";
      return /dark/i.test(name) ? "dark" : /light/i.test(name) ? "light" : "";
    } catch { return ""; }   // a private window keeps nothing
  }

  /** Whether what is behind it is whole: the chart where the page has one, a wait, a fault, or another page. */
  function isComplete() {
    const seen = selector => document.querySelector(selector), isRunning = seen(".stApp")?.dataset.testScriptState !== "notRunning";
    if (seen(".dateline-trouble:not(:empty), [data-testid=stException], [role=dialog], [class*=st-key-waiting]")) return true;
    if (!seen(".st-key-chart")) return !isRunning && !!seen(".stMainBlockContainer .sheet > *");
    if (!seen(".dateline-chart[data-drawn]:not([data-drawn='0'])")) return false;
    drawnAt ||= performance.now();
    return !!seen(".dateline-overview.dateline-ready") && (!isRunning || performance.now() - drawnAt > PATIENCE_MS);
  }

  const began = performance.now();
  const timer = setInterval(() => {
    if (!isComplete() && performance.now() - began < MOST_MS) return;
    clearInterval(timer);
    first.remove();
  }, LOOK_MS);

  document.addEventListener("dateline:drawn", event => {   // the next page is drawn for this size at once
    const size = event.detail?.size ?? "";
    if (/^\d+x\d+$/.test(size)) document.cookie = `dateline_size=${size}; path=${location.pathname}; max-age=31536000; samesite=lax`;
  });
})();
