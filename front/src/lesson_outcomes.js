// What the runs say to the question that a story asks: which of its options holds, and in which numbers.

import { interval } from "./model.js";

/** @typedef {import("./lesson_cases.js").Cases} Cases */
/** @typedef {import("./lesson_cases.js").CaseView} CaseView */
/** @typedef {import("./lesson_cases.js").Reading} Reading */
/** @typedef {import("./model.js").Interval & {tells: boolean}} Told */

/**
 * A value over runs, with its interval and whether that tells it from nothing.
 * @param {CaseView} view
 * @param {string} name
 * @returns {Told}
 */
export function level(view, name) {
  const bounds = interval(view.runs(name), view.model.data.student);
  return { ...bounds, tells: bounds.low > 0 || bounds.high < 0 };
}

/**
 * Where a change falls: 0 falls much, 1 falls a little, 2 hardly moves or is not told, 3 rises.
 * @param {Told} told
 * @param {{much: number, hardly: number}} sizes
 * @returns {number}
 */
export function fallen({ mean, tells }, { much, hardly }) {
  if (!tells || Math.abs(mean) < hardly) return 2;
  if (mean > 0) return 3;
  return mean <= -much ? 0 : 1;
}

/**
 * Those inside: 0 seats go round; else the same again, 1 who pursue less autonomy than the others, 2 no
 * different, 3 more.
 * @param {Told} kept being invited again, beyond a lot
 * @param {Told} apart orientation of those inside less that of the others
 * @param {{kept: number, apart: number}} sizes
 * @returns {number}
 */
export function inside(kept, apart, sizes) {
  if (!kept.tells || kept.mean < sizes.kept) return 0;
  if (!apart.tells || Math.abs(apart.mean) < sizes.apart) return 2;
  return apart.mean < 0 ? 1 : 3;
}

/**
 * Of a gain, the part that comes without the rest: 0 hardly any, 1 less than half, 2 more than half, 3 nearly all.
 * @param {number} part
 * @param {{hardly: number, half: number, nearly: number}} sizes
 * @returns {number}
 */
export const partOf = (part, { hardly, half, nearly }) => (part < hardly ? 0 : part < half ? 1 : part < nearly ? 2 : 3);
