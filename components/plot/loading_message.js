// What is shown while one waits for a picture, or when none can be had.

import { makeElement, makePill } from "./plot_elements.js";
import { PictureError } from "./picture_requests.js";

const SLOW_MS = 500, RETRY_MS = [2000, 4000, 8000, 15000], USUAL_HEIGHT = 460;

/** The skeleton before the first picture, a hairline while one is slow, a sentence when none can be had. */
export class WaitingNotice {
  constructor(parent, retryNow) {
    this.retryNow = retryNow;
    this.failures = 0;
    this.line = makeElement("div", "line", parent, { "aria-hidden": "true" });
    this.skeleton = makeElement("div", "skeleton", parent, { "aria-hidden": "true" });
    this.skeleton.style.height = `${storedHeight() ?? USUAL_HEIGHT}px`;
    this.sentence = makeElement("div", "trouble", parent, { role: "alert" });
    this.online = () => this.hasFailed && retryNow();
    window.addEventListener("online", this.online);
  }

  get hasFailed() { return this.failures > 0; }

  dispose() {
    window.removeEventListener("online", this.online);
    clearTimeout(this.slowTimer);
    clearTimeout(this.retryTimer);
  }

  begin() {
    clearTimeout(this.slowTimer);
    this.slowTimer = setTimeout(() => this.line.classList.add("dateline-on"), SLOW_MS);
  }

  end() {
    clearTimeout(this.slowTimer);
    this.line.classList.remove("dateline-on");
  }

  pictureDrawn(height) {
    this.skeleton.remove();
    storeHeight(height);
  }

  clearError() {
    clearTimeout(this.retryTimer);
    if (this.hasFailed) this.sentence.replaceChildren();
    this.failures = 0;
  }

  /** Say what is wrong, offer to try again, and try again by itself after a while. */
  showError(error) {
    this.end();
    if (!(error instanceof PictureError)) console.error(error);
    const words = error instanceof PictureError ? error.message : "The picture could not be drawn. Reload the page.";
    this.showSentence(words);
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(this.retryNow, RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]);
  }

  /** The button is made once and stays: one made anew at each failure would vanish under the pointer that presses it. */
  showSentence(words) {
    if (!this.hasFailed) {
      makeElement("span", "words", this.sentence);
      makePill(this.sentence, "Try again", this.retryNow);
    }
    const text = this.sentence.firstChild;
    if (text.textContent !== words) text.textContent = words;
  }
}

/** How tall the chart was when it was last seen, so that nothing jumps when it comes again. */
function storedHeight() { try { return Number(localStorage.getItem("dateline.height")) || null; } catch { return null; } }
function storeHeight(height) { try { localStorage.setItem("dateline.height", String(height)); } catch { /* a private window keeps nothing */ } }
