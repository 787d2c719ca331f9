// What the lecturer chooses before a game: the scenario, how many rounds, the world; or the game that was on before.

import { h } from "../dom.js";

/** @typedef {import("./game.js").Game} Game */

const ROUNDS = [3, 5, 8, 10];
const MOST_WORLDS = 99999;
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
  const world = h("input", { id: "game-world", type: "number", min: 1, max: MOST_WORLDS, inputmode: "numeric",
    placeholder: game.t("world_any"), input: () => { chosen.world = world.value; } });
  world.value = chosen.world;
  const begin = () => {
    if (world.reportValidity()) void game.begin(scenario.value, Number(rounds.value), Number(world.value) || null);
  };
  const last = game.lastWorld;
  const same = last ? [h("button", { type: "button", class: "small", id: "game-same", click: () => {
    chosen.world = world.value = String(last);
  } }, game.t("world_same", { world: last }))] : [];
  return [...(game.before ? [goingOn(game, game.before)] : []),
    h("section", { class: "new" }, h("h1", {}, game.t("new_title")), h("p", {}, game.t("new_note")),
    h("label", { for: "game-scenario" }, game.t("new_from")), scenario,
    h("label", { for: "game-rounds" }, game.t("new_rounds")), rounds,
    h("label", { for: "game-world" }, game.t("new_world")), h("div", { class: "world" }, world, ...same),
    h("p", { class: "note" }, game.t("world_note")),
    h("button", { type: "button", class: "main", disabled: game.lost, click: begin }, game.t("new_begin")))];
}

/**
 * The game that was on when the program ended, or that was left.
 * @param {Game} game
 * @param {import("./talk.js").ToGoOnWith} before
 * @returns {Node}
 */
function goingOn(game, before) {
  const time = new Date(before.begun).toLocaleTimeString(game.language, { hour: "numeric", minute: "2-digit" });
  const round = Math.min(before.round + 1, before.rounds);
  return h("section", { class: "new going-on" },
    h("button", { type: "button", class: "main", id: "game-go-on", click: () => void game.goOn(before) },
      game.t(before.round < before.rounds ? "go_on" : "go_on_over", { time, round })),
    h("p", { class: "note" }, `${game.both(before.scenario)} · ${game.t("world", { world: before.world })}`));
}
