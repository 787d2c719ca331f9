// The six dimensions as dumbbells: the setting, its band, and the pinned one.

import { scaleLinear } from "d3-scale";
import { same } from "./answer.js";
import { h, rem, s, width as widthOf } from "./dom.js";
import { valued } from "./format.js";

/** @typedef {import("./scene.js").Scene} Scene */

export const DIMENSIONS = [
  "recognition", "representation", "participation", "consultation", "funding", "accountability",
];

export class Dimensions {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.svg = s("svg", { class: "dumbbells", role: "img" });
    this.note = h("p", { class: "note" });
    this.frame = h("div", { class: "frame" }, this.svg);
    root.append(this.frame, this.note);
  }

  /** @param {Scene} scene */
  update(scene) {
    const unit = rem();
    const width = Math.max(280, this.frame.clientWidth);
    const height = Math.max(240, this.frame.clientHeight);
    const narrow = width < 34 * unit;
    const left = narrow ? unit : 13.2 * unit;
    const x = scaleLinear([0, 1], [left, width - 1.6 * unit]);
    const poles = ["toward_npm", "toward_aca"].map((key) => scene.t(key));
    const beside = widthOf(poles.join(""), unit) < x(1) - x(0);
    const top = (beside ? 2.2 : 3.2) * unit;
    const step = (height - top - 0.4 * unit) / DIMENSIONS.length;
    const rows = DIMENSIONS.map((measure, n) =>
      row(scene, measure, x, top + (n + 0.6) * step, narrow),
    );
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("aria-label", this.label(scene));
    this.svg.replaceChildren(...ends(poles, x, beside), ...rows.flat());
    this.note.textContent = notes(scene).join(" ");
  }

  /**
   * @param {Scene} scene
   * @returns {string}
   */
  label(scene) {
    const { state, data, language } = scene;
    const said = DIMENSIONS.map((measure) => {
      const value = scene.missing(measure) ? scene.t("too_rough")
        : valued(language, measure, scene.of(measure).at(measure, state.year).mean);
      return `${scene.t(`measure_${measure}`)} ${value}`;
    });
    return `${scene.t("dimensions_label", { year: data.years[state.year] })}: ${said.join("; ")}`;
  }
}

/**
 * What a star means, and of which dimensions no number is shown since their estimate is too rough.
 * @param {Scene} scene
 * @returns {string[]}
 */
function notes(scene) {
  const starred = DIMENSIONS.some((measure) => scene.origin(measure) === "set");
  const hidden = DIMENSIONS.filter((measure) => scene.missing(measure));
  const names = hidden.map((measure) => scene.t(`measure_${measure}`)).join(", ");
  return [
    ...(starred ? [scene.t("star")] : []),
    ...(hidden.length ? [scene.t("hidden_of", { names })] : []),
  ];
}

/**
 * What both ends stand for, in one line where there is room.
 * @param {string[]} poles
 * @param {(value: number) => number} x
 * @param {boolean} beside
 * @returns {SVGElement[]}
 */
function ends([left, right], x, beside) {
  const unit = rem();
  return [
    s("text", { class: "down", x: x(0), y: unit }, left),
    s("text", { class: "up end", x: x(1), y: beside ? unit : 2.2 * unit }, right),
  ];
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {(value: number) => number} x
 * @param {number} y
 * @param {boolean} narrow
 * @returns {SVGElement[]}
 */
function row(scene, measure, x, y, narrow) {
  const unit = rem();
  const { year } = scene.state;
  const ours = scene.of(measure).at(measure, year);
  const theirs = scene.pinned.at(measure, year);
  const star = scene.origin(measure) === "set" ? " ★" : "";
  const name = `${scene.t(`measure_${measure}`)}${star}`;
  const label = narrow
    ? s("text", { class: "name", x: x(0), y: y - unit }, name)
    : s("text", { class: "name end", x: x(0) - 1.2 * unit, y }, name);
  const missing = scene.missing(measure);
  const paired = !same(scene.state.setting, scene.state.pin) && !scene.pinned.hidden(measure);
  const pin = paired ? [s("circle", { class: "pin", cx: x(theirs.mean), cy: y, r: 0.4 * unit })] : [];
  const bar = paired ? [s("line", { class: "bar", x1: x(theirs.mean), x2: x(ours.mean), y1: y, y2: y })] : [];
  const words = value(scene, measure, narrow ? x(1) : x(missing ? 0.5 : ours.mean), y - unit, narrow);
  return [
    label,
    s("line", { class: "rail", x1: x(0), x2: x(1), y1: y, y2: y }),
    ...(missing ? pin : [
      s("line", { class: "band", x1: x(ours.low), x2: x(ours.high), y1: y, y2: y }), ...bar, ...pin,
      s("circle", { class: "now", cx: x(ours.mean), cy: y, r: 0.5 * unit }),
    ]),
    words,
  ];
}

/**
 * The number of a dimension, or that it is too rough to be shown.
 * @param {Scene} scene
 * @param {string} measure
 * @param {number} x
 * @param {number} y
 * @param {boolean} narrow
 * @returns {SVGElement}
 */
function value(scene, measure, x, y, narrow) {
  const at = `now ${narrow ? "end" : "middle"}`;
  if (scene.missing(measure)) return s("text", { class: `${at} missing`, x, y }, scene.t("too_rough"));
  const { mean } = scene.of(measure).at(measure, scene.state.year);
  return s("text", { class: at, x, y }, valued(scene.language, measure, mean));
}
