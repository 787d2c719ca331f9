// The answer in words: what the runs tell of orientation and of what organisations call themselves.

import { beside, ON_A_SCALE, verdictOf } from "./certainty.js";
import { between, sideBySide, valued, written } from "./format.js";
import { othersKey } from "./setting.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").Language} Language */
/** @typedef {import("./model.js").View} View */
/** @typedef {import("./model.js").Setting} Setting */

const ORIENTATION = "identity_mean";
const PROVIDERS = "service_provider_share";
const OTHER_SHARES = new Set(["coverage", "conditionality", "responsiveness"]);
const NAMED = 2;

/**
 * The short name of a scenario; a user's own has its title alone.
 * @param {import("./data.js").Scenario} scenario
 * @param {Language} language
 * @returns {string}
 */
export const scenarioName = ({ name, title, own }, language) =>
  own ? title[language] : say(language, `scenario_${name}`);

/**
 * Why no estimate is shown, and what is or how to get it.
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
export function insteadWords({ model, setting }, language) {
  const name = scenarioName(model.data.scenarios[model.nearest(setting)], language);
  const key = model.estimable(setting) ? "estimate_hidden" : setting.others ? "estimate_others" : "estimate_none";
  return say(language, key, { name });
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
  if (view.setting.others) return questionOfOthers(view, language);
  const [mission, burden, access] = view.setting.levers.map((v) => valued(language, PROVIDERS, v));
  return say(language, "question_changed", { mission, burden, access });
}

/**
 * A lever besides the sliders, as it is written.
 * @param {Language} language
 * @param {string} name
 * @param {number | string} value
 * @returns {string}
 */
export function otherValue(language, name, value) {
  if (typeof value === "string") return say(language, `${name}_${value}`);
  return OTHER_SHARES.has(name) ? valued(language, PROVIDERS, value) : written(language, ".3~f", value);
}

/**
 * What is turned beside the sliders, and of these what is.
 * @param {View} view
 * @param {Language} language
 * @returns {string}
 */
function questionOfOthers({ model, setting }, language) {
  const scenario = model.data.scenarios[setting.start];
  const sliders = model.data.levers.flatMap(({ name }, n) => setting.levers[n] === scenario.levers[n] ? []
    : [[say(language, `lever_${name}`), valued(language, PROVIDERS, setting.levers[n])]]);
  const others = Object.entries(setting.others ?? {})
    .map(([name, value]) => [say(language, `other_${name}`), otherValue(language, name, value)]);
  const turned = [...sliders, ...others];
  const list = turned.slice(0, NAMED).map(([name, value]) => say(language, "turned_one", {
    name: name[0].toLowerCase() + name.slice(1), value,
  })).join("; ");
  return say(language, turned.length > NAMED ? "question_others_more" : "question_others", {
    name: scenarioName(scenario, language), list,
  });
}

/**
 * Whether both stand for the same setting.
 * @param {Setting} one
 * @param {Setting} other
 * @returns {boolean}
 */
export const same = (one, other) =>
  one.start === other.start && one.case === other.case && othersKey(one.others) === othersKey(other.others)
  && one.levers.every((value, n) => value === other.levers[n]);

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
  const ends = [view.final(ORIENTATION), pinned.final(ORIENTATION)];
  const [value, other] = sideBySide(language, ORIENTATION, ends, key !== "answer_same");
  const [low, high] = between(language, ORIENTATION, difference);
  return say(language, "answer_against", {
    lead: say(language, key, { name: nameOf(pinned, language) }), value, pinned: other,
    range: say(language, "range", { low, high }),
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
    const verdict = beside(view, pinned, PROVIDERS);
    const key = ["more", "less"].includes(verdict) ? "against" : verdict;
    more = say(language, `answer_providers_${key}`, {
      pinned: valued(language, PROVIDERS, pinned.final(PROVIDERS)),
    });
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
