// How the game writes numbers.

import { written } from "../format.js";

/** @typedef {import("../data.js").Language} Language */

const TEN = 10;

/**
 * A value in a form that the server names: share, index, number, money or months.
 * @param {Language} language
 * @param {string} form
 * @param {number} value
 * @returns {string}
 */
export function told(language, form, value) {
  if (form === "share") return written(language, ".0%", value);
  if (form === "index") return written(language, ".2f", value);
  if (form === "money") return written(language, "$,.0f", value);
  return written(language, Math.abs(value) < TEN ? ",.1f" : ",.0f", value);
}

/**
 * A difference in a form that the server names, with its sign; shares in points.
 * @param {Language} language
 * @param {string} form
 * @param {number} value
 * @returns {string}
 */
export function moved(language, form, value) {
  if (form === "share") return `${written(language, "+.1f", 100 * value)}\u00a0points`;
  if (form === "index") return written(language, "+.2f", value);
  if (form === "money") return written(language, "+$,.0f", value);
  return written(language, Math.abs(value) < TEN ? "+,.1f" : "+,.0f", value);
}

/** The form of each measure that everybody sees. @type {Record<string, string>} */
export const FORMS = {
  identity_mean: "index", needs_met_eligible: "number", needs_met_ineligible: "number",
  months_waited_eligible: "months",
};
