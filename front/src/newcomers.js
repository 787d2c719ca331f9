// Who gains and who loses among newcomers, by status on arrival.

import { scaleLinear } from "d3-scale";
import { same } from "./answer.js";
import { beside } from "./certainty.js";
import { h, rem, s } from "./dom.js";
import { valued, written } from "./format.js";
import { range } from "./lesson_scene.js";

/** @typedef {import("./scene.js").Scene} Scene */

const NEED = "need_after_24_months";
/** From which width on, in letters of the root, how much stands beside a bar, as the style has it. */
const BESIDE = [[45, 37.1], [41, 31.1], [33, 24.2], [27, 19.2], [0, 0]];
const NOT_PAID = new Set(["asylum_seeker", "temporary_worker", "student", "non_status"]);

/**
 * Statuses whose needs are known in every run.
 * @param {import("./data.js").Data} data
 * @returns {string[]}
 */
export const statuses = (data) =>
  data.finals.filter((name) => name.startsWith("need:")).map((name) => name.slice("need:".length));

/**
 * What the runs tell of a status: less need is a gain.
 * @param {Scene} scene
 * @param {string} status
 * @returns {"gain" | "lose" | "hardly" | "untold"}
 */
export function verdict(scene, status) {
  const said = beside(scene.view, scene.pinned, `need:${status}`);
  return said === "less" ? "gain" : said === "more" ? "lose" : said;
}

export class Newcomers {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.lead = h("p", { class: "lead" });
    this.list = h("ul", { class: "statuses" });
    root.append(this.lead, this.list);
  }

  /** @param {Scene} scene */
  update(scene) {
    this.lead.textContent = scene.t("newcomers_lead");
    const room = this.list.clientWidth;
    const [, reserved] = BESIDE.find(([least]) => room >= least * rem()) ?? [0, 0];
    const width = Math.max(7 * rem(), room - reserved * rem());
    this.list.replaceChildren(...statuses(scene.data).map((status) => item(scene, status, width)));
  }
}

/**
 * @param {Scene} scene
 * @param {string} status
 * @param {number} width
 * @returns {HTMLElement}
 */
function item(scene, status, width) {
  const name = h("span", { class: "status" }, scene.t(`status_${status}`),
    NOT_PAID.has(status) ? h("small", {}, scene.t("not_paid")) : null);
  const alone = same(scene.state.setting, scene.state.pin);
  const told = alone ? null : h("span", { class: `verdict ${verdict(scene, status)}` }, words(scene, status));
  return h("li", {}, name, bar(scene, status, alone, width), h("span", { class: "told" }, told,
    h("small", {}, served(scene, status, alone))));
}

/**
 * @param {Scene} scene
 * @param {string} status
 * @returns {string}
 */
function words(scene, status) {
  const difference = scene.view.less(scene.pinned, `need:${status}`);
  const ends = range(scene.language, NEED, difference).replaceAll(" ", "\u00a0");
  return `${scene.t(verdict(scene, status))} (${ends})`;
}

/**
 * @param {Scene} scene
 * @param {string} status
 * @param {boolean} alone
 * @returns {string}
 */
function served(scene, status, alone) {
  const name = `served:${status}`;
  const whole = (/** @type {number} */ value) => written(scene.language, ",.0f", Math.abs(value));
  if (alone) return scene.t("served_now", { count: whole(scene.view.final(name)) });
  return scene.t(`served_${beside(scene.view, scene.pinned, name)}`, {
    count: whole(scene.view.less(scene.pinned, name).mean),
  });
}

/**
 * @param {Scene} scene
 * @param {string} status
 * @param {boolean} alone
 * @param {number} width
 * @returns {SVGElement}
 */
function bar(scene, status, alone, width) {
  const unit = rem();
  const height = 2 * unit;
  const x = scaleLinear([0, 0.8], [0.6 * unit, width - 0.6 * unit]).clamp(true);
  const ours = scene.view.final(`need:${status}`);
  const theirs = scene.pinned.final(`need:${status}`);
  const y = 1.4 * unit;
  const write = (/** @type {number} */ value) => valued(scene.language, NEED, value);
  const pair = alone ? [] : [
    s("line", { class: "bar", x1: x(theirs), x2: x(ours), y1: y, y2: y }),
    s("circle", { class: "pin", cx: x(theirs), cy: y, r: 0.36 * unit }),
  ];
  const label = alone ? write(ours) : `${write(ours)} (${scene.pinName()} ${write(theirs)})`;
  return s("svg", { class: "dumbbells", role: "img", width, height, "aria-label": label },
    s("line", { class: "rail", x1: x(0), x2: x(0.8), y1: y, y2: y }),
    ...pair,
    s("circle", { class: "now", cx: x(ours), cy: y, r: 0.44 * unit }),
    s("text", { class: "now middle", x: x(ours), y: y - 0.95 * unit }, write(ours)),
  );
}
