// The lever's effect, in both readings beside each other.

import { beside } from "./certainty.js";
import { bold, h } from "./dom.js";
import { signed } from "./format.js";
import { gloss } from "./gloss.js";
import { isSet } from "./lesson_cases.js";
import { bare, range, shownBeside } from "./lesson_scene.js";
import { READINGS } from "./lesson_state.js";

/** @typedef {import("./lesson_scene.js").Told} Told */
/** @typedef {import("./lesson_cases.js").CaseView} CaseView */
/** @typedef {import("./lesson_cases.js").Reading} Reading */
/** @typedef {import("./scene.js").Scene} Scene */

/** Differences between two groups, which a lever makes wider or narrower. */
const GAPS = new Set(["insiders_apart", "small_less_large_carried"]);
const DIFFERENCES = new Set([...GAPS, "kept_beyond_lot"]);

/**
 * A measure without and with the lever, in digits that show which is more where the runs tell.
 * @param {CaseView} view
 * @param {CaseView} base
 * @param {string} measure
 * @param {import("./data.js").Language} language
 * @returns {string[]}
 */
export function levels(view, base, measure, language) {
  const ends = [base.final(measure), view.final(measure)];
  if (DIFFERENCES.has(measure) || measure.startsWith("change:")) {
    return ends.map((value) => signed(language, measure, value));
  }
  return shownBeside(language, measure, ends, ["more", "less"].includes(beside(view, base, measure)));
}

/**
 * The verdict in a word; of a gap between two groups that keeps its sign, whether it is wider.
 * @param {CaseView} view
 * @param {CaseView} base
 * @param {string} measure
 * @returns {"more" | "less" | "hardly" | "untold" | "wider" | "narrower"}
 */
export function wordOf(view, base, measure) {
  const verdict = beside(view, base, measure);
  const [from, to] = [base.final(measure), view.final(measure)];
  if (!GAPS.has(measure) || !["more", "less"].includes(verdict) || from * to < 0) return verdict;
  return Math.abs(to) > Math.abs(from) ? "wider" : "narrower";
}

/**
 * The lever's effect; a reading that the class has not chosen yet keeps its column, and says how to show it.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {HTMLElement} reproduce
 * @param {() => void} show the second reading
 * @returns {HTMLElement[]}
 */
export function comparison(lesson, scene, reproduce, show) {
  const { story } = lesson;
  const known = lesson.lesson.both ? READINGS : READINGS.slice(0, 1);
  const later = h("td", { class: "later", rowspan: story.rows.length },
    h("button", { type: "button", id: "compare-show", click: show }, scene.t("compare_show")));
  const heads = READINGS.map((reading) => h("th", { scope: "col", class: here(lesson, reading) },
    scene.t(`reading_${reading}`)));
  const rows = story.rows.map((measure, n) => h("tr", {},
    h("th", { scope: "row" }, scene.t(`measure_${measure}`), " ", gloss(scene, measure)),
    ...known.map((reading) => cell(lesson, scene, measure, reading)),
    n === 0 && known.length < READINGS.length ? later : null));
  return [
    h("table", { class: "readings" },
      h("caption", { class: "sr" }, scene.t("compare_caption")),
      h("thead", {}, h("tr", {}, h("td"), ...heads)), h("tbody", {}, ...rows)),
    h("div", { class: "below" }, h("p", { class: "note" }, scene.t("compare_key")), reproduce),
  ];
}

/**
 * @param {Told} lesson
 * @param {Reading} reading
 */
const here = (lesson, reading) => (lesson.lesson.reading === reading ? "here" : "");

/**
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {string} measure
 * @param {Reading} reading
 * @returns {HTMLElement}
 */
function cell(lesson, scene, measure, reading) {
  const { story, shown } = lesson;
  const [view, base] = [lesson.of(shown, reading), lesson.of(story.base, reading)];
  const difference = view.less(base, measure);
  const verdict = wordOf(view, base, measure);
  const [from, to] = levels(view, base, measure, scene.language);
  return h("td", { class: here(lesson, reading) },
    h("span", { class: "levels" }, ...bold(`${bare(from)} → **${to}**`)),
    h("span", { class: `word ${verdict}` }, scene.t(`compare_${verdict}`)),
    h("span", { class: "interval" }, range(scene.language, measure, difference),
      isSet(view, base, measure) ? h("span", { class: "tag set", title: scene.t("label_set") }, "★") : null));
}
