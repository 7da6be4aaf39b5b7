// Puts the page together: the token, the shared connection, the side, and what the address asks for.
import { takeToken } from "./api.js";
import { el, speak, toast } from "./dom.js";
import { JobStatus, JobType } from "./schema.js";
import { NoteView, documentView } from "./note.js";
import { closePage } from "./page.js";
import { share } from "./share.js";
import { Side } from "./side.js";
import { Store } from "./store.js";
import { Uploads } from "./upload.js";
import { say } from "./words.js";

const main = document.getElementById("main");
const badge = document.getElementById("badge");
const token = takeToken();
const store = new Store();
const side = new Side(document.getElementById("side"), store, new Uploads());
const noteView = new NoteView(main, store);

function route() {
  closePage();
  const [, kind, id, tab = "notes"] = location.hash.split("/");
  document.body.classList.toggle("reading", Boolean(id));
  side.choose(kind === "note" ? id : null, kind === "document" ? id : undefined);
  if (kind === "note") {
    noteView.open(id, tab);
    return;
  }
  noteView.close();
  if (kind === "document") showDocument(id);
  else welcome();
}

function showDocument(id) {
  const note = store.documents.find((document) => document.id === id)?.notes[0];
  if (note) location.replace(`#/note/${note.id}`);
  else documentView(main, store, id);
}

function welcome() {
  document.title = "Studyleaf";
  main.replaceChildren(el("div", { className: "welcome" }, el("h1", { tabIndex: -1 }, say("welcome")),
    el("p", {}, say("welcome_how"))));
}

function refuse() {
  document.body.classList.add("refused");
  main.replaceChildren(el("div", { className: "welcome" }, el("h1", { tabIndex: -1 }, say("refused")),
    el("p", {}, say("refused_how"))));
}

function showState() {
  const words = say(`link_${store.state}`);
  badge.textContent = words;
  badge.hidden = !words;
  badge.dataset.state = store.state;
  if (store.state === "refused") refuse();
}

function onJob({ detail: job }) {
  const name = job.result?.title || job.metadata.fileName || say("a_document");
  if (job.jobType === JobType.COMPLETION) return;
  if (job.status === JobStatus.COMPLETED) {
    const isShown = location.hash.includes(job.noteId);
    if (job.noteId && !isShown) toast(say("notes_ready", { name }), { action: { text: say("read"), act: () => (location.hash = `#/note/${job.noteId}`) } });
    else speak(say("notes_ready", { name }));
  }
  if (job.status === JobStatus.FAILED) speak(`${name}: ${job.error.message}`);
}

addEventListener("hashchange", () => {
  // A new address was opened in a tab that is here already.
  if (location.hash.startsWith("#token=")) {
    takeToken();
    location.reload();
  } else route();
});
store.addEventListener("state", showState);
store.addEventListener("job", onJob);
store.addEventListener("documents", () => {
  const [, kind, id] = location.hash.split("/");
  if (kind === "document") showDocument(id);
  if (kind === "note") side.chosen ??= store.documentOf(id)?.id;
});

if (token) {
  share({ token, history: () => store.history(), onMessage: (message) => store.onMessage(message) });
  store.load();
  route();
} else {
  store.state = "refused";
  showState();
}
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
window.studyleaf = { store }; // for whoever looks for a fault
