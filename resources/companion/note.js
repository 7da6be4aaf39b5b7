// A note: its sections with citations, its quiz and its cards, growing while it is written.
import { JobStatus, ENDED } from "./schema.js";
import { getJson, postJson } from "./api.js";
import { el, button, citationChip, toast, speak } from "./dom.js";
import { showPage } from "./page.js";
import { withPictures } from "./pictures.js";
import { quizView } from "./quiz.js";
import { cardsView } from "./cards.js";
import { pagesWords, remainingWords, say, stageWords } from "./words.js";

const AGAIN_MS = 700; // a note that is written is read again at most so often
const TABS = ["notes", "quiz", "cards"];

export class NoteView {
  constructor(root, store) {
    this.root = root;
    this.store = store;
    this.id = null;
    store.addEventListener("delta", ({ detail }) => detail.noteId === this.id && this.#onDelta(detail));
    store.addEventListener("note", ({ detail }) => detail === this.id && this.#again());
    store.addEventListener("jobs", () => this.#showProgress());
  }

  async open(id, tab) {
    if (id !== this.id) {
      this.id = id;
      this.data = null;
      this.built = null;
      this.root.replaceChildren(el("p", { className: "empty" }, say("opening")));
      await this.#read();
    }
    this.tab = tab;
    if (this.data) this.#build(true);
  }

  close() {
    this.id = null;
  }

  async #read() {
    const id = this.id;
    try {
      const data = await getJson(`/api/notes/${id}`);
      if (id !== this.id) return;
      this.data = data;
      this.#build(false);
    } catch (error) {
      if (id !== this.id) return;
      if (this.data) return; // what is shown stays; the badge tells that it may be old
      this.root.replaceChildren(el("p", { className: "empty" }, error.status ? error.message : say("no_server")));
    }
  }

  #again() {
    this.reading ??= setTimeout(async () => {
      await this.#read();
      this.reading = null;
    }, AGAIN_MS);
  }

  #onDelta(delta) {
    if (delta.section !== undefined && delta.text !== undefined) {
      const part = this.root.querySelector(`[data-section="${delta.section}"]`);
      part?.classList.add("writing");
      clearTimeout(part?.calming);
      if (part) part.calming = setTimeout(() => part.classList.remove("writing"), 2500);
    } else this.#again();
  }

