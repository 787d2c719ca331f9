// The same as a table, for those who read numbers or hear them.

import { labelOf, same } from "./answer.js";
import { h } from "./dom.js";
import { finer, sideBySide, valued } from "./format.js";
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
    const starred = scene.data.measures.some((measure) => labelOf(scene.view, measure) === "set");
    const caption = scene.t("caption", { runs: scene.view.numbers.length, name: scene.pinName() });
    this.root.setAttribute("aria-label", scene.t("tab_table"));
    this.root.replaceChildren(h("table", {},
      h("caption", {}, h("span", {}, starred ? `${caption} · ${scene.t("star")}` : caption)),
      h("thead", {}, h("tr", {}, ...[names, ...columns].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...scene.data.measures.map((measure) => row(scene, measure, last))),
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
  const write = (/** @type {number} */ value) => valued(scene.language, measure, value);
  const hidden = scene.replaced(measure);
  const ours = scene.of(measure).at(measure, last);
  const label = labelOf(scene.view, measure);
  const origin = label === "set" ? STAR : label ? scene.t(`label_${label}`)
    : hidden ? scene.nearestName()
      : scene.view.stored ? scene.t("none")
        : scene.of(measure).exact ? scene.t("exact_word")
        : scene.t("estimate", { error: finer(scene.language, measure, ours.error) });
  const ends = [ours, scene.pinned.at(measure, last)].map(({ mean }) => mean);
  const [value, pinned] = sideBySide(scene.language, measure, ends);
  const cells = [
    write(scene.of(measure).at(measure, 0).mean), value,
    scene.t("range", { low: write(ours.low), high: write(ours.high) }),
    pinned, difference(scene, measure, hidden), origin,
  ];
  return h("tr", {}, h("th", { scope: "row" }, scene.t(`measure_${measure}`), " ", gloss(scene, measure)),
    ...cells.map((text) => h("td", {}, text)));
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {boolean} hidden
 * @returns {string}
 */
function difference(scene, measure, hidden) {
  if (hidden || same(scene.state.setting, scene.state.pin)) return scene.t("none");
  const difference = scene.of(measure).less(scene.pinned, measure);
  return difference.tells ? range(scene.language, measure, difference) : scene.t("untold");
}
