// What every part of the page is drawn from.

import { insteadWords, nameOf, scenarioName } from "./answer.js";
import { SOME } from "./runs.js";
import { asIs } from "./state.js";
import { say } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").View} View */
/** @typedef {import("./state.js").State} State */
/** @typedef {(change: Partial<State>) => void} Change */

export class Scene {
  /**
   * @param {Model} model
   * @param {State} state
   * @param {Change} change what a part calls to change the state
   */
  constructor(model, state, change) {
    this.model = model;
    this.data = model.data;
    this.state = state;
    this.language = state.language;
    this.change = change;
    this.view = model.view(state.setting);
    this.pinned = model.view(state.pin);
    this.nearest = model.nearest(state.setting);
    this.dots = model.dots(state.setting);
    this.exact = model.exactly(state.setting);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [places]
   * @returns {string}
   */
  t(key, places) {
    return say(this.language, key, places);
  }

  /**
   * What is shown of a measure: the setting; where its estimate is too rough, the exact runs that are there,
   * or the nearest stored ones.
   * @param {string} measure
   * @returns {View}
   */
  of(measure) {
    if (!this.view.hidden(measure)) return this.view;
    if (this.exact && this.exact.known.size >= SOME) return this.exact.seen(this.model, this.state.setting);
    return this.model.view(asIs(this.data, this.nearest));
  }

  /** @returns {string} */
  pinName() {
    return nameOf(this.pinned, this.language);
  }

  /** @returns {string} */
  nearestName() {
    return scenarioName(this.data.scenarios[this.nearest], this.language);
  }

  /**
   * Whether stored runs of another setting stand in the place of a measure.
   * @param {string} measure
   * @returns {boolean}
   */
  replaced(measure) {
    return this.of(measure).stored && !this.view.stored;
  }

  /** Whether nothing is known of the setting yet, as the answer says. */
  get unknown() {
    return this.view.estimated && !this.model.estimable(this.state.setting);
  }

  /** Why stored runs are shown in place of an estimate. @returns {string} */
  insteadWords() {
    return insteadWords(this.view, this.language);
  }
}