  #job() {
    return [...this.store.jobs.values()].find((job) => job.noteId === this.id && !ENDED.includes(job.status));
  }

  #showProgress() {
    if (!this.progress) return;
    const job = this.id && this.#job();
    this.progress.hidden = !job;
    if (!job) return;
    const left = remainingWords(job.metadata.estimatedTimeRemainingMs);
    this.progress.querySelector("span").textContent = [stageWords(job), left].filter(Boolean).join(" · ");
    this.progress.querySelector("progress").value = job.progress;
  }

  #build(isNewTab) {
    const { note, document: about } = this.data;
    if (!this.built || isNewTab) {
      this.progress = el("p", { className: "growing", hidden: true }, el("span"), el("progress", { max: 100, aria: { label: say("progress") } }));
      this.heading = el("h1", { tabIndex: -1 }, note.title);
      this.tabs = el("nav", { className: "tabs", aria: { label: say("parts") } },
        TABS.map((name) => el("a", { href: `#/note/${this.id}${name === "notes" ? "" : `/${name}`}`, ...(name === this.tab ? { "aria-current": "page" } : {}) }, say(name))));
      this.content = el("div", { className: "content" });
      this.root.replaceChildren(
        el("a", { className: "back", href: "#/" }, say("back")), this.heading,
        el("p", { className: "facts" }, about ? pagesWords(about.pages) : ""), this.tabs, this.progress, this.content);
      this.built = this.tab;
      this.shown = {};
      if (isNewTab) this.heading.focus({ preventScroll: true });
      document.title = `${note.title} – Studyleaf`;
    }
    this.heading.textContent = note.title;
    this.#showProgress();
    if (this.tab === "quiz") this.#once(note.quiz, () => quizView(note.quiz, (citation) => this.#cite(citation)), say("quiz_later"));
    else if (this.tab === "cards") this.#once(note.flashcards, () => cardsView(note.flashcards, (citation) => this.#cite(citation)), say("cards_later"));
    else this.#showSections(note);
  }

  /** Quiz and cards are built when they are there, and not again under the student's hand. */
  #once(items, make, waiting) {
    const key = `${this.tab}-${items.length}`;
    if (this.shown.key === key) return;
    this.shown.key = key;
    this.content.replaceChildren(items.length ? make() : el("p", { className: "empty" }, this.data.complete ? say("none_here") : waiting));
  }

  #showSections(note) {
    if (!this.shown.sections) {
      this.shown = { sections: [], texts: [] };
      this.summary = el("p", { className: "summary" });
      this.content.replaceChildren(this.summary);
    }
    this.summary.textContent = note.summary;
    this.summary.hidden = !note.summary;
    note.sections.forEach((section, place) => {
      const text = JSON.stringify(section);
      if (this.shown.texts[place] === text) return;
      const node = this.#section(section, place);
      if (this.shown.texts[place] !== undefined) node.classList.add("fresh");
      if (this.shown.sections[place]) this.shown.sections[place].replaceWith(node);
      else this.content.append(node);
      this.shown.sections[place] = node;
      this.shown.texts[place] = text;
    });
    this.shown.sections.splice(note.sections.length).forEach((node) => node.remove());
    this.shown.texts.length = note.sections.length;
    this.shown.open?.remove();
    this.shown.open = note.openEnds?.length ? this.#openEnds(note.openEnds) : undefined;
    if (this.shown.open) this.content.append(this.shown.open);
    if (!note.sections.length) speak(say("writing"));
  }

  #section(section, place) {
    const level = Math.min(4, 1 + Math.max(1, section.level ?? 1));
    return el("section", { className: "part", data: { section: String(place) } },
      el(`h${level}`, {}, section.heading),
      section.overview ? el("p", { className: "summary" }, section.overview) : null,
      section.points.length ? el("ul", {}, section.points.map((point) => el("li", {}, point.cue ? el("strong", {}, `${point.cue} – `) : null, withPictures(point.text), " ", this.#citations(point.citations)))) : null,
      section.terms.length ? el("dl", {}, section.terms.flatMap((term) => [el("dt", {}, term.term), el("dd", {}, withPictures(term.definition), " ", this.#citations(term.citations))])) : null);
  }

  /** What the document uses without an explanation, and what it leaves out by its own account. */
  #openEnds(ends) {
    const line = (end) => el("li", {}, ...(end.kind === "term" ? [el("strong", {}, end.text), ` – ${say("unexplained")} `] : [end.text, " "]), this.#citations(end.citations));
    return el("section", { className: "part" }, el("h2", {}, say("not_explained")), el("ul", {}, ends.map(line)));
  }

  #citations(citations) {
    return citations.map((citation) => citationChip(citation, (each) => this.#cite(each)));
  }

  #cite(citation) {
    const about = this.data.document;
    if (about) showPage(about, citation);
  }
}

/** A document without notes: what is going on with it, or a way to ask for them. */
export function documentView(root, store, id) {
  const about = store.documents.find((document) => document.id === id);
  const isBusy = [...store.jobs.values()].some((job) => job.documentId === id && [JobStatus.QUEUED, JobStatus.ACTIVE, JobStatus.STALLED].includes(job.status));
  const ask = async () => {
    try {
      await postJson(`/api/documents/${id}/notes`);
    } catch (error) {
      toast(error.message, { tone: "error" });
    }
  };
  root.replaceChildren(
    el("a", { className: "back", href: "#/" }, say("back")), el("h1", { tabIndex: -1 }, about?.title ?? say("not_here")),
    el("p", { className: "empty" }, isBusy ? say("notes_soon") : say("notes_none")),
    about && !isBusy && !store.me?.readOnly ? button(say("write"), ask, { className: "primary" }) : "");
}
