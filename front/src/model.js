// What is known of a setting: stored runs where a scenario stands as it is, an estimate elsewhere.

import { floats, Organizations } from "./data.js";
import { Emulator } from "./emulator.js";
import { tooRough } from "./rough.js";
import { othersKey } from "./setting.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./setting.js").Setting} Setting */
/** @typedef {{mean: number, low: number, high: number}} Interval */

const SAME = 1e-6;
const NORMAL = 1.96;
/** From so many exact runs on a mean and a band are shown where no estimate is there to be shown. */
export const SOME = 5;

/**
 * @typedef {object} Year one measure in one year
 * @property {number} mean
 * @property {number} low
 * @property {number} high
 * @property {number} error 0 where it is stored
 */

/** A setting with what its runs gave, or what they are estimated to give. */
export class View {
  /**
   * @param {Model} model
   * @param {Setting} setting
   * @param {Float64Array} bands means, low and high ends (3 x years x measures)
   * @param {Float64Array} finals run by run (runs x names)
   * @param {{errors: Float64Array, runErrors: Float64Array} | null} errors of the estimate
   * @param {number[] | null} numbers of the runs, where they were made for this setting just now
   */
  constructor(model, setting, bands, finals, errors, numbers = null) {
    this.model = model;
    this.setting = setting;
    this.bands = bands;
    this.finals = finals;
    this.errors = errors;
    this.estimated = errors !== null;
    this.exact = numbers !== null;
    this.stored = !this.estimated && !this.exact;
    this.numbers = numbers ?? Array.from({ length: model.data.runs }, (_, run) => run);
    /** @type {Record<string, "set" | "response"> | null} what the scenario sets, where the setting has its own */
    this.labels = null;
  }

  /**
   * @param {string} measure
   * @param {number} year
   * @returns {Year}
   */
  at(measure, year) {
    const { measures, years } = this.model.data;
    const size = years.length * measures.length;
    const here = year * measures.length + measures.indexOf(measure);
    // of two estimates of the last year one is shown: that of which sentences tell
    const mean = this.estimated && year === years.length - 1 ? this.final(measure) : this.bands[here];
    // ends that an estimate lets cross the mean are held at it
    const low = Math.min(this.bands[size + here], mean);
    const high = Math.max(this.bands[2 * size + here], mean);
    return { mean, low, high, error: this.errors ? this.errors.errors[here] : 0 };
  }

  /**
   * Whether an estimate is too rough to be shown.
   * @param {string} measure
   * @returns {boolean}
   */
  hidden(measure) {
    return tooRough(this, measure);
  }

  /**
   * A value of the last year or by status, run by run.
   * @param {string} name
   * @returns {number[]}
   */
  runs(name) {
    const { finals } = this.model.data;
    const n = finals.indexOf(name);
    return this.numbers.map((_, row) => this.finals[row * finals.length + n]);
  }

  /**
   * Mean over runs of such a value.
   * @param {string} name
   * @returns {number}
   */
  final(name) {
    const values = this.runs(name);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  /**
   * The held-out error of that mean.
   * @param {string} name
   * @returns {number}
   */
  finalError(name) {
    return this.errors ? this.errors.runErrors[this.model.data.finals.indexOf(name)] : 0;
  }

  /**
   * This less another setting, run against run of the same number.
   * @param {View} other
   * @param {string} name
   * @returns {Interval & {tells: boolean}}
   */
  less(other, name) {
    const others = other.runs(name);
    const there = this.numbers.map((run) => other.numbers.indexOf(run));
    const differences = this.runs(name).flatMap((value, row) => (there[row] < 0 ? [] : [value - others[there[row]]]));
    const bounds = interval(differences, student(differences.length));
    const error = Math.hypot(this.finalError(name), other.finalError(name));
    const half = Math.hypot(bounds.high - bounds.mean, NORMAL * error);
    const [low, high] = [bounds.mean - half, bounds.mean + half];
    return { mean: bounds.mean, low, high, tells: low > 0 || high < 0 };
  }
}

/** 97.5 % quantiles of Student's t, by degrees of freedom from 1. */
const STUDENT = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604, 2.1448,
  2.1314, 2.1199, 2.1098, 2.1009, 2.093,
];

/**
 * For a 95 % interval of the mean of so many runs.
 * @param {number} count
 * @returns {number}
 */
export const student = (count) => STUDENT[Math.min(count - 2, STUDENT.length - 1)];

/**
 * Student's interval of a mean.
 * @param {number[]} values
 * @param {number} student
 * @returns {Interval}
 */
