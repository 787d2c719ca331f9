// The end: what each team was after, what the class reached, and what the model does alone.

import { h } from "../dom.js";
import { told } from "./numbers.js";

const NEARLY_ALL = 7 / 8;

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").Revealed} Revealed */
/** @typedef {import("./talk.js").RevealedAim} RevealedAim */

/**
 * @param {Game} game
 * @param {Revealed[]} teams
 * @returns {Node}
 */
export function revealed(game, teams) {
  const head = ["aim_word", "class_word", "model_word", "wanted"].map((key) => h("th", { scope: "col" }, game.t(key)));
  return h("section", { class: "reveal" }, h("h2", {}, game.t("reveal")),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": game.t("reveal") },
      h("table", {}, h("thead", {}, h("tr", {}, ...head)), ...teams.map((team) => body(game, team)))),
    h("p", { class: "note" }, game.t("reveal_note")));
}

/**
 * @param {Game} game
 * @param {Revealed} team
 * @returns {Node}
 */
function body(game, team) {
  const name = game.both(team.title) + (team.played ? "" : ` (${game.t("by_model")})`);
  return h("tbody", {}, h("tr", { class: "team" }, h("th", { scope: "rowgroup", colspan: 4 }, name)),
    ...team.aims.map((aim) => row(game, aim)));
}

/**
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {Node}
 */
function row(game, aim) {
  const { title, form, higher, reached, reached_alone: alone } = aim;
  const side = agreed(aim);
  return h("tr", {},
    h("th", { scope: "row" }, game.both(title), h("small", {}, game.t(higher ? "higher" : "lower"))),
    h("td", { class: side }, told(game.language, form, reached)),
    h("td", {}, told(game.language, form, alone)),
    h("td", {}, worlds(game, aim)));
}

/**
 * Whether nearly all other worlds agree that the class moved the measure as the team wanted, or the other way.
 * @param {RevealedAim} aim
 * @returns {"better" | "worse" | ""}
 */
export function agreed({ differences, higher }) {
  const needed = NEARLY_ALL * differences.length;
  const up = differences.filter((difference) => difference > 0).length;
  const down = differences.filter((difference) => difference < 0).length;
  if (Math.max(up, down) < needed) return "";
  return (up > down) === higher ? "better" : "worse";
}

/**
 * In how many other worlds the same decisions moved the measure as the team wanted.
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {string}
 */
export function worlds(game, { differences, higher }) {
  if (differences.every((difference) => difference === 0)) return game.t("reveal_no");
  const count = differences.filter((difference) => (higher ? difference > 0 : difference < 0)).length;
  return game.t("reveal_of", { count, all: differences.length });
}
