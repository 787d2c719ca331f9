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
  "served_share", "ineligible_served_share",
]);
const SMALL = 0.0095;
const COUNTS = new Set(["mission_posts", "staff_total", "organizations_alive"]);

/**
 * How a measure is written.
 * @param {string} measure
 * @returns {string} a form of d3-format
 */
export function formOf(measure) {
  if (SHARES.has(measure)) return ".0%";
  return COUNTS.has(measure) ? ",.0f" : ".2f";
}

/**
 * @param {Language} language
 * @param {string} form
 * @param {number} value
 * @returns {string}
 */
export function written(language, form, value) {
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
 * A measure's difference, with its sign and a digit more where two would show little.
 * @param {Language} language
 * @param {string} measure
 * @param {number} value
 * @returns {string}
 */
export function signed(language, measure, value) {
  const form = formOf(measure);
  if (form === ".0%") return written(language, "+.1%", value);
  return written(language, form === ".2f" && Math.abs(value) < SMALL ? "+.3f" : `+${form}`, value);
}
