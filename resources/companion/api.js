// Requests to the server, each with the token that came in the address or was kept from the last time.

import { say } from "./words.js";

const KEY = "studyleaf-token";

export class ApiError extends Error {
  constructor(status, { code = "", message = say("no_answer"), hint = "" } = {}) {
    super(`${message} ${hint}`.trim());
    this.status = status;
    this.code = code;
  }
}

/** Takes the token out of the address, so that it is in no bookmark and no history. */
export function takeToken() {
  const found = /^#token=([\w-]+)$/.exec(location.hash);
  if (found) {
    localStorage.setItem(KEY, found[1]);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return localStorage.getItem(KEY) ?? "";
}

export function forgetToken() {
  localStorage.removeItem(KEY);
}

export async function request(path, { method = "GET", json, body, signal } = {}) {
  const headers = { Authorization: `Bearer ${localStorage.getItem(KEY) ?? ""}` };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: json === undefined ? body : JSON.stringify(json), signal });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw Object.assign(new ApiError(answer.status, told.error), { told });
}

export const getJson = async (path, options) => (await request(path, options)).json();
export const postJson = async (path, json = {}) => (await request(path, { method: "POST", json })).json();
