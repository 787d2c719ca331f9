// A surface for each output and Gaussian processes of what it leaves: what
// studies/page_data/emulation.py computes.

import { floats } from "./data.js";

/** @typedef {import("./data.js").PackedEmulator} PackedEmulator */

export class Emulator {
  /** @param {PackedEmulator} packed */
  constructor(packed) {
    this.outputs = packed.outputs;
    this.components = packed.components;
    this.rotation = floats(packed.rotation);
    this.scenarios = packed.scenarios.map((each) => ({
      lengths: floats(each.lengths),
      surface: floats(each.surface),
      weights: floats(each.weights),
      points: floats(each.points),
    }));
  }

  /**
   * Scores of the components.
   * @param {number} scenario
   * @param {number[]} at levers, each between 0 and 1
   * @returns {Float64Array}
   */
  scores(scenario, at) {
    const { lengths, weights, points } = this.scenarios[scenario];
    const count = points.length / at.length;
    return Float64Array.from({ length: this.components }, (_, k) => {
      let score = 0;
      for (let i = 0; i < count; i += 1) {
        let square = 0;
        for (let d = 0; d < at.length; d += 1) {
          square += ((at[d] - points[i * at.length + d]) / lengths[k * at.length + d]) ** 2;
        }
        score += weights[k * count + i] * Math.exp(-0.5 * square);
      }
      return score;
    });
  }

  /**
   * All outputs of a scenario with its levers there.
   * @param {number} scenario
   * @param {number[]} at levers, each between 0 and 1
   * @returns {Float64Array}
   */
  evaluate(scenario, at) {
    const scores = this.scores(scenario, at);
    const { surface } = this.scenarios[scenario];
    const result = new Float64Array(this.outputs);
    const add = (/** @type {number} */ factor, /** @type {Float64Array} */ table, /** @type {number} */ row) => {
      for (let j = 0; j < this.outputs; j += 1) result[j] += factor * table[row * this.outputs + j];
    };
    terms(at).forEach((factor, row) => add(factor, surface, row));
    scores.forEach((factor, row) => add(factor, this.rotation, row));
    return result;
  }
}

/**
 * Of the surface: 1, each lever, then each product of two.
 * @param {number[]} at
 * @returns {number[]}
 */
function terms(at) {
  return [1, ...at, ...at.flatMap((value, i) => at.slice(i).map((other) => value * other))];
}
