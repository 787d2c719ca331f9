// A forecast: each aim in other worlds, without these decisions and with them. Levels, so that it cannot be read as how
// the team's own numbers will move.

import { h } from "../dom.js";
import { inYear, told } from "./numbers.js";
import { counted } from "./reveal.js";

/** @typedef {import("./game.js").Game} Game */
/** @typedef {import("./talk.js").Aim} Aim */
/** @typedef {import("./talk.js").Forecast} Forecast */
/** @typedef {import("./numbers.js").Says} Says */

/**
 * @param {Game} game
 * @param {import("./talk.js").State} state
 * @param {Aim[]} aims
 * @param {Forecast[]} found by aim
 * @returns {Node[]}
 */
export function foreseen(game, state, aims, found) {
  const all = found[0].differences.length;
  const year = state.first_year + state.round + 1;
  const cell = (/** @type {{large: string, small: string}} */ { large, small }) =>
    h("td", {}, h("strong", {}, large), h("small", {}, small));
  const rows = aims.flatMap((aim, n) => [
    h("tr", {}, h("th", { scope: "rowgroup", colspan: 2 }, game.both(aim.title),
      h("small", {}, game.t("forecast_now", { value: inYear(game, aim.form, aim.years.at(-1) ?? aim.before) })))),
    h("tr", {}, cell(level(game, aim.form, found[n].without, all)), cell(level(game, aim.form, found[n].with, all))),
    h("tr", {}, h("td", { class: "says", colspan: 2 }, compared(game, aim, found[n]))),
  ]);
  return [h("h2", {}, game.t("forecast_title", { all, year })),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, game.t("forecast_without")),
      h("th", { scope: "col" }, game.t("forecast_with")))), h("tbody", {}, ...rows)),
    h("p", { class: "note" }, game.t("forecast_note"))];
}

/**
 * What an aim is in other worlds: the median, and between what half of them lie; where it is a yes or a no, in how
 * many.
 * @param {Says} game
 * @param {string} form
 * @param {import("./talk.js").Spread} spread
 * @param {number} all
 * @returns {{large: string, small: string}}
 */
export function level(game, form, spread, all) {
  if (form === "years") return { large: game.t("forecast_yes", { count: spread.yes, all }), small: "" };
  const [low, middle, high] = [spread.low, spread.middle, spread.high].map((value) => told(game.language, form, value));
  return { large: middle, small: low === high ? "" : game.t("forecast_half", { low, high }) };
}

/**
 * In how many worlds the decisions make it more, and in how many less, as far as the numbers shown would tell.
 * @param {Says} game
 * @param {Aim} aim
 * @param {Forecast} found
 * @returns {string}
 */
export function compared(game, aim, { differences }) {
  const { more, less, same } = counted({ ...aim, differences });
  if (!more && !less) return game.t("forecast_same");
  const each = /** @type {[string, number][]} */ ([["more_in", more], ["less_in", less], ["same_in", same]]);
  const counts = each.filter(([, count]) => count).map(([key, count]) => game.t(key, { count })).join(", ");
  return game.t("forecast_compared", { counts, all: differences.length });
}
