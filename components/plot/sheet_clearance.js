// Where the chosen event is told in a sheet from below, the page scrolls so far that its mark stands above that.

const AIR_PX = 28;

export class SheetClearance {
  constructor(host) {
    this.host = host;
    this.isDue = true;   // of what the link has chosen
    this.listener = () => { this.isDue = true; this.clear(); };
    document.addEventListener("dateline:event-shown", this.listener);
  }

  dispose() { document.removeEventListener("dateline:event-shown", this.listener); }

  /** Once for each choice, as soon as both the mark and the sheet are there; where one scrolls to after that is kept. */
  clear() {
    const { host } = this, event = this.isDue && host.focus.find(host.focus.chosen), page = host.element.closest(".stMain");
    const sheet = document.querySelector(".st-key-panel:has(article.event)")?.parentElement;
    if (!event || !page || !host.chart.axis || !sheet) return;
    this.isDue = false;
    if (getComputedStyle(sheet).position !== "fixed") return;
    const mark = host.frame.getBoundingClientRect().top + host.chart.heightOf(event.y), hidden = mark + AIR_PX - sheet.getBoundingClientRect().top;
    if (hidden > 0) page.scrollBy({ top: hidden, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}
