// The end: what each team was after, what the class reached, and what the model does alone.

import { h } from "../dom.js";
import { address } from "../exact.js";
import { overYears, told } from "./numbers.js";
import { ask } from "../server.js";

const NEARLY_ALL = 7 / 8; // more than luck would bring

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").Revealed} Revealed */
/** @typedef {import("./talk.js").RevealedAim} RevealedAim */

/**
 * Teams that somebody played are open, one's own first; the others stand folded below.
 * @param {Game} game
 * @param {Revealed[]} teams
 * @returns {Node}
 */
function revealed(game, teams) {
  const [played, left] = [teams.filter((team) => team.played), teams.filter((team) => !team.played)];
  played.sort((one, other) => Number(other.name === game.team) - Number(one.name === game.team));
  return h("section", { class: "reveal" }, h("h2", { class: "sr" }, game.t("reveal")),
    ...lead(game, played), ...(played.length ? [table(game, played)] : []),
    h("p", { class: "note" }, game.t("reveal_note")),
    ...(left.length ? [h("details", { open: !played.length },
      h("summary", {}, game.t("by_model", { count: left.length })), table(game, left))] : []));
}

/**
 * Said where the table would look empty: nobody played, or nothing differs.
 * @param {Game} game
 * @param {Revealed[]} played
 * @returns {Node[]}
 */
function lead(game, played) {
  if (!played.length) return [h("p", { class: "brief" }, game.t("nobody_played"))];
  const same = played.every(({ aims }) => aims.every((aim) => here(game, aim) === "same_here"));
  return same ? [h("p", { class: "brief" }, game.t("nothing_differs"))] : [];
}

/**
 * What stands at the end of a game; nothing before.
 * @param {Game} game
 * @returns {Node[]}
 */
export function ending(game) {
  if (!game.state?.over) return [];
  return game.reveal ? [revealed(game, game.reveal)] : beforeReveal(game);
}

/**
 * The last round is closed: the lecturer may reveal the rest.
 * @param {Game} game
 * @returns {Node[]}
 */
function beforeReveal(game) {
  const button = game.lecturer ? [h("button", { type: "button", class: "main", disabled: game.waits,
    click: () => void game.working(() => ask(`games/${game.code}/reveal`, { method: "POST" })) },
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
  const sum = h("small", {}, summed(game, team.aims));
  const beside = h("th", { scope: "rowgroup", class: "wide", rowspan: team.aims.length }, name.split(",")[0], sum);
  return h("tbody", {}, h("tr", { class: "team" },
    h("th", { scope: "rowgroup", colspan: 5 }, name, " ", sum.cloneNode(true))),
  ...team.aims.map((aim, n) => row(game, aim, n ? null : beside)));
}

/**
 * In how many of its aims a team gained, and in how many it lost.
 * @param {Game} game
 * @param {RevealedAim[]} aims
 * @returns {string}
 */
export function summed(game, aims) {
  const every = aims.map((aim) => here(game, aim));
  return [["gained", "gain_in"], ["lost_here", "loss_in"], ["same_here", "alike_in"]]
    .map(([key, words]) => /** @type {[string, number]} */ ([words, every.filter((each) => each === key).length]))
    .filter(([, count]) => count).map(([words, count]) => game.t(words, { count })).join(" · ");
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
  const counts = h("span", { class: stands ? "" : "usual" }, `${higher ? "" : ", "}${game.t(countsOf(stands, form))}`);
  const cell = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ words) =>
    h("td", { class: name, "data-label": game.t(label) }, words);
  return h("tr", {}, team, h("th", { scope: "row", class: "aim" }, game.both(title), " ",
    h("small", {}, higher ? "" : game.t("less_better"), counts)),
    cell("own", "class_word", own), cell("alone", "model_word", other),
    cell("here", "here_word", game.t(here(game, aim))), cell("worlds", "worlds_word", worlds(game, aim)));
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
 * What the same decisions did in other worlds, in words, the most frequent first. That it depends on the world is said
 * only where some gain and some lose, and not where most are the same.
 * @param {Game} game
 * @param {RevealedAim} aim
 * @returns {string}
 */
export function worlds(game, aim) {
  const { better, worse, same, needed } = counted(aim);
  const all = aim.differences.length;
  const each = /** @type {[string, string, number][]} */ (
    [["gain_in", "gain_all", better], ["loss_in", "loss_all", worse], ["alike_in", "same_all", same]]);
  const counts = each.filter(([, , count]) => count).sort(([, , one], [, , other]) => other - one)
    .map(([some, every, count]) => game.t(count === all ? every : some, { count })).join(", ");
  if (better >= needed || worse >= needed) return game.t("more_than_luck", { counts });
  return better && worse && same <= all / 2 ? game.t("by_world", { counts }) : counts;
}
