// Keeps what the briefer chose, and the notes of events, in the file itself: where whoever asks may edit it.

import { el } from "./slide_elements.js";

export class Keeper {
  /** root: the app's own address. notes: where the notes are. */
  constructor(root, notes) {
    this.place = new URL("keep", root);
    this.notes = notes;
    this.editors = new Map();   // of notes that are being written, by the id of the event
    this.isOffered = location.pathname === new URL("briefing", root).pathname && !new URLSearchParams(location.search).has("recorded");   // of the file that everybody sees, as it is today
  }

  async post(message) {
    const response = await fetch(this.place, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message), signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw Object.assign(new Error((await response.text()).trim()), { status: response.status });
    return response.json();
  }

  /** What may be kept: { seen, notes, views }; null where nothing may. Asked once for each overview. */
  async ask() {
    if (!this.isOffered) return null;
    this.editors.clear();
    try {
      const answer = await this.post({ do: "ask" });
      if (answer.notes) await this.notes.load();
      return answer;
    } catch { return null; }
  }

  /** The button that keeps a choice, and says what became of it. text(): the choice as a link holds it. */
  button(answer, text, said) {
    const keep = el("button", { type: "button", title: "In the column “slide”, and in the settings beside the file" }, "Keep in the file");
    const send = async seen => {
      keep.disabled = true;
      said.replaceChildren("Keeping …");
      try {
        await this.post({ do: "keep", choice: text(), seen });
        showKept();
      } catch (error) {
        keep.disabled = false;
        const again = error.status === 409 && seen ? el("button", { type: "button" }, "Keep mine") : null;
        again?.addEventListener("click", () => send(""));
        said.replaceChildren(wordsOf(error), ...(again ? [" ", again] : []));
      }
    };
    keep.addEventListener("click", () => send(answer.seen));
    return keep;
  }

  /** A button for the note of an event, and the field that it opens in the card. */
  noteButton(slide) {
    const button = el("button", { type: "button", class: "note-button", title: "Edit the note", "aria-label": `Note: ${slide.headline}`, "aria-expanded": "false" }, "✎");
    if (this.notes.of(slide)) button.classList.add("has-note");
    button.addEventListener("click", () => this.editors.has(slide.id) ? this.close(slide) : this.open(slide, button).querySelector("textarea").focus());
    if (this.editors.has(slide.id)) queueMicrotask(() => this.open(slide, button));   // the card was drawn anew
    return button;
  }

  open(slide, button) {
    if (!this.editors.has(slide.id)) this.editors.set(slide.id, this.noteEditor(slide));
    const editor = this.editors.get(slide.id);
    button.closest("li").append(editor);
    button.setAttribute("aria-expanded", "true");
    return editor;
  }

  close(slide) {
    const editor = this.editors.get(slide.id), button = editor.closest("li")?.querySelector(".note-button");
    this.editors.delete(slide.id);
    editor.remove();
    button?.setAttribute("aria-expanded", "false");
    button?.classList.toggle("has-note", !!this.notes.of(slide));
    button?.focus();
  }

  noteEditor(slide) {
    const before = this.notes.of(slide), field = el("textarea", { rows: 4, "aria-label": `The note of “${slide.headline}”` }), said = el("p", { class: "refused", role: "status" });
    field.value = before;
    const save = el("button", { type: "button" }, "Save the note"), editor = el("div", { class: "note-editor" }, field, said, save);
    const send = async () => {
      said.replaceChildren("Saving …");
      try {
        await this.post({ do: "note", event: slide.id, before, after: field.value });
        await this.notes.load();
        this.close(slide);
      } catch (error) { said.replaceChildren(wordsOf(error)); }
    };
    save.addEventListener("click", send);
    editor.addEventListener("keydown", event => {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); this.close(slide); }
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
    });
    return editor;
  }
}

const wordsOf = error => error.status ? error.message : "The server does not answer. What you wrote is still here.";

/** The briefing as the file tells it now. */
function showKept() {
  const query = new URLSearchParams(location.search);
  query.delete("brief");
  const search = query.size ? `?${query}` : "", isSame = location.search === search;
  location.replace(`${location.pathname}${search}#slide=1`);
  if (isSame) location.reload();
}
