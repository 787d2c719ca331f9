// Exact runs of a setting, as a server makes them one by one.

import { floats, Organizations } from "./data.js";
import { View } from "./model.js";

/** @typedef {{run: number, years: string, finals: string}} PackedRun */
/** @typedef {import("./data.js").PackedOrganizations} PackedOrganizations */

export class Runs {
  /** @param {number} of how many there will be */
  constructor(of) {
    this.of = of;
    this.done = 0;
    /** @type {Map<number, {years: Float64Array, finals: Float64Array}>} */
    this.known = new Map();
    /** @type {Organizations | null} */
    this.organizations = null;
    /** @type {View | null} */
    this.view = null;
  }

  /**
   * What a server told.
   * @param {{done: number, of: number, runs?: PackedRun[], organizations?: PackedOrganizations}} told
   */
  add({ done, of, runs = [], organizations }) {
    this.done = Math.max(done, this.known.size);
    this.of = of;
    for (const { run, years, finals } of runs) this.known.set(run, { years: floats(years), finals: floats(finals) });
    if (organizations) this.organizations = new Organizations(organizations);
    if (runs.length) this.view = null;
  }

  /** Whether all are there. */
  get complete() {
    return this.known.size >= this.of;
  }

  /**
   * What the runs that are there show of a setting.
   * @param {import("./model.js").Model} model
   * @param {import("./model.js").Setting} setting
   * @returns {View}
   */
  seen(model, setting) {
    if (this.view) return this.view;
    const numbers = [...this.known.keys()].sort((a, b) => a - b);
    const rows = numbers.map((run) => /** @type {{years: Float64Array, finals: Float64Array}} */ (this.known.get(run)));
    const finals = new Float64Array(rows.length * model.data.finals.length);
    rows.forEach((row, n) => finals.set(row.finals, n * model.data.finals.length));
    this.view = new View(model, setting, bands(rows.map(({ years }) => years)), finals, null, numbers);
    return this.view;
  }
}

/**
 * Mean over runs, 10th and 90th percentile, one after the other.
 * @param {Float64Array[]} rows
 * @returns {Float64Array}
 */
export function bands(rows) {
  const size = rows[0].length;
  const result = new Float64Array(3 * size);
  for (let i = 0; i < size; i += 1) {
    const values = rows.map((row) => row[i]).sort((a, b) => a - b);
    result[i] = values.reduce((sum, value) => sum + value, 0) / values.length;
    result[size + i] = quantile(values, 0.1);
    result[2 * size + i] = quantile(values, 0.9);
  }
  return result;
}

/**
 * @param {number[]} sorted
 * @param {number} share
 * @returns {number}
 */
function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
