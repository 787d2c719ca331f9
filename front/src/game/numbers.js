// How the game writes numbers.

import { written } from "../format.js";

/** @typedef {import("../data.js").Language} Language */
/** @typedef {{language: Language, t: (key: string, places?: Record<string, string | number>) => string}} Says */

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
  return written(language, value && Math.abs(value) < TEN ? ",.1f" : ",.0f", value);
}

/**
 * What an aim was in one year; where each year is a yes or a no, that.
 * @param {Says} game
 * @param {string} form
 * @param {number} value
 * @returns {string}
 */
export const inYear = (game, form, value) =>
  form === "years" ? game.t(value ? "yes" : "no") : told(game.language, form, value);

/**
 * What an aim came to over some years; where each year is a yes or a no, in how many.
 * @param {Says} game
 * @param {string} form
 * @param {number} value
 * @param {number} years
 * @returns {string}
 */
export const overYears = (game, form, value, years) => form === "years"
  ? game.t("years_of", { count: Math.round(value * years), all: years }) : told(game.language, form, value);

/** The form of each measure that everybody sees. @type {Record<string, string>} */
export const FORMS = {
  identity_mean: "index", needs_met_eligible: "number", needs_met_ineligible: "number",
  months_waited_eligible: "months",
};
