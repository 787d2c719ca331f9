// What runs tell of a difference: that there is one, that it is too small to matter, or nothing yet. The rule of
// partnersim.report.formatting.certainty, with its sizes.

import { formOf } from "./format.js";

/**
 * @typedef {object} Seen
 * @property {(measure: string) => number} final
 *
 * @typedef {object} Compared one setting beside another
 * @property {(measure: string) => number} final
 * @property {(other: any, measure: string) => import("./model.js").Interval} less
 */

/** The smallest difference that counts: on scales from 0 to 1, and of counts as a part of what there was. */
export const ON_A_SCALE = 0.005;
export const OF_COUNTS = 0.01;
/** Of need, as stated in studies/smallest_sizes.csv. */
export const OF_NEED = 0.001;

/**
 * @param {string} measure
 * @param {number} before what there was
 * @returns {number}
 */
export function least(measure, before) {
  if (measure.startsWith("need")) return OF_NEED;
  return formOf(measure) === ",.0f" ? OF_COUNTS * Math.abs(before) : ON_A_SCALE;
}

/** Rounded as intervals are printed, so that two that read alike are judged alike. @param {number} value */
const asPrinted = (value) => Math.round(value * 1000) / 1000;

/**
 * Hardly any where the whole interval is smaller than what counts; untold where it holds zero and is not.
 * @param {import("./model.js").Interval} difference
 * @param {number} counts the smallest that does
 * @returns {"more" | "less" | "hardly" | "untold"}
 */
export function verdictOf({ mean, low, high }, counts) {
  if (asPrinted(Math.max(-low, high)) <= counts) return "hardly";
  if (low <= 0 && high >= 0) return "untold";
  return mean > 0 ? "more" : "less";
}

/**
 * What is told of a measure in one view beside another.
 * @param {Compared} view
 * @param {Seen} base
 * @param {string} measure
 * @returns {"more" | "less" | "hardly" | "untold"}
 */
export const beside = (view, base, measure) =>
  verdictOf(view.less(base, measure), least(measure, base.final(measure)));
