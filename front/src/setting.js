// A setting: a scenario, where its sliders stand, and what else is turned.

/** @typedef {import("./data.js").OtherLever} OtherLever */
/** @typedef {number | string} Value */

/**
 * @typedef {object} Setting
 * @property {number} start
 * @property {number[]} levers of the three sliders
 * @property {Record<string, number | string>} [others] levers besides that stand elsewhere than in the scenario
 * @property {string} [case] one of the lesson's
 * @property {string} [reading]
 */

/**
 * What is turned away from where its scenario has it; undefined where nothing is.
 * @param {import("./data.js").Scenario} scenario
 * @param {Record<string, Value>} values
 * @returns {Record<string, Value> | undefined}
 */
export function turnedAway(scenario, values) {
  const away = Object.entries(values).filter(([name, value]) => value !== scenario.others[name]);
  return away.length ? Object.fromEntries(away.sort(([one], [other]) => (one < other ? -1 : 1))) : undefined;
}

/**
 * The same turned levers as one word, for keys.
 * @param {Record<string, Value> | undefined} others
 * @returns {string}
 */
export const othersKey = (others) => Object.entries(others ?? {}).map((pair) => pair.join(":")).join(",");

/**
 * The value of a lever in an address; null where it is none.
 * @param {OtherLever} lever
 * @param {string} text
 * @returns {Value | null}
 */
export function otherRead(lever, text) {
  if (lever.choices.length) return lever.choices.includes(text) ? text : null;
  const value = /^\d{1,2}(\.\d{1,4})?$/.test(text) ? Number(text) : NaN;
  return value >= lever.low && value <= lever.high ? value : null;
}
