// What this tab knows: jobs, documents, and up to which event of the log. Views listen to "jobs", "documents", "delta",
// "job" (one that ended), "note" and "state".
import { EventType, JobStatus, ENDED } from "./schema.js";
import { getJson } from "./api.js";

const KEPT = 1000;
const RELOAD_MS = 250;

export class Store extends EventTarget {
  constructor() {
    super();
    this.jobs = new Map();
    this.documents = [];
    this.loaded = false;
    this.state = "connecting";
    this.position = null;
    this.recent = []; // events heard, for the tab that speaks next, and to lay over a state that was read meanwhile
    this.heard = 0;
    this.reloading = null;
  }

  history() {
    return { recent: this.recent, position: this.position };
  }

  /** Reads the state as it is now; what is heard while it comes is laid over it. */
  async load() {
    try {
      const [snapshot, me] = await Promise.all([getJson("/api/jobs"), getJson("/api/me"), this.#loadDocuments()]);
      this.me = me;
      this.#takeSnapshot(snapshot);
      this.loaded = true;
      this.#tell("documents");
    } catch (error) {
      this.#tell("failed", error);
    }
  }

  onMessage(message) {
    switch (message.kind) {
      case "state":
        if (this.state !== message.state) {
          const wasAway = this.state === "offline" && message.state !== "offline";
          this.state = message.state;
          this.#tell("state");
          if (wasAway) this.#reloadSoon();
          if (wasAway && !this.loaded) this.load();
        }
        break;
      case "events":
        for (const event of message.events) this.#hear(event);
        this.#tell("jobs");
        break;
      case "snapshot":
        this.#takeSnapshot(message.snapshot);
        this.#reloadSoon();
        break;
      case "reload":
        this.load();
        break;
    }
  }

  documentOf(noteId) {
    return this.documents.find((document) => document.notes.some((note) => note.id === noteId));
  }

  #hear(event) {
    if (event.type === EventType.NOTE_DELTA) {
      this.#tell("delta", event);
      return;
    }
    if (this.position && event.seq <= this.position.seq && event.epoch === this.position.epoch) return;
    this.position = { epoch: event.epoch, seq: event.seq };
    this.heard += 1;
    this.recent.push(event);
    if (this.recent.length > KEPT) this.recent.shift();
    this.#apply(event);
  }

  #apply(event) {
    if (event.type === EventType.LIBRARY_CHANGED) {
      this.#reloadSoon();
      for (const id of event.noteIds ?? []) this.#tell("note", id);
      return;
    }
    const before = this.jobs.get(event.jobId);
    const job = { ...before, ...event, error: event.error, result: event.result };
    job.noteId = event.metadata.noteId ?? before?.noteId;
    job.documentId = event.metadata.fileId ?? before?.documentId;
    this.jobs.set(event.jobId, job);
    if (job.noteId) this.#tell("note", job.noteId);
    if (ENDED.includes(event.status) && before?.status !== event.status) {
      this.#tell("job", job);
      this.#reloadSoon();
    }
    if (before?.status !== JobStatus.ACTIVE || job.noteId !== before.noteId) this.#reloadSoon();
  }

  #takeSnapshot(snapshot) {
    this.jobs = new Map(snapshot.jobs.map((job) => [job.jobId, job]));
    this.recent = this.recent.filter((event) => event.epoch === snapshot.epoch);
    const later = this.recent.filter((event) => event.seq > snapshot.seq);
    for (const event of later) this.#apply(event);
    const seq = later.length ? later[later.length - 1].seq : snapshot.seq;
    this.position = { epoch: snapshot.epoch, seq };
    this.#tell("jobs");
  }

  #reloadSoon() {
    this.reloading ??= setTimeout(async () => {
      this.reloading = null;
      try {
        await this.#loadDocuments();
        this.#tell("documents");
      } catch {
        // offline: the badge says so, and the next event or the return of the line reads it again
      }
    }, RELOAD_MS);
  }

  async #loadDocuments() {
    this.documents = (await getJson("/api/documents")).documents;
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
