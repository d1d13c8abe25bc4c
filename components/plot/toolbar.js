// What stands around the chart: the bar above it, and what is shown while one waits or when something is wrong.

const SLOW = 500, RETRY = [2000, 4000, 8000, 15000], USUAL_HEIGHT = 460;

function made(tag, className, parent, attributes = {}) {
  const element = document.createElement(tag);
  element.className = className.split(" ").map(name => `dateline-${name}`).join(" ");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

function pill(parent, text, act, name = "") {
  const button = made("button", "pill", parent, { type: "button" });
  button.textContent = text;
  if (name) { button.setAttribute("aria-label", name); button.title = name; }
  button.addEventListener("click", act);
  return button;
}

/** The buttons for the window at the right, and at the left the groups of choices that Python names. */
class Bar {
  constructor(parent, meant) {
    const bar = made("div", "bar", parent);
    this.meant = meant;
    this.switches = made("div", "switches", bar);
    const tools = made("div", "tools", bar, { role: "group", "aria-label": "Window" });
    this.whole = pill(tools, "Whole", meant.whole, "Show the whole record");
    this.dense = pill(tools, "", meant.dense);
    this.dense.title = "Show where most of it happened";
    this.dense.hidden = true;
    pill(tools, "−", meant.less, "Zoom out");
    pill(tools, "+", meant.more, "Zoom in");
  }

  /** Which window is shown, and what the densest part is called, if there is one. */
  say({ isWhole, dense, isDense }) {
    this.whole.setAttribute("aria-pressed", String(isWhole));
    this.dense.hidden = !dense;
    this.dense.textContent = dense ?? "";
    this.dense.setAttribute("aria-pressed", String(isDense));
  }

  offer(groups) {
    const said = JSON.stringify(groups);
    if (said === this.said) return;
    this.said = said;
    const held = document.activeElement?.dataset?.choice;
    this.switches.replaceChildren(...groups.map(group => this.group(group)));
    if (held) this.switches.querySelector(`[data-choice="${CSS.escape(held)}"]`)?.focus();
  }

  group({ name, choices }) {
    const group = made("div", "switch", null, { role: "group", "aria-label": name });
    made("span", "switch-name", group).textContent = name;
    for (const { label, go, on } of choices) {
      const button = pill(group, label, () => {
        for (const one of group.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === button));
        this.meant.go(go);
      });
      button.setAttribute("aria-pressed", String(!!on));
      button.dataset.choice = `${name} ${label}`;
    }
    return group;
  }
}

/** The skeleton before the first picture, a hairline while one is slow, a sentence when none can be had. */
class Patience {
  constructor(parent, again) {
    this.again = again;
    this.failures = 0;
    this.line = made("div", "line", parent, { "aria-hidden": "true" });
    this.skeleton = made("div", "skeleton", parent, { "aria-hidden": "true" });
    this.skeleton.style.height = `${remembered() ?? USUAL_HEIGHT}px`;
    this.sentence = made("div", "trouble", parent, { role: "alert" });
    this.online = () => this.isTroubled && again();
    window.addEventListener("online", this.online);
  }

  get isTroubled() { return this.failures > 0; }

  forget() {
    window.removeEventListener("online", this.online);
    clearTimeout(this.slow);
    clearTimeout(this.retry);
  }

  begin() {
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.line.classList.add("dateline-on"), SLOW);
  }

  end() {
    clearTimeout(this.slow);
    this.line.classList.remove("dateline-on");
  }

  drawn(height) {
    this.skeleton.remove();
    remember(height);
  }

  calm() {
    clearTimeout(this.retry);
    if (this.isTroubled) this.sentence.replaceChildren();
    this.failures = 0;
  }

  /** Say what is wrong, offer to try again, and try again by itself after a while. */
  complain(mistake) {
    this.end();
    if (!(mistake instanceof Trouble)) console.error(mistake);
    const words = mistake instanceof Trouble ? mistake.message : "The picture could not be drawn. Reload the page.";
    this.say(words);
    clearTimeout(this.retry);
    this.retry = setTimeout(this.again, RETRY[Math.min(this.failures++, RETRY.length - 1)]);
  }

  /** The button is made once and stays: one made anew at each failure would vanish under the pointer that presses it. */
  say(words) {
    if (!this.isTroubled) {
      made("span", "words", this.sentence);
      pill(this.sentence, "Try again", this.again);
    }
    const text = this.sentence.firstChild;
    if (text.textContent !== words) text.textContent = words;
  }
}

function channels(color) {
  const hex = /^#([0-9a-f]{6})/i.exec(color) ?? /^#([0-9a-f]{3})$/i.exec(color);
  if (hex) return hex[1].length === 3 ? [...hex[1]].map(c => parseInt(c + c, 16)) : hex[1].match(/../g).map(c => parseInt(c, 16));
  const parts = /^rgba?\(\s*(\d+)[ ,]+(\d+)[ ,]+(\d+)(?:[ ,/]+([\d.]+))?/.exec(color);
  return parts && parts[4] !== "0" ? parts.slice(1, 4).map(Number) : null;
}

/** How tall the chart was when it was last seen, so that nothing jumps when it comes again. */
function remembered() { try { return Number(localStorage.getItem("dateline.height")) || null; } catch { return null; } }
function remember(height) { try { localStorage.setItem("dateline.height", String(height)); } catch { /* a private window keeps nothing */ } }

