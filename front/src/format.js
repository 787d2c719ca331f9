// Numbers as each language writes them.

import { formatLocale } from "d3-format";

/** @typedef {import("./data.js").Language} Language */
/** @typedef {{low: number, high: number, mean?: number, cuts?: number[]}} Bounds `cuts`: sizes where an answer ends */

const PERCENT = "\u00a0%";
const LOCALES = {
  en: formatLocale({
    decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""], percent: PERCENT, minus: "−",
  }),
  fr: formatLocale({
    decimal: ",", thousands: "\u202f", grouping: [3], currency: ["", "\u00a0$"], percent: PERCENT, minus: "−",
  }),
};

const SHARES = new Set([
  "service_provider_share", "autonomous_partner_share", "reporting_share", "direct_access_share",
  "mission_share", "ministry_dependence_mean", "community_life_share", "advocacy_share",
  "served_share", "ineligible_served_share", "kept_beyond_lot", "mobilized_share",
]);
const POINTS = "points"; // a difference of shares
const SMALL = 0.0095;
const COUNTS = new Set(["mission_posts", "staff_total", "organizations_alive", "mission_hours"]);
const SERVED = "served:"; // people by status

/**
 * How a measure is written.
 * @param {string} measure
 * @returns {string} a form of d3-format
 */
export function formOf(measure) {
  if (measure.startsWith(SERVED)) return ",.0f";
  const name = measure.slice(measure.indexOf(":") + 1); // of crisis:served_share the latter
  if (SHARES.has(name)) return ".0%";
  return COUNTS.has(name) ? ",.0f" : ".2f";
}

/**
 * @param {Language} language
 * @param {string} form
 * @param {number} value
 * @returns {string}
 */
export function written(language, form, value) {
  if (form === POINTS) return `${written(language, "+.1f", 100 * value)}\u00a0points`;
  const text = LOCALES[language].format(form)(value);
  return /[1-9]/.test(text) ? text : text.replace(/[−+]/, "");
}

/**
 * A measure's value.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
export const valued = (language, measure, value) => written(language, formOf(measure), value);

/**
 * A measure's value with a digit more, where two that differ would look the same.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
export const finer = (language, measure, value) =>
  written(language, formOf(measure).replace(/\.(\d)/, (_, digits) => `.${Number(digits) + 1}`), value);

/**
 * A measure's difference, with its sign and a digit more where two would show little; with as many as the ends of its
 * interval, where that stands beside it, and as tell it from the sizes that cut answers apart.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @param {Bounds} [bounds]
 * @returns {string}
 */
export const signed = (language, measure, value, bounds) =>
  written(language, bounds ? formOfEnds(language, measure, bounds) : signedForm(measure, Math.abs(value)), value);

/**
 * How large a difference is, without a sign and without rounding: "0.05", or "10 points" of a share.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
export const sized = (language, measure, value) => formOf(measure) === ".0%"
  ? `${written(language, "~r", 100 * value)}\u00a0points` : written(language, "~r", value);

/**
 * Both ends of a difference, with as many digits as the smaller needs, and as tell them apart.
 * @param {Language} language
 * @param {string} measure
 * @param {Bounds} bounds
 * @returns {[string, string]}
 */
export function between(language, measure, bounds) {
  const form = formOfEnds(language, measure, bounds);
  return [written(language, form, bounds.low), written(language, form, bounds.high)];
}

/**
 * @param {Language} language
 * @param {string} measure
 * @param {Bounds} bounds
 * @returns {string}
 */
function formOfEnds(language, measure, { low, high, mean = NaN, cuts = [] }) {
  const form = signedForm(measure, Math.min(Math.abs(low), Math.abs(high)));
  const same = (/** @type {number} */ one, /** @type {number} */ other) =>
    written(language, form, one) === written(language, form, other);
  const alike = same(low, high) || cuts.some((cut) => same(Math.abs(mean), cut));
  return alike && form === "+.2f" ? "+.3f" : form;
}

/**
 * @param {string} measure
 * @param {number} least
 * @returns {string}
 */
function signedForm(measure, least) {
  const form = formOf(measure);
  if (form === ".0%") return POINTS;
  return form === ".2f" && least < SMALL ? "+.3f" : `+${form}`;
}
