// What the lecturer chooses before a game: the world that it begins from, and how many rounds.

import { h } from "../dom.js";

/** @typedef {import("./game.js").Game} Game */

const ROUNDS = [3, 5, 8, 10];
export const MOST_ROUNDS = ROUNDS[ROUNDS.length - 1];

/**
 * What is chosen stays chosen while the screen is drawn anew.
 * @param {Game} game
 * @returns {Node[]}
 */
export function beginning(game) {
  const { chosen, language, scenarios } = game;
  /** @typedef {string | number} Value */
  const option = (/** @type {Value} */ value, /** @type {string} */ words, /** @type {Value} */ at) =>
    h("option", { value, selected: value === at }, words);
  const scenario = h("select", { id: "game-scenario", change: () => { chosen.scenario = scenario.value; } },
    ...scenarios.map((each) => option(each.name, each[language], chosen.scenario)));
  const rounds = h("select", { id: "game-rounds", change: () => { chosen.rounds = Number(rounds.value); } },
    ...ROUNDS.map((n) => option(n, String(n), chosen.rounds)));
  return [h("section", { class: "new" }, h("h1", {}, game.t("new_title")), h("p", {}, game.t("new_note")),
    h("label", { for: "game-scenario" }, game.t("new_from")), scenario,
    h("label", { for: "game-rounds" }, game.t("new_rounds")), rounds,
    h("button", { type: "button", class: "main", click: () => void game.begin(scenario.value, Number(rounds.value)) },
      game.t("new_begin")))];
}
