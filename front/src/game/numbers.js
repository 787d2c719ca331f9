// How the game writes numbers.

import { written } from "../format.js";

/** @typedef {import("../data.js").Language} Language */
/** @typedef {{language: Language, t: (key: string, places?: Record<string, string | number>) => string}} Says */

/** @typedef {Says & {both: (words: import("./talk.js").Both) => string}} Speaks */

const TEN = 10;
const APRIL = 3; // as dates count months

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

/**
 * Where a lever stands: the words of a choice, or a share.
 * @param {Speaks} game
 * @param {import("./talk.js").Both | number} value
 * @returns {string}
 */
export const worded = (game, value) =>
  typeof value === "object" ? game.both(value) : told(game.language, "share", value);

/**
 * The last month of an agreement, as a date: April of a budget counts as the first of the months left, in which the
 * agreement before it is still claimed.
 * @param {Language} language
 * @param {number} year of the budget
 * @param {number} months left
 * @returns {string}
 */
export const lastMonth = (language, year, months) => new Date(Date.UTC(year, APRIL + months - 2))
  .toLocaleDateString(language, { month: "long", year: "numeric", timeZone: "UTC" });

/** The form of each measure that everybody sees. @type {Record<string, string>} */
export const FORMS = {
  identity_mean: "index", needs_met_eligible: "number", needs_met_ineligible: "number",
  months_waited_eligible: "months",
};
