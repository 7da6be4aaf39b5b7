// How this tab hears the server: through the SharedWorker of the browser, or through the tab that speaks for all.
import { Channel } from "./channel.js";

const WORKER_MS = 4000;

/** `onMessage` gets {kind: "state" | "events" | "snapshot" | "reload"}. Returns {hurry(), close()}. */
export function share({ token, history, onMessage }) {
  const join = () => ({ kind: "join", token, position: history().position });
  let send = () => {};
  let close = () => {};

  function overChannel() {
    const channel = new Channel({ onMessage, history, onSpeaker: () => channel.send(join()) });
    send = (message) => channel.send(message);
    close = () => channel.close();
  }

  function overWorker() {
    const worker = new SharedWorker("/assets/worker.js", { type: "module", name: "studyleaf" });
    const giveUp = once(() => {
      worker.port.close();
      overChannel();
    });
    const patience = setTimeout(giveUp, WORKER_MS);
    worker.onerror = giveUp;
    worker.port.onmessage = ({ data }) => {
      if (data.kind === "here") clearTimeout(patience);
      else onMessage(data);
    };
    send = (message) => worker.port.postMessage(message);
    close = () => send({ kind: "leave" });
    send(join());
  }

  const wantsChannel = new URLSearchParams(location.search).get("share") === "channel";
  if (typeof SharedWorker === "function" && !wantsChannel) overWorker();
  else overChannel();
  addEventListener("pagehide", () => close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  const hurry = () => send({ kind: "hurry" });
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
  return { hurry };
}

function once(act) {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
