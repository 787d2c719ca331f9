// Small lines with their bands, and values at their ends.

import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { same } from "./answer.js";
import { h, rem, s } from "./dom.js";
import { sideBySide, valued } from "./format.js";
import { gloss } from "./gloss.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./model.js").View} View */

export const SHOWN = [
  "identity_mean", "service_provider_share", "reporting_share", "need_after_24_months",
];

const LEAST = 4.6; // of the root's letters, as all heights here
const LOWEST = 2.4;
const MOST = 9;
const TIGHT = 33; // what all take when none is low
const GAP = 0.5;
const NARROW = 720;

/** The lines beside the picture. */
export class Lines {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.star = h("p", { class: "note starred" });
  }

  /** @param {Scene} scene */
  update(scene) {
    const unit = rem();
    const columns = this.columns();
    const width = Math.max(240, (this.root.clientWidth - (columns - 1) * 1.6 * unit) / columns);
    const shown = scene.lesson?.story.lines ?? SHOWN;
    const parts = shown.map((measure) => headed(scene, measure));
    const starred = shown.some((measure) => isSet(scene, measure));
    this.star.textContent = starred ? scene.t("star") : "";
    this.star.hidden = !starred;
    this.root.replaceChildren(...parts, this.star);
    const fixed = columns > 1 || innerWidth < NARROW;
    const height = fixed ? LEAST * unit : this.height(parts);
    parts.forEach((part, n) => part.append(small(scene, shown[n], { width, height })));
  }

  /**
   * What is left for each line once all headings stand.
   * @param {HTMLElement[]} parts
   */
  height(parts) {
    const unit = rem();
    const least = this.root.clientHeight < TIGHT * unit ? LOWEST : LEAST;
    const headings = parts.reduce((sum, { offsetHeight }) => sum + offsetHeight + GAP * unit, 0);
    const star = this.star.hidden ? 0 : this.star.offsetHeight + GAP * unit;
    const free = (this.root.clientHeight - headings - star) / parts.length;
    return Math.max(least * unit, Math.min(free, MOST * unit));
  }

  /** How many stand side by side, as the style has it. */
  columns() {
    return getComputedStyle(this.root).gridTemplateColumns.split(" ").length;
  }
}

/**
 * What is known of where a difference comes from; where both are written alike there is nothing to attribute.
 * @param {Scene} scene
 * @param {string} measure
 * @returns {"set" | "response" | null}
 */
