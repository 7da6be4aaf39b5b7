// Where there is no SharedWorker: tabs elect one that speaks for all over a BroadcastChannel. The speaker answers whoever
// asks; timers alone would not do, because browsers slow down those of hidden tabs.
import { Exchange } from "./exchange.js";

const ANSWER_MS = 300;
const CLAIM_MS = 150;
const LOOK_MS = 2000;

export class Channel {
  /** `onMessage` gets what an Exchange sends; `history()` gives {recent, position} of this tab. */
  constructor({ onMessage, onSpeaker, history }) {
    this.id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.onMessage = onMessage;
    this.onSpeaker = onSpeaker;
    this.history = history;
    this.exchange = null;
    this.speaker = null;
    this.lowest = null;
    this.bus = new BroadcastChannel("studyleaf");
    this.bus.onmessage = ({ data }) => this.#onBus(data);
    this.#look();
    setInterval(() => this.exchange || this.#look(), LOOK_MS);
  }

  send(message) {
    if (this.exchange) this.exchange.onMessage(this.id, message);
    else this.#post({ kind: "ask", message });
  }

  close() {
    if (this.exchange) this.#post({ kind: "bye" });
    else this.send({ kind: "leave" });
    this.exchange?.close();
    this.bus.close();
  }

  #post(message) {
    this.bus.postMessage({ from: this.id, ...message });
  }

  #look() {
    const before = this.answered;
    this.#post({ kind: "who" });
    setTimeout(() => this.answered === before && !this.exchange && this.#claim(), ANSWER_MS);
  }

  #claim() {
    if (this.claiming) return;
    this.claiming = true;
    this.lowest = this.id;
    this.#post({ kind: "claim" });
    setTimeout(() => {
      this.claiming = false;
      if (this.lowest === this.id && !this.exchange) this.#lead();
    }, CLAIM_MS);
  }

  #lead() {
    const deliver = (tab, message) =>
      tab === this.id ? this.onMessage(message) : this.#post({ kind: "tell", to: tab, message });
    this.exchange = new Exchange(location.origin, deliver, this.history());
    this.#post({ kind: "lead" });
    this.#follow(this.id);
  }

  #follow(speaker) {
    this.answered = Date.now();
    if (this.speaker === speaker) return;
    this.speaker = speaker;
    this.onSpeaker();
  }

  #onBus({ from, kind, to, message }) {
    if (kind === "ask" && this.exchange) this.exchange.onMessage(from, message);
    else if (kind === "tell" && to === this.id) this.onMessage(message);
    else if (kind === "who" && this.exchange) this.#post({ kind: "lead" });
    else if (kind === "claim") this.#onClaim(from);
    else if (kind === "lead") this.#onLead(from);
    else if (kind === "bye" && from === this.speaker) this.#onGone();
  }

  #onClaim(from) {
    if (this.exchange) this.#post({ kind: "lead" });
    else if (this.claiming && from < this.lowest) this.lowest = from;
    else if (this.claiming) this.#post({ kind: "claim" });
  }

  #onLead(from) {
    if (this.exchange && from > this.id) {
      this.#post({ kind: "lead" }); // two spoke for a moment: the elder stays
      return;
    }
    this.exchange?.close();
    this.exchange = null;
    this.lowest = from;
    this.#follow(from);
  }

  #onGone() {
    this.speaker = null;
    this.#claim();
  }
}
