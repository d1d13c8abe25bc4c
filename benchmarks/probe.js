// Stands in every page that is measured and notes when things happen, by the page's own clock.
(() => {
  const CHART = '[data-testid="timeline"]', MOVING = ".xtick text, .scatterlayer path, .barlayer path, .shapelayer path";
  const probe = window.probe = { drawn: [], seen: {}, began: null, moved: null, fetched: 0, frames: [] };

  new MutationObserver(changes => {
    for (const { target } of changes)
      if (target.matches?.(CHART) && target.dataset.drawn !== "0") probe.drawn.push(performance.now());
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-drawn"] });

  new PerformanceObserver(list => { for (const one of list.getEntries()) probe.fetched = Math.max(probe.fetched, one.responseEnd); })
    .observe({ type: "resource", buffered: true });

  /** Note when a selector first matches something. */
  probe.await = selector => {
    const look = () => { if (document.querySelector(selector)) probe.seen[selector] ??= performance.now(); else requestAnimationFrame(look); };
    look();
  };

  const places = () => [...document.querySelectorAll(CHART)].flatMap(chart => [...chart.querySelectorAll(MOVING)].slice(0, 40))
    .map(one => one.getBoundingClientRect().left.toFixed(1)).join();
  const afterFrame = action => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = action; port2.postMessage(0); });

  /** From the next event of this type on: when it was drawn, and after how many frames something had moved. */
  probe.arm = (type, looksAtMovement) => {
    Object.assign(probe, { began: null, moved: null, sinceArmed: probe.drawn.length });
    addEventListener(type, () => {
      probe.began = performance.now();
      if (!looksAtMovement) return;
      const before = places();
      let count = 0;
      const look = () => { count += 1; if (places() !== before) probe.moved = count; else if (count < 60) afterFrame(look); };
      afterFrame(look);
    }, { capture: true, once: true, passive: true });
  };
  probe.redrawn = () => {
    const at = probe.began === null ? undefined : probe.drawn.slice(probe.sinceArmed).find(time => time >= probe.began);
    return at === undefined ? null : at - probe.began;
  };

  /** From the next event of this type on: when the text of an element is another, once and for all. */
  probe.armText = (selector, type) => {
    const text = () => document.querySelector(selector)?.textContent ?? "", before = text();
    Object.assign(probe, { began: null, changed: null });
    addEventListener(type, () => { probe.began ??= performance.now(); }, { capture: true, once: true, passive: true });
    const look = () => { const now = text(); if (now && now !== before) probe.changed = performance.now() - probe.began; else requestAnimationFrame(look); };
    requestAnimationFrame(look);
  };

  /** Nothing drawn, fetched or run for so long. */
  probe.isQuiet = ms => document.querySelector(".stApp")?.dataset.testScriptState !== "running" &&
    performance.now() - Math.max(probe.drawn.at(-1) ?? 0, probe.fetched, probe.began ?? 0) > ms;

  probe.film = () => {
    probe.frames = [];
    probe.isFilming = true;
    const shoot = now => { probe.frames.push(now); if (probe.isFilming) requestAnimationFrame(shoot); };
    requestAnimationFrame(shoot);
  };
  probe.cut = () => { probe.isFilming = false; return probe.frames; };

  /** Click a button and say after how long a text has changed. */
  probe.clickToText = (button, text) => new Promise((done, failed) => {
    const find = selector => document.querySelector(selector), before = find(text).textContent, began = performance.now();
    const watch = new MutationObserver(() => {
      if (find(text)?.textContent === before) return;
      watch.disconnect();
      done(performance.now() - began);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    setTimeout(() => failed(new Error("The text did not change in 10 s.")), 10000);
    find(button).click();
  });
})();
