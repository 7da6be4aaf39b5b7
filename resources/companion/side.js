// The side: a place to add documents, what is going on, and the documents.
import { JobStatus, JobType, ENDED } from "./schema.js";
import { postJson } from "./api.js";
import { el, button, toast } from "./dom.js";
import { pagesWords, remainingWords, say, sizeWords, stageWords } from "./words.js";

const NEEDS_PASSWORD = ["PDF_PASSWORD_NEEDED", "PDF_PASSWORD_WRONG"];
const RECENT_MS = 24 * 3600 * 1000;
const MAX_ENDED = 5;

export class Side {
  constructor(root, store, uploads) {
    this.store = store;
    this.uploads = uploads;
    this.rows = new Map();
    this.picker = el("input", { type: "file", multiple: true, className: "unseen", tabIndex: -1, id: "picker",
      accept: ".pdf,.docx,.pptx,.epub,.txt,.md,.markdown,.text", aria: { label: say("files") },
      onchange: () => (this.add(this.picker.files), (this.picker.value = "")) });
    this.adder = el("div", { className: "adder" },
      button(say("add"), () => this.picker.click(), { className: "primary" }),
      el("p", {}, say("drop")), this.picker);
    this.activity = el("ul", { className: "rows" });
    this.library = el("ul", { className: "rows" });
    this.activityPart = el("section", { hidden: true, aria: { labelledby: "activity" } }, el("h2", { id: "activity" }, say("activity")), this.activity);
    this.empty = el("p", { className: "empty", hidden: true }, say("no_documents"));
    root.append(this.adder, this.activityPart,
      el("section", { aria: { labelledby: "documents" } }, el("h2", { id: "documents" }, say("documents")), this.library, this.empty));
    store.addEventListener("jobs", () => this.showActivity());
    store.addEventListener("documents", () => (this.showDocuments(), this.showActivity()));
    uploads.addEventListener("changed", () => this.showActivity());
    this.#acceptDrops();
  }

  add(files) {
    if (!this.store.me) toast(say("not_yet"), { tone: "error" });
    else if (files.length) this.uploads.add([...files], this.store.me);
  }

  choose(noteId, documentId) {
    this.chosen = documentId ?? this.store.documentOf(noteId)?.id;
    this.showDocuments();
  }

  showDocuments() {
    const { documents, loaded, me } = this.store;
    this.adder.hidden = Boolean(me?.readOnly);
    this.empty.hidden = !loaded || documents.length > 0;
    this.#fill(this.library, documents, (document) => `document-${document.id}`, DocumentRow);
  }

