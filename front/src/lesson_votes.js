// The vote before the reveal, and what was said beside what the runs say.

import { h } from "./dom.js";
import { rightOf, sizeOf } from "./lesson_scene.js";
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
 * The options to tap. On a phone of a room each is the phone's own vote, and counts are seen once it has one.
 * @param {Told} lesson
 * @param {Scene} scene
 * @param {Ballot} cast
 * @param {import("./room_votes.js").RoomVotes | null} [room]
 * @returns {HTMLElement[]}
 */
export function ballot(lesson, scene, cast, room = null) {
  const { story } = lesson;
  const own = room && !room.now?.lecturer ? room.now?.own ?? null : undefined;
  const now = counts(lesson, scene);
  const items = story.options.map((option, n) => {
    const seen = own === null ? [] : [h("b", {}, String(now[n]),
      h("span", { class: "sr" }, ` ${scene.t("vote_votes", { count: now[n] })}`)), bar(now[n], sum(now))];
    const vote = h("button", {
      type: "button", id: `vote-${n}`, class: "vote", click: () => cast(story.name, n, 1),
      ...(own === undefined ? {} : { "aria-pressed": String(own === n) }),
    }, named(lesson, scene, n), ...seen);
    return h("li", {}, vote, own === undefined ? h("button", {
      type: "button", id: `unvote-${n}`, class: "unvote", disabled: now[n] === 0,
      "aria-label": scene.t("vote_back", { option: told(scene.language, option) }),
      click: () => cast(story.name, n, -1),
    }, "−") : null);
  });
  return [h("ul", { class: "votes" }, ...items), how(scene, room, own)];
}

/**
 * How to vote, here or in a room.
 * @param {Scene} scene
 * @param {import("./room_votes.js").RoomVotes | null} room
 * @param {number | null | undefined} own
 * @returns {HTMLElement}
 */
function how(scene, room, own) {
  if (!room?.now) return h("p", { class: "note" }, scene.t("vote_how"));
  if (own !== undefined) return h("p", { class: "note" }, scene.t(own === null ? "vote_phone" : "vote_phone_cast"));
  return h("p", { class: "note" }, scene.t("vote_room", { count: room.now.phones }), " ",
    h("button", { type: "button", id: "vote-again", class: "plain", click: () => void room.again() },
      scene.t("vote_again")));
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
  const right = rightOf(lesson);
  const items = story.options.map((_, n) => h("li", { class: shown && right.includes(n) ? "runs" : "" },
    h("span", { class: "said" }, named(lesson, scene, n,
      shown && right.includes(n) ? h("span", { class: "tag response" }, scene.t("vote_runs")) : null),
      h("b", {}, String(now[n]))), bar(now[n], all)));
  const key = lesson.lesson.reading === "prior" ? "vote_first" : "vote_right";
  const said = all === 0 ? scene.t("vote_none") : scene.t(key, { count: sum(right.map((n) => now[n])), all });
  const untold = right.length > 1 ? ` ${scene.t("vote_untold")}` : "";
  const note = shown ? `${said}${untold}` : `${scene.t("vote_all", { count: all })}. ${scene.t("vote_hidden")}`;
  return [h("ul", { class: "votes said" }, ...items), h("p", { class: "note" }, note)];
}
