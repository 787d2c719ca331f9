// The end: what each team was after, what the class reached, and what the model does alone.

import { h } from "../dom.js";
import { address } from "../exact.js";
import { overYears, told } from "./numbers.js";
import { ask } from "./talk.js";

const NEARLY_ALL = 7 / 8;

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").Revealed} Revealed */
/** @typedef {import("./talk.js").RevealedAim} RevealedAim */

/**
 * Teams that somebody played are open; the others stand folded below.
 * @param {Game} game
 * @param {Revealed[]} teams
 * @returns {Node}
 */
export function revealed(game, teams) {
  const [played, left] = [teams.filter((team) => team.played), teams.filter((team) => !team.played)];
  return h("section", { class: "reveal" }, h("h2", { class: "sr" }, game.t("reveal")),
    ...(played.length ? [table(game, played)] : []),
    h("p", { class: "note" }, game.t("reveal_note")),
    ...(left.length ? [h("details", { open: !played.length },
      h("summary", {}, game.t("by_model", { count: left.length })), table(game, left))] : []));
}

/**
 * The last round is closed: the lecturer may reveal the rest.
 * @param {Game} game
 * @returns {Node[]}
 */
export function beforeReveal(game) {
  const button = game.lecturer ? [h("button", { type: "button", class: "main", disabled: game.waits,
    click: () => void game.working(() => ask(`/${game.code}/reveal`, { method: "POST" })) },
  game.t(game.busy ? "working" : "do_reveal"))] : [];
  return [h("p", { class: "brief" }, game.t("reveal_soon")), ...button];
}

/**
 * What is left to do once all is revealed.
 * @param {Game} game
 * @returns {Node[]}
 */
export function after(game) {
  if (!game.reveal) return [];
  const again = game.lecturer ? [h("button", { click: () => game.leave() }, game.t("again"))] : [];
  return [h("p", { class: "closing" },
    h("a", { href: address(`api/games/${game.code}/scenario.yaml`, []), download: `partnersim-${game.code}.yaml` },
      game.t("save")), ...again)];
}

/**
 * @param {Game} game
 * @param {Revealed[]} teams
 * @returns {Node}
 */
function table(game, teams) {
  const head = ["aim_word", "class_word", "model_word", "here_word", "worlds_word"]
    .map((key) => h("th", { scope: "col" }, game.t(key)));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": game.t("reveal") },
    h("table", {}, h("thead", {}, h("tr", {}, h("td", { class: "wide" }), ...head)),
      ...teams.map((team) => body(game, team))));
}

/**
 * A team's name above its aims, or beside them where the screen is wide; the style shows one of the two.
 * @param {Game} game
 * @param {Revealed} team
 * @returns {Node}
 */
function body(game, team) {
  const name = game.both(team.title);
  const beside = h("th", { scope: "rowgroup", class: "wide", rowspan: team.aims.length }, name);
  return h("tbody", {}, h("tr", { class: "team" }, h("th", { scope: "rowgroup", colspan: 5 }, name)),
    ...team.aims.map((aim, n) => row(game, aim, n ? null : beside)));
}

/**
 * @param {Game} game
 * @param {RevealedAim} aim
 * @param {Node | null} team its name, before the first of its aims
 * @returns {Node}
 */
function row(game, aim, team) {
  const { title, form, higher, stands } = aim;
  const [own, other] = written(game, aim);
  return h("tr", {}, team,
    h("th", { scope: "row", class: "aim" }, game.both(title), " ",
      h("small", {}, `${game.t(higher ? "higher" : "lower")}, ${game.t(countsOf(stands, form))}`)),
    h("td", { class: "own" }, own), h("td", {}, other), h("td", {}, game.t(here(game, aim))),
    h("td", { class: "worlds" }, worlds(game, aim)));
}

/**
 * What the class reached and what the model does alone, as the screen shows them.
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {string[]}
 */
const written = (game, { form, years, reached, reached_alone: alone }) =>
  [reached, alone].map((value) => overYears(game, form, value, years.length));

/**
 * Which years of an aim count.
 * @param {boolean} stands
 * @param {string} form
 */
export const countsOf = (stands, form) => (stands ? "end_of" : form === "years" ? "all_years" : "mean_of");

/**
 * In how many other worlds the same decisions made the measure more, in how many less, and in how many not so that it
 * could be seen; `better` and `worse` as the team wants it.
 * @param {{differences: number[], higher: boolean, form: string}} aim
 */
export function counted({ differences, higher, form }) {
  const seen = differences.filter((difference) =>
    form === "years" ? difference : /[1-9]/.test(told("en", form, Math.abs(difference))));
  const more = seen.filter((difference) => difference > 0).length;
  const less = seen.length - more;
  const [better, worse] = higher ? [more, less] : [less, more];
  return { more, less, better, worse, same: differences.length - seen.length, needed: NEARLY_ALL * differences.length };
}

/**
 * Whether the class's own world ended nearer to what the team wanted than the model alone, or farther, as far as the
 * numbers shown tell.
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {"gained" | "lost_here" | "same_here"}
 */
export function here(game, aim) {
  const [own, other] = written(game, aim);
  if (own === other) return "same_here";
  return (aim.reached > aim.reached_alone) === aim.higher ? "gained" : "lost_here";
}

/**
 * What the same decisions did in other worlds, in words.
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {string}
 */
export function worlds(game, aim) {
  const { better, worse, same, needed } = counted(aim);
  if (same >= needed) return game.t("reveal_no");
  const counts = [["gain_in", better], ["loss_in", worse], ["same_in", same]]
    .filter(([, count]) => count).map(([key, count]) => game.t(String(key), { count })).join(", ");
  const verdict = better >= needed || worse >= needed ? "reveal_more" : "reveal_luck";
  return game.t("reveal_worlds", { counts, verdict: game.t(verdict) });
}
