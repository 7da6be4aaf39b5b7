// The SharedWorker that holds the one connection of all tabs of this browser.
import { Exchange } from "./exchange.js";

const exchange = new Exchange(self.location.origin, (port, message) => port.postMessage(message));

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => exchange.onMessage(port, data);
  port.postMessage({ kind: "here" });
};