function originOf(scene, measure) {
  const last = scene.data.years.length - 1;
  const ends = sideBySide(scene.language, measure, [scene.view, scene.pinned].map((of) => of.at(measure, last).mean));
  return ends[0] === ends[1] ? null : scene.origin(measure);
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @returns {boolean}
 */
const isSet = (scene, measure) => originOf(scene, measure) === "set";

/**
 * @param {Scene} scene
 * @param {string} measure
 * @returns {HTMLElement | null}
 */
function tag(scene, measure) {
  const label = originOf(scene, measure);
  if (label === "set") return null; // a star, told below all lines
  if (label) return h("span", { class: `tag ${label}`, title: scene.t(`origin_${label}`) }, scene.t(`label_${label}`));
  const view = scene.of(measure);
  if (view.exact) return h("span", { class: "tag exact" }, scene.t("exact_word"));
  if (scene.view.stored || scene.unknown) return null;
  return h("span", { class: "tag estimate" }, scene.t("estimate_word"));
}

/**
 * A line's place, with its heading.
 * @param {Scene} scene
 * @param {string} measure
 * @returns {HTMLElement}
 */
function headed(scene, measure) {
  const note = scene.replaced(measure) && !scene.unknown ? h("p", { class: "note" }, scene.insteadWords()) : null;
  return h("section", { class: "line" }, h("h2", {}, scene.t(`measure_${measure}`),
    isSet(scene, measure) ? "\u00a0★" : "", " ", tag(scene, measure)), gloss(scene, measure), note);
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {{width: number, height: number}} size
 * @returns {SVGElement}
 */
function small(scene, measure, size) {
  const name = scene.t(`measure_${measure}`);
  const view = scene.of(measure);
  const { years } = scene.data;
  const last = scene.unfolding ? scene.state.year : years.length - 1;
  const write = (/** @type {number} */ value) => valued(scene.language, measure, value);
  const chart = drawn(scene, measure, view, size);
  chart.setAttribute("aria-label", scene.t("line_label", {
    name, before: write(view.at(measure, 0).mean), first: years[0],
    value: write(view.at(measure, last).mean), last: years[last],
  }));
  return chart;
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {View} view
 * @param {{width: number, height: number}} size
 * @returns {SVGElement}
 */
function drawn(scene, measure, view, { width, height }) {
  const unit = rem();
  const { years } = scene.data;
  const ours = years.map((_, year) => view.at(measure, year));
  const theirs = years.map((_, year) => scene.pinned.at(measure, year).mean);
  const { low, high } = domain(measure, [...ours.flatMap((each) => [each.low, each.high]), ...theirs]);
  const x = scaleLinear([0, years.length - 1], [4, width - 4.7 * unit]);
  const y = scaleLinear([low, high], [height - 1.3 * unit, 0.5 * unit]);
  const band = area(/** @type {(each: {low: number}, n: number) => number} */ ((_, n) => x(n)),
    (each) => y(each.low), (each) => y(/** @type {any} */ (each).high));
  const way = line(/** @type {(each: number, n: number) => number} */ ((_, n) => x(n)), (value) => y(value));
  const { year } = scene.state;
  const [value, pinned] = [ours[year].mean, theirs[year]];
  const [told, other] = sideBySide(scene.language, measure, [value, pinned]);
  const ends = apart(y(value), y(pinned), 1.1 * unit, 0.6 * unit, height - 1.4 * unit);
  const paired = !same(scene.state.setting, scene.state.pin);
  const until = scene.unfolding ? year + 1 : years.length;
  const right = width - 4.2 * unit;
  return s("svg", { class: "small", role: "img", viewBox: `0 0 ${width} ${height}`, width, height },
    s("line", { class: "base", x1: x(0), x2: x(years.length - 1), y1: height - 1.3 * unit, y2: height - 1.3 * unit }),
    s("path", { class: "band", d: band(/** @type {any} */ (ours.slice(0, until))) }),
    paired ? s("path", { class: "pin", d: way(theirs.slice(0, until)) }) : null,
    s("path", { class: "now", d: way(ours.slice(0, until).map(({ mean }) => mean)) }),
    s("circle", { class: "now", cx: x(year), cy: y(value), r: 0.28 * unit }),
    s("text", { class: "tick", x: x(0), y: height - 0.3 * unit }, String(years[0])),
    s("text", { class: "tick end", x: x(years.length - 1), y: height - 0.3 * unit }, String(years[years.length - 1])),
    paired ? s("text", { class: "pin", x: right, y: ends[1] }, other) : null,
    s("text", { class: "now", x: right, y: paired ? ends[0] : y(value) },
      paired ? told : valued(scene.language, measure, value)),
  );
}

/**
 * What a line's height stands for: no narrower than a fifth of what is seen, so that noise stays flat.
 * @param {string} measure
 * @param {number[]} values
 * @returns {{low: number, high: number}}
 */
export function domain(measure, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const wanted = Math.max(most - least, measure === "reporting_share" ? 0.1 : 0.2);
  const low = Math.max(0, (least + most) / 2 - wanted / 2);
  return { low, high: low + wanted };
}

/**
 * Two heights kept apart and inside.
 * @param {number} first
 * @param {number} second
 * @param {number} least
 * @param {number} top
 * @param {number} bottom
 * @returns {[number, number]}
 */
export function apart(first, second, least, top, bottom) {
  const gap = Math.max(0, least - Math.abs(first - second)) / 2;
  const way = first <= second ? -1 : 1;
  let [a, b] = [first + way * gap, second - way * gap];
  const over = Math.max(0, top - Math.min(a, b)) - Math.max(0, Math.max(a, b) - bottom);
  a += over;
  b += over;
  return [a, b];
}
