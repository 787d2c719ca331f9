// Where a lesson stands, and how the address holds it: #…&t=drift&k=2&w=mission_60&r=thesis&both=1&n=drift.3.5.1.0

import { STORIES } from "./lesson_stories.js";

/** @typedef {import("./lesson_cases.js").Reading} Reading */
/** @typedef {Record<string, number[]>} Votes by story, how many voted for each option */

export const STEPS = /** @type {const} */ (["predict", "play", "turn", "compare", "discuss"]);
export const READINGS = /** @type {const} */ (["thesis", "prior"]);
const TURN = STEPS.indexOf("turn");
const MOST_VOTES = 999;
const READ_AS = { thesis: "thesis", prior: "all" };

/**
 * @typedef {object} LessonState
 * @property {string} story
 * @property {number} step
 * @property {string} stop the case at which the lever stands
 * @property {Reading} reading
 * @property {boolean} both whether the second reading has been chosen, and so may be shown beside the first
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
export const begun = (story) => ({ story, step: 0, stop: storyOf(story).base, reading: "thesis", both: false });

/**
 * In a reading; the second, once chosen, stays beside the first.
 * @param {LessonState} lesson
 * @param {Reading} reading
 * @returns {LessonState}
 */
export const readAs = (lesson, reading) => ({ ...lesson, reading, both: lesson.both || reading === "prior" });

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
 * Where the lever stands if nobody has moved it.
 * @param {string} story
 * @param {number} step
 * @returns {string}
 */
function stopOf(story, step) {
  const { base, turned } = storyOf(story);
  return step > TURN ? turned : base;
}

/**
 * Where the lesson is on the way to its steps: what a step begins with. The lever is turned by the class, so that it
 * stands where it stood until then; a class that compares without having turned it sees it turned.
 * @param {LessonState} lesson
 * @param {number} step
 * @param {number} last the number of the last year
 * @returns {{lesson: LessonState, year: number, organization: null, view: "organizations"}}
 */
export function atStep(lesson, step, last) {
  const { base } = storyOf(lesson.story);
  const stop = step > TURN && lesson.stop !== base ? lesson.stop : stopOf(lesson.story, step);
  const year = step < TURN ? 0 : last;
  return { lesson: { ...lesson, step, stop }, year, organization: null, view: "organizations" };
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
    if (lesson.both && lesson.reading === "thesis") parts.push(["both", "1"]);
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
  const both = reader.among("both", ["0", "1"], 0) === 1;
  const reading = READINGS[reader.among("r", READINGS.map((each) => READ_AS[each]), 0)];
  const step = reader.among("k", STEPS.map((_, n) => String(n + 1)), 0);
  const stop = stops[reader.among("w", stops, stops.indexOf(stopOf(first.story, step)))];
  return { ...readAs({ ...first, both }, reading), step, stop };
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
