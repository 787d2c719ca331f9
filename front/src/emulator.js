// A line and a Gaussian process over the levers for each component: the computation of studies/page_data/emulation.py.

import { floats } from "./data.js";

/** @typedef {import("./data.js").PackedEmulator} PackedEmulator */

export class Emulator {
  /** @param {PackedEmulator} packed */
  constructor(packed) {
    this.outputs = packed.outputs;
    this.components = packed.components;
    this.mean = floats(packed.mean);
    this.rotation = floats(packed.rotation);
    this.scenarios = packed.scenarios.map((each) => ({
      lengths: floats(each.lengths),
      offsets: floats(each.offsets),
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
    const { lengths, offsets, weights, points } = this.scenarios[scenario];
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
      const line = k * (1 + at.length);
      return at.reduce((sum, value, d) => sum + offsets[line + 1 + d] * value, offsets[line]) + score;
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
    const result = Float64Array.from(this.mean);
    for (let k = 0; k < this.components; k += 1) {
      const row = k * this.outputs;
      for (let j = 0; j < this.outputs; j += 1) result[j] += scores[k] * this.rotation[row + j];
    }
    return result;
  }
}
