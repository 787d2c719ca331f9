// What an organisation has less of than in its first year, and what it has more of: posts, members, seats.

import { written } from "./format.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./data.js").Organization} Organization */
/** @typedef {{name: string, amount: number}} Change */

const POSTS = ["community_life", "advocacy", "delivery", "reporting", "fundraising"];
const LEAST_POSTS = 0.1;
const LEAST_MEMBERS = 0.5;
const LEAST_SHARE = 0.05;

/**
 * Changes large enough to be told: posts by use, active members, the part of the board that members and allies hold,
 * and a seat at the ministry's table.
 * @param {Organization} before
 * @param {Organization} now
 * @returns {{less: Change[], more: Change[]}}
 */
export function changes(before, now) {
  const posts = (/** @type {Organization} */ { value }, /** @type {string} */ use) => value[use] * value.staff;
  const all = [
    ...POSTS.map((use) => ({ name: use, amount: posts(now, use) - posts(before, use), least: LEAST_POSTS })),
    { name: "members", amount: now.value.members - before.value.members, least: LEAST_MEMBERS },
    { name: "board", amount: now.value.community_seats - before.value.community_seats, least: LEAST_SHARE },
    { name: "seat", amount: Number(now.seat) - Number(before.seat), least: 1 },
  ].filter(({ amount, least }) => Math.abs(amount) >= least).map(({ name, amount }) => ({ name, amount }));
  return { less: all.filter(({ amount }) => amount < 0), more: all.filter(({ amount }) => amount > 0) };
}

/**
 * Changes as a list in words.
 * @param {Scene} scene
 * @param {Change[]} list
 * @returns {string}
 */
export function listed(scene, list) {
  const { language } = scene;
  return list.map(({ name, amount }) => {
    const size = Math.abs(amount);
    if (name === "seat") return scene.t("change_seat");
    if (name === "board") return scene.t("change_board", { points: written(language, ".0f", size * 100) });
    if (name === "members") {
      const count = Math.round(size);
      return scene.t(count === 1 ? "change_member" : "change_members", { count: written(language, ",.0f", count) });
    }
    const few = size < 1.95; // as it is written
    return scene.t(few ? "change_post" : "change_posts", {
      count: written(language, ".1f", size), use: scene.t(`hours_${name}`),
    });
  }).join("; ");
}
