// What every part of the page is drawn from.

import { insteadWords, labelOf, nameOf, same, scenarioName } from "./answer.js";
import { beside } from "./certainty.js";
import { Told } from "./lesson_scene.js";
import { SOME } from "./model.js";
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
   * @param {import("./lesson_cases.js").Cases} cases of the lesson
   */
  constructor(model, state, change, cases) {
    this.model = model;
    this.data = model.data;
    this.lesson = state.lesson ? new Told(cases, state.lesson) : null;
    this.state = this.lesson ? { ...state, ...this.lesson.seen() } : state;
    this.language = state.language;
    this.change = change;
    this.view = this.lesson?.view ?? model.view(state.setting);
    this.pinned = this.lesson?.pinned ?? model.view(state.pin);
    this.nearest = model.nearest(this.state.setting);
    this.exact = this.lesson ? undefined : model.exactly(state.setting);
    /** The organisations that are drawn, and whether they are those of the setting. */
    this.dots = this.lesson ? { source: this.lesson.organizations(), own: true }
      : model.dots(state.setting);
    /** Whether what comes after the year shown is not to be seen yet. */
    this.unfolding = this.lesson?.step === "play";
  }

  /**
   * Whose the dots are.
   * @returns {string}
   */
  dotsNote() {
    return this.dots.own ? this.t("arrow_note", { runs: this.view.numbers.length })
      : this.t("dots_nearest", { name: this.nearestName() });
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
   * What is shown of a measure: the setting, or where its estimate is too rough the exact runs that are there. Where
   * nothing is known of the setting but its scenario, as the answer says, that as it is.
   * @param {string} measure
   * @returns {View}
   */
  of(measure) {
    if (!this.view.hidden(measure)) return this.view;
    if (this.exact && this.exact.known.size >= SOME) return this.exact.seen(this.model, this.state.setting);
    return this.unknown ? this.model.view(asIs(this.data, this.nearest)) : this.view;
  }

  /** @returns {string} */
  pinName() {
    const { lesson, language } = this;
    return lesson ? lesson.named(lesson.beside, language) : nameOf(this.pinned, language);
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

  /**
   * Whether no number of a measure is shown: its estimate is too rough, and exact runs are not there.
   * @param {string} measure
   * @returns {boolean}
   */
  missing(measure) {
    return this.of(measure).hidden(measure);
  }

  /**
   * Whether the scenario sets a difference or organisations respond; of none, or of one that runs do not tell, nothing.
   * @param {string} measure
   * @returns {"set" | "response" | null}
   */
  origin(measure) {
    if (same(this.state.setting, this.state.pin)) return labelOf(this.view, measure);
    const told = ["more", "less"].includes(beside(this.view, this.pinned, measure));
    return told ? labelOf(this.view, measure) : null;
  }

  /** Whether nothing is known of the setting yet, as the answer says. */
  get unknown() {
    return this.view.estimated && !this.model.estimable(this.state.setting);
  }

  /** Why no estimate is shown. @returns {string} */
  insteadWords() {
    return insteadWords(this.view, this.language);
  }
}
