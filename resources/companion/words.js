// Codes and numbers to the words that a student reads.
import { JobStage, JobStatus } from "./schema.js";

export const STATUS_WORDS = {
  [JobStatus.QUEUED]: "Waiting",
  [JobStatus.ACTIVE]: "Working",
  [JobStatus.COMPLETED]: "Done",
  [JobStatus.FAILED]: "Failed",
  [JobStatus.STALLED]: "Interrupted, about to go on",
  [JobStatus.CANCELLED]: "Cancelled",
};

export const STAGE_WORDS = {
  [JobStage.QUEUED]: "Waiting",
  [JobStage.INITIALIZING]: "Starting",
  [JobStage.DOWNLOADING]: "Bringing the file in",
  [JobStage.CHECKING_CACHE]: "Looking for earlier work",
  [JobStage.EXTRACTING_TEXT]: "Reading",
  [JobStage.GENERATING_NOTES]: "Writing notes",
  [JobStage.GENERATING_QUIZ]: "Making the quiz",
  [JobStage.SAVING]: "Saving",
  [JobStage.CACHING]: "Saving",
  [JobStage.COMPLETED]: "Done",
  [JobStage.FAILED]: "Failed",
};

export const LINK_WORDS = {
  connecting: "Connecting…",
  live: "",
  polling: "Live, the slow way",
  offline: "Offline – what you see may be old",
  refused: "Not let in",
};

export function stageWords(job) {
  if (job.status !== JobStatus.ACTIVE) return STATUS_WORDS[job.status];
  const { page, pages } = job.metadata;
  if (job.stage === JobStage.EXTRACTING_TEXT && page && pages) return `Reading page ${page} of ${pages}`;
  return STAGE_WORDS[job.stage];
}

export function remainingWords(ms) {
  if (ms === undefined || ms === null || ms <= 0) return "";
  const seconds = ms / 1000;
  if (seconds < 10) return "a few seconds left";
  if (seconds < 60) return `about ${Math.round(seconds / 10) * 10} s left`;
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${Math.round(seconds / 3600)} h left`;
}

export function sizeWords(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let place = 0;
  while (bytes >= 1000 && place < units.length - 1) {
    bytes /= 1000;
    place += 1;
  }
  return `${place ? bytes.toFixed(1) : bytes} ${units[place]}`;
}

export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
