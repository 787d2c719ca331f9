// The same as a table, for those who read numbers or hear them.

import { same } from "./answer.js";
import { beside } from "./certainty.js";
import { h } from "./dom.js";
import { finer, noted, sideBySide, valued } from "./format.js";
import { gloss } from "./gloss.js";
import { range } from "./lesson_scene.js";

/** @typedef {import("./scene.js").Scene} Scene */

const STAR = "★";

export class Table {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /** @param {Scene} scene */
  update(scene) {
    const { years } = scene.data;
    const last = years.length - 1;
    const names = scene.t("column_measure");
    const columns = [
      String(years[0]), String(years[last]), scene.t("column_band"),
      scene.t("column_pinned", { year: years[last] }), scene.t("column_difference"), scene.t("column_label"),
    ];
    const { measures } = scene.data;
    /** @type {[string, boolean][]} */
    const explained = [
      ["star", measures.some((measure) => scene.origin(measure) === "set")],
      ["origin_response", measures.some((measure) => scene.origin(measure) === "response")],
      ["hidden_some", measures.some((measure) => scene.missing(measure))],
      ["hardly_size", measures.some((measure) => difference(scene, measure) === scene.t("hardly"))],
    ];
    const caption = scene.t("caption", { runs: scene.view.numbers.length, name: scene.pinName() });
    const notes = [caption, ...explained.filter(([, there]) => there).map(([key]) => scene.t(key))];
    this.root.setAttribute("aria-label", scene.t("tab_table"));
    this.root.replaceChildren(h("table", {},
      h("caption", {}, h("span", {}, notes.join(" · "))),
      h("thead", {}, h("tr", {}, ...[names, ...columns].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...measures.map((measure) => row(scene, measure, last))),
    ));
  }
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {number} last
 * @returns {HTMLElement}
 */
function row(scene, measure, last) {
  const head = h("th", { scope: "row" }, scene.t(`measure_${measure}`), " ", gloss(scene, measure));
  const cells = scene.missing(measure) ? empty(scene, measure, last) : filled(scene, measure, last);
  return h("tr", { class: scene.missing(measure) ? "missing" : "" }, head, ...cells.map((text) => h("td", {}, text)));
}

/**
 * The numbers of a measure.
 * @param {Scene} scene
 * @param {string} measure
 * @param {number} last
 * @returns {string[]}
 */
function filled(scene, measure, last) {
  const write = (/** @type {number} */ value) => valued(scene.language, measure, value);
  const ours = scene.of(measure).at(measure, last);
  const ends = [ours, scene.pinned.at(measure, last)].map(({ mean }) => mean);
  const [value, pinned] = sideBySide(scene.language, measure, ends);
  return [
    write(scene.of(measure).at(measure, 0).mean), value,
    scene.t("range", { low: write(ours.low), high: write(ours.high) }),
    scene.pinned.hidden(measure) ? scene.t("none") : pinned, difference(scene, measure), originOf(scene, measure, ours),
  ];
}

/**
 * Of a measure whose estimate is too rough the pinned one's value alone.
 * @param {Scene} scene
 * @param {string} measure
 * @param {number} last
 * @returns {string[]}
 */
function empty(scene, measure, last) {
  const none = scene.t("none");
  const pinned = scene.pinned.hidden(measure) ? none
    : valued(scene.language, measure, scene.pinned.at(measure, last).mean);
  return [none, none, none, pinned, none, scene.t("too_rough")];
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {import("./model.js").Year} ours
 * @returns {string}
 */
function originOf(scene, measure, ours) {
  const label = scene.origin(measure);
  if (label) return label === "set" ? STAR : scene.t(`label_${label}`);
  if (scene.replaced(measure)) return scene.nearestName();
  if (scene.view.stored) return scene.t("none");
  if (scene.of(measure).exact) return scene.t("exact_word");
  return scene.t("estimate", { error: noted(finer(scene.language, measure, ours.error)) });
}

/**
 * A difference, where there is one; else what the sentence says of it.
 * @param {Scene} scene
 * @param {string} measure
 * @returns {string}
 */
export function difference(scene, measure) {
  const view = scene.of(measure);
  const none = scene.replaced(measure) || scene.pinned.hidden(measure);
  if (none || same(scene.state.setting, scene.state.pin)) return scene.t("none");
  const verdict = beside(view, scene.pinned, measure);
  return verdict === "hardly" || verdict === "untold" ? scene.t(verdict)
    : range(scene.language, measure, view.less(scene.pinned, measure));
}
