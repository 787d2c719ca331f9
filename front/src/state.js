// What is looked at, and how an address holds it: #s=scenario&m=60&b=25&a=60&pin=scenario&y=2020&v=…&l=fr

import { lessonParts, readLesson, readVotes } from "./lesson_state.js";
import { otherRead, othersKey, turnedAway } from "./setting.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Language} Language */
/** @typedef {import("./model.js").Setting} Setting */

export const VIEWS = /** @type {const} */ (["organizations", "dimensions", "newcomers", "table"]);

/**
 * @typedef {object} State
 * @property {Setting} setting
 * @property {Setting} pin
 * @property {number} year counted from the year before the scenario
 * @property {typeof VIEWS[number]} view
 * @property {Language} language
 * @property {boolean} room
 * @property {string | null} organization name of the one whose story is open
 * @property {import("./lesson_state.js").LessonState | null} lesson
 * @property {import("./lesson_state.js").Votes} votes
 */

const KEYS = ["m", "b", "a"];
const OTHERS = "x"; // coverage:0.4,term_years:3
const STEP = 0.01;

/**
 * A scenario as it is.
 * @param {Data} data
 * @param {number} start
 * @returns {Setting}
 */
export const asIs = (data, start) => ({ start, levers: [...data.scenarios[start].levers] });

/**
 * @param {Data} data
 * @param {Language} language
 * @param {string} [named] the scenario to begin with
 * @returns {State}
 */
export function initial(data, language, named) {
  const found = data.scenarios.findIndex(({ name }) => name === named);
  const start = found < 0 ? Math.min(1, data.scenarios.length - 1) : found;
  return {
    setting: asIs(data, start),
    pin: asIs(data, 0),
    year: data.years.length - 1,
    view: "organizations",
    language,
    room: false,
    organization: null,
    lesson: null,
    votes: {},
  };
}

/**
 * The address of a state.
 * @param {Data} data
 * @param {State} state
 * @returns {string}
 */
export function toHash(data, state) {
  const { setting, pin } = state;
  const parts = [["s", data.scenarios[setting.start].name], ...turned(data, setting, "")];
  parts.push(["pin", data.scenarios[pin.start].name], ...turned(data, pin, "p"));
  parts.push(["y", String(data.years[state.year])], ["v", state.view], ["l", state.language]);
  if (state.room) parts.push(["room", "1"]);
  if (state.organization !== null) parts.push(["o", state.organization]);
  parts.push(...lessonParts(state.lesson, state.votes));
  return `#${new URLSearchParams(parts)}`;
}

/**
 * Levers that are not where their scenario has them, in hundredths.
 * @param {Data} data
 * @param {Setting} setting
 * @param {string} prefix
 * @returns {string[][]}
 */
function turned(data, { start, levers, others }, prefix) {
  const sliders = levers.flatMap((value, n) =>
    value === data.scenarios[start].levers[n] ? [] : [[prefix + KEYS[n], String(Math.round(value / STEP))]],
  );
  return others ? [...sliders, [prefix + OTHERS, othersKey(others)]] : sliders;
}

/**
 * The state of an address; what is not understood is as `otherwise`, and is said.
 * @param {Data} data
 * @param {string} hash
 * @param {State} otherwise
 * @returns {{state: State, understood: boolean}}
 */
export function fromHash(data, hash, otherwise) {
  const read = new Reader(data, new URLSearchParams(hash.replace(/^#/, "")));
  const state = {
    setting: read.setting("s", "", otherwise.setting),
    pin: read.setting("pin", "p", otherwise.pin),
    year: read.among("y", data.years.map(String), otherwise.year),
    view: VIEWS[read.among("v", [...VIEWS], VIEWS.indexOf(otherwise.view))],
    language: /** @type {Language} */ (
      ["en", "fr"][read.among("l", ["en", "fr"], otherwise.language === "fr" ? 1 : 0)]
    ),
    room: read.among("room", ["0", "1"], 0) === 1,
    organization: null,
    lesson: readLesson(read),
    votes: readVotes(read),
  };
  const organization = read.organization(state.setting.start);
  return { state: { ...state, organization }, understood: read.understood };
}

class Reader {
  /**
   * @param {Data} data
   * @param {URLSearchParams} parts
   */
  constructor(data, parts) {
    this.data = data;
    this.parts = parts;
    this.understood = true;
  }

  /**
   * Number of a word among those allowed.
   * @param {string} key
   * @param {string[]} allowed
   * @param {number} otherwise
   * @returns {number}
   */
  among(key, allowed, otherwise) {
    const text = this.parts.get(key);
    if (text === null) return otherwise;
    const n = allowed.indexOf(text);
    if (n < 0) this.understood = false;
    return n < 0 ? otherwise : n;
  }

  /**
   * @param {string} key
   * @param {string} prefix
   * @param {Setting} otherwise
   * @returns {Setting}
   */
  setting(key, prefix, otherwise) {
    if (this.parts.get(key) === null) return otherwise;
    const names = this.data.scenarios.map(({ name }) => name);
    const start = this.among(key, names, -1);
    if (start < 0) return otherwise;
    const levers = asIs(this.data, start).levers.map((own, n) => this.lever(prefix + KEYS[n], n, own));
    const others = this.others(prefix + OTHERS, start);
    return { start, levers, ...(others && { others }) };
  }

  /**
   * @param {string} key
   * @param {number} start
   * @returns {Setting["others"]}
   */
  others(key, start) {
    const text = this.parts.get(key);
    if (text === null) return undefined;
    const read = text.split(",").map((part) => {
      const [name, value = ""] = part.split(":");
      const lever = this.data.turnable?.find((each) => each.name === name);
      return [name, lever ? otherRead(lever, value) : null];
    });
    const known = read.filter(([, value]) => value !== null);
    if (known.length < read.length) this.understood = false;
    return turnedAway(this.data.scenarios[start], Object.fromEntries(known));
  }

  /**
   * @param {string} key
   * @param {number} n
   * @param {number} own
   * @returns {number}
   */
  lever(key, n, own) {
    const text = this.parts.get(key);
    if (text === null) return own;
    const value = /^\d{1,3}$/.test(text) ? Number(text) * STEP : NaN;
    const { low, high } = this.data.levers[n];
    if (!(value >= low && value <= high)) {
      this.understood = false;
      return own;
    }
    return snapped(value, own);
  }

  /**
   * @param {number} start
   * @returns {string | null}
   */
  organization(start) {
    const name = this.parts.get("o");
    if (name === null) return null;
    if (this.data.scenarios[start].organizations.names.includes(name)) return name;
    this.understood = false;
    return null;
  }
}

/**
 * A lever in whole hundredths, or where its scenario has it if that is as near as can be.
 * @param {number} value
 * @param {number} own
 * @returns {number}
 */
export function snapped(value, own) {
  const whole = Math.round(value / STEP) * STEP;
  return Math.abs(whole - own) < STEP / 2 ? own : Number(whole.toFixed(2));
}
