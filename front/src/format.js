// Numbers as each language writes them.

import { formatLocale } from "d3-format";

/** @typedef {import("./data.js").Language} Language */

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
const LAST_DIGIT = 0.01; // of shares and of scales from 0 to 1
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
 * An error that is written as nothing is below the last digit.
 * @param {string} error
 * @returns {string}
 */
export const noted = (error) => (/[1-9]/.test(error) ? error : `<\u00a0${error.replace(/0(?=\D*$)/, "1")}`);

/**
 * Two values that are read beside each other: with a digit more where what the eye subtracts would be off by more than
 * half of the last digit, or where they `differ` and would read the same.
 * @param {Language} language
 * @param {string} measure
 * @param {number[]} values
 * @param {boolean} [differ]
 * @returns {string[]}
 */
export function sideBySide(language, measure, values, differ = false) {
  const usual = values.map((value) => valued(language, measure, value));
  if (formOf(measure) === ",.0f") return usual;
  const [one, other] = values.map((value) => Math.round(value / LAST_DIGIT) * LAST_DIGIT);
  const off = Math.abs(one - other - (values[0] - values[1])) > LAST_DIGIT / 2;
  return off || (differ && usual[0] === usual[1]) ? values.map((value) => finer(language, measure, value)) : usual;
}

/**
 * A measure's difference, with its sign; on scales from 0 to 1 always three decimals.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
export const signed = (language, measure, value) => written(language, signedForm(measure), value);

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
 * Both ends of a difference.
 * @param {Language} language
 * @param {string} measure
 * @param {{low: number, high: number}} bounds
 * @returns {[string, string]}
 */
export const between = (language, measure, { low, high }) =>
  [signed(language, measure, low), signed(language, measure, high)];

/**
 * @param {string} measure
 * @returns {string}
 */
function signedForm(measure) {
  const form = formOf(measure);
  if (form === ".0%") return POINTS;
  return form === ".2f" ? "+.3f" : `+${form}`;
}
