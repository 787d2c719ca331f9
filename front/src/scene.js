// What every part of the page is drawn from.

import { nameOf } from "./answer.js";
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
   * What is shown of a measure: the setting, or the nearest stored runs where its estimate is too rough.
   * @param {string} measure
   * @returns {View}
   */
  of(measure) {
    if (!this.view.hidden(measure)) return this.view;
    return this.model.view(asIs(this.data, this.nearest));
  }

  /** @returns {string} */
  pinName() {
    return nameOf(this.pinned, this.language);
  }

  /** @returns {string} */
  nearestName() {
    return this.t(`scenario_${this.data.scenarios[this.nearest].name}`);
  }
}
