// One link for many tabs: every tab hears the same, and one that joins, or changes its speaker, is told what it missed.
import { Link } from "./link.js";

const KEPT = 1000; // events that a newcomer can be told again

export class Exchange {
  /** `send(tab, message)` brings a message to a tab; `recent` are events that this speaker has heard before. */
  constructor(origin, send, { recent = [], position = null } = {}) {
    this.origin = origin;
    this.send = send;
    this.tabs = new Set();
    this.recent = [...recent];
    this.position = position;
    this.link = null;
  }

  onMessage(tab, message) {
    switch (message.kind) {
      case "join":
        this.#join(tab, message);
        break;
      case "leave":
        this.tabs.delete(tab);
        break;
      case "hurry":
        this.link?.hurry();
        break;
    }
  }

  close() {
    this.link?.close();
  }

  #join(tab, { token, position }) {
    this.tabs.add(tab);
    if (this.link && this.link.token === token && this.link.state !== "refused") {
      this.#bringUpToDate(tab, position);
    } else {
      this.link?.close();
      const start = this.link?.position ?? this.position ?? position;
      this.link = new Link({ origin: this.origin, token, position: start, tell: (news) => this.#tell(news) });
      this.link.start();
      if (start) this.#bringUpToDate(tab, position);
    }
    this.send(tab, { kind: "state", state: this.link.state });
  }

  #bringUpToDate(tab, position) {
    const now = this.link.position;
    if (!position || !now) return; // it reads the state by itself
    const missed = this.recent.filter((event) => event.seq > position.seq);
    const isWhole = position.seq >= now.seq || (this.recent.length && this.recent[0].seq <= position.seq + 1);
    if (position.epoch !== now.epoch || !isWhole) this.send(tab, { kind: "reload" });
    else if (missed.length) this.send(tab, { kind: "events", events: missed });
  }

  #tell(news) {
    if (news.kind === "snapshot") this.recent = [];
    if (news.kind === "events") {
      this.recent.push(...news.events.filter((event) => event.seq !== undefined));
      this.recent.splice(0, this.recent.length - KEPT);
    }
    for (const tab of this.tabs) this.send(tab, news);
  }
}
