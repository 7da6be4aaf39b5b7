// Codes and numbers to the words that a student reads, in the language that the server put into the page.
import { JobStage, JobStatus } from "./schema.js";
import { WORDS } from "./table.js";

const { lang } = document.documentElement;

/** A text of the table; what stands there in braces is filled in from `values`. */
export function say(key, values = {}) {
  return WORDS[key].replace(/{(\w+)}/g, (_, name) => values[name]);
}

export function stageWords(job) {
  if (job.status !== JobStatus.ACTIVE) return say(`status_${job.status}`);
  const { page, pages } = job.metadata;
  if (job.stage === JobStage.EXTRACTING_TEXT && page && pages) return say("reading_page", { page, pages });
  return say(`stage_${job.stage}`);
}

export function remainingWords(ms) {
  if (ms === undefined || ms === null || ms <= 0) return "";
  const seconds = ms / 1000;
  if (seconds < 10) return say("left_moment");
  if (seconds < 60) return say("left_seconds", { count: Math.round(seconds / 10) * 10 });
  if (seconds < 3600) return say("left_minutes", { count: Math.round(seconds / 60) });
  return say("left_hours", { count: Math.round(seconds / 3600) });
}

export function sizeWords(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let place = 0;
  while (bytes >= 1000 && place < units.length - 1) {
    bytes /= 1000;
    place += 1;
  }
  const digits = place ? 1 : 0;
  return `${bytes.toLocaleString(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[place]}`;
}

export const pagesWords = (count) => say(count === 1 ? "pages_one" : "pages_many", { count });