  showActivity() {
    const items = [...this.uploads.list.map((upload) => ({ key: this.#keyOf(upload), upload })),
      ...this.#shownJobs().map((job) => ({ key: `job-${job.jobId}`, job }))];
    this.activityPart.hidden = items.length === 0;
    this.#fill(this.activity, items, (item) => item.key, ActivityRow);
  }

  #keyOf(upload) {
    upload.key ??= `upload-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    return upload.key;
  }

  #shownJobs() {
    const jobs = [...this.store.jobs.values()].filter((job) => job.jobType !== JobType.COMPLETION);
    const live = jobs.filter((job) => !ENDED.includes(job.status));
    live.sort((one, other) => (other.status === JobStatus.ACTIVE) - (one.status === JobStatus.ACTIVE));
    const wrong = jobs.filter((job) => [JobStatus.FAILED, JobStatus.CANCELLED].includes(job.status)
      && Date.now() - (job.createdAt ? job.createdAt * 1000 : Date.now()) < RECENT_MS);
    return [...live, ...wrong.slice(0, MAX_ENDED)];
  }

  /** Rows that stay are changed and not made anew: what has the focus keeps it. */
  #fill(list, items, keyOf, Row) {
    const wanted = new Set();
    items.forEach((item, place) => {
      const key = keyOf(item);
      wanted.add(key);
      let row = this.rows.get(key);
      if (!row) this.rows.set(key, (row = new Row(this)));
      row.show(item);
      if (list.children[place] !== row.node) list.insertBefore(row.node, list.children[place] ?? null);
    });
    for (const child of [...list.children]) {
      const key = [...this.rows].find(([, row]) => row.node === child)?.[0];
      if (!wanted.has(key)) {
        child.remove();
        this.rows.delete(key);
      }
    }
  }

  #acceptDrops() {
    const body = document.body;
    let depth = 0;
    const mark = (by) => body.classList.toggle("dropping", (depth = Math.max(0, depth + by)) > 0);
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragenter", (event) => carriesFiles(event) && (event.preventDefault(), mark(1)));
    addEventListener("dragleave", (event) => carriesFiles(event) && mark(-1));
    addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      mark(-depth);
      if (!this.store.me?.readOnly) this.add(event.dataTransfer.files);
    });
  }
}

class DocumentRow {
  constructor(side) {
    this.side = side;
    this.title = el("span", { className: "name" });
    this.facts = el("span", { className: "facts" });
    this.link = el("a", { className: "document" }, this.title, this.facts);
    this.node = el("li", {}, this.link);
  }

  show(document) {
    const [note] = document.notes;
    this.title.textContent = document.title || document.fileName;
    const size = document.pages ? pagesWords(document.pages) : sizeWords(document.sizeBytes);
    this.facts.textContent = note?.complete ? size : say(note ? "being_written" : "no_notes", { size });
    this.link.href = note ? `#/note/${note.id}` : `#/document/${document.id}`;
    if (this.side.chosen === document.id) this.link.setAttribute("aria-current", "page");
    else this.link.removeAttribute("aria-current");
  }
}

class ActivityRow {
  constructor(side) {
    this.side = side;
    this.name = el("span", { className: "name" });
    this.facts = el("span", { className: "facts" });
    this.bar = el("progress", { max: 100, value: 0 });
    this.acts = el("span", { className: "acts" });
    this.password = el("form", { className: "password", hidden: true, onsubmit: (event) => this.#open(event) },
      el("input", { type: "password", autocomplete: "off", placeholder: say("password"), aria: { label: say("password_of") } }),
      el("button", { type: "submit" }, say("open")));
    this.node = el("li", { className: "activity" }, this.name, this.acts, this.bar, this.facts, this.password);
  }

  show(item) {
    if (item.upload) this.#showUpload(item.upload);
    else this.#showJob(item.job);
  }

  #showUpload(upload) {
    const percent = upload.size ? Math.floor((100 * upload.sent) / upload.size) : 0;
    this.#lay(upload.name, upload.error ?? say("sending", { size: sizeWords(upload.size), percent }), upload.error ? null : percent, Boolean(upload.error));
    this.#setAct(say(upload.error ? "dismiss" : "cancel"), () => this.side.uploads.cancel(upload));
  }

  #showJob(job) {
    this.job = job;
    const name = job.metadata.fileName || job.result?.title || say("notes");
    const live = !ENDED.includes(job.status);
    const left = remainingWords(job.metadata.estimatedTimeRemainingMs);
    const facts = job.error ? `${job.error.message} ${job.error.hint ?? ""}` : [stageWords(job), live && left].filter(Boolean).join(" · ");
    this.#lay(name, facts, live ? job.progress : null, Boolean(job.error));
    this.password.hidden = !NEEDS_PASSWORD.includes(job.error?.code) || Boolean(this.side.store.me?.readOnly);
    if (this.side.store.me?.readOnly) this.#setAct("", null);
    else if (live) this.#setAct(say("cancel"), () => act(`/api/jobs/${job.jobId}/cancel`));
    else this.#setAct(this.password.hidden ? say("retry") : "", () => act(`/api/jobs/${job.jobId}/retry`));
  }

  #lay(name, facts, percent, isWrong) {
    this.name.textContent = name;
    this.facts.textContent = facts;
    this.node.classList.toggle("wrong", isWrong);
    this.bar.hidden = percent === null;
    this.bar.value = percent ?? 0;
    this.bar.setAttribute("aria-label", say("percent_done", { name }));
  }

  #setAct(text, act) {
    this.act = act;
    if (text === (this.acts.firstChild?.textContent ?? "")) return;
    this.acts.replaceChildren();
    if (text) this.acts.append(button(text, () => this.act(), { className: "link", aria: { label: say("act_on", { act: text, name: this.name.textContent }) } }));
  }

  #open(event) {
    event.preventDefault();
    const field = this.password.querySelector("input");
    act(`/api/jobs/${this.job.jobId}/retry`, { password: field.value });
    field.value = "";
  }
}

async function act(path, body) {
  try {
    await postJson(path, body);
  } catch (error) {
    toast(error.status ? error.message : say("no_server"), { tone: "error" });
  }
}
