// Where a lesson stands, and how the address holds it: #…&t=drift&k=2&w=mission_60&r=thesis&n=drift.3.5.1.0

import { STORIES } from "./lesson_stories.js";

/** @typedef {import("./lesson_cases.js").Reading} Reading */
/** @typedef {Record<string, number[]>} Votes by story, how many voted for each option */

export const STEPS = /** @type {const} */ (["predict", "play", "turn", "compare", "discuss"]);
export const READINGS = /** @type {const} */ (["thesis", "prior"]);
const MOST_VOTES = 999;
const READ_AS = { thesis: "thesis", prior: "all" };

/**
 * @typedef {object} LessonState
 * @property {string} story
 * @property {number} step
 * @property {string} stop the case at which the lever stands
 * @property {Reading} reading
 */

/**
 * @param {string} name
 * @returns {import("./lesson_stories.js").Story}
 */
export const storyOf = (name) => STORIES.find((each) => each.name === name) ?? STORIES[0];

/**
 * A story from its first step, in the reading in which it is told first.
 * @param {string} story
 * @returns {LessonState}
 */
export const begun = (story) => ({ story, step: 0, stop: storyOf(story).turned, reading: "thesis" });

/**
 * One vote more or less; none below nothing.
 * @param {Votes} votes
 * @param {string} story
 * @param {number} option
 * @param {number} by
 * @returns {Votes}
 */
export function voted(votes, story, option, by) {
  const counts = votes[story] ?? storyOf(story).options.map(() => 0);
  const next = counts.map((count, n) => (n === option ? Math.min(MOST_VOTES, Math.max(0, count + by)) : count));
  return { ...votes, [story]: next };
}

/**
 * Where the lesson is on the way to its steps: what a step begins with.
 * @param {LessonState} lesson
 * @param {number} step
 * @param {number} last the number of the last year
 * @returns {{lesson: LessonState, year: number, organization: null}}
 */
export function atStep(lesson, step, last) {
  return { lesson: { ...lesson, step }, year: step < 2 ? 0 : last, organization: null };
}

/**
 * @param {LessonState | null} lesson
 * @param {Votes} votes
 * @returns {string[][]}
 */
export function lessonParts(lesson, votes) {
  const parts = [];
  if (lesson) {
    parts.push(["t", lesson.story], ["k", String(lesson.step + 1)], ["w", lesson.stop], ["r", READ_AS[lesson.reading]]);
  }
  const some = Object.entries(votes).filter(([, counts]) => counts.some((count) => count > 0));
  if (some.length) parts.push(["n", some.map(([story, counts]) => [story, ...counts].join(".")).join("_")]);
  return parts;
}

/**
 * @typedef {object} Reader what reads an address
 * @property {URLSearchParams} parts
 * @property {boolean} understood
 * @property {(key: string, allowed: string[], otherwise: number) => number} among
 */

/**
 * @param {Reader} reader
 * @returns {LessonState | null}
 */
export function readLesson(reader) {
  if (reader.parts.get("t") === null) return null;
  const n = reader.among("t", STORIES.map(({ name }) => name), -1);
  if (n < 0) return null;
  const first = begun(STORIES[n].name);
  const { stops } = STORIES[n];
  return {
    ...first,
    step: reader.among("k", STEPS.map((_, step) => String(step + 1)), 0),
    stop: stops[reader.among("w", stops, stops.indexOf(first.stop))],
    reading: READINGS[reader.among("r", READINGS.map((reading) => READ_AS[reading]), 0)],
  };
}

/**
 * @param {Reader} reader
 * @returns {Votes}
 */
export function readVotes(reader) {
  /** @type {Votes} */
  const votes = {};
  for (const text of (reader.parts.get("n") ?? "").split("_").filter(Boolean)) {
    const [name, ...counts] = text.split(".");
    const story = STORIES.find((each) => each.name === name);
    if (story && counts.length === story.options.length && counts.every((count) => /^\d{1,3}$/.test(count))) {
      votes[name] = counts.map(Number);
    } else reader.understood = false;
  }
  return votes;
}
