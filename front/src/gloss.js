// What a measure is made of, in the lesson's words, wherever it is named to somebody who may not know it.

import { h } from "./dom.js";

/** @typedef {import("./scene.js").Scene} Scene */

const GLOSSED = new Set(["soft_index", "hard_index"]);

/**
 * @param {Scene} scene
 * @param {string} measure
 * @returns {HTMLElement | null}
 */
export const gloss = (scene, measure) =>
  GLOSSED.has(measure) ? h("small", { class: "gloss" }, scene.t(`gloss_${measure}`)) : null;

/**
 * A measure's name and, in brackets, what it is made of.
 * @param {Scene} scene
 * @param {string} measure
 * @param {string} [name]
 * @returns {string}
 */
export const glossed = (scene, measure, name = scene.t(`measure_${measure}`)) =>
  GLOSSED.has(measure) ? `${name} (${scene.t(`gloss_${measure}`)})` : name;
