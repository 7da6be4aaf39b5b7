// Sends files in pieces: the next one goes when the last is there, and a broken line only costs the piece on the way.
import { request, postJson } from "./api.js";
import { delayMs } from "./link.js";
import { say } from "./words.js";

const TRIES = 12;

export class Uploads extends EventTarget {
  constructor() {
    super();
    this.list = [];
  }

  /** Sends files one after the other; the chain keeps their order. */
  add(files, { chunkBytes, maxFileBytes }) {
    for (const file of files) {
      const upload = { file, name: file.name, size: file.size, sent: 0, error: null, aborter: new AbortController() };
      this.list.push(upload);
      if (file.size > maxFileBytes) {
        upload.error = say("too_large", { size: Math.round(maxFileBytes / 2 ** 20) });
        continue;
      }
      this.chain = (this.chain ?? Promise.resolve()).then(() => this.#send(upload, chunkBytes));
    }
    this.#tell();
  }

  cancel(upload) {
    upload.aborter.abort();
    if (upload.id) request(`/api/uploads/${upload.id}`, { method: "DELETE" }).catch(() => {});
    this.#remove(upload);
  }

  async #send(upload, chunkBytes) {
    let failures = 0;
    while (!upload.aborter.signal.aborted) {
      try {
        await this.#sendAll(upload, chunkBytes, () => (failures = 0));
        this.#remove(upload);
        return;
      } catch (error) {
        if (upload.aborter.signal.aborted) return;
        const mayPass = error.status === undefined || error.status === 429 || error.status >= 503;
        if (!mayPass || failures >= TRIES) {
          upload.error = error.status === undefined ? say("line_lost") : error.message;
          this.#tell();
          return;
        }
        await new Promise((done) => setTimeout(done, delayMs(failures++)));
      }
    }
  }

  async #sendAll(upload, chunkBytes, onProgress) {
    const { file } = upload;
    const begun = await postJson("/api/uploads", { name: file.name, size: file.size, mark: String(file.lastModified) });
    upload.id = begun.uploadId;
    let offset = begun.offset;
    for (;;) {
      const body = file.slice(offset, offset + chunkBytes);
      const answer = await this.#put(upload, offset, body);
      onProgress();
      if (answer.jobId) return;
      offset = answer.offset;
      upload.sent = offset;
      this.#tell();
    }
  }

  async #put(upload, offset, body) {
    const path = `/api/uploads/${upload.id}?offset=${offset}`;
    try {
      return await (await request(path, { method: "PUT", body, signal: upload.aborter.signal })).json();
    } catch (error) {
      if (error.status === 409 && error.told.offset !== undefined) return error.told;
      throw error;
    }
  }

  #remove(upload) {
    this.list = this.list.filter((each) => each !== upload);
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("changed"));
  }
}
