// Pictures in the student's own words: a mark in a text stands for a file of the library, and for nothing else.
import { request } from "./api.js";
import { el } from "./dom.js";

const MARK = /!\[([^\]\n]*)\]\(picture:([0-9a-f]{16})-(\d{1,5})x(\d{1,5})\)/g;
const addresses = new Map(); // by key: what a picture is loaded as, each once

/** A text as what is shown for it: texts, and pictures where their marks stand. */
export function withPictures(text) {
  const parts = [];
  let end = 0;
  for (const { 0: mark, 1: alt, 2: key, 3: width, 4: height, index } of text.matchAll(MARK)) {
    parts.push(text.slice(end, index), picture(key, alt, Number(width), Number(height)));
    end = index + mark.length;
  }
  return [...parts, text.slice(end)];
}

function picture(key, alt, width, height) {
  const node = el("img", { className: "picture", alt, width, height });
  if (!addresses.has(key)) addresses.set(key, load(key));
  addresses.get(key).then((address) => (node.src = address), () => {
    addresses.delete(key); // it may come the next time
    node.replaceWith(alt);
  });
  return node;
}

async function load(key) {
  return URL.createObjectURL(await (await request(`/api/pictures/${key}`)).blob());
}
