// The answer in words: what the runs tell of orientation and of what organisations call themselves.

import { ON_A_SCALE, verdictOf } from "./certainty.js";
import { valued, signed } from "./format.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Language} Language */
/** @typedef {import("./model.js").View} View */
/** @typedef {import("./model.js").Setting} Setting */

const ORIENTATION = "identity_mean";
const PROVIDERS = "service_provider_share";

/**
 * The short name of a scenario; a user's own has its title alone.
 * @param {import("./data.js").Scenario} scenario
 * @param {Language} language
 * @returns {string}
 */
export const scenarioName = ({ name, title, own }, language) =>
  own ? title[language] : say(language, `scenario_${name}`);

/**
 * Why the nearest stored runs are shown in place of an estimate.
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
export function insteadWords({ model, setting }, language) {
  const name = scenarioName(model.data.scenarios[model.nearest(setting)], language);
  return say(language, model.estimable(setting) ? "estimate_hidden" : "estimate_none", { name });
}

/**
 * The short name of a setting.
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
export function nameOf(view, language) {
  if (view.setting.case) return say(language, `case_${view.setting.case}`);
  const scenario = view.model.data.scenarios[view.setting.start];
  const name = scenarioName(scenario, language);
  return view.stored ? name : say(language, "changed", { name });
}

/**
 * The question of a setting: its scenario's, or one made of its levers.
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
export function questionOf(view, language) {
  if (view.stored) return view.model.data.scenarios[view.setting.start].question[language];
  const [mission, burden, access] = view.setting.levers.map((v) => valued(language, PROVIDERS, v));
  return say(language, "question_changed", { mission, burden, access });
}

/**
 * Whether both stand for the same setting.
 * @param {Setting} one
 * @param {Setting} other
 * @returns {boolean}
 */
export const same = (one, other) =>
  one.start === other.start && one.case === other.case && one.levers.every((value, n) => value === other.levers[n]);

/**
 * The answer; what is between ** is bold.
 * @param {View} view
 * @param {View} pinned
 * @param {Language} language
 * @returns {string}
 */
export function answerOf(view, pinned, language) {
  if (view.hidden(ORIENTATION) || view.hidden(PROVIDERS)) {
    return insteadWords(view, language);
  }
  const sentences = same(view.setting, pinned.setting)
    ? [alone(view, language), providers(view, null, language)]
    : [against(view, pinned, language), providers(view, pinned, language)];
  return sentences.join(" ");
}

/** @type {Record<string, string>} how the answer begins */
const LEADS = { more: "answer_more", less: "answer_less", hardly: "answer_hardly", untold: "answer_same" };

/**
 * How the answer begins: by the way of a difference that runs tell and that is large enough to matter.
 * @param {import("./model.js").Interval} difference of orientation
 * @returns {string}
 */
export const lead = (difference) => LEADS[verdictOf(difference, ON_A_SCALE)];

/**
 * @param {View} view
 * @param {View} pinned
 * @param {Language} language
 * @returns {string}
 */
function against(view, pinned, language) {
  const difference = view.less(pinned, ORIENTATION);
  const key = lead(difference);
  return say(language, "answer_against", {
    lead: say(language, key),
    value: valued(language, ORIENTATION, view.final(ORIENTATION)),
    pinned: valued(language, ORIENTATION, pinned.final(ORIENTATION)),
    name: nameOf(pinned, language),
    low: signed(language, ORIENTATION, difference.low),
    high: signed(language, ORIENTATION, difference.high),
  });
}

/**
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
function alone(view, language) {
  const last = view.at(ORIENTATION, view.model.data.years.length - 1);
  const before = view.at(ORIENTATION, 0).mean;
  const change = last.mean - before;
  const key = Math.abs(change) < ON_A_SCALE ? "same" : change > 0 ? "up" : "down";
  return say(language, `answer_alone_${key}`, {
    before: valued(language, ORIENTATION, before),
    value: valued(language, ORIENTATION, last.mean),
    low: valued(language, ORIENTATION, last.low),
    high: valued(language, ORIENTATION, last.high),
  });
}

/**
 * @param {View} view
 * @param {View | null} pinned
 * @param {Language} language
 * @returns {string}
 */
function providers(view, pinned, language) {
  const value = valued(language, PROVIDERS, view.final(PROVIDERS));
  let more = "";
  if (pinned) {
    const { tells } = view.less(pinned, PROVIDERS);
    const key = tells ? "answer_providers_against" : "answer_providers_same";
    more = say(language, key, { pinned: valued(language, PROVIDERS, pinned.final(PROVIDERS)) });
    const label = tells && pinned.stored && pinned.setting.start === 0 ? labelOf(view, PROVIDERS) : null;
    if (label) more += say(language, `answer_${label}`);
  }
  return say(language, "answer_providers", { value, more, runs: view.numbers.length });
}

/**
 * Whether the scenario sets a measure by itself or organisations respond, where that is known.
 * @param {View} view
 * @param {string} measure
 * @returns {"set" | "response" | null}
 */
export function labelOf(view, measure) {
  if (!view.stored) return null;
  if (view.labels) return view.labels[measure] ?? null;
  return view.model.data.scenarios[view.setting.start].labels[measure] ?? null;
}