export function interval(values, student) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = student * Math.sqrt(square / (count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}

export class Model {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    const { bands, runs } = data.emulator;
    this.bands = bands && new Emulator(bands);
    this.runs = runs && new Emulator(runs);
    /** @type {Map<string, import("./runs.js").Runs>} by the key of a setting */
    this.exact = new Map();
    this.stored = data.scenarios.map(({ bands, runs }) => ({ bands: floats(bands), runs: floats(runs) }));
    this.errors = data.emulator.errors.map(floats);
    this.runErrors = data.emulator.run_errors.map(floats);
    /** @type {Map<number, Organizations>} */
    this.kept = new Map();
  }

  /**
   * Number of a scenario by its name, or -1.
   * @param {string} name
   * @returns {number}
   */
  named(name) {
    return this.data.scenarios.findIndex((scenario) => scenario.name === name);
  }

  /**
   * Whether a setting is a scenario as it is.
   * @param {Setting} setting
   * @returns {boolean}
   */
  isStored({ start, levers, others }) {
    return !others && levers.every((value, n) => Math.abs(value - this.data.scenarios[start].levers[n]) < SAME);
  }

  /**
   * @param {Setting} setting
   * @returns {View}
   */
  view(setting) {
    if (this.isStored(setting)) {
      const { bands, runs } = this.stored[setting.start];
      return new View(this, setting, bands, runs, null);
    }
    const exact = this.exactly(setting);
    if (exact?.complete || (exact && exact.known.size >= SOME && !this.estimable(setting))) {
      return exact.seen(this, setting);
    }
    if (!this.bands || !this.runs || !this.estimable(setting)) return this.unknown(setting);
    const at = this.unit(setting.levers);
    return new View(
      this,
      setting,
      this.bands.evaluate(setting.start, at),
      this.runs.evaluate(setting.start, at),
      { errors: this.errors[setting.start], runErrors: this.runErrors[setting.start] },
    );
  }

  /**
   * Where there is neither: the scenario's own runs, all too rough to be shown as an estimate.
   * @param {Setting} setting
   * @returns {View}
   */
  unknown(setting) {
    const { bands, runs } = this.stored[setting.start];
    const [errors, runErrors] = [bands, runs].map(({ length }) => new Float64Array(length).fill(Infinity));
    return new View(this, setting, bands, runs, { errors, runErrors });
  }

  /**
   * @param {Setting} setting
   * @returns {string}
   */
  key({ start, levers, others }) {
    return [start, ...levers, othersKey(others)].join();
  }

  /**
   * What a server has made of a setting, if anything.
   * @param {Setting} setting
   */
  exactly(setting) {
    return this.exact.get(this.key(setting));
  }

  /**
   * Whether an emulator knows the setting: not a scenario of the user's own, nor levers besides the sliders.
   * @param {Setting} setting
   * @returns {boolean}
   */
  estimable({ start, others }) {
    return !others && this.bands !== null && start < this.bands.scenarios.length;
  }

  /**
   * The organisations to draw: of an exact run of the setting, or of a stored one of the nearest scenario.
   * @param {Setting} setting
   * @returns {{source: Organizations, own: boolean}}
   */
  dots(setting) {
    const exact = this.exactly(setting)?.organizations;
    const own = Boolean(exact) || this.isStored(setting);
    return { source: exact ?? this.organizations(this.nearest(setting)), own };
  }

  /**
   * Levers as the emulator takes them.
   * @param {number[]} levers
   * @returns {number[]}
   */
  unit(levers) {
    return this.along(levers).map((share, n) => share ** this.data.levers[n].power);
  }

  /**
   * How far along its slider each lever is.
   * @param {number[]} levers
   * @returns {number[]}
   */
  along(levers) {
    return levers.map((value, n) => {
      const { low, high } = this.data.levers[n];
      return (value - low) / (high - low);
    });
  }

  /**
   * The scenario whose stored runs are nearest; its own start before others as near.
   * @param {Setting} setting
   * @returns {number}
   */
  nearest(setting) {
    const here = this.along(setting.levers);
    const away = this.data.scenarios.map(({ levers }, n) => {
      const there = this.along(levers);
      return Math.hypot(...here.map((value, d) => value - there[d])) - (n === setting.start ? SAME : 0);
    });
    return away.indexOf(Math.min(...away));
  }

  /**
   * The organisations of the first run of a scenario.
   * @param {number} scenario
   * @returns {Organizations}
   */
  organizations(scenario) {
    const known = this.kept.get(scenario);
    if (known) return known;
    const made = new Organizations(this.data.scenarios[scenario].organizations);
    this.kept.set(scenario, made);
    return made;
  }

  /**
   * How large a measure is, for what counts as a visible step: 1 for shares and indexes.
   * @param {string} measure
   * @returns {number}
   */
  scaleOf(measure) {
    const n = this.data.measures.indexOf(measure);
    const last = (this.data.years.length - 1) * this.data.measures.length;
    return Math.max(1, ...this.stored.map(({ bands }) => Math.abs(bands[last + n])));
  }
}
