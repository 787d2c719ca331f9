// The vote before the reveal, and what was said beside what the runs say.

import { h } from "./dom.js";
import { sizeOf } from "./lesson_scene.js";
import { told } from "./lesson_stories.js";

/** @typedef {import("./lesson_scene.js").Told} Told */
/** @typedef {import("./scene.js").Scene} Scene */

/**
 * Where votes go: here they are counted on this device, in the page's state and so in its address. A page that
 * shares them sets another `page.ballot`: it hands votes on, and calls `page.change({ votes })` when counts come in.
 * @typedef {(story: string, option: number, by: number) => void} Ballot
 */

/**
 * @param {Told} lesson
 * @param {Scene} scene
 * @returns {number[]}
 */
const counts = ({ story }, scene) => scene.state.votes[story.name] ?? story.options.map(() => 0);

/** @param {number[]} values */
const sum = (values) => values.reduce((all, value) => all + value, 0);

/**
 * A bar as long as its share of the votes.
 * @param {number} count
 * @param {number} all
 * @returns {HTMLElement}
 */
function bar(count, all) {
  const inside = h("i");
  inside.style.width = `${all ? (100 * count) / all : 0}%`;
  return h("span", { class: "vote-bar", "aria-hidden": "true" }, inside);
}

/**
 * An option and, smaller, where it begins and ends.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {number} option
 * @param {HTMLElement | null} [mark]
 * @returns {HTMLElement}
 */
const named = ({ story }, { language }, option, mark = null) => h("span", { class: "option" },
  told(language, story.options[option]), " ", mark, h("small", {}, sizeOf(story, option, language)));

/**
 * The options to tap.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {Ballot} cast
 * @returns {HTMLElement[]}
 */
export function ballot(lesson, scene, cast) {
  const { story } = lesson;
  const now = counts(lesson, scene);
  const all = sum(now);
  const items = story.options.map((option, n) => {
    const text = told(scene.language, option);
    return h("li", {},
      h("button", {
        type: "button", id: `vote-${n}`, class: "vote", click: () => cast(story.name, n, 1),
      }, named(lesson, scene, n), h("b", {}, String(now[n]),
        h("span", { class: "sr" }, ` ${scene.t("vote_votes", { count: now[n] })}`)),
      bar(now[n], all)),
      h("button", {
        type: "button", id: `unvote-${n}`, class: "unvote", disabled: now[n] === 0,
        "aria-label": scene.t("vote_back", { option: text }), click: () => cast(story.name, n, -1),
      }, "−"));
  });
  return [h("ul", { class: "votes" }, ...items), h("p", { class: "note" }, scene.t("vote_how"))];
}

/**
 * What the class said; beside it what the runs say, once it may be seen.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {boolean} shown
 * @returns {HTMLElement[]}
 */
export function result(lesson, scene, shown) {
  const { story } = lesson;
  const now = counts(lesson, scene);
  const all = sum(now);
  const right = story.outcome((name) => lesson.of(name));
  const items = story.options.map((_, n) => h("li", { class: shown && n === right ? "runs" : "" },
    h("span", { class: "said" }, named(lesson, scene, n,
      shown && n === right ? h("span", { class: "tag response" }, scene.t("vote_runs")) : null),
      h("b", {}, String(now[n]))), bar(now[n], all)));
  const key = lesson.lesson.reading === "prior" ? "vote_first" : "vote_right";
  const said = all === 0 ? scene.t("vote_none") : scene.t(key, { count: now[right], all });
  const note = shown ? said : `${scene.t("vote_all", { count: all })}. ${scene.t("vote_hidden")}`;
  return [h("ul", { class: "votes said" }, ...items), h("p", { class: "note" }, note)];
}
