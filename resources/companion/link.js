// The connection to the server: a WebSocket where it can be had, else long polls; the same events either way, each once
// and in order. Runs in a SharedWorker, or in the tab that speaks for the others.

const OPEN_MS = 6000;
const PING_MS = 15000;
const SILENCE_MS = 10000;
const QUICK_SILENCE_MS = 4000;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 10000;
const SOCKET_FAILURES = 2; // after so many in a row the events are polled for
const BACK_TO_SOCKET_MS = 15000;
const POLL_S = 20;

/** Doubles with every failure, and is spread so that many tabs do not come back at the same moment. */
export function delayMs(failures, random = Math.random) {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return longest * (0.5 + random() / 2);
}

export class Link {
  /** `tell` gets {kind: "state" | "events" | "snapshot", …}. */
  constructor({ origin, token, position, tell }) {
    this.origin = origin;
    this.token = token;
    this.position = position; // {epoch, seq} of the last event that was told, or null
    this.tell = tell;
    this.state = "connecting";
    this.failures = 0;
    this.socketFailures = 0;
    this.closed = false;
    this.socket = null;
    this.polling = null;
    this.timers = new Set();
  }

  start() {
    this.#setState("connecting");
    this.#openSocket();
  }

  close() {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.polling?.abort();
    this.#dropSocket();
  }

  /** The network is back, or the tab is looked at again: no need to wait any longer, nor to trust an old line. */
  hurry() {
    if (this.closed || this.state === "refused") return;
    if (this.socket) {
      this.#probe(QUICK_SILENCE_MS);
      return;
    }
    this.failures = 0;
    this.#openSocket();
  }

  #openSocket() {
    if (this.closed || this.socket) return;
    let socket;
    try {
      socket = new WebSocket(`${this.origin.replace(/^http/, "ws")}/ws`);
    } catch {
      this.#onSocketClosed(null, 0);
      return;
    }
    this.socket = socket;
    this.heard = Date.now();
    const patience = this.#later(OPEN_MS, () => this.#onSocketClosed(socket, 0));
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", token: this.token, resume: this.position }));
    socket.onmessage = (message) => {
      if (socket !== this.socket) return;
      this.#forget(patience);
      this.heard = Date.now();
      this.#onMessage(JSON.parse(message.data));
    };
    socket.onclose = (event) => this.#onSocketClosed(socket, event.code);
    socket.onerror = () => {};
  }

  #onMessage(message) {
    switch (message.type) {
      case "welcome":
        this.userId = message.userId;
        this.position ??= { epoch: message.epoch, seq: message.seq };
        this.#subscribe();
        this.#ping(this.socket);
        break;
      case "subscribed":
        this.failures = this.socketFailures = 0;
        this.polling?.abort();
        this.#take(message);
        this.#setState("live");
        break;
      case "event":
        this.#tellEvents([message.event]);
        break;
      case "resync":
        this.#subscribe();
        break;
    }
  }

  #subscribe() {
    const rooms = [{ userId: this.userId }];
    this.#send({ type: "subscribe:jobs", id: "user", rooms, since: this.position });
  }

  /** What was missed: events, or the state as it is now where the log does not go back so far. */
  #take({ recovered, events, snapshot, epoch, seq }) {
    if (recovered) {
      this.#tellEvents(events);
      if (epoch) this.position = { epoch, seq };
    } else {
      this.position = { epoch: snapshot.epoch, seq: snapshot.seq };
      this.tell({ kind: "snapshot", snapshot });
    }
  }

  #tellEvents(events) {
    const fresh = events.filter((event) => event.seq === undefined || event.seq > this.position.seq);
    for (const event of fresh) if (event.seq !== undefined) this.position = { epoch: event.epoch, seq: event.seq };
    if (fresh.length) this.tell({ kind: "events", events: fresh });
  }

  #ping(socket) {
    this.#later(PING_MS, () => {
      if (socket !== this.socket) return;
      this.#probe(SILENCE_MS);
      this.#ping(socket);
    });
  }

  /** Takes the line for dead if it says nothing for so long, whatever the system still believes of it. */
  #probe(patienceMs) {
    const socket = this.socket;
    const asked = Date.now();
    this.#send({ type: "ping" });
    this.#later(patienceMs, () => {
      if (socket === this.socket && this.heard < asked) this.#onSocketClosed(socket, 0);
    });
  }

  #send(message) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  #dropSocket() {
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // it never opened
    }
  }

  #onSocketClosed(socket, code) {
    if (this.closed || socket !== this.socket) return;
    this.#dropSocket();
    if (code === 4401) {
      this.polling?.abort();
      this.#setState("refused");
      return;
    }
    this.socketFailures += 1;
    if (this.socketFailures >= SOCKET_FAILURES) this.#poll();
    if (!this.polling) this.#setState("offline");
    const wait = this.state === "polling" ? BACK_TO_SOCKET_MS * (0.5 + Math.random()) : delayMs(this.failures++);
    this.#later(wait, () => this.#openSocket());
  }

  /** Asks for events until a socket is there again. */
  async #poll() {
    if (this.polling || this.closed) return;
    const polling = (this.polling = new AbortController());
    const stopped = () => polling.signal.aborted || this.closed;
    let failures = 0;
    while (!stopped()) {
      try {
        await this.#pollOnce(polling.signal, this.state === "polling" ? POLL_S : 0);
        failures = 0;
      } catch {
        if (stopped()) break;
        this.#setState("offline");
        await new Promise((done) => this.#later(delayMs(failures++), done));
      }
    }
    if (this.polling === polling) this.polling = null;
  }

  async #pollOnce(signal, wait) {
    const { epoch, seq } = this.position ?? {};
    const query = new URLSearchParams({ epoch, since: seq, wait });
    const headers = { Authorization: `Bearer ${this.token}` };
    // Who has heard nothing yet begins with the state as it is, not with the beginning of the log.
    const path = this.position ? `/api/events?${query}` : "/api/jobs";
    const answer = await fetch(`${this.origin}${path}`, { headers, signal, cache: "no-store" });
    if (signal.aborted) return;
    if (answer.status === 401) {
      this.polling.abort();
      this.#dropSocket();
      this.#setState("refused");
      return;
    }
    if (!answer.ok) throw new Error(`polling got ${answer.status}`);
    const missed = await answer.json();
    if (signal.aborted) return;
    this.#take(this.position ? missed : { recovered: false, snapshot: missed });
    this.#setState("polling");
  }

  #setState(state) {
    if (state === this.state && state !== "connecting") return;
    this.state = state;
    this.tell({ kind: "state", state });
  }

  #forget(timer) {
    clearTimeout(timer);
    this.timers.delete(timer);
  }

  #later(ms, act) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (!this.closed) act();
    }, ms);
    this.timers.add(timer);
    return timer;
  }
}
