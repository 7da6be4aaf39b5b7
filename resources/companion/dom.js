// Elements out of text and elements. Nothing here reads HTML: what a document says is always text.
import { say } from "./words.js";

/** `props`: properties by name; `on…` are listeners, `data` and `aria` are objects, anything with a dash an attribute. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "aria") for (const [key, text] of Object.entries(value)) node.setAttribute(`aria-${key}`, text);
    else if (name.includes("-") || name === "role" || name === "for") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(text, act, props = {}) {
  return el("button", { type: "button", onclick: act, ...props }, text);
}

/** Says something to those who listen rather than look. */
export function speak(text) {
  document.getElementById("spoken").textContent = text;
}

export function toast(text, { tone = "news", action = null } = {}) {
  const box = el("div", { className: `toast ${tone}`, role: tone === "error" ? "alert" : "status" }, el("p", {}, text));
  const close = () => box.remove();
  if (action) box.append(button(action.text, () => (close(), action.act()), { className: "link" }));
  box.append(button("×", close, { className: "icon", aria: { label: say("dismiss") } }));
  document.getElementById("toasts").append(box);
  if (tone !== "error") setTimeout(close, 8000);
}

export function citationChip(citation, onClick) {
  return button(say("citation", citation), () => onClick(citation), { className: "chip", aria: { label: say("proof", citation) } });
}
